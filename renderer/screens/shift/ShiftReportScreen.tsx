/** Owns showing one X or Z report as it is on paper, and printing it: an X as it is, a Z again as a copy. */
import { useTranslation } from "react-i18next";
import type { ShiftReportView } from "../../../contracts/ipc/shifts.ts";
import { goBack } from "../../commands/go-back.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import { ReceiptPaper } from "../receipts/ReceiptPaper.tsx";
import "./count-shift.css";

export const ShiftReportScreen = ({ view }: { readonly view: ShiftReportView }) => {
  const { t } = useTranslation();
  const { number, shiftId } = view.report;
  const printKey = useGranted(number === null ? "report:x" : "report:z");
  const print = async (): Promise<void> => {
    const result =
      number === null
        ? await call("report.x", { shiftId, print: true })
        : await call("report.reprintZ", { number });
    if (result.ok) {
      say(t("shift.printing"));
    } else {
      sayError(result.error);
    }
  };
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{number === null ? t("shift.xTitle") : t("shift.zTitle", { number })}</h1>
      </div>
      <div className="page-body scroll" tabIndex={0} role="region" aria-label={t("devices.paper")}>
        <div className="shift-report">
          <ReceiptPaper document={view.document} />
        </div>
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key tall label={t("pay.back")} hint="Esc" onPress={goBack} />
        <span className="page-bar-space" />
        <Key
          tall
          label={number === null ? t("shift.print") : t("shift.printAgain")}
          {...printKey}
          onPress={() => void print()}
        />
      </nav>
    </main>
  );
};
