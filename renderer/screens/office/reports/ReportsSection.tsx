/** Owns the Z reports of this till, newest first, and the choice between one drawer for all and one for each cashier. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DrawerMode, ZReportSummary } from "../../../../contracts/ipc/shifts.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { goTo } from "../../../stores/screen-store.ts";
import { useTill } from "../../../stores/till-store.ts";
import { call } from "../../../transport/link.ts";
import "./reports-section.css";

const PAGE = 50;

const show = async (number: number): Promise<void> => {
  const result = await call("report.z", { number });
  if (result.ok) {
    goTo({ name: "shiftReport", view: result.value });
  } else {
    sayError(result.error);
  }
};

const DrawerModeChoice = () => {
  const { t } = useTranslation();
  const mode = useTill((state) => state.shifts?.drawerMode ?? "shared");
  const granted = useGranted("store:configure");
  const choose = async (drawerMode: DrawerMode): Promise<void> => {
    const result = await call("shift.setDrawerMode", { drawerMode });
    if (result.ok) {
      useTill.setState({ shifts: result.value });
    } else {
      sayError(result.error);
    }
  };
  return (
    <section className="drawer-mode">
      <h2>{t("reports.drawers")}</h2>
      <div className="dialog-choices">
        {(["shared", "perCashier"] as const).map((each) => (
          <Key
            key={each}
            label={t(`reports.${each}`)}
            disabled={granted.disabled}
            pressed={mode === each}
            onPress={() => void choose(each)}
          />
        ))}
      </div>
    </section>
  );
};

const Row = ({ z }: { readonly z: ZReportSummary }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { differenceMinor } = z;
  return (
    <tr>
      <td>
        <Key label={`Z ${String(z.number)}`} testId="z-report" onPress={() => void show(z.number)} />
      </td>
      <td>{formats.dateTime(z.closedAtMs)}</td>
      <td>{z.closedByName}</td>
      <td className="tw-number">{formats.money(z.netMinor)}</td>
      <td className={`tw-number ${differenceMinor < 0 ? "tw-bad" : ""}`}>
        {differenceMinor === 0 ? t("reports.exact") : formats.money(differenceMinor)}
      </td>
    </tr>
  );
};

const useReports = () => {
  const [reports, setReports] = useState<readonly ZReportSummary[] | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const read = async (before: readonly ZReportSummary[]): Promise<void> => {
    const result = await call("report.zList", { beforeNumber: before.at(-1)?.number ?? null, limit: PAGE });
    if (result.ok) {
      setReports([...before, ...result.value]);
      setHasMore(result.value.length === PAGE);
    } else {
      sayError(result.error);
    }
  };
  useEffect(() => {
    void read([]);
  }, []);
  return { reports, hasMore, more: () => void read(reports ?? []) };
};

export const ReportsSection = () => {
  const { t } = useTranslation();
  const { reports, hasMore, more } = useReports();
  return (
    <>
      <DrawerModeChoice />
      <h2 className="reports-title">{t("reports.title")}</h2>
      {reports?.length === 0 ? <p className="tw-soft">{t("reports.empty")}</p> : null}
      {reports === null || reports.length === 0 ? null : (
        <table className="office-table">
          <thead>
            <tr>
              <th scope="col">{t("reports.number")}</th>
              <th scope="col">{t("reports.closed")}</th>
              <th scope="col">{t("reports.by")}</th>
              <th scope="col" className="tw-number">
                {t("reports.turnover")}
              </th>
              <th scope="col" className="tw-number">
                {t("reports.difference")}
              </th>
            </tr>
          </thead>
          <tbody>
            {reports.map((z) => (
              <Row key={z.number} z={z} />
            ))}
          </tbody>
        </table>
      )}
      {hasMore ? <Key label={t("reports.more")} onPress={more} /> : null}
    </>
  );
};
