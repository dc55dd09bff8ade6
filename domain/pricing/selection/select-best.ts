/**
 * Owns `selection: "best"`: the combination with the lowest total to pay, and the certificate that says whether it is
 * proven (docs/pricing.md, "Choosing"). Part by part first; where that proves nothing, every plan, as far as the fixed
 * number of nodes goes.
 */
import type { MoneyOffer } from "../offers/offer.ts";
import { nodeBudget } from "./node-budget.ts";
import { mayDrawAtOnce } from "../draws/draw-units.ts";
import { comparePlans, isUnitOffer, problemOf, type Plan, type Problem } from "./problem.ts";
import { searchPlans } from "./search-plans.ts";
import { lowestByParts } from "./by-parts/lowest-by-parts.ts";
import { leastWithMostGiven } from "./most-given.ts";
import { selectPriority } from "./select-priority.ts";
import { cheapestInOrders } from "./taken-in-orders.ts";
import { selectByParts } from "./by-parts/select-by-parts.ts";
import type { SharedAnswers } from "./by-parts/shared-answers.ts";

export interface Selected {
  readonly plan: Plan;
  readonly optimal: boolean;
  /** The lowest total that could exist; the plan's own when it is proven. */
  readonly boundMinor: number;
  /** The best plan in which an offer gives something; null when it never does. */
  readonly forced: (offer: number) => Plan | null;
}

const NODES = 20_000;
/** Each node of the search over every plan takes longer on more lines, so there are fewer. */
const USUAL_LINES = 15;
/** So few offers are tried in every way at once: that is quicker than splitting them. */
const FEW_OFFERS = 8;
const FEW_NODES = 4000;
const NODES_TO_GIVE_ALL = 600;
/** More offers than this have too many subsets for the search over every plan to come to an end. */
const MOST_OFFERS_TO_SEARCH = 12;

/** Offers that want to be alone are tried alone; the others together. */
export const selectBest = (problem: Problem, shared: SharedAnswers): Selected => {
  const groups = loneGroups(problem);
  const selected = groups.map((group) => selectGroup(group, shared));
  const [first, ...rest] = selected;
  if (first === undefined) {
    throw new Error("There is always the group of all that combine");
  }
  const best = rest.reduce((a, b) => (comparePlans(b.plan, a.plan) < 0 ? b : a), first);
  const boundMinor = Math.min(...selected.map((one) => (one.optimal ? one.plan.totalMinor : one.boundMinor)));
  const drawsAtOnce = anyDrawsAtOnce(problem);
  const optimal =
    !drawsAtOnce && selected.every((one) => one.optimal || one.boundMinor > best.plan.totalMinor);
  const groupOf = (offer: number): Selected | undefined =>
    selected[groups.findIndex(({ byIndex }) => byIndex.has(offer))];
  // Among many rivals taking offers in some order may come nearer than a search that did not come to an end.
  const plan = optimal || !problem.hasRivals ? best.plan : cheaper(best.plan, cheapestInOrders(problem));
  return {
    plan,
    optimal,
    boundMinor: optimal
      ? plan.totalMinor
      : Math.min(plan.totalMinor, Math.max(leastWithMostGiven(problem), drawsAtOnce ? 0 : boundMinor)),
    forced: (offer) => groupOf(offer)?.forced(offer) ?? null,
  };
};

const anyDrawsAtOnce = ({ lines, offers }: Problem): boolean =>
  offers.some(
    (offer) =>
      isUnitOffer(offer) &&
      mayDrawAtOnce(
        offer,
        offer.lines.reduce((sum, line) => sum + (lines[line]?.unitCount ?? 0), 0),
      ),
  );

/** Few enough to be tried in every way at once, each group of those that combine. */
export const areFew = (problem: Problem): boolean =>
  togetherIn(problem).every(({ length }) => length <= FEW_OFFERS);

/** The lowest total, perhaps without one campaign's offers. */
export type LowestTotal = (withoutFamily?: string) => number;

/** The same of many offers as the parts know it: what a nudge compares with. */
export const lowestTotal = (problem: Problem, shared: SharedAnswers): LowestTotal => {
  const groups = loneGroups(problem).map((group) => lowestOfGroup(group, shared));
  return (family) => Math.min(...groups.map((lowest) => lowest(family)));
};

const lowestOfGroup = (group: Problem, shared: SharedAnswers): LowestTotal => {
  const byParts = group.offers.length > FEW_OFFERS ? lowestByParts(group, shared) : null;
  return (family) => {
    const isOut = (offer: MoneyOffer): boolean => offer.family === family;
    const quick = byParts?.(group.offers.filter(isOut).map(({ index }) => index)) ?? null;
    const kept = (): Problem =>
      problemOf(
        group,
        group.offers.filter((offer) => !isOut(offer)),
      );
    return quick ?? selectGroup(kept(), null).plan.totalMinor;
  };
};

const selectGroup = (problem: Problem, shared: SharedAnswers | null): Selected => {
  if (problem.offers.length <= FEW_OFFERS) {
    const nodes = nodeBudget(FEW_NODES);
    const plan = searchPlans(problem, { nodes, required: [] });
    if (plan !== null && !nodes.exhausted) {
      return { plan, optimal: true, boundMinor: plan.totalMinor, forced: () => null };
    }
  }
  const byParts = selectByParts(problem, shared);
  if (byParts.proven && byParts.plan !== null) {
    return { plan: byParts.plan, optimal: true, boundMinor: byParts.plan.totalMinor, forced: byParts.forced };
  }
  if (problem.offers.length > MOST_OFFERS_TO_SEARCH && byParts.plan !== null) {
    const plan = cheaper(byParts.plan, byParts.isExact ? null : givingAll(problem));
    return { plan, optimal: false, boundMinor: byParts.boundMinor, forced: byParts.forced };
  }
  // Where units are drawn at once nothing is proven, however long the search.
  const most = anyDrawsAtOnce(problem) ? FEW_NODES : NODES;
  const nodes = nodeBudget(Math.ceil(most / Math.max(1, problem.lines.length / USUAL_LINES)));
  const searched = searchPlans(problem, { nodes, required: [] });
  // Among rivals nodes may run out before any plan is reached; taking offers by priority always comes to one.
  const first = byParts.plan ?? searched ?? selectPriority(problem).plan;
  const plan = cheaper(first, searched);
  return {
    plan,
    optimal: !nodes.exhausted,
    boundMinor: nodes.exhausted ? byParts.boundMinor : plan.totalMinor,
    forced: byParts.forced,
  };
};

/** What the parts leave out unasked may give more than what they found: all later offers in their turn, with many draws. */
const givingAll = (problem: Problem): Plan | null =>
  searchPlans(problem, {
    nodes: nodeBudget(NODES_TO_GIVE_ALL),
    required: [],
    kept: new Set(problem.offers.map(({ index }) => index)),
  });

const cheaper = (plan: Plan, other: Plan | null): Plan =>
  other !== null && comparePlans(other, plan) < 0 ? other : plan;

/** The offers that may be in one basket together: all that combine, and each lone campaign by itself. */
const togetherIn = ({ offers }: Problem): readonly (readonly MoneyOffer[])[] => {
  const lone = offers.filter((offer) => offer.combines === "none");
  if (lone.length === 0) {
    return [offers];
  }
  const families = new Set(lone.map((offer) => offer.family));
  return [
    offers.filter((offer) => offer.combines !== "none"),
    ...[...families].map((family) => offers.filter((offer) => offer.family === family)),
  ];
};

const loneGroups = (problem: Problem): readonly Problem[] =>
  togetherIn(problem).map((offers) => (offers === problem.offers ? problem : problemOf(problem, offers)));
