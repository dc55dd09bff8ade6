/** Owns somebody's points on the customer display: what there was, what is used and earned now, and what there is then. */
import { useTranslation } from "react-i18next";
import type { DisplayPoints } from "../../contracts/ipc/display.ts";
import type { Formats } from "../formatting/formats.ts";

interface PointsProps {
  readonly points: DisplayPoints;
  readonly formats: Formats;
}

export const Points = ({ points, formats }: PointsProps) => {
  const { t } = useTranslation();
  const { before, used, earned, after } = points;
  const rows: readonly (readonly [string, string])[] = [
    [t("display.pointsBefore"), formats.count(before)],
    ...(used === 0 ? [] : [[t("display.pointsUsed"), `−${formats.count(used)}`] as const]),
    ...(earned === 0 ? [] : [[t("display.pointsEarned"), `+${formats.count(earned)}`] as const]),
  ];
  return (
    <dl className="display-points" data-testid="display-points">
      {rows.map(([label, figure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
      {after === null ? null : (
        <div className="display-points-after">
          <dt>{t("display.pointsAfter")}</dt>
          <dd data-testid="display-points-after">{formats.count(after)}</dd>
        </div>
      )}
    </dl>
  );
};
