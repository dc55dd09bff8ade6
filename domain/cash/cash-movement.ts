/**
 * Owns the drawer's ledger: one row for every time that cash goes in or out, or that the drawer opens without a sale.
 * What a drawer should hold is the sum of its shift's rows, and comes from nowhere else.
 */
import { assertSafe } from "../money/ratio.ts";

/**
 * `sale`: cash for a sale, or a part payment (negative when that is given back). `refund` is negative, and so are
 * `payOut` and `safeDrop`; `noSale` is 0.
 */
export type CashMovementKind = "float" | "sale" | "refund" | "payIn" | "payOut" | "safeDrop" | "noSale";

/** The row of a completed sale's or refund's tender: by where the money went, because an exchange may pay out. */
export const saleCashKind = (amountMinor: number): "sale" | "refund" => (amountMinor < 0 ? "refund" : "sale");

export interface CashMovement {
  /** Order in the ledger: rows are never ordered by time, because a clock can be put back. */
  readonly id: number;
  readonly shiftId: number | null;
  readonly atMs: number;
  readonly kind: CashMovementKind;
  /** Positive into the drawer. */
  readonly amountMinor: number;
  readonly saleSeq: number | null;
  readonly staffId: number;
  readonly reason: string | null;
  /** The payment, where it was taken or given back before its sale was complete. */
  readonly tenderId: string | null;
}

export const expectedCashMinor = (movements: readonly Pick<CashMovement, "amountMinor">[]): number =>
  assertSafe(movements.reduce((sum, movement) => sum + movement.amountMinor, 0));
