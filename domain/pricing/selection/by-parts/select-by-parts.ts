/**
 * Owns the fast exact way to the best combination: independent parts solved one by one, the top computed on their sums,
 * thresholds taken to hold and checked afterwards, and then the question for every given offer whether the same total
 * is possible without it (docs/pricing.md, "How the best combination is proven").
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import { composePlan, firstUnmet, type Assumed, type Unmet } from "./compose-plan.ts";
import { nodeBudget, spendNode } from "../node-budget.ts";
import { splitProblem, type Part } from "./parts.ts";
import { comparePlans, type Plan, type Problem } from "../problem.ts";
import {
  answerPart,
  percentOf,
  relaxedPlan,
  type Branch,
  type Relaxed,
  type Solver,
} from "./relaxed-plan.ts";
import { solvePart, WEIGHT } from "./solve-part.ts";
import { sumOf } from "../stage.ts";
import { topTerms } from "./top-slack.ts";
import { topTotal } from "./top-total.ts";

export interface ByParts {
  readonly plan: Plan | null;
  readonly proven: boolean;
  /** No allowed combination leaves less to pay. */
  readonly boundMinor: number;
  /** The best plan in which an offer gives something; null when it never does. */
  readonly forced: (offer: number) => Plan | null;
}

const NODES = 3_000;
const MOST_BRANCHES = 60;
const FORCED_NODES = 300;
const MOST_SETS = 400;

/** With `totalOnly` equal totals are not told apart: enough to know what a changed basket would cost. */
export const selectByParts = (problem: Problem, totalOnly = false): ByParts => {
  const split = splitProblem(problem);
  const solver: Solver = {
    problem,
    split,
    nodes: nodeBudget(NODES),
    known: new Map(),
    highest: highestMeasures(problem),
    luckMinor: split.parts.reduce((sum, part) => sum + luckOf(part, problem), 0),
    roundingMinor: 0,
    setsLeft: nodeBudget(MOST_SETS),
    tried: new Set(),
    reference: null,
    best: null,
    leaf: null,
    proven: split.isMonotone,
    boundMinor: 0,
  };
  const root: Branch = { excluded: hopeless(problem), assumed: solver.highest };
  const relaxed = relaxedPlan(solver, root);
  solver.boundMinor = relaxed === null ? 0 : Math.max(0, Math.floor(relaxed.floorMinor - solver.luckMinor));
  explore(solver, root, 0);
  const { leaf } = solver;
  solver.nodes.left = NODES;
  // Every plan that costs no more than the best lies in the branch where it was found: the others were cut by cost.
  const reference = leaf === null || totalOnly ? null : relaxedPlan(solver, leaf);
  if (leaf !== null && reference !== null) {
    const { terms } = reference;
    solver.reference = reference;
    solver.roundingMinor = solver.luckMinor + (terms.sumOnly ? 0 : terms.roundingMinor);
    tryWithout(solver, leaf, { plan: reference.plan, already: [] });
  }
  const { best, proven } = solver;
  return {
    plan: best,
    proven: proven && best !== null && !totalOnly,
    boundMinor: solver.boundMinor,
    forced: (offer) => forcedPlan(solver, root, offer),
  };
};

/** Solves the parts of an offer anew so that it gives something in one of them; the others stay as they are. */
const forcedPlan = (solver: Solver, root: Branch, index: number): Plan | null => {
  const { split, problem } = solver;
  const relaxed = relaxedPlan(solver, root);
  if (relaxed === null || relaxed.plan.effects.some(({ offer }) => offer.index === index)) {
    return relaxed?.plan ?? null;
  }
  const top = split.top.filter((offer) => !root.excluded.has(offer.index));
  const answers = split.parts.map((_, at) => answerPart(solver, root, { at, terms: relaxed.terms }).near[0]);
  let best: Plan | null = null;
  for (const at of split.partsOf.get(index) ?? []) {
    const part = split.parts[at];
    if (part === undefined) {
      continue;
    }
    const { near } = solvePart({
      problem,
      part,
      excluded: root.excluded,
      weightOf: (line) => relaxed.terms.weights[line] ?? WEIGHT,
      window: 0,
      nodes: nodeBudget(FORCED_NODES),
      required: index,
    });
    if (near[0] !== undefined) {
      const picked = answers
        .map((answer, other) => (other === at ? near[0] : answer))
        .filter((one) => one !== undefined);
      const plan = composePlan(problem, picked, { top, assumed: root.assumed });
      best = best === null || comparePlans(plan, best) < 0 ? plan : best;
    }
  }
  return best;
};

/** Offers whose threshold fails on what everything costs before any offer: amounts only get smaller. */
const hopeless = (problem: Problem): ReadonlySet<number> =>
  new Set(
    problem.offers
      .filter((offer) =>
        offer.thresholds.some(
          ({ kind, limitMinor, lines }) => kind === "min" && sumOf(problem.start, lines) < limitMinor,
        ),
      )
      .map((offer) => offer.index),
  );

const highestMeasures = (problem: Problem): Assumed =>
  new Map(
    problem.offers.flatMap(({ index, tierMeasure }) =>
      tierMeasure === null || tierMeasure.quantityMilli !== null
        ? []
        : [[index, sumOf(problem.start, tierMeasure.lines)]],
    ),
  );

const isPerUnit = ({ work }: MoneyOffer): boolean => work.kind === "line" && !work.sumOnly;

/** Units that differ, split by one offer and then read one by one by another: there rounding may favour dropping one. */
const luckOf = (part: Part, problem: Problem): number => {
  if (part.drawing.length === 0 && !part.hasRivals) {
    return 0;
  }
  return part.lines.reduce((sum, line) => {
    const here = part.later.filter((offer) => offer.lines.includes(line));
    const splits = here.slice(1, here.findLastIndex(isPerUnit)).filter((offer) => !isPerUnit(offer)).length;
    const units = problem.lines[line]?.unitCount ?? 0;
    return units > 1 ? sum + units * splits : sum;
  }, 0);
};

/** Finds the best plan of a branch in which every assumption is true. */
const explore = (solver: Solver, branch: Branch, depth: number): void => {
  const relaxed = relaxedPlan(solver, branch);
  if (relaxed === null || depth > MOST_BRANCHES) {
    solver.proven = false;
    return;
  }
  const { plan } = relaxed;
  if (solver.best !== null && plan.totalMinor - solver.luckMinor > solver.best.totalMinor) {
    return;
  }
  const unmet = firstUnmet(solver.problem, plan, branch.assumed);
  if (unmet === null) {
    if (solver.best === null || comparePlans(plan, solver.best) < 0) {
      solver.best = plan;
      solver.leaf = branch;
    }
    return;
  }
  explore(solver, withoutUnmet(branch, unmet), depth + 1);
  if (!cannotBeMet(solver, relaxed, unmet)) {
    solver.proven = false;
  }
};

const withoutUnmet = (branch: Branch, { offer, measured }: Unmet): Branch =>
  measured === null
    ? { ...branch, excluded: new Set([...branch.excluded, offer.index]) }
    : { ...branch, assumed: new Map([...branch.assumed, [offer.index, measured]]) };

/** Holding the threshold would cost more than the best plan known, or is impossible because nothing leaves less. */
const cannotBeMet = (
  solver: Solver,
  { plan, terms }: Relaxed,
  { missingMinor, lines, offer }: Unmet,
): boolean => {
  if (solver.best === null) {
    return false;
  }
  const costMinor =
    missingMinor === null || !solver.split.top.some(({ index }) => index === offer.index)
      ? 0
      : Math.floor((missingMinor * Math.min(...lines.map((line) => terms.weights[line] ?? 0))) / WEIGHT) -
        terms.slackMinor;
  return plan.totalMinor + Math.max(0, costMinor) - solver.luckMinor > solver.best.totalMinor;
};

/**
 * Looks for a preferred plan without some of the offers given: every such plan lacks at least one of them. What an offer
 * is worth decides whether rounding could make up for it; only sets that rounding could make up for are tried, and
 * where one costs nothing, the plan found without it is asked the same. `already` are dropped before.
 */
const tryWithout = (solver: Solver, root: Branch, { plan, already }: Asked): void => {
  const fresh = plan.effects.map(({ offer }) => offer.index);
  const light = fresh.flatMap((index) => {
    const lossMinor = lossWithout(solver, root, [...already, index]);
    return lossMinor <= solver.roundingMinor ? [{ index, lossMinor }] : [];
  });
  const neutral = light.filter(({ lossMinor }) => lossMinor <= 0).map(({ index }) => index);
  // Offers that change nothing are mostly dropped together; only where that costs something is each set tried.
  if (neutral.length > 1 && lossWithout(solver, root, [...already, ...neutral]) <= 0) {
    const rest = light.filter(({ lossMinor }) => lossMinor > 0);
    bestWithout(solver, root, [...already, ...neutral]);
    trySets(solver, root, { light: rest, chosen: [...already, ...neutral], lossMinor: 0, from: 0 });
  } else {
    trySets(solver, root, { light, chosen: already, lossMinor: 0, from: 0 });
  }
};

interface Asked {
  readonly plan: Plan;
  readonly already: readonly number[];
}

interface Light {
  readonly index: number;
  readonly lossMinor: number;
}

interface SetsToTry {
  readonly light: readonly Light[];
  readonly chosen: readonly number[];
  readonly lossMinor: number;
  readonly from: number;
}

/** Sets of light offers whose losses together stay within what rounding could give back. */
const trySets = (solver: Solver, root: Branch, { light, chosen, lossMinor, from }: SetsToTry): void => {
  for (let at = from; at < light.length; at += 1) {
    const one = light[at];
    const sum = lossMinor + Math.max(0, one?.lossMinor ?? 0);
    if (one === undefined || sum > solver.roundingMinor) {
      continue;
    }
    const without = [...chosen, one.index];
    const key = without.toSorted((a, b) => a - b).join();
    if (solver.tried.has(key)) {
      continue;
    }
    solver.tried.add(key);
    if (!spendNode(solver.setsLeft)) {
      solver.proven = false;
      return;
    }
    const loss = lossWithout(solver, root, without);
    if (loss <= 0) {
      bestWithout(solver, root, without);
    }
    if (loss <= solver.roundingMinor) {
      trySets(solver, root, { light, chosen: without, lossMinor: sum, from: at + 1 });
    }
  }
};

const bestWithout = (solver: Solver, root: Branch, without: readonly number[]): void => {
  const apart: Solver = { ...solver, best: null };
  explore(apart, { ...root, excluded: new Set([...root.excluded, ...without]) }, 0);
  solver.proven &&= apart.proven;
  if (apart.best === null || solver.best === null || apart.best.totalMinor > solver.best.totalMinor) {
    return;
  }
  if (comparePlans(apart.best, solver.best) < 0) {
    solver.best = apart.best;
  }
  tryWithout(solver, root, { plan: apart.best, already: without });
};

/** How much more than the best the customer would pay without these offers; at least that much, where it is much. */
const lossWithout = (solver: Solver, root: Branch, without: readonly number[]): number => {
  const { reference, split, best, problem } = solver;
  if (reference === null || best === null) {
    return 0;
  }
  const branch = { ...root, excluded: new Set([...root.excluded, ...without]) };
  const top = split.top.filter(({ index }) => !branch.excluded.has(index));
  const sameTop = !without.some((index) => split.top.some((offer) => offer.index === index));
  const terms = sameTop
    ? reference.terms
    : topTerms(problem, top, (offer) => percentOf(offer, root.assumed, new Map()));
  const affected = new Set(without.flatMap((index) => split.partsOf.get(index) ?? []));
  const remaining = reference.leftOf.slice();
  let more = 0;
  for (const at of sameTop ? affected : split.parts.keys()) {
    const answers = answerPart(solver, branch, { at, terms });
    const nearest = answers.near[0];
    if (nearest === undefined || !answers.complete) {
      return 0;
    }
    more += nearest.weighted - (reference.weightedOf[at] ?? 0);
    for (const [line, state] of nearest.states) {
      remaining[line] = state.totalMinor;
    }
  }
  const gapMinor = reference.plan.totalMinor - best.totalMinor;
  const surelyMinor = Math.floor(more / (2 * WEIGHT)) + gapMinor - terms.roundingMinor;
  if (sameTop && surelyMinor > solver.roundingMinor) {
    return surelyMinor;
  }
  return topTotal(problem, remaining, { top, assumed: root.assumed }) - best.totalMinor;
};
