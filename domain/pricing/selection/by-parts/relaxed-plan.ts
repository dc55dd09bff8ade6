/**
 * Owns the best plan of one branch as if every threshold held: the parts solved one by one, each answer remembered, and
 * the top computed on what they leave. Whether the assumptions are true is checked by who asks.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import { composePlan, type Assumed } from "./compose-plan.ts";
import type { NodeBudget } from "../node-budget.ts";
import type { Split } from "./parts.ts";
import { comparePlans, type Plan, type Problem } from "../problem.ts";
import { solvePart, WEIGHT, type PartAnswers } from "./solve-part.ts";
import { topTerms, type TopTerms } from "./top-slack.ts";

export interface Solver {
  readonly problem: Problem;
  readonly split: Split;
  readonly nodes: NodeBudget;
  readonly known: Map<string, PartAnswers>;
  /** What tiers are measured at when nothing is taken off. */
  readonly highest: Assumed;
  /** How much an answer may gain from dropping an offer by rounding alone, in minor units. */
  readonly luckMinor: number;
  /** That, and what the top's own rounding may add. */
  roundingMinor: number;
  readonly setsLeft: NodeBudget;
  /** Sets of offers that were looked at. */
  readonly tried: Set<string>;
  /** Its branch as if every threshold held: what the parts leave there is what dropping an offer is compared with. */
  reference: Relaxed | null;
  best: Plan | null;
  /** Where the best was found. */
  leaf: Branch | null;
  proven: boolean;
  boundMinor: number;
}

export interface Branch {
  readonly excluded: ReadonlySet<number>;
  readonly assumed: Assumed;
}

const MOST_COMBINATIONS = 64;

export interface Relaxed {
  readonly plan: Plan;
  /** Nothing in this branch costs less. */
  readonly floorMinor: number;
  /** What each part leaves, weighted. */
  readonly weightedOf: readonly number[];
  /** What the parts leave of each line. */
  readonly leftOf: readonly number[];
  readonly terms: TopTerms;
}

/** The best plan of a branch as if every threshold held; null when the nodes ran out. */
export const relaxedPlan = (solver: Solver, branch: Branch): Relaxed | null => {
  const top = solver.split.top.filter((offer) => !branch.excluded.has(offer.index));
  let amounts: ReadonlyMap<number, number> = new Map();
  for (let round = 0; round < 2; round += 1) {
    const terms = topTerms(solver.problem, top, (offer) => percentOf(offer, branch.assumed, amounts));
    const answers = solver.split.parts.map((_, at) => answerPart(solver, branch, { at, terms }));
    if (answers.some(({ near }) => near.length === 0)) {
      return null;
    }
    const plan = bestComposition(solver, answers, { top, assumed: branch.assumed });
    const given = new Map(plan.effects.map(({ offer, amountMinor }) => [offer.index, amountMinor]));
    const changed = top.some(
      (offer) => percentOf(offer, branch.assumed, given) !== percentOf(offer, branch.assumed, amounts),
    );
    if (!changed || round === 1) {
      if (changed || answers.some(({ complete }) => !complete)) {
        solver.proven = false;
      }
      const weightedOf = answers.map(({ near }) => near[0]?.weighted ?? 0);
      const leftOf = solver.problem.start.map(({ totalMinor }) => totalMinor);
      for (const { near } of answers) {
        for (const [line, state] of near[0]?.states ?? []) {
          leftOf[line] = state.totalMinor;
        }
      }
      return { plan, weightedOf, leftOf, terms, floorMinor: plan.totalMinor };
    }
    amounts = given;
  }
  return null;
};

/**
 * How a top offer depends on what remains: a percent of it, or an amount. A cap that was reached makes it an amount; an
 * amount that was not reached makes it all that remains. `given` has what the offers gave in a first round.
 */
export const percentOf = (
  offer: MoneyOffer,
  assumed: Assumed,
  given: ReadonlyMap<number, number>,
): number => {
  const { work, maxDiscountMinor, tierMeasure, index } = offer;
  if (work.kind !== "basket") {
    return 0;
  }
  const measured = assumed.get(index) ?? tierMeasure?.quantityMilli ?? 0;
  const percentBp = work.percentBpAt(measured);
  const amountMinor = given.get(index);
  if (amountMinor === undefined) {
    return percentBp;
  }
  if (maxDiscountMinor !== null && amountMinor >= maxDiscountMinor) {
    return 0;
  }
  return percentBp === 0 && amountMinor < work.wanted(Number.MAX_SAFE_INTEGER, measured) ? 10_000 : percentBp;
};

export const answerPart = (
  solver: Solver,
  { excluded }: Branch,
  { at, terms }: { readonly at: number; readonly terms: TopTerms },
): PartAnswers => {
  const part = solver.split.parts[at];
  if (part === undefined) {
    throw new Error("There is no such part");
  }
  const hasChoice = part.drawing.length > 0 || part.hasRivals;
  const without = excluded.size === 0 ? [] : part.offers.filter((index) => excluded.has(index));
  const weights = hasChoice ? part.lines.map((line) => terms.weights[line] ?? WEIGHT) : [];
  const window = hasChoice && !terms.sumOnly ? terms.slackMinor * WEIGHT : 0;
  const key = `${String(at)}|${without.join()}|${weights.join()}|${String(window)}`;
  const known = solver.known.get(key);
  if (known !== undefined) {
    return known;
  }
  const answers = solvePart({
    problem: solver.problem,
    part,
    excluded,
    weightOf: (line) => terms.weights[line] ?? WEIGHT,
    window,
    nodes: solver.nodes,
    required: null,
  });
  solver.known.set(key, answers);
  return answers;
};

/** Of the answers that are too near to be told apart by weights, the combination with the lowest total. */
const bestComposition = (
  solver: Solver,
  answers: readonly PartAnswers[],
  rest: { readonly top: readonly MoneyOffer[]; readonly assumed: Assumed },
): Plan => {
  let combinations: readonly (readonly number[])[] = [[]];
  for (const { near } of answers) {
    const more = combinations.flatMap((chosen) => near.map((_, at) => [...chosen, at]));
    if (more.length > MOST_COMBINATIONS) {
      solver.proven = false;
      combinations = combinations.map((chosen) => [...chosen, 0]);
    } else {
      combinations = more;
    }
  }
  let best: Plan | null = null;
  for (const chosen of combinations) {
    const picked = chosen.flatMap((near, at) => answers[at]?.near[near] ?? []);
    const plan = composePlan(solver.problem, picked, rest);
    if (best === null || comparePlans(plan, best) < 0) {
      best = plan;
    }
  }
  if (best === null) {
    throw new Error("There is always one combination");
  }
  return best;
};
