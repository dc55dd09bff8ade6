/**
 * Owns cash that goes in or out of the drawer without a sale, and opening it without either: one transaction with the
 * ledger row, journal and audit entry and the slip that somebody signs. Needs an open shift.
 */
import type { NoShiftOpen } from "../../../contracts/ipc/shifts.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { buildCashSlip } from "../../../domain/receipt/build-cash-slip.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, CashMovementsDep, DbDep, JournalDep, ProfileDep, ShiftsDep } from "../deps.ts";
import { queueDocument, queueDrawerPulse, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import { recordMovement } from "./record-cash.ts";

export type MoveCashDeps = ShiftsDep &
  CashMovementsDep &
  JournalDep &
  AuditDep &
  ProfileDep &
  QueueDocumentsDeps &
  DbDep;

export interface CashMove {
  readonly kind: "payIn" | "payOut" | "safeDrop" | "noSale";
  /** Positive; 0 for `noSale`. */
  readonly amountMinor: number;
  readonly reason: string | null;
}

const ACTIONS = {
  payIn: "cash.payIn",
  payOut: "cash.payOut",
  safeDrop: "cash.safeDrop",
  noSale: "drawer.open",
} as const;

const RIGHTS = {
  payIn: "cash:payIn",
  payOut: "cash:payOut",
  safeDrop: "cash:safeDrop",
  noSale: "drawer:open",
} as const;

export const moveCash = (
  deps: MoveCashDeps,
  actor: Actor,
  move: CashMove,
): Result<{ readonly printJobId: number | null }, NoShiftOpen | Refusal> => {
  const allowed = authorise(actor, RIGHTS[move.kind], move.kind === "payOut" ? move.amountMinor : null);
  if (!allowed.ok) {
    return allowed;
  }
  const moved = inTransaction<{ readonly printJobId: number | null }, NoShiftOpen>(deps.db, () => {
    const shift = deps.shifts.currentFor(actor);
    if (!shift) {
      return err({ type: "NoShiftOpen" });
    }
    const { kind, reason } = move;
    const atMs = deps.clock.nowMs();
    const amountMinor = kind === "payIn" || kind === "noSale" ? move.amountMinor : -move.amountMinor;
    const who = { staffId: actor.staffId };
    recordMovement(
      deps,
      { ...who, shiftId: shift.id, atMs, kind, amountMinor, reason, tenderId: null },
      actor.approver?.staffId ?? null,
    );
    deps.audit.append({
      ...auditActor(actor),
      action: ACTIONS[kind],
      subject: "drawer",
      before: null,
      after: kind === "noSale" ? null : { amountMinor, shiftId: shift.id },
      reason,
    });
    return ok({ printJobId: queueSlip(deps, actor, { ...move, atMs }) });
  });
  if (moved.ok) {
    deps.printing.wake();
  }
  return moved;
};

/** A drawer that is only opened gets its pulse first, so that it does not wait for paper. */
const queueSlip = (
  deps: MoveCashDeps,
  actor: Actor,
  move: CashMove & { readonly atMs: number },
): number | null => {
  const pulse = move.kind === "noSale" ? queueDrawerPulse(deps) : null;
  const document = buildCashSlip(
    { ...move, pieces: null, staffName: actor.name, approvedByName: actor.approver?.name ?? null },
    deps.profile,
  );
  const slip = queueDocument(deps, { kind: "slip", opensDrawer: pulse === null, document });
  return pulse ?? slip;
};
