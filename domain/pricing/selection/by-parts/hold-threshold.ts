/**
 * Owns what it takes to hold a threshold that fails in a branch's plan: the least that it costs, and the offers whose
 * leaving out would leave the measured lines more. Whether that pays is found out by who asks.
 */
import { answerPart, type Relaxed } from "./relaxed-plan.ts";
import type { Unmet } from "./compose-plan.ts";
import { takenBefore } from "../../explain/plan-refusals.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Plan } from "../problem.ts";
import type { Branch, Held, Solver } from "./solver.ts";
import { TOLERANCE_MINOR, UNBOUNDED } from "./top-slack.ts";

/**
 * Offers of the plan that take something off the measured lines before they are measured: first those that are enough by
 * themselves, the smallest first, then the others, the largest first.
 */
export const takersOf = (plan: Plan, unmet: Unmet): readonly number[] => {
  const { missingMinor } = unmet;
  if (missingMinor === null) {
    return [];
  }
  const takers = takenBefore(plan, unmet).filter(({ minor }) => minor > 0);
  const enough = takers.filter(({ minor }) => minor >= missingMinor).toSorted((a, b) => a.minor - b.minor);
  const short = takers.filter(({ minor }) => minor < missingMinor).toSorted((a, b) => b.minor - a.minor);
  return [...enough, ...short].map(({ index }) => index);
};

/** Takes the plan that would cost least if what is missing cost as much as it measures. */
export const nearestHeld = (held: Held[]): Held | null => {
  const estimate = ({ relaxed, unmet }: Held): number => relaxed.totalMinor + (unmet.missingMinor ?? 0);
  const nearest = held.reduce<Held | null>(
    (best, one) => (best === null || estimate(one) < estimate(best) ? one : best),
    null,
  );
  if (nearest !== null) {
    held.splice(held.indexOf(nearest), 1);
  }
  return nearest;
};

/**
 * The least by which the total rises when the measured lines are left with what is missing. Their weight is lowered by
 * the same price for each: by that the total rises for each missing minor unit, and by what the lowered weights then
 * still cost more than their own least. What late offers would take in any case is lifted for less, or for nothing.
 */
export const liftCost = (
  solver: Solver,
  branch: Branch,
  { relaxed, unmet }: { readonly relaxed: Relaxed; readonly unmet: Unmet },
): number => {
  const { lines, missingMinor, offer } = unmet;
  if (missingMinor === null || !solver.shape.positionOf.has(offer.index)) {
    return 0;
  }
  const { terms, left } = relaxed;
  const late = lateOffers(solver, offer.layer);
  const shares = lines.map((line) => keptLate(late, line));
  const price = Math.min(...lines.map((line, at) => (terms.weights[line] ?? 1) * (shares[at]?.kept ?? 0)));
  const liftedMinor = missingMinor - shares.reduce((sum, { freeMinor }) => sum + freeMinor, 0);
  if (price <= 0 || liftedMinor <= 0) {
    return 0;
  }
  const weights = [...terms.weights];
  for (const [at, line] of lines.entries()) {
    weights[line] = (weights[line] ?? 1) - price / (shares[at]?.kept ?? 1);
  }
  let gap = 0;
  for (const [at, part] of solver.split.parts.entries()) {
    const { leastMinor } = answerPart(solver, branch, {
      at,
      question: { weights, windowMinor: 0 },
      isBound: true,
    });
    const here = part.lines.reduce((sum, line) => sum + (left[line] ?? 0) * (weights[line] ?? 1), 0);
    gap += Math.max(0, here - leastMinor);
  }
  return Math.max(0, Math.floor(liftedMinor * price - gap - terms.wideSlackMinor - TOLERANCE_MINOR));
};

/** Offers of this layer or a later one that are handled with the lines, not on top: they take after the measuring. */
const lateOffers = ({ problem, split }: Solver, layer: number): readonly MoneyOffer[] => {
  const top = new Set(split.top.map(({ index }) => index));
  return problem.offers.filter(({ index, layer: own }) => own >= layer && !top.has(index));
};

interface KeptLate {
  /** Of one minor unit that the line is measured at more so much is left. */
  readonly kept: number;
  /** So much may be measured more while nothing more is left, and what rounding may take. */
  readonly freeMinor: number;
}

const keptLate = (late: readonly MoneyOffer[], line: number): KeptLate => {
  let [kept, freeMinor] = [1, 0];
  for (const offer of late.filter(({ lines }) => lines.includes(line))) {
    const { work } = offer;
    if (work.kind !== "basket" || !isSimple(offer)) {
      return { kept: 0, freeMinor: UNBOUNDED };
    }
    const percentBp = work.percentBpAt(0);
    kept *= 1 - percentBp / 10_000;
    freeMinor += percentBp > 0 ? 2 : work.wanted(Number.MAX_SAFE_INTEGER, 0);
  }
  return { kept, freeMinor: freeMinor / Math.max(kept, 0.01) };
};

const isSimple = ({ lines, tierMeasure, maxDiscountMinor, budget }: MoneyOffer): boolean =>
  lines.length === 1 && tierMeasure === null && maxDiscountMinor === null && budget === null;
