/** Owns the list of print jobs with their true states, printing again, and what is on the virtual printer's paper. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PrintJobView } from "../../../contracts/ipc/devices.ts";
import type { ReceiptDocument } from "../../../domain/receipt/receipt-document.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { PrintState } from "../../controls/PrintState.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { useTill } from "../../stores/till-store.ts";
import { call } from "../../transport/link.ts";
import { ReceiptPaper } from "../receipts/ReceiptPaper.tsx";

const LIMIT = 60;

const useJobs = (): readonly PrintJobView[] | null => {
  const [jobs, setJobs] = useState<readonly PrintJobView[] | null>(null);
  const revision = useTill((state) => state.printRevision);
  useEffect(() => {
    void call("print.jobs", { limit: LIMIT }).then((result) => {
      if (result.ok) {
        setJobs(result.value);
      }
    });
  }, [revision]);
  return jobs;
};

const useDocument = (jobId: number | null): ReceiptDocument | null => {
  const [shown, setShown] = useState<{ readonly jobId: number; readonly document: ReceiptDocument } | null>(
    null,
  );
  useEffect(() => {
    if (jobId === null) {
      return;
    }
    void call("print.document", { jobId }).then((result) => {
      if (result.ok) {
        setShown({ jobId, document: result.value });
      } else {
        sayError(result.error);
      }
    });
  }, [jobId]);
  return shown !== null && shown.jobId === jobId ? shown.document : null;
};

const retry = async (jobId: number): Promise<void> => {
  const result = await call("print.retry", { jobId });
  if (!result.ok) {
    sayError(result.error);
  }
};

/** Also where nobody knows whether it is on paper: what prints then says COPY. A drawer is asked to open anew. */
const mayRetry = ({ kind, state, cause }: PrintJobView): boolean =>
  kind !== "drawer" && (state === "failed" || cause === "unconfirmed");

interface JobRowProps {
  readonly job: PrintJobView;
  readonly chosen: boolean;
  readonly onChoose: (jobId: number) => void;
}

const JobRow = ({ job, chosen, onChoose }: JobRowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className={`print-row ${chosen ? "is-chosen" : ""}`} data-testid="print-job">
      <button type="button" className="print-open" aria-current={chosen} onClick={() => onChoose(job.id)}>
        <b>{job.receiptNumber ?? t(`jobKind.${job.kind}`)}</b>
        <small className="tw-soft">
          {job.receiptNumber === null ? null : `${t(`jobKind.${job.kind}`)} · `}
          {formats.clock(job.createdAtMs)} · {t("devices.tries", { count: job.attempts })}
        </small>
      </button>
      <PrintState job={job} />
      {mayRetry(job) ? <Key label={t("devices.retry")} onPress={() => void retry(job.id)} /> : null}
    </li>
  );
};

export const PrintQueue = () => {
  const { t } = useTranslation();
  const jobs = useJobs();
  const [chosen, setChosen] = useState<number | null>(null);
  const jobId = chosen ?? jobs?.[0]?.id ?? null;
  const document = useDocument(jobId);
  return (
    <section className="print-queue tw-card" aria-label={t("devices.queue")}>
      <div className="print-list">
        <h2 className="tw-heading">{t("devices.queue")}</h2>
        {jobs?.length === 0 ? <p className="offers-none">{t("devices.noJobs")}</p> : null}
        <ul className="scroll">
          {jobs?.map((job) => (
            <JobRow key={job.id} job={job} chosen={job.id === jobId} onChoose={setChosen} />
          ))}
        </ul>
      </div>
      <div className="print-paper scroll" tabIndex={0} role="region" aria-label={t("devices.paper")}>
        {document === null ? null : <ReceiptPaper document={document} />}
      </div>
    </section>
  );
};
