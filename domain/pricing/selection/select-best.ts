/**
 * Owns `selection: "best"`: the combination with the lowest total to pay, and the certificate that says whether it is
 * proven (docs/pricing.md, "Choosing").
 */
import { nodeBudget } from "./node-budget.ts";
import { comparePlans, problemOf, type Plan, type Problem } from "./problem.ts";
import { searchPlans } from "./search-plans.ts";

export interface Selected {
  readonly plan: Plan;
  readonly optimal: boolean;
  /** The lowest total that could exist; the plan's own when it is proven. */
  readonly boundMinor: number;
}

const NODES = 200_000;

/** Offers that want to be alone are tried alone; the others together. */
export const selectBest = (problem: Problem): Selected => {
  const nodes = nodeBudget(NODES);
  const groups = loneGroups(problem);
  let best: Plan | null = null;
  for (const offers of groups) {
    const plan = searchPlans(problemOf(problem, offers), { nodes, required: [] });
    if (plan !== null && (best === null || comparePlans(plan, best) < 0)) {
      best = plan;
    }
  }
  if (best === null) {
    throw new Error("The empty plan is always there");
  }
  return { plan: best, optimal: !nodes.exhausted, boundMinor: nodes.exhausted ? 0 : best.totalMinor };
};

/** The offers that may be in one basket together: all that combine, and each lone campaign by itself. */
export const loneGroups = (problem: Problem): readonly Problem["offers"][] => {
  const social = problem.offers.filter((offer) => offer.combines !== "none");
  const families = new Set(
    problem.offers.filter((offer) => offer.combines === "none").map((offer) => offer.family),
  );
  return [
    social,
    ...[...families].map((family) => problem.offers.filter((offer) => offer.family === family)),
  ];
};
