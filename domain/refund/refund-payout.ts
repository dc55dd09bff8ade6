/**
 * Owns how much is paid out for a refund once cash rounding has its say: the payouts of a receipt add up to what
 * was paid for it when everything went back. Positive figures.
 */
import { roundCash } from "../payment/cash-rounding.ts";
import type { CashRounding } from "../sale/store-profile.ts";

export interface PayoutInput {
  /** Total of the goods that go back now, tax included. */
  readonly totalMinor: number;
  readonly inCash: boolean;
  readonly rounding: CashRounding;
  /** The original sale and what its earlier refunds were; null for goods without a receipt. */
  readonly original: {
    readonly totalMinor: number;
    readonly payableMinor: number;
    readonly refundedTotalMinor: number;
    readonly refundedPayableMinor: number;
  } | null;
}

/** What the customer gets, never negative. */
export const refundPayout = (input: PayoutInput): number => {
  const { original } = input;
  const round = (amountMinor: number): number =>
    input.inCash ? roundCash(amountMinor, input.rounding) : amountMinor;
  if (!original) {
    return round(input.totalMinor);
  }
  const givenBackMinor = original.refundedTotalMinor + input.totalMinor;
  const wantedMinor = givenBackMinor === original.totalMinor ? original.payableMinor : round(givenBackMinor);
  return Math.max(0, round(wantedMinor - original.refundedPayableMinor));
};
