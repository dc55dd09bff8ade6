/**
 * Owns cash that is taken for a part of a basket, or given back from one, before the sale is complete: it is in, or out
 * of, the drawer from that moment, so the ledger says so and the drawer opens. Called inside the basket's transaction.
 */
import type { NoShiftOpen } from "../../../contracts/ipc/shifts.ts";
import type { BasketTender } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, CashMovementsDep, JournalDep, ShiftsDep } from "../deps.ts";
import { queueDrawerPulse, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import { recordMovement } from "../shifts/record-cash.ts";

export type PartCashDeps = ShiftsDep & CashMovementsDep & JournalDep & QueueDocumentsDeps;

/** `direction` -1 gives the payment back. */
export const movePartCash = (
  deps: PartCashDeps,
  actor: Actor,
  { tender, direction }: { readonly tender: BasketTender; readonly direction: 1 | -1 },
): Result<null, NoShiftOpen> => {
  const shift = deps.shifts.currentFor(actor);
  if (!shift) {
    return err({ type: "NoShiftOpen" });
  }
  recordMovement(deps, {
    shiftId: shift.id,
    atMs: deps.clock.nowMs(),
    kind: "sale",
    amountMinor: direction * tender.amountMinor,
    staffId: actor.staffId,
    reason: null,
    tenderId: tender.id,
  });
  if (deps.printing.printsReceipts) {
    queueDrawerPulse(deps);
  }
  return ok(null);
};
