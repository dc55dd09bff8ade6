/**
 * Owns reading X and Z reports and printing a Z again. An X computes anew and changes nothing; a Z is what was stored.
 * Whoever is counting a drawer is not shown its X: the count would not be blind.
 */
import type { ShiftError, ShiftReportView, ZReportSummary } from "../../../contracts/ipc/shifts.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { buildShiftReport } from "../../../domain/receipt/build-shift-report.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { shiftReport } from "../../../domain/shift/shift-report.ts";
import { auditActor } from "../session/audit-actor.ts";
import type {
  Actor,
  AuditDep,
  DbDep,
  ProfileDep,
  ShiftLedgersDep,
  ShiftRepositoryDep,
  ShiftsDep,
  ZReportsDep,
} from "../deps.ts";
import { queueDocument, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import { openShiftOf } from "./count-shift.ts";

export type ShiftReportsDeps = ShiftsDep &
  ShiftRepositoryDep &
  ShiftLedgersDep &
  ZReportsDep &
  AuditDep &
  ProfileDep &
  QueueDocumentsDeps &
  DbDep;

/** `shiftId` null: the person's own. */
export const readX = (
  deps: ShiftReportsDeps,
  actor: Actor,
  { shiftId, print }: { readonly shiftId: number | null; readonly print: boolean },
): Result<ShiftReportView, ShiftError | { readonly type: "CountOpen" }> => {
  const wanted = shiftId ?? deps.shifts.currentFor(actor)?.id;
  if (wanted === undefined) {
    return err({ type: "NoShiftOpen" });
  }
  const shift = openShiftOf(deps, wanted);
  if (!shift.ok) {
    return shift;
  }
  if (shift.value.draft?.by === actor.staffId) {
    return err({ type: "CountOpen" });
  }
  const { storeCode, tillCode, currency } = deps.profile;
  const report = shiftReport(deps.shiftLedgers.read(shift.value), {
    number: null,
    atMs: deps.clock.nowMs(),
    by: { id: actor.staffId, name: actor.name },
    storeCode,
    tillCode,
    currency,
  });
  const document = buildShiftReport(report, deps.profile, { copy: false });
  if (print) {
    printAudited(deps, actor, { document, action: "report.x", subject: `shift ${String(wanted)}` });
  }
  return ok({ report, document });
};

export const listZ = (
  deps: ZReportsDep,
  page: { readonly beforeNumber: number | null; readonly limit: number },
): readonly ZReportSummary[] =>
  deps.zReports.list(page).map((report) => ({
    number: report.number ?? 0,
    openedAtMs: report.openedAtMs,
    closedAtMs: report.atMs,
    closedByName: report.by.name,
    netMinor: report.turnover.totalMinor,
    differenceMinor: report.counted?.differenceMinor ?? 0,
  }));

interface UnknownZReport {
  readonly type: "UnknownZReport";
  readonly number: number;
}

export const readZ = (
  deps: ZReportsDep & ProfileDep,
  number: number,
): Result<ShiftReportView, UnknownZReport> => {
  const report = deps.zReports.find(number);
  return report
    ? ok({ report, document: buildShiftReport(report, deps.profile, { copy: false }) })
    : err({ type: "UnknownZReport", number });
};

export const reprintZ = (
  deps: ShiftReportsDeps,
  actor: Actor,
  number: number,
): Result<{ readonly printJobId: number | null }, UnknownZReport> => {
  const report = deps.zReports.find(number);
  if (!report) {
    return err({ type: "UnknownZReport", number });
  }
  const document = buildShiftReport(report, deps.profile, { copy: true });
  const subject = `Z ${String(number)}`;
  return ok({ printJobId: printAudited(deps, actor, { document, action: "report.reprint", subject }) });
};

const printAudited = (
  deps: ShiftReportsDeps,
  actor: Actor,
  printed: {
    readonly document: ShiftReportView["document"];
    readonly action: "report.x" | "report.reprint";
    readonly subject: string;
  },
): number | null => {
  const jobId = allOrNothing(deps.db, () => {
    deps.audit.append({
      ...auditActor(actor),
      action: printed.action,
      subject: printed.subject,
      before: null,
      after: null,
      reason: null,
    });
    return queueDocument(deps, {
      kind: "report",
      document: printed.document,
      opensDrawer: false,
      readers: { needs: printed.action === "report.x" ? "report:x" : "report:z", ownStaffId: null },
    });
  });
  deps.printing.wake();
  return jobId;
};
