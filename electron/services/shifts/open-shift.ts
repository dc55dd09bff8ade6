/**
 * Owns opening a shift with the float that is in the drawer: one transaction with its ledger row, journal and audit
 * entry and slip. One shift per drawer is open at most, also when two windows ask at once.
 */
import type { NoShiftOpen, ShiftError } from "../../../contracts/ipc/shifts.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { countCash, type CashCount, type CashEntry } from "../../../domain/cash/cash-count.ts";
import { buildCashSlip } from "../../../domain/receipt/build-cash-slip.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { auditActor } from "../session/audit-actor.ts";
import type {
  Actor,
  AuditDep,
  CashMovementsDep,
  DbDep,
  JournalDep,
  ProfileDep,
  ShiftRepositoryDep,
  ShiftsDep,
} from "../deps.ts";
import { queueDocument, type QueueDocumentsDeps } from "../printing/queue-documents.ts";

export type OpenShiftDeps = ShiftsDep &
  ShiftRepositoryDep &
  CashMovementsDep &
  JournalDep &
  AuditDep &
  ProfileDep &
  QueueDocumentsDeps &
  DbDep;

export const openShift = (
  deps: OpenShiftDeps,
  actor: Actor,
  entry: CashEntry,
): Result<{ readonly shiftId: number }, Exclude<ShiftError, NoShiftOpen>> => {
  const float = countCash(deps.profile.currency, entry);
  if (!float.ok) {
    return float;
  }
  const opened = inTransaction<{ readonly shiftId: number }, { readonly type: "ShiftAlreadyOpen" }>(
    deps.db,
    () =>
      deps.shifts.currentFor(actor)
        ? err({ type: "ShiftAlreadyOpen" })
        : ok({ shiftId: writeShift(deps, actor, float.value) }),
  );
  if (opened.ok) {
    deps.printing.wake();
    deps.shifts.changed();
  }
  return opened;
};

const writeShift = (deps: OpenShiftDeps, actor: Actor, float: CashCount): number => {
  const atMs = deps.clock.nowMs();
  const cashierId = deps.shifts.drawerOf(actor);
  const auditId = deps.audit.append({
    ...auditActor(actor),
    action: "shift.open",
    subject: "drawer",
    before: null,
    after: { floatMinor: float.totalMinor, cashierId },
    reason: null,
  });
  const shiftId = deps.shiftRepository.add({
    cashierId,
    openedAtMs: atMs,
    openedBy: { id: actor.staffId, name: actor.name },
    float,
    journal: deps.journal.next(),
    auditId,
  });
  deps.cashMovements.add({
    shiftId,
    atMs,
    kind: "float",
    amountMinor: float.totalMinor,
    saleSeq: null,
    staffId: actor.staffId,
    reason: null,
    tenderId: null,
  });
  deps.journal.append("shift.opened.v1", {
    shiftId,
    cashierId,
    atMs,
    staffId: actor.staffId,
    floatMinor: float.totalMinor,
    pieces: float.pieces?.map((row) => ({ ...row })) ?? null,
  });
  const slip = { kind: "float", amountMinor: float.totalMinor, pieces: float.pieces, reason: null } as const;
  queueDocument(deps, {
    kind: "slip",
    opensDrawer: true,
    document: buildCashSlip({ ...slip, atMs, staffName: actor.name, approvedByName: null }, deps.profile),
  });
  return shiftId;
};
