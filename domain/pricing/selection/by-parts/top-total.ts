/**
 * Owns the total after the top offers from nothing but what is left of each line: the same figures as composePlan,
 * without units and without saying who gave what. The proof asks for it hundreds of times, so an amount is shared over
 * its lines only where something later depends on how it fell.
 */
import { allocate } from "../../../money/allocate.ts";
import { mulDivRound } from "../../../money/ratio.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Assumed } from "./compose-plan.ts";
import type { Problem } from "../problem.ts";
import type { TopShape } from "./top-shape.ts";

/** `remaining` is used up: what is left of each line before the top. */
export const topTotal = (
  problem: Problem,
  remaining: number[],
  {
    shape,
    top,
    assumed,
  }: { readonly shape: TopShape; readonly top: readonly MoneyOffer[]; readonly assumed: Assumed },
): number => {
  /** Amounts that were not shared over their lines, by the position of their offer. */
  const unshared: { readonly at: number; readonly amountMinor: number }[] = [];
  for (const offer of top) {
    const at = shape.positionOf.get(offer.index);
    if (at === undefined) {
      continue;
    }
    let baseMinor = sumLeft(offer.lines, remaining);
    for (const earlier of unshared) {
      baseMinor -= (shape.common[earlier.at]?.[at] ?? 0) > 0 ? earlier.amountMinor : 0;
    }
    const wantedMinor = topWanted(offer, baseMinor, assumed);
    if (wantedMinor === 0) {
      continue;
    }
    if (shape.falls[at] === true) {
      const shares = topShares(problem, remaining, { offer, wantedMinor });
      for (let place = 0; place < shares.length; place += 1) {
        const line = offer.lines[place] ?? 0;
        remaining[line] = (remaining[line] ?? 0) - (shares[place] ?? 0);
      }
    } else {
      const amountMinor = Math.min(wantedMinor, baseMinor, offer.maxDiscountMinor ?? wantedMinor);
      unshared.push({ at, amountMinor });
    }
  }
  const unsharedMinor = unshared.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return totalOf(shape, remaining, unshared) - unsharedMinor;
};

/** What a top offer wants of what is left of its lines together. */
export const topWanted = (
  { work, index, tierMeasure }: MoneyOffer,
  baseMinor: number,
  assumed: Assumed,
): number =>
  work.kind === "basket" ? work.wanted(baseMinor, assumed.get(index) ?? tierMeasure?.quantityMilli ?? 0) : 0;

export const sumLeft = (lines: readonly number[], left: readonly number[]): number => {
  let sum = 0;
  for (const line of lines) {
    sum += left[line] ?? 0;
  }
  return sum;
};

interface TopAmount {
  readonly offer: MoneyOffer;
  readonly wantedMinor: number;
}

/** What each of its lines gives, in their order. */
export const topShares = (
  { lines }: Problem,
  left: readonly number[],
  { offer, wantedMinor }: TopAmount,
): readonly number[] => {
  const weights = offer.lines.map((line) => left[line] ?? 0);
  const hasFloors = offer.lines.some((line) => (lines[line]?.floorMinor ?? 0) > 0);
  const rooms = hasFloors
    ? offer.lines.map((line) => Math.max(0, (left[line] ?? 0) - (lines[line]?.floorMinor ?? 0)))
    : weights;
  const shares = allocate(wantedMinor, weights, rooms);
  const { maxDiscountMinor } = offer;
  return maxDiscountMinor !== null && shares.reduce((sum, share) => sum + share, 0) > maxDiscountMinor
    ? allocate(maxDiscountMinor, shares, shares)
    : shares;
};

const totalOf = (
  { stages, common }: TopShape,
  left: readonly number[],
  unshared: readonly { readonly at: number; readonly amountMinor: number }[],
): number => {
  let total = 0;
  for (const amount of left) {
    total += amount;
  }
  for (const [stage, { offer, lines, rateBp }] of stages.entries()) {
    if (offer === null) {
      let baseMinor = sumLeft(lines, left);
      for (const { at, amountMinor } of unshared) {
        baseMinor -= (common[at]?.[stage] ?? 0) > 0 ? amountMinor : 0;
      }
      total += mulDivRound(baseMinor, rateBp, 10_000);
    }
  }
  return total;
};
