/**
 * Owns sharing an amount in whole minor units (docs/pricing.md, "Allocation"): exact proportions, caps, and one
 * largest-remainder step at the end. The parts always add up to what was given; ties go to the earlier place, so
 * callers pass their parties in canonical order. No floating point.
 */
import { assertSafe, divide } from "./ratio.ts";

/**
 * Shares `amountMinor` in proportion to weights, never more than a party's cap in minor units: parties over their cap
 * are fixed at it and the rest is shared again. What nothing can take is not given, so the sum of the answer may be
 * below the amount. Weights and caps are integers, not negative; a party without weight gets nothing.
 */
export const allocate = (
  amountMinor: number,
  weights: readonly number[],
  capsMinor: readonly number[],
): readonly number[] => {
  const parts = weights.map(() => 0);
  const rests: number[] = weights.map((weight) => (weight > 0 ? 0 : NO_REST));
  const sharing = { weights, capsMinor, parts, rests };
  let left = assertSafe(amountMinor);
  while (left > 0) {
    const weightSum = openWeight(sharing);
    if (weightSum === 0) {
      break;
    }
    const { missing, isOver } = takeWholes(left, weightSum, sharing);
    if (!isOver) {
      shareRest(missing, sharing);
      break;
    }
    for (let at = 0; at < rests.length; at += 1) {
      const rest = rests[at] ?? NO_REST;
      const capMinor = capsMinor[at] ?? 0;
      if (rest !== NO_REST && isOverCap(parts[at] ?? 0, rest, capMinor)) {
        parts[at] = capMinor;
        rests[at] = NO_REST;
        left -= capMinor;
      }
    }
  }
  return parts;
};

/** In place of a rest: the party has no weight, or stands at its cap. */
const NO_REST = -1;

interface Sharing {
  readonly weights: readonly number[];
  readonly capsMinor: readonly number[];
  readonly parts: number[];
  /** What is left of each open party's exact share, over the sum of weights. */
  readonly rests: number[];
}

const openWeight = ({ weights, rests }: Sharing): number => {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    sum += rests[at] === NO_REST ? 0 : (weights[at] ?? 0);
  }
  return assertSafe(sum);
};

interface Wholes {
  readonly missing: number;
  /** Somebody's exact share is above the cap. */
  readonly isOver: boolean;
}

/** Gives every open party the whole part of its share. */
const takeWholes = (
  left: number,
  weightSum: number,
  { weights, capsMinor, parts, rests }: Sharing,
): Wholes => {
  let missing = left;
  let isOver = false;
  for (let at = 0; at < weights.length; at += 1) {
    if (rests[at] !== NO_REST) {
      const { whole, rest } = divide(left, weights[at] ?? 0, weightSum);
      parts[at] = whole;
      rests[at] = rest;
      missing -= whole;
      isOver ||= isOverCap(whole, rest, capsMinor[at] ?? 0);
    }
  }
  return { missing, isOver };
};

const isOverCap = (whole: number, rest: number, capMinor: number): boolean =>
  whole > capMinor || (whole === capMinor && rest > 0);

/** The largest rests get one more each; of those that are as large as the last of them the first ones do. */
const shareRest = (missing: number, { rests, parts }: Sharing): void => {
  if (missing === 0) {
    return;
  }
  const least = nthLargest([...rests], missing);
  let amongEqual = missing;
  for (const rest of rests) {
    amongEqual -= rest > least ? 1 : 0;
  }
  for (let at = 0; at < rests.length; at += 1) {
    const rest = rests[at] ?? NO_REST;
    const isAmongEqual = rest === least && amongEqual > 0;
    amongEqual -= isAmongEqual ? 1 : 0;
    parts[at] = (parts[at] ?? 0) + (rest > least || isAmongEqual ? 1 : 0);
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
