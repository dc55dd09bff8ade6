/**
 * Owns what the till does by itself on screen: each job with its last and next time, why it failed, and the key
 * that runs it now. Says when the clock was turned back.
 */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JobsView, JobView } from "../../../../contracts/ipc/jobs.ts";
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
        {job.failed === null ? null : (
          <small className="tw-bad" data-testid="job-failed">
            {t("jobs.failed", { at: formats.dateTime(job.failed.atMs) })}{" "}
            {t(`jobs.cause.${job.failed.cause}`, { detail: job.failed.detail })}
          </small>
        )}
      </span>
      <Key label={t("jobs.run")} testId={`job-run-${job.name}`} onPress={() => void run()} />
    </li>
  );
};

export const JobsSection = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [view, setView] = useState<JobsView | null>(null);
  const readAgain = useCallback(() => {
    void call("jobs.list", {}).then((result) => {
      if (result.ok) {
        setView(result.value);
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
      {view?.clockBehind ? (
        <p className="tw-bad" role="alert" data-testid="clock-behind">
          {t("jobs.clockBehind", {
            now: formats.dateTime(view.clockBehind.nowMs),
            latest: formats.dateTime(view.clockBehind.latestAtMs),
          })}
        </p>
      ) : null}
      <ul className="job-list" aria-busy={view === null}>
        {(view?.jobs ?? []).map((job) => (
          <Row key={job.name} job={job} onRan={readAgain} />
        ))}
      </ul>
    </>
  );
};
