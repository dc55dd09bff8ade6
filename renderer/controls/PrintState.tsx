/** Owns a print job's true state in words: waiting, sent, confirmed, or failed and why. Never "printed" on a guess. */
import { IconAlertTriangle, IconCheck, IconClock, IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PrintJobView } from "../../contracts/ipc/devices.ts";
import { printCauseText } from "../texts/print-cause.ts";
import "./print-state.css";

const ICONS = {
  queued: IconClock,
  sent: IconSend,
  confirmed: IconCheck,
  failed: IconAlertTriangle,
} as const;

export const PrintState = ({ job }: { readonly job: PrintJobView }) => {
  const { t } = useTranslation();
  const Icon = ICONS[job.state];
  return (
    <div
      className={`print-state print-state-${job.state === "queued" && job.cause !== null ? "stuck" : job.state}`}
      data-testid="print-state"
      data-state={job.state}
    >
      <Icon size={20} aria-hidden />
      <div>
        <span>{t(`${job.kind === "drawer" ? "drawer" : "print"}.${job.state}`)}</span>
        {job.cause === null ? null : <small>{printCauseText(job.cause, t)}</small>}
        {job.state === "failed" && job.maybePrinted ? <small>{t("print.maybePrinted")}</small> : null}
      </div>
    </div>
  );
};
