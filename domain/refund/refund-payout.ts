/**
 * Owns how much is paid out for goods that come back, and in what: what gift cards and store credit paid goes back onto
 * them first, what cards paid to a card, the rest in cash, rounded to the coins in use. The payouts of a receipt add up to what was paid for it when everything went
 * back in the tender that paid. Positive figures.
 */
import { roundCash } from "../payment/cash-rounding.ts";
import type { CashRounding } from "../sale/store-profile.ts";

/** SAME: as it was paid. The others: all of it, whatever paid. */
export type PayoutWay = "SAME" | "CASH" | "CARD" | "STORE_CREDIT";

export interface Payout {
  /** Onto the gift cards and credits that paid, or onto a store credit. */
  readonly storedMinor: number;
  readonly cardMinor: number;
  readonly cashMinor: number;
}

export interface PayoutInput {
  /** Total of the goods that go back now, tax included. */
  readonly totalMinor: number;
  readonly way: PayoutWay;
  /** What gift cards and store credit paid and has not gone back yet. */
  readonly storedLeftMinor: number;
  /** What cards paid and has not gone back yet. */
  readonly cardLeftMinor: number;
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
export const refundPayout = (input: PayoutInput): Payout => {
  const toTheCent = owedMinor(input, (amountMinor) => amountMinor);
  if (input.way === "CARD") {
    return { storedMinor: 0, cardMinor: toTheCent, cashMinor: 0 };
  }
  if (input.way === "STORE_CREDIT") {
    return { storedMinor: toTheCent, cardMinor: 0, cashMinor: 0 };
  }
  const back = input.way === "SAME";
  const storedMinor = back ? Math.min(input.storedLeftMinor, toTheCent) : 0;
  const cardMinor = back ? Math.min(input.cardLeftMinor, toTheCent - storedMinor) : 0;
  const noCashMinor = storedMinor + cardMinor;
  if (noCashMinor === toTheCent) {
    return { storedMinor, cardMinor, cashMinor: 0 };
  }
  const round = (amountMinor: number): number => roundCash(amountMinor, input.rounding);
  return { storedMinor, cardMinor, cashMinor: Math.max(0, round(owedMinor(input, round) - noCashMinor)) };
};

/** Runs over the whole receipt, so that rounding evens out over several refunds. */
const owedMinor = ({ original, totalMinor }: PayoutInput, round: (amountMinor: number) => number): number => {
  if (!original) {
    return totalMinor;
  }
  const givenBackMinor = original.refundedTotalMinor + totalMinor;
  const wantedMinor = givenBackMinor === original.totalMinor ? original.payableMinor : round(givenBackMinor);
  return Math.max(0, wantedMinor - original.refundedPayableMinor);
};
