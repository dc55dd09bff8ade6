/**
 * Owns writing the drawer's ledger inside the caller's transaction: the rows of a sale or refund, which its journal
 * entry speaks for, and rows of their own, which get an entry each.
 */
import { saleCashKind, type CashMovement } from "../../../domain/cash/cash-movement.ts";
import type { JsonValue } from "../../../domain/journal/canonical-json.ts";
import type { Sale } from "../../../domain/sale/sale.ts";
import type { CashMovementsDep, JournalDep } from "../deps.ts";

/** Cash that was already taken for a part payment is in the ledger since then. */
export const recordSaleCash = (deps: CashMovementsDep, sale: Sale, saleSeq: number): void => {
  for (const tender of sale.tenders) {
    if (tender.type !== "CASH" || deps.cashMovements.heldForTender(tender.id) !== 0) {
      continue;
    }
    deps.cashMovements.add({
      shiftId: sale.shiftId,
      atMs: sale.atMs,
      kind: saleCashKind(tender.amountMinor),
      amountMinor: tender.amountMinor,
      saleSeq,
      staffId: sale.cashierId,
      reason: null,
      tenderId: null,
    });
  }
};

export type LoneMovement = Omit<CashMovement, "id" | "saleSeq">;

export const recordMovement = (
  deps: CashMovementsDep & JournalDep,
  movement: LoneMovement,
  approverId: number | null = null,
): void => {
  deps.cashMovements.add({ ...movement, saleSeq: null });
  deps.journal.append("cash.moved.v1", cashMovedBody(movement, approverId));
};

const cashMovedBody = (movement: LoneMovement, approverId: number | null): JsonValue => ({
  shiftId: movement.shiftId,
  atMs: movement.atMs,
  kind: movement.kind,
  amountMinor: movement.amountMinor,
  staffId: movement.staffId,
  reason: movement.reason,
  tenderId: movement.tenderId,
  approverId,
});
