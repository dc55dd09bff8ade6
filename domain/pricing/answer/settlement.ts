/**
 * Owns the last step: totals, cash rounding and what is still due. A payment never changes the base of an offer
 * (docs/pricing.md, "Payments").
 */
import { mulDivRound } from "../../money/ratio.ts";
import type { PricingPayment, PricingStore } from "../pricing-input.ts";
import type { PricedLine, PricingTotals } from "../pricing-result.ts";

/** What the customer has to pay before any payment; rounded to the cash step when every payment is cash. */
export const payableOf = (
  totalMinor: number,
  {
    store,
    payments,
    redeems,
  }: {
    readonly store: PricingStore;
    readonly payments: readonly PricingPayment[];
    readonly redeems: boolean;
  },
): number => {
  const cashOnly = payments.length > 0 && !redeems && payments.every((payment) => payment.type === "CASH");
  if (!cashOnly || store.cashRoundingMinor === 0) {
    return totalMinor;
  }
  return mulDivRound(totalMinor, 1, store.cashRoundingMinor) * store.cashRoundingMinor;
};

/** Adds the lines up. `pointsMinor` is what redeemed points pay; stated amounts pay at most what is due. */
export const settle = (
  lines: readonly PricedLine[],
  {
    payableMinor,
    pricesIncludeTax,
    pointsMinor,
    payments,
  }: {
    readonly payableMinor: number;
    readonly pricesIncludeTax: boolean;
    readonly pointsMinor: number;
    readonly payments: readonly PricingPayment[];
  },
): PricingTotals => {
  const sum = (figure: (line: PricedLine) => number): number =>
    lines.reduce((total, line) => total + figure(line), 0);
  const netMinor = sum((line) => line.netMinor);
  const taxMinor = sum((line) => line.taxMinor);
  const totalMinor = pricesIncludeTax ? netMinor : netMinor + taxMinor;
  let paidMinor = pointsMinor;
  for (const payment of payments) {
    paidMinor += Math.min(payment.amountMinor ?? 0, payableMinor - paidMinor);
  }
  return {
    grossMinor: sum((line) => line.grossMinor),
    discountMinor: sum((line) => line.discountMinor),
    netMinor,
    taxMinor,
    totalMinor,
    roundingMinor: payableMinor - totalMinor,
    payableMinor,
    paidMinor,
    dueMinor: payableMinor - paidMinor,
  };
};
