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
  let left = assertSafe(amountMinor);
  let open: number[] = [];
  for (let index = 0; index < weights.length; index += 1) {
    if ((weights[index] ?? 0) > 0) {
      open.push(index);
    }
  }
  while (left > 0 && open.length > 0) {
    const { rests, missing, isOver } = takeWholes(left, { open, weights, capsMinor, parts });
    if (!isOver) {
      shareRest(missing, { open, rests, parts });
      break;
    }
    const fitting: number[] = [];
    for (const [at, index] of open.entries()) {
      const capMinor = capsMinor[index] ?? 0;
      if (isOverCap(parts[index] ?? 0, rests[at] ?? 0, capMinor)) {
        parts[index] = capMinor;
        left -= capMinor;
      } else {
        parts[index] = 0;
        fitting.push(index);
      }
    }
    open = fitting;
  }
  return parts;
};

interface Sharing {
  readonly open: readonly number[];
  readonly weights: readonly number[];
  readonly capsMinor: readonly number[];
  readonly parts: number[];
}

interface Wholes {
  /** What is left of each open party's exact share, over the sum of weights. */
  readonly rests: readonly number[];
  readonly missing: number;
  /** Somebody's exact share is above the cap. */
  readonly isOver: boolean;
}

/** Gives every open party the whole part of its share. */
const takeWholes = (left: number, { open, weights, capsMinor, parts }: Sharing): Wholes => {
  let weightSum = 0;
  for (const index of open) {
    weightSum += weights[index] ?? 0;
  }
  assertSafe(weightSum);
  const rests: number[] = [];
  let missing = left;
  let isOver = false;
  for (const index of open) {
    const { whole, rest } = divide(left, weights[index] ?? 0, weightSum);
    parts[index] = whole;
    rests.push(rest);
    missing -= whole;
    isOver ||= isOverCap(whole, rest, capsMinor[index] ?? 0);
  }
  return { rests, missing, isOver };
};

const isOverCap = (whole: number, rest: number, capMinor: number): boolean =>
  whole > capMinor || (whole === capMinor && rest > 0);

interface Resting {
  readonly open: readonly number[];
  readonly rests: readonly number[];
  readonly parts: number[];
}

/** The largest rests get one more each; of those that are as large as the last of them the first ones do. */
const shareRest = (missing: number, { open, rests, parts }: Resting): void => {
  if (missing === 0) {
    return;
  }
  const least = nthLargest([...rests], missing);
  let amongEqual = missing;
  for (const rest of rests) {
    amongEqual -= rest > least ? 1 : 0;
  }
  let at = -1;
  for (const index of open) {
    at += 1;
    const rest = rests[at] ?? 0;
    const isAmongEqual = rest === least && amongEqual > 0;
    amongEqual -= isAmongEqual ? 1 : 0;
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
