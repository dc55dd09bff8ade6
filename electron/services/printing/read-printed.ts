/**
 * Owns who may look in the print queue at what a job puts on paper. An X or a Z says what should be in a drawer, and a
 * gift card's slip is as good as money: the queue is no way round the rights for them. Who had a paper printed may look
 * at it until the store's day ends, where the job says so; an X never says so, since a drawer is counted blind.
 */
import type { PrintJobRow } from "../../../db/repositories/print-jobs.ts";
import type { ReceiptDocument } from "../../../domain/receipt/receipt-document.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import { grantAt, type Grant } from "../../../domain/staff/rights.ts";
import { isPermission, type Permission } from "../../../domain/staff/permission.ts";
import { daysFromCivil } from "../../../domain/time/civil-date.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import { todayIn } from "../checkout/store-today.ts";
import type { Actor, ClockDep, PrintJobsDep, ProfileDep } from "../deps.ts";
import { receiptOfJob } from "./receipt-of-job.ts";

export type ReadPrintedDeps = ClockDep & ProfileDep;

type ReadJob = Pick<PrintJobRow, "kind" | "needs" | "ownStaffId" | "createdAtMs">;

export const readPrinted = (
  deps: ReadPrintedDeps & PrintJobsDep & Parameters<typeof receiptOfJob>[0],
  actor: Actor,
  jobId: number,
): Result<ReceiptDocument, { readonly type: "UnknownPrintJob" } | Refusal> => {
  const job = deps.printJobs.find(jobId);
  if (!job) {
    return err({ type: "UnknownPrintJob" });
  }
  const allowed = mayRead(deps, actor, job);
  return allowed.ok ? ok(receiptOfJob(deps, job, false)) : allowed;
};

export const mayRead = (deps: ReadPrintedDeps, actor: Actor, job: ReadJob): Result<unknown, Refusal> => {
  const needs = neededToRead(deps, actor, job);
  return needs === null ? ok(null) : authorise(actor, needs);
};

/** For the screen: whether it would be shown. */
export const readingOf = (deps: ReadPrintedDeps, actor: Actor, job: ReadJob): Grant => {
  const needs = neededToRead(deps, actor, job);
  return needs === null ? "allowed" : grantAt(actor.rights[needs], null);
};

const neededToRead = (deps: ReadPrintedDeps, { staffId }: Actor, job: ReadJob): Permission | null => {
  if (job.kind === "drawer" || job.kind === "test") {
    return null;
  }
  if (job.kind !== "report" && job.kind !== "slip") {
    return "receipt:read";
  }
  if (job.ownStaffId === staffId && isOfToday(deps, job.createdAtMs)) {
    return null;
  }
  if (job.needs !== null && isPermission(job.needs)) {
    return job.needs;
  }
  return job.kind === "report" ? "report:z" : null;
};

const isOfToday = (deps: ReadPrintedDeps, atMs: number): boolean =>
  daysFromCivil(wallClockAt(atMs, deps.profile.timezone).date) === daysFromCivil(todayIn(deps));
