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

interface ShownPaper {
  readonly document: ReceiptDocument | null;
  readonly ask: (jobId: number) => void;
}

/** What nobody has to approve is there at once; for anything else a person asks. */
const usePaper = (job: PrintJobView | null): ShownPaper => {
  const [shown, setShown] = useState<{ readonly jobId: number; readonly document: ReceiptDocument } | null>(
    null,
  );
  const ask = (jobId: number): void => {
    void call("print.document", { jobId }).then((result) => {
      if (result.ok) {
        setShown({ jobId, document: result.value });
      } else {
        sayError(result.error);
      }
    });
  };
  const openId = job?.reading === "allowed" ? job.id : null;
  useEffect(() => {
    if (openId !== null) {
      ask(openId);
    }
  }, [openId]);
  return { document: shown !== null && shown.jobId === job?.id ? shown.document : null, ask };
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

/** In place of a paper that not everybody may read. */
const HeldPaper = ({
  job,
  onAsk,
}: {
  readonly job: PrintJobView;
  readonly onAsk: (jobId: number) => void;
}) => {
  const { t } = useTranslation();
  return job.reading === "allowed" ? null : (
    <div className="print-held" data-testid="paper-held">
      <p>{t("devices.held")}</p>
      <Key
        label={t("devices.showPaper")}
        hint={t(job.reading === "approval" ? "approval.mark" : "approval.denied")}
        disabled={job.reading === "denied"}
        onPress={() => onAsk(job.id)}
      />
    </div>
  );
};

export const PrintQueue = () => {
  const { t } = useTranslation();
  const jobs = useJobs();
  const [chosen, setChosen] = useState<number | null>(null);
  const job = jobs?.find(({ id }) => id === chosen) ?? jobs?.[0] ?? null;
  const { document, ask } = usePaper(job);
  return (
    <section className="print-queue tw-card" aria-label={t("devices.queue")}>
      <div className="print-list">
        <h2 className="tw-heading">{t("devices.queue")}</h2>
        {jobs?.length === 0 ? <p className="offers-none">{t("devices.noJobs")}</p> : null}
        <ul className="scroll">
          {jobs?.map((each) => (
            <JobRow key={each.id} job={each} chosen={each.id === job?.id} onChoose={setChosen} />
          ))}
        </ul>
      </div>
      <div className="print-paper scroll" tabIndex={0} role="region" aria-label={t("devices.paper")}>
        {document !== null ? (
          <ReceiptPaper document={document} />
        ) : job === null ? null : (
          <HeldPaper job={job} onAsk={ask} />
        )}
      </div>
    </section>
  );
};
