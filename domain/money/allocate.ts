/**
 * Owns sharing an amount in whole minor units (docs/pricing.md, "Allocation"): exact proportions, caps, and one
 * largest-remainder step at the end. The parts always add up to what was given; ties go to the earlier place, so
 * callers pass their parties in canonical order. No floating point.
 */
import { assertSafe } from "./ratio.ts";

export interface Party {
  /** Non-negative integer. A party without weight gets nothing. */
  readonly weight: number;
  /** The most that this party can take, in minor units. */
  readonly capMinor: number;
}

interface Quotient {
  readonly whole: number;
  readonly rest: number;
}

/** `value * numerator / denominator` as whole part and remainder; all arguments non-negative integers. */
export const divide = (value: number, numerator: number, denominator: number): Quotient => {
  const product = value * numerator;
  if (product <= Number.MAX_SAFE_INTEGER) {
    const rest = product % denominator;
    return { whole: (product - rest) / denominator, rest };
  }
  const wide = BigInt(value) * BigInt(numerator);
  const divisor = BigInt(denominator);
  return { whole: assertSafe(Number(wide / divisor)), rest: Number(wide % divisor) };
};

/**
 * Shares `amountMinor` over the parties in proportion to their weights, never more than a party's cap: parties over
 * their cap are fixed at it and the rest is shared again. What nothing can take is not given, so the sum of the
 * answer may be below the amount.
 */
export const allocate = (amountMinor: number, parties: readonly Party[]): readonly number[] => {
  const parts = parties.map(() => 0);
  let left = assertSafe(amountMinor);
  let open = parties.map((_, index) => index).filter((index) => (parties[index]?.weight ?? 0) > 0);
  for (;;) {
    const weightSum = assertSafe(open.reduce((sum, index) => sum + (parties[index]?.weight ?? 0), 0));
    const over = open.filter((index) => exceedsCap(parties[index], left, weightSum));
    if (over.length === 0) {
      shareByLargestRemainder({ left, weightSum, open, parties, parts });
      return parts;
    }
    for (const index of over) {
      parts[index] = parties[index]?.capMinor ?? 0;
    }
    left -= over.reduce((sum, index) => sum + (parts[index] ?? 0), 0);
    open = open.filter((index) => !over.includes(index));
  }
};

const exceedsCap = (party: Party | undefined, left: number, weightSum: number): boolean => {
  if (party === undefined) {
    return false;
  }
  const { whole, rest } = divide(left, party.weight, weightSum);
  return whole > party.capMinor || (whole === party.capMinor && rest > 0);
};

interface Sharing {
  readonly left: number;
  readonly weightSum: number;
  readonly open: readonly number[];
  readonly parties: readonly Party[];
  readonly parts: number[];
}

const shareByLargestRemainder = ({ left, weightSum, open, parties, parts }: Sharing): void => {
  if (open.length === 0 || left <= 0) {
    return;
  }
  const rests = open.map((index) => {
    const { whole, rest } = divide(left, parties[index]?.weight ?? 0, weightSum);
    parts[index] = whole;
    return { index, rest };
  });
  let missing = left - open.reduce((sum, index) => sum + (parts[index] ?? 0), 0);
  rests.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of rests) {
    if (missing === 0) {
      return;
    }
    parts[index] = (parts[index] ?? 0) + 1;
    missing -= 1;
  }
};
