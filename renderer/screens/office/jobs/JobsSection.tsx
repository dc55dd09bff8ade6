/** Owns what the till does by itself on screen: each job with its last and next time, and the key that runs it now. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JobView } from "../../../../contracts/ipc/jobs.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import "./jobs.css";

const Row = ({ job, onRan }: { readonly job: JobView; readonly onRan: () => void }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const run = async (): Promise<void> => {
    const result = await call("jobs.run", { name: job.name });
    if (result.ok) {
      say(t("jobs.done"));
    } else {
      sayError(result.error);
    }
    onRan();
  };
  return (
    <li className="job-row" data-testid="job-row">
      <span>
        <b>{t(`jobs.name.${job.name}`)}</b> <span className="tw-soft">{t(`jobs.every.${job.every}`)}</span>
        <small className="tw-soft">
          {job.lastRunAtMs === null
            ? t("jobs.never")
            : `${t("jobs.last", { at: formats.dateTime(job.lastRunAtMs) })} · ${t("jobs.changed", { count: job.doneCount ?? 0 })}`}
          {job.nextDueAtMs === null ? "" : ` · ${t("jobs.next", { at: formats.dateTime(job.nextDueAtMs) })}`}
        </small>
        {job.failedAtMs === null ? null : (
          <small className="tw-bad">{t("jobs.failed", { at: formats.dateTime(job.failedAtMs) })}</small>
        )}
      </span>
      <Key label={t("jobs.run")} testId={`job-run-${job.name}`} onPress={() => void run()} />
    </li>
  );
};

export const JobsSection = () => {
  const { t } = useTranslation();
  const [jobs, setJobs] = useState<readonly JobView[] | null>(null);
  const readAgain = useCallback(() => {
    void call("jobs.list", {}).then((result) => {
      if (result.ok) {
        setJobs(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  useEffect(readAgain, [readAgain]);
  return (
    <>
      <h2 className="tw-heading">{t("office.jobs")}</h2>
      <p className="tw-soft">{t("jobs.hint")}</p>
      <ul className="job-list" aria-busy={jobs === null}>
        {(jobs ?? []).map((job) => (
          <Row key={job.name} job={job} onRan={readAgain} />
        ))}
      </ul>
    </>
  );
};
