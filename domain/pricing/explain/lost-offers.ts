/**
 * Owns why an eligible offer is not in the best combination: it gives nothing beside the chosen ones, or taking it
 * would cost the customer more, and how much (docs/pricing.md, "Why not").
 */
import { formatDecimal } from "../../money/decimal.ts";
import type { Miss } from "../conditions/condition.ts";
import { codeOf, type MoneyOffer } from "../offers/offer.ts";
import { nodeBudget } from "../selection/node-budget.ts";
import {
  areRivals,
  excludeEachOther,
  isUnitOffer,
  problemOf,
  type Plan,
  type Problem,
} from "../selection/problem.ts";
import { searchPlans } from "../selection/search-plans.ts";
import { selectPriority, takenInOrder } from "../selection/select-priority.ts";
import { missOfRefusal, thresholdMiss } from "./plan-refusals.ts";
import { miss } from "./reason-order.ts";

/** A miss, and for BETTER_OFFER who won and what taking the offer would cost. */
export interface Loss {
  readonly miss: Miss;
  readonly by: readonly string[];
  readonly differenceMinor: number | null;
}

export const lossOf = (
  found: Miss,
  by: readonly string[] = [],
  differenceMinor: number | null = null,
): Loss => ({
  miss: found,
  by,
  differenceMinor,
});

const NODES_BESIDE = 500;
const NODES_FORCED = 16_000;

export interface Chosen {
  readonly problem: Problem;
  readonly plan: Plan;
  /** The best plan in which an offer gives something, as the parts know it. */
  readonly forced: (offer: number) => Plan | null;
  readonly decimals: number;
}

/** Few enough offers to look at every plan. */
const MOST_OFFERS = 10;

/** Why `offer`, eligible and not chosen, is not in the plan. */
export const lossInBest = (chosenPlan: Chosen, offer: MoneyOffer): Loss => {
  const { problem, plan, decimals } = chosenPlan;
  const unmet = thresholdMiss({ problem, plan, decimals }, offer);
  if (unmet !== null) {
    return lossOf(unmet);
  }
  const chosen = plan.effects.map((effect) => effect.offer);
  const isSmall = problem.offers.length <= MOST_OFFERS;
  if (isSmall && !chosen.some((other) => competesWith(offer, other))) {
    const beside = planBeside(problem, chosen, offer);
    if (beside === null) {
      return refusedByBudget(problem, chosen, { offer, decimals }) ?? lossOf(miss("NOTHING_LEFT"));
    }
  }
  const allowed = problem.offers.filter((other) => !excludeEachOther(other, offer));
  const searched = isSmall
    ? searchPlans(problemOf(problem, allowed), { nodes: nodeBudget(NODES_FORCED), required: [offer.index] })
    : chosenPlan.forced(offer.index);
  const alone = searched === null ? lossByItself(problem, offer, decimals) : null;
  if (alone !== null) {
    return alone;
  }
  const forced = searched ?? takenFirst(problemOf(problem, allowed), offer);
  return forced === null
    ? lossOf(miss("NOTHING_LEFT"))
    : lossOf(miss("BETTER_OFFER"), winners(plan, forced), Math.max(0, forced.totalMinor - plan.totalMinor));
};

/** A plan with it where nodes ran out before one was found; null where it gives nothing even so. */
const takenFirst = (problem: Problem, offer: MoneyOffer): Plan | null => {
  const others = problem.offers.filter((other) => other !== offer);
  const { plan } = takenInOrder(problem, [offer, ...others]);
  return plan.effects.some((effect) => effect.offer.index === offer.index) ? plan : null;
};

/** What keeps an offer from giving anything even by itself: a budget that refuses, or nothing to give; null where it would. */
export const lossByItself = (problem: Problem, offer: MoneyOffer, decimals: number): Loss | null => {
  const [alone] = selectPriority(problemOf(problem, [offer])).barred;
  const refusal = alone?.refusal ?? null;
  if (refusal === null || refusal.type === "threshold") {
    return null;
  }
  return lossOf(missOfRefusal(refusal, decimals) ?? miss("NOTHING_LEFT"));
};

/** They may not be in one basket, or not touch the units of lines that both mean, or draw from the same lines. */
const competesWith = (offer: MoneyOffer, other: MoneyOffer): boolean =>
  excludeEachOther(other, offer) ||
  ((areRivals(other, offer) || (isUnitOffer(offer) && isUnitOffer(other))) &&
    other.lines.some((line) => offer.lines.includes(line)));

/** A plan that gives the offer beside all chosen ones; a chosen one may lose its threshold to it, and gives nothing then. */
const planBeside = (problem: Problem, chosen: readonly MoneyOffer[], offer: MoneyOffer): Plan | null =>
  searchPlans(
    problemOf(
      problem,
      [...chosen, offer].toSorted((a, b) => a.index - b.index),
    ),
    {
      nodes: nodeBudget(NODES_BESIDE),
      required: [offer, ...chosen.filter(isUnitOffer)].map(({ index }) => index),
      kept: new Set(chosen.map(({ index }) => index)),
      firstOnly: true,
    },
  );

/** With the budget's refusal lifted the offer gives something: then it is the budget that refuses. */
const refusedByBudget = (
  problem: Problem,
  chosen: readonly MoneyOffer[],
  { offer, decimals }: { readonly offer: MoneyOffer; readonly decimals: number },
): Loss | null => {
  const budget = offer.budget === null ? undefined : problem.budgets[offer.budget];
  if (budget?.refuse !== true) {
    return null;
  }
  const lifted = problem.budgets.map((one) =>
    one === budget ? { ...one, leftMinor: Number.MAX_SAFE_INTEGER } : one,
  );
  const plan = planBeside({ ...problem, budgets: lifted }, chosen, offer);
  const wanted = plan?.effects.find((effect) => effect.offer === offer)?.amountMinor;
  return wanted === undefined
    ? null
    : lossOf(
        miss("BUDGET_SPENT", formatDecimal(wanted, decimals), formatDecimal(budget.leftMinor, decimals)),
      );
};

/** The chosen offers that would be dropped; where none would, those that would give less; else less on some line. */
const winners = (plan: Plan, forced: Plan): readonly string[] => {
  const effects = new Map(forced.effects.map((effect) => [effect.offer.index, effect]));
  const dropped = plan.effects.filter(({ offer }) => !effects.has(offer.index));
  const smaller = plan.effects.filter(
    ({ offer, amountMinor }) => (effects.get(offer.index)?.amountMinor ?? 0) < amountMinor,
  );
  const moved = plan.effects.filter(({ offer, lines }) => {
    const other = effects.get(offer.index)?.lines ?? [];
    return lines.some(
      ({ line, amountMinor }) => (other.find((one) => one.line === line)?.amountMinor ?? 0) < amountMinor,
    );
  });
  const winning = [dropped, smaller, moved].find(({ length }) => length > 0) ?? [];
  return namesOf(winning.map(({ offer }) => offer));
};

/** Codes of campaigns, coupons and tiers, each once, in order. */
export const namesOf = (offers: readonly Parameters<typeof codeOf>[0][]): readonly string[] =>
  [...new Set(offers.map(codeOf))].toSorted();
