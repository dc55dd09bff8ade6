/**
 * Owns what it takes to hold a threshold that fails in a branch's plan: the least that it costs, and the offers whose
 * leaving out would leave the measured lines more. Whether that pays is found out by who asks.
 */
import { answerPart, type Relaxed } from "./relaxed-plan.ts";
import type { Unmet } from "./compose-plan.ts";
import { takenBefore } from "../../explain/plan-refusals.ts";
import type { Plan } from "../problem.ts";
import type { Branch, Held, Solver } from "./solver.ts";
import { TOLERANCE_MINOR } from "./top-slack.ts";

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
 * the smallest among them: by that the total rises for each missing minor unit, and by what the lowered weights then
 * still cost more than their own least.
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
  const price = Math.min(...lines.map((line) => terms.weights[line] ?? 1));
  const weights = [...terms.weights];
  for (const line of lines) {
    weights[line] = (weights[line] ?? 1) - price;
  }
  let gap = 0;
  for (const [at, part] of solver.split.parts.entries()) {
    const { near, complete } = answerPart(solver, branch, {
      at,
      question: { weights, windowMinor: 0 },
      isBound: true,
    });
    const [least] = near;
    if (least === undefined || !complete) {
      return 0;
    }
    const here = part.lines.reduce((sum, line) => sum + (left[line] ?? 0) * (weights[line] ?? 1), 0);
    gap += Math.max(0, here - least.weighted);
  }
  return Math.max(0, Math.floor(missingMinor * price - gap - terms.wideSlackMinor - TOLERANCE_MINOR));
};
