/**
 * Owns the points a sale earns: on what the customer really pays for discountable goods, tax included, without the
 * part paid by points or gift card; rounded down once per sale (docs/pricing.md, "Loyalty").
 */
import { tierOf } from "../conditions/customer/tier-of.ts";
import type { RewardOffer } from "../offers/offer.ts";
import type { PricingInput } from "../pricing-input.ts";
import type { PaidPart } from "./payment-split.ts";

export interface EarningBase {
  /** For each canonical line what is paid for it, tax included; 0 for lines that earn nothing. */
  readonly paidMinor: readonly number[];
  readonly payableMinor: number;
  readonly parts: readonly PaidPart[];
}

/** What stands in the way of every point: the base does not reach the program's least purchase. */
export interface BelowMinPurchase {
  readonly wantedMinor: number;
  /** The base, rounded down. */
  readonly gotMinor: number;
}

/** null where points may be earned; also without a program, where nothing is asked. */
export const belowMinPurchase = ({ loyalty }: PricingInput, base: EarningBase): BelowMinPurchase | null => {
  const { paid, share, payable } = shareOf(base);
  const wantedMinor = loyalty?.minPurchaseMinor ?? 0;
  return paid * share < BigInt(wantedMinor) * payable
    ? { wantedMinor, gotMinor: Number((paid * share) / payable) }
    : null;
};

/** Points earned, bonuses included. `rewards` are the points offers that are given. */
export const earnPoints = (
  input: PricingInput,
  base: EarningBase,
  rewards: readonly RewardOffer[],
): number => {
  const { loyalty, customer } = input;
  if (loyalty === null || customer === null || belowMinPurchase(input, base) !== null) {
    return 0;
  }
  const bonuses = rewards.reduce(
    (sum, { work }) => sum + (work.kind === "points" ? (work.bonus ?? 0) : 0),
    0,
  );
  if (loyalty.earn === null) {
    return bonuses;
  }
  const weighted = multiplied(base.paidMinor, rewards);
  const { share, payable } = shareOf(base);
  const numerator =
    weighted.sum * share * BigInt(loyalty.earn.points) * BigInt(tierOf(input)?.multiplierMilli ?? 1000);
  const denominator = weighted.scale * payable * BigInt(loyalty.earn.perMinor) * 1000n;
  return Number(numerator / denominator) + bonuses;
};

/** What is paid for goods, and the part `share / payable` of it that earns: none where nothing is to be paid. */
const shareOf = ({ paidMinor, payableMinor, parts }: EarningBase) => {
  const paid = BigInt(paidMinor.reduce((sum, one) => sum + one, 0));
  if (payableMinor <= 0) {
    return { paid, share: 0n, payable: 1n };
  }
  const notEarning = parts.reduce(
    (sum, { type, amountMinor }) => sum + (type === "POINTS" || type === "GIFT_CARD" ? amountMinor : 0),
    0,
  );
  return { paid, share: BigInt(payableMinor - notEarning), payable: BigInt(payableMinor) };
};

/** The sum of what is paid, each line times the multipliers of the campaigns that mean it. */
const multiplied = (
  paidMinor: readonly number[],
  rewards: readonly RewardOffer[],
): { readonly sum: bigint; readonly scale: bigint } => {
  const multipliers = rewards.flatMap(({ work, lines }) =>
    work.kind === "points" && work.multiplierMilli !== null
      ? [{ milli: BigInt(work.multiplierMilli), lines: new Set(lines) }]
      : [],
  );
  let sum = 0n;
  for (const [line, paid] of paidMinor.entries()) {
    sum += multipliers.reduce(
      (figure, { milli, lines }) => figure * (lines.has(line) ? milli : 1000n),
      BigInt(paid),
    );
  }
  return { sum, scale: 1000n ** BigInt(multipliers.length) };
};
