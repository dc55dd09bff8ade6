/**
 * Owns which lines have to be rounded up to a whole minor unit of a shared cap so that little enough is left, and what the
 * cap would have to give for that: the largest fractions are rounded up first, so all larger ones are rounded up too.
 */
import type { OddQuestion } from "./odd-shares.ts";
import type { Space } from "./odd-spaces.ts";
import type { SharedCap } from "./take-apart.ts";

/** Of all ways in which so much is wanted of the cap. */
export interface RoundedUp {
  /** What may be left, weighted. */
  readonly allowedMinor: number;
  /** Even with all of them rounded up more is left. */
  readonly isPossible: boolean;
  /** The last line that has to be, by its place, and what its share has above whole minor units, times `wantedMinor`. */
  readonly place: number;
  readonly rest: number;
  readonly wantedMinor: number;
}

export interface AskedShares {
  readonly wantedMinor: number;
  readonly allowedMinor: number;
}

export const roundedUp = (
  { cap, left }: OddQuestion,
  { matter, restMinor }: Space,
  { wantedMinor, allowedMinor }: AskedShares,
): RoundedUp => {
  const parted = matter.map((id) => {
    const { place, wantedMinor: own } = cap.standings[id] ?? { place: 0, wantedMinor: 0 };
    const whole = Math.floor((own * cap.capMinor) / wantedMinor);
    const rest = own * cap.capMinor - whole * wantedMinor;
    const leftMinor = left.of(id, whole);
    return { place, rest, leftMinor, savedMinor: rest === 0 ? 0 : leftMinor - left.of(id, whole + 1) };
  });
  const bound = { allowedMinor, isPossible: true, wantedMinor };
  let sumMinor = parted.reduce((sum, one) => sum + one.leftMinor, restMinor);
  if (sumMinor <= allowedMinor) {
    // None has to be: as if only more than any fraction were rounded up.
    return { ...bound, place: -1, rest: wantedMinor };
  }
  for (const { place, rest, savedMinor } of parted.toSorted((a, b) => b.rest - a.rest || a.place - b.place)) {
    sumMinor -= savedMinor;
    if (sumMinor <= allowedMinor) {
      return { ...bound, place, rest };
    }
  }
  return { ...bound, isPossible: false, place: -1, rest: wantedMinor };
};

/**
 * What all lines take together, in minor units, when every line up to the last that has to be is rounded up: a way where
 * this is above the cap leaves too much. A share is want x cap / sum; adding the sum less a fraction before dividing
 * rounds exactly those up whose fraction is as large; half a unit keeps the product by 1 / sum off whole numbers.
 */
export const leastTaken = (
  { capMinor }: SharedCap,
  wantedBy: Float64Array,
  { place: last, rest, wantedMinor }: RoundedUp,
): number => {
  const scale = 1 / wantedMinor;
  const [upTo, after] = [wantedMinor - rest + HALF, wantedMinor - rest - HALF];
  let taken = 0;
  let place = 0;
  for (; place <= last; place += 1) {
    taken += Math.floor(((wantedBy[place] ?? 0) * capMinor + upTo) * scale);
  }
  for (; place < wantedBy.length; place += 1) {
    taken += Math.floor(((wantedBy[place] ?? 0) * capMinor + after) * scale);
  }
  return taken;
};

const HALF = 0.5;
