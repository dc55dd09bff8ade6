/** Owns the points of the basket's customer beside it: tier and what it brings, balance, what this sale earns, and what expires soon. */
import { useTranslation } from "react-i18next";
import type { BasketPointsView } from "../../../contracts/ipc/loyalty.ts";
import { useFormats } from "../../formatting/store-formats.ts";

export const PointsRow = ({ points }: { readonly points: BasketPointsView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className="offers-points" data-testid="points">
      {points.tier === null ? null : (
        <b style={{ borderBottom: `3px solid ${points.tier.color}` }}>{points.tier.name}</b>
      )}{" "}
      {t("loyalty.points", { count: points.points })} ·{" "}
      <span className="tw-soft">{t("loyalty.earns", { count: points.earns })}</span>
      {points.tier === null || points.tier.benefits === "" ? null : (
        <small className="tw-soft offers-points-soon">{points.tier.benefits}</small>
      )}
      {points.expiring === null ? null : (
        <small className="tw-soft offers-points-soon">
          {t("loyalty.expiring", {
            count: points.expiring.points,
            date: formats.date(points.expiring.atMs),
          })}
        </small>
      )}
    </li>
  );
};
