/**
 * Owns the total after the top offers from nothing but what the parts leave of each line: the same figures as
 * composePlan, without units and without saying who gave what. The proof asks for it hundreds of times.
 */
import { allocate, type Party } from "../../../money/allocate.ts";
import { mulDivRound } from "../../../money/ratio.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Assumed } from "./compose-plan.ts";
import type { Problem } from "../problem.ts";

export const topTotal = (
  problem: Problem,
  remaining: readonly number[],
  { top, assumed }: { readonly top: readonly MoneyOffer[]; readonly assumed: Assumed },
): number => {
  const left = [...remaining];
  for (const offer of top) {
    takeTop(problem, left, {
      offer,
      measured: assumed.get(offer.index) ?? offer.tierMeasure?.quantityMilli ?? 0,
    });
  }
  return totalOf(problem, left);
};

const takeTop = (
  { lines }: Problem,
  left: number[],
  { offer, measured }: { readonly offer: MoneyOffer; readonly measured: number },
): void => {
  const { work } = offer;
  if (work.kind !== "basket") {
    return;
  }
  let baseMinor = 0;
  for (const line of offer.lines) {
    baseMinor += left[line] ?? 0;
  }
  let wantedMinor = work.wanted(baseMinor, measured);
  if (wantedMinor === 0) {
    return;
  }
  const parties = offer.lines.map((line): Party => {
    const weight = left[line] ?? 0;
    return { weight, capMinor: Math.max(0, weight - (lines[line]?.floorMinor ?? 0)) };
  });
  let shares = allocate(wantedMinor, parties);
  wantedMinor = shares.reduce((sum, share) => sum + share, 0);
  if (offer.maxDiscountMinor !== null && wantedMinor > offer.maxDiscountMinor) {
    shares = allocate(
      offer.maxDiscountMinor,
      shares.map((share) => ({ weight: share, capMinor: share })),
    );
  }
  for (const [at, line] of offer.lines.entries()) {
    left[line] = (left[line] ?? 0) - (shares[at] ?? 0);
  }
};

const totalOf = ({ lines, pricesIncludeTax }: Problem, left: readonly number[]): number => {
  let total = 0;
  const byRate = new Map<number, number>();
  for (const [line, amount] of left.entries()) {
    total += amount;
    if (!pricesIncludeTax) {
      const rateBp = lines[line]?.sample.taxRateBp ?? 0;
      byRate.set(rateBp, (byRate.get(rateBp) ?? 0) + amount);
    }
  }
  for (const [rateBp, baseMinor] of byRate) {
    total += mulDivRound(baseMinor, rateBp, 10_000);
  }
  return total;
};
