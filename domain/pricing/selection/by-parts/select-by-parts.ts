/**
 * Owns the fast exact way to the best combination: independent parts solved one by one, the top computed on their sums,
 * thresholds taken to hold and checked afterwards, and then the question for every given offer whether the same total
 * is possible without it (docs/pricing.md, "How the best combination is proven").
 */
import { firstUnmetInPlan, type Assumed, type Unmet } from "./compose-plan.ts";
import { forcedPlan } from "./forced-plan.ts";
import { waysToHoldOtherwise } from "./held-otherwise.ts";
import { liftCost, nearestHeld, takersOf } from "./hold-threshold.ts";
import { betterIfHeld } from "./better-if-held.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { spendNode } from "../node-budget.ts";
import { mostTaxed } from "../plan-total.ts";
import { comparePlans, type Plan, type Problem } from "../problem.ts";
import { pooledReference } from "./pooled-reference.ts";
import { relaxedPlan, type Relaxed } from "./relaxed-plan.ts";
import {
  branchBudget,
  newSolver,
  refillNodes,
  rootOf,
  withoutUnmet,
  withOwnBranches,
  withOwnPool,
  withUnmet,
  type Branch,
  type Held,
  type Solver,
} from "./solver.ts";
import type { SharedAnswers } from "./shared-answers.ts";
import { baseRanges, ladderLuck } from "./top-modes.ts";
import { TOLERANCE_MINOR } from "./top-slack.ts";
import { branchWithout, isCut, keyOfBranch, widestLeaf } from "./branches.ts";
import { askAbout } from "./losses.ts";
import { tryWithout } from "./try-without.ts";

export interface ByParts {
  readonly plan: Plan | null;
  readonly proven: boolean;
  /** No allowed combination leaves less to pay. */
  readonly boundMinor: number;
  /** False when some offers were left out unasked, or might be worth leaving out. */
  readonly isExact: boolean;
  /** The best plan in which an offer gives something; null when it never does. */
  readonly forced: (offer: number) => Plan | null;
}

export const selectByParts = (problem: Problem, shared: SharedAnswers | null = null): ByParts => {
  const solver = newSolver(problem, shared);
  const { unmeasured } = solver.split;
  const root = rootOf(solver);
  solver.proven &&= unmeasured.length === 0;
  const relaxed = relaxedPlan(solver, root);
  exploreBranch(solver, root);
  if (solver.proven && !exploreLowerSteps(solver, root)) {
    solver.proven = false;
  }
  holdThresholds(solver);
  const laddersMinor = ladderLucks(solver).reduce((sum, { luckMinor }) => sum + luckMinor, 0);
  const boundMinor =
    relaxed === null || !relaxed.isComplete || !solver.split.isMonotone || unmeasured.length > 0
      ? 0
      : leastPossible(solver, relaxed) - laddersMinor;
  const leaf = widestLeaf(solver.leaf, solver.leaves);
  if (leaf !== null && solver.proven) {
    solver.leaf = leaf;
    const totalMinor = solver.best?.totalMinor ?? 0;
    solver.proven = solver.leaves.every(
      (one) => isCut(one, leaf, totalMinor) || isGoneThrough(solver, one.branch),
    );
    // Every other plan that costs no more than the best lies in the branch where it was found.
    solver.leaves.length = 0;
    solver.branchesLeft.left = branchBudget().left;
    goThrough(solver, leaf);
  }
  const { best, proven } = solver;
  return {
    plan: best,
    proven: proven && best !== null,
    boundMinor: Math.max(0, Math.floor(boundMinor)),
    isExact: solver.split.isMonotone && unmeasured.length === 0,
    forced: (offer) => (relaxed === null ? null : forcedPlan(solver, root, { relaxed, index: offer })),
  };
};

/** The lowest total, without telling equal ones apart and without any proof. */
export const lowestOfBranches = (problem: Problem, excluded: readonly number[]): number | null => {
  const solver = newSolver(problem);
  exploreBranch(solver, branchWithout(rootOf(solver), excluded));
  return solver.best?.totalMinor ?? null;
};

const MOST_WAYS = 16;
const NODES_OF_TRY = 300;

interface LadderLuck {
  readonly offer: MoneyOffer;
  readonly luckMinor: number;
}

/** Ladders of which a lower step may give more than the one assumed, and by how much. */
const ladderLucks = ({ problem, split, shape, bounds, highest }: Solver): readonly LadderLuck[] => {
  const taxed = mostTaxed(problem);
  const ranges = baseRanges(shape, bounds);
  return split.top.flatMap((offer, at) => {
    const range = ranges[at];
    const luckMinor = range === undefined ? 0 : ladderLuck(offer, range, highest) * taxed;
    return luckMinor > 0 ? [{ offer, luckMinor }] : [];
  });
};

/**
 * A ladder of which a lower step may give more bounds nothing of the plans on that step: they are looked for where it is
 * assumed, together with every step of the other such ladders. False where there are too many ways.
 */
const exploreLowerSteps = (solver: Solver, root: Branch): boolean => {
  let ways: readonly Assumed[] = [root.assumed];
  for (const { offer } of ladderLucks(solver)) {
    const highest = root.assumed.get(offer.index) ?? 0;
    const lower = (offer.tierMeasure?.steps ?? []).filter((from) => from <= highest).slice(1);
    ways = ways.flatMap((assumed) => [
      assumed,
      ...lower.map((from) => new Map([...assumed, [offer.index, from]])),
    ]);
    if (ways.length > MOST_WAYS) {
      return false;
    }
  }
  for (const assumed of ways.slice(1)) {
    exploreBranch(solver, { ...root, assumed });
  }
  return true;
};

/** No plan of the branch costs less than this. */
const leastPossible = (solver: Solver, { totalMinor, terms }: Relaxed): number =>
  Math.floor(totalMinor - solver.luckMinor() - terms.slackMinor - TOLERANCE_MINOR);

/** Finds the best plan of a branch in which every assumption is true. */
const exploreBranch = (solver: Solver, branch: Branch): void => {
  if (!spendNode(solver.branchesLeft)) {
    solver.proven = false;
    return;
  }
  const relaxed = relaxedPlan(solver, branch);
  if (relaxed === null) {
    return;
  }
  if (solver.best !== null && leastPossible(solver, relaxed) > solver.best.totalMinor) {
    return;
  }
  const plan = relaxed.plan();
  const unmet = firstUnmetInPlan(solver.problem, plan, branch.assumed);
  if (unmet === null) {
    solver.leaves.push({ branch, leastMinor: leastPossible(solver, relaxed) });
    if (solver.best === null || comparePlans(plan, solver.best) < 0) {
      solver.best = plan;
      solver.leaf = branch;
    }
    return;
  }
  if (unmet.measured !== null && unmet.missingMinor === null) {
    // A higher step than the one assumed: nothing is known of this branch.
    solver.proven = false;
    return;
  }
  exploreBranch(solver, withoutUnmet(branch, unmet));
  if (cannotBeMet(solver, branch, { relaxed, unmet })) {
    return;
  }
  const met = withUnmet(solver, branch, unmet);
  if (met !== null) {
    exploreBranch(solver, met);
    return;
  }
  solver.held.push({ branch, relaxed, unmet });
};

/**
 * Looks for a lower total where a threshold is held by leaving out offers that take from what it measures: every set of
 * them, or where that takes too long the most promising first, a fixed number of tries. What may still be held for less
 * than the best is not proven then.
 */
const holdThresholds = (solver: Solver): void => {
  const { held } = solver;
  const open: Held[] = [];
  for (let next = nearestHeld(held); next !== null; next = nearestHeld(held)) {
    const isClosed =
      cannotBeMet(solver, next.branch, next) ||
      (solver.proven && isHeldForLess(solver, next)) ||
      isTriedToHold(solver, next);
    if (!isClosed) {
      open.push(next);
    }
  }
  solver.proven &&= open.every((one) => cannotBeMet(solver, one.branch, one));
};

/** Whether the best plan of a branch is known, in which all holds that is assumed: if it is better than the best, it is the best. */
const isGoneThrough = (solver: Solver, branch: Branch): boolean => {
  const apart = withOwnPool(withOwnBranches(solver));
  goThrough(apart, branch);
  solver.best = apart.best;
  return apart.proven;
};

/** Finds the best plan of a branch in which all holds that is assumed, among all that do without some of its offers. */
const goThrough = (solver: Solver, branch: Branch): void => {
  const reference = pooledReference(solver, branch);
  if (reference !== null) {
    // Of answers that leave as much the preferred one: the search for the least stopped at the first.
    exploreBranch(solver, branch);
    solver.proven &&= solver.leaves.every((one) => one.branch === branch) && solver.held.length === 0;
    tryWithout({ ...askAbout(solver, branch, reference), exploreBranch }, reference.plan());
  }
};

/** Whether the best plan in which it holds is known, where that is better than the best: then it is the best. */
const isHeldForLess = (solver: Solver, held: Held): boolean => {
  for (let better = betterIfHeld(solver, held); better !== null; better = betterIfHeld(solver, held)) {
    better.leaves.forEach((branch) => exploreBranch(solver, branch));
    const { best } = solver;
    if (better.plan !== null && (best === null || comparePlans(best, better.plan) > 0)) {
      return false;
    }
    if (better.isAll) {
      return better.lower.every((branch) => tryBranch(solver, branch));
    }
  }
  return false;
};

/** Whether every branch in which it may hold was looked at. */
const isTriedToHold = (solver: Solver, held: Held): boolean => {
  const { branch, relaxed, unmet } = held;
  const without = takersOf(relaxed.plan(), unmet).map((index) => branchWithout(branch, [index]));
  if (!without.every((one) => tryBranch(solver, one))) {
    return false;
  }
  return waysToHoldOtherwise(solver, held)?.every((one) => tryBranch(solver, one)) ?? false;
};

/** False where the tries have ended. */
const tryBranch = (solver: Solver, branch: Branch): boolean => {
  const { triedToHold, triesLeft } = solver;
  const key = keyOfBranch(branch);
  if (!triedToHold.has(key)) {
    if (!spendNode(triesLeft)) {
      return false;
    }
    triedToHold.add(key);
    refillNodes(solver, NODES_OF_TRY);
    exploreBranch(solver, branch);
  }
  return true;
};

/** Holding the threshold would cost more than the best plan known, or is impossible because nothing leaves less. */
const cannotBeMet = (
  solver: Solver,
  branch: Branch,
  { relaxed, unmet }: { readonly relaxed: Relaxed; readonly unmet: Unmet },
): boolean =>
  solver.best !== null &&
  leastPossible(solver, relaxed) + liftCost(solver, branch, { relaxed, unmet }) > solver.best.totalMinor;
