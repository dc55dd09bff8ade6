/** The oracle's own arithmetic: exact fractions of bigint, shared out by largest remainder. Slow and obvious. */

export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const fraction = (top: number | bigint, bottom: number | bigint = 1): Fraction => ({
  top: BigInt(top),
  bottom: BigInt(bottom),
});

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.bottom === b.bottom
    ? { top: a.top + b.top, bottom: a.bottom }
    : { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };

export const times = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.top,
  bottom: a.bottom * b.bottom,
});

const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Half away from zero, for a value that is not negative. */
export const round = (a: Fraction): number => Number((2n * a.top + a.bottom) / (2n * a.bottom));

const floor = (a: Fraction): number => Number(a.top / a.bottom);

/** Shares a whole amount in proportion to weights; nobody above a cap; ties to whoever comes first. */
export const shareOut = (amount: number, weights: readonly Fraction[], caps: readonly number[]): number[] =>
  shareBy(amount, { weights, caps, keptBy: () => 0 });

/** The same over units that have so much left: ties to whoever keeps the most. */
export const shareOverUnits = (
  amount: number,
  weights: readonly Fraction[],
  left: readonly number[],
): number[] => shareBy(amount, { weights, caps: left, keptBy: (part, at) => (left[at] ?? 0) - part });

interface Sharing {
  readonly weights: readonly Fraction[];
  readonly caps: readonly number[];
  /** Of equal fractions the one with the larger figure goes first. */
  readonly keptBy: (part: number, at: number) => number;
}

const shareBy = (amount: number, { weights, caps, keptBy }: Sharing): number[] => {
  const parts = weights.map(() => 0);
  const fixed = weights.map((weight) => weight.top === 0n);
  let left = amount;
  for (;;) {
    const sum = weights.reduce((total, weight, at) => (fixed[at] ? total : plus(total, weight)), fraction(0));
    if (sum.top === 0n) {
      return parts;
    }
    const shares = weights.map((weight) =>
      times(times(fraction(left), weight), { top: sum.bottom, bottom: sum.top }),
    );
    const over = shares.flatMap((share, at) =>
      !fixed[at] && compare(share, fraction(caps[at] ?? 0)) > 0 ? [at] : [],
    );
    if (over.length > 0) {
      for (const at of over) {
        parts[at] = caps[at] ?? 0;
        fixed[at] = true;
      }
      left -= over.reduce((total, at) => total + (parts[at] ?? 0), 0);
      continue;
    }
    const open = shares.flatMap((_, at) => (fixed[at] ? [] : [at]));
    for (const at of open) {
      parts[at] = floor(shares[at] ?? fraction(0));
    }
    const missing = left - open.reduce((total, at) => total + (parts[at] ?? 0), 0);
    const rest = (at: number): Fraction => plus(shares[at] ?? fraction(0), fraction(-(parts[at] ?? 0)));
    const kept = (at: number): number => keptBy(parts[at] ?? 0, at);
    const ordered = open.toSorted((a, b) => compare(rest(b), rest(a)) || kept(b) - kept(a) || a - b);
    for (const at of ordered.slice(0, missing)) {
      parts[at] = (parts[at] ?? 0) + 1;
    }
    return parts;
  }
};
