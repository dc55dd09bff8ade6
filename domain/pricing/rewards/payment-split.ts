/** Owns who pays how much: redeemed points first, stated amounts in order, then the first payment without an amount. */
import type { PaymentType, PricingPayment } from "../pricing-input.ts";

export interface PaidPart {
  readonly type: PaymentType;
  readonly amountMinor: number;
}

/** Each part at most what is due then. What nobody pays is not in the answer. */
export const splitPayments = (
  payableMinor: number,
  pointsMinor: number,
  payments: readonly PricingPayment[],
): readonly PaidPart[] => {
  const parts: PaidPart[] = [{ type: "POINTS", amountMinor: pointsMinor }];
  let dueMinor = payableMinor - pointsMinor;
  for (const { type, amountMinor } of payments) {
    const paidMinor = Math.min(amountMinor ?? 0, dueMinor);
    parts.push({ type, amountMinor: paidMinor });
    dueMinor -= paidMinor;
  }
  const rest = payments.find((payment) => payment.amountMinor === null);
  if (rest !== undefined) {
    parts.push({ type: rest.type, amountMinor: dueMinor });
  }
  return parts.filter((part) => part.amountMinor > 0);
};
