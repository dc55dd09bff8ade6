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
  let open: number[] = [];
  for (const [index, { weight }] of parties.entries()) {
    if (weight > 0) {
      open.push(index);
    }
  }
  for (;;) {
    const weightSum = assertSafe(weightOf(open, parties));
    const over = overTheirCap({ left, weightSum, open, parties, parts });
    if (over.size === 0) {
      shareByLargestRemainder({ left, weightSum, open, parties, parts });
      return parts;
    }
    for (const index of over) {
      const capMinor = parties[index]?.capMinor ?? 0;
      parts[index] = capMinor;
      left -= capMinor;
    }
    open = open.filter((index) => !over.has(index));
  }
};

const weightOf = (open: readonly number[], parties: readonly Party[]): number => {
  let sum = 0;
  for (const index of open) {
    sum += parties[index]?.weight ?? 0;
  }
  return sum;
};

interface Sharing {
  readonly left: number;
  readonly weightSum: number;
  readonly open: readonly number[];
  readonly parties: readonly Party[];
  readonly parts: number[];
}

const NONE: ReadonlySet<number> = new Set();

const overTheirCap = ({ left, weightSum, open, parties }: Sharing): ReadonlySet<number> => {
  // No share is above its own weight while all weights together are not below the amount.
  const isWithinWeights = left <= weightSum;
  let over: Set<number> | null = null;
  for (const index of open) {
    const party = parties[index];
    if (party === undefined || (isWithinWeights && party.capMinor >= party.weight)) {
      continue;
    }
    const { whole, rest } = divide(left, party.weight, weightSum);
    if (whole > party.capMinor || (whole === party.capMinor && rest > 0)) {
      over ??= new Set();
      over.add(index);
    }
  }
  return over ?? NONE;
};

const shareByLargestRemainder = ({ left, weightSum, open, parties, parts }: Sharing): void => {
  if (open.length === 0 || left <= 0) {
    return;
  }
  const rests: number[] = [];
  let missing = left;
  for (const index of open) {
    const { whole, rest } = divide(left, parties[index]?.weight ?? 0, weightSum);
    parts[index] = whole;
    rests.push(rest);
    missing -= whole;
  }
  if (missing === 0) {
    return;
  }
  // The largest rests get one more each; of those that are as large as the last of them the first ones do.
  const least = nthLargest([...rests], missing);
  for (const rest of rests) {
    missing -= rest > least ? 1 : 0;
  }
  for (const [at, index] of open.entries()) {
    const rest = rests[at] ?? 0;
    const isAmongEqual = rest === least && missing > 0;
    missing -= isAmongEqual ? 1 : 0;
    parts[index] = (parts[index] ?? 0) + (rest > least || isAmongEqual ? 1 : 0);
  }
};

/** The n-th largest figure, by quickselect; leaves the figures in another order. */
const nthLargest = (figures: number[], n: number): number => {
  let [low, high] = [0, figures.length - 1];
  while (low < high) {
    const pivot = figures[(low + high) >> 1] ?? 0;
    let [from, to] = [low, high];
    while (from <= to) {
      while ((figures[from] ?? 0) > pivot) {
        from += 1;
      }
      while ((figures[to] ?? 0) < pivot) {
        to -= 1;
      }
      if (from <= to) {
        const swapped = figures[from] ?? 0;
        figures[from] = figures[to] ?? 0;
        figures[to] = swapped;
        from += 1;
        to -= 1;
      }
    }
    if (n - 1 <= to) {
      high = to;
    } else if (n - 1 >= from) {
      low = from;
    } else {
      break;
    }
  }
  return figures[n - 1] ?? 0;
};
