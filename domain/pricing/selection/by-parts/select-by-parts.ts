/**
 * Owns the fast exact way to the best combination: independent parts solved one by one, the top computed on their sums,
 * thresholds taken to hold and checked afterwards, and then the question for every given offer whether the same total
 * is possible without it (docs/pricing.md, "How the best combination is proven").
 */
import { firstUnmetInPlan, type Unmet } from "./compose-plan.ts";
import { forcedPlan } from "./forced-plan.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { spendNode } from "../node-budget.ts";
import { comparePlans, type Plan, type Problem } from "../problem.ts";
import { answerPart, relaxedPlan, type Relaxed } from "./relaxed-plan.ts";
import {
  branchBudget,
  mostTaxed,
  newSolver,
  refillNodes,
  rootOf,
  withoutUnmet,
  withUnmet,
  type Branch,
  type Solver,
} from "./solver.ts";
import type { SharedAnswers } from "./shared-answers.ts";
import { baseRanges, ladderLuck } from "./top-modes.ts";
import { TOLERANCE_MINOR } from "./top-slack.ts";
import { areOthersCut, spareIn, tryWithout, type Loss } from "./try-without.ts";

export interface ByParts {
  readonly plan: Plan | null;
  readonly proven: boolean;
  /** No allowed combination leaves less to pay. */
  readonly boundMinor: number;
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
  const laddersMinor = ladderLucks(solver).reduce((sum, { luckMinor }) => sum + luckMinor, 0);
  const boundMinor =
    relaxed === null || !relaxed.isComplete || !solver.split.isMonotone || unmeasured.length > 0
      ? 0
      : leastPossible(solver, relaxed) - laddersMinor;
  const { leaf } = solver;
  if (leaf !== null && solver.proven) {
    solver.proven = laddersHold(solver, root) && areOthersCut(solver, leaf, solver.best?.totalMinor ?? 0);
    // Every plan that costs no more than the best lies in the branch where it was found: the others were cut by cost.
    const reference = pooledReference(solver, leaf);
    if (reference !== null) {
      // Of answers that leave as much the preferred one: the search for the least stopped at the first.
      solver.leaves.length = 0;
      solver.branchesLeft.left = branchBudget().left;
      exploreBranch(solver, leaf);
      solver.proven &&= solver.leaf === leaf && solver.leaves.length <= 1;
      const spareMinor = spareIn(solver, reference);
      const asking = { solver, reference, spareMinor, leaf, exploreBranch, losses: new Map<string, Loss>() };
      tryWithout(asking, reference.plan(), []);
    }
  }
  const { best, proven } = solver;
  return {
    plan: best,
    proven: proven && best !== null,
    boundMinor: Math.max(0, Math.floor(boundMinor)),
    forced: (offer) => (relaxed === null ? null : forcedPlan(solver, root, { relaxed, index: offer })),
  };
};

/** The lowest total, without telling equal ones apart and without any proof. */
export const lowestOfBranches = (problem: Problem): number | null => {
  const solver = newSolver(problem);
  exploreBranch(solver, rootOf(solver));
  return solver.best?.totalMinor ?? null;
};

/**
 * Solves the parts of the best plan's branch once more, now for every answer that a plan as good as the best may have,
 * however rounding falls: the pool. From then on no part is searched again.
 */
const pooledReference = (solver: Solver, leaf: Branch): Relaxed | null => {
  refillNodes(solver);
  const { best, split } = solver;
  const reference = relaxedPlan(solver, leaf);
  if (reference === null || best === null) {
    return null;
  }
  const { terms, totalMinor } = reference;
  const windowMinor =
    best.totalMinor -
    totalMinor +
    solver.luckMinor() +
    terms.roundingMinor +
    terms.slackMinor +
    2 * TOLERANCE_MINOR;
  const answers = split.parts.map((_, at) =>
    answerPart(solver, leaf, { at, question: { weights: terms.weights, windowMinor } }),
  );
  if (answers.some(({ complete }) => !complete)) {
    solver.proven = false;
    return null;
  }
  const known = solver.relaxedBy.get(leaf);
  solver.pool = answers.map(({ near }) => near);
  solver.relaxedBy.clear();
  if (known !== undefined && answers.every(({ near }) => near.length === 1)) {
    // Nothing else to choose from: the best plan of the branch stays what it was.
    solver.relaxedBy.set(leaf, known);
  }
  return relaxedPlan(solver, leaf);
};

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

/** True when on every lower step that may give more, no plan is as good as the best all the same. */
const laddersHold = (solver: Solver, root: Branch): boolean => {
  const lucks = ladderLucks(solver);
  const sum = lucks.reduce((total, { luckMinor }) => total + luckMinor, 0);
  return lucks.every(({ offer, luckMinor }) => {
    const highest = root.assumed.get(offer.index) ?? 0;
    const lower = (offer.tierMeasure?.steps ?? []).filter((from) => from <= highest).slice(1);
    return lower.every((from) => {
      const assumed = new Map([...root.assumed, [offer.index, from]]);
      const relaxed = relaxedPlan(solver, { ...root, assumed });
      return (
        relaxed !== null &&
        solver.best !== null &&
        relaxed.isComplete &&
        leastPossible(solver, relaxed) - (sum - luckMinor) > solver.best.totalMinor
      );
    });
  });
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
  if (met === null) {
    solver.proven = false;
  } else {
    exploreBranch(solver, met);
  }
};

/** Holding the threshold would cost more than the best plan known, or is impossible because nothing leaves less. */
const cannotBeMet = (
  solver: Solver,
  branch: Branch,
  { relaxed, unmet }: { readonly relaxed: Relaxed; readonly unmet: Unmet },
): boolean =>
  solver.best !== null &&
  leastPossible(solver, relaxed) + liftCost(solver, branch, { relaxed, unmet }) > solver.best.totalMinor;

/**
 * The least by which the total rises when the measured lines are left with what is missing. Their weight is lowered by
 * the smallest among them: by that the total rises for each missing minor unit, and by what the lowered weights then
 * still cost more than their own least.
 */
const liftCost = (
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
    const { near, complete } = answerPart(solver, branch, { at, question: { weights, windowMinor: 0 } });
    const [least] = near;
    if (least === undefined || !complete) {
      return 0;
    }
    const here = part.lines.reduce((sum, line) => sum + (left[line] ?? 0) * (weights[line] ?? 1), 0);
    gap += Math.max(0, here - least.weighted);
  }
  return Math.max(0, Math.floor(missingMinor * price - gap - terms.wideSlackMinor - TOLERANCE_MINOR));
};
