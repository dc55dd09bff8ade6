/**
 * Owns the lowest total of a changed basket: what a nudge compares with. No plan is put together for it: what thresholds
 * and ladders are measured by is read off what the draws and the parts leave, and parts that another basket of the run
 * had too are not solved again.
 */
import { branchWithout } from "./branches.ts";
import { leftThrough } from "./line-chain.ts";
import { firstUnmet, type Measure } from "./compose-plan.ts";
import { LAYERS, type MoneyOffer } from "../../offers/offer.ts";
import { spendNode } from "../node-budget.ts";
import type { Problem } from "../problem.ts";
import { sumOf } from "../stage.ts";
import { relaxedPlan, type Relaxed } from "./relaxed-plan.ts";
import { lowestOfBranches } from "./select-by-parts.ts";
import type { SharedAnswers } from "./shared-answers.ts";
import {
  newSolver,
  refillNodes,
  rootOf,
  withoutUnmet,
  withOwnBranches,
  withUnmet,
  type Branch,
  type Solver,
} from "./solver.ts";

/** The lowest total without some offers, by index; null when the nodes ran out before anything was found. */
export type LowestWithout = (excluded: readonly number[]) => number | null;

/** What is found once for a problem serves every question about it. */
export const lowestByParts = (problem: Problem, shared: SharedAnswers): LowestWithout => {
  const solver = newSolver(problem, shared);
  const root = rootOf(solver);
  return (excluded) => {
    const branch = excluded.length === 0 ? root : branchWithout(root, excluded);
    const conditional = problem.offers.filter(
      ({ index, thresholds }) =>
        !branch.excluded.has(index) && (thresholds.length > 0 || branch.assumed.has(index)),
    );
    if (!conditional.every((offer) => isMeasurable(solver, offer))) {
      return lowestOfBranches(problem, excluded);
    }
    refillNodes(solver);
    return lowestIn({ solver: withOwnBranches(solver), conditional }, branch, null);
  };
};

interface Asking {
  readonly solver: Solver;
  /** Offers that a threshold or a ladder may take down. */
  readonly conditional: readonly MoneyOffer[];
}

/** The lowest total of a branch, or `known` where that is not higher. */
const lowestIn = (asking: Asking, branch: Branch, known: number | null): number | null => {
  const { solver, conditional } = asking;
  const relaxed = spendNode(solver.branchesLeft) ? relaxedPlan(solver, branch) : null;
  if (relaxed === null || (known !== null && known <= relaxed.totalMinor)) {
    return known;
  }
  const unmet = firstUnmet(
    conditional.filter(({ index }) => !branch.excluded.has(index)),
    measureBySums(solver, branch, relaxed),
    branch.assumed,
  );
  if (unmet === null) {
    return relaxed.totalMinor;
  }
  if (unmet.measured !== null && unmet.missingMinor === null) {
    return known;
  }
  const without = lowestIn(asking, withoutUnmet(branch, unmet), known);
  const met = withUnmet(solver, branch, unmet);
  return met === null ? without : lowestIn(asking, met, without);
};

/** Measured when a layer begins, before which the parts are known line by line. */
const isMeasurable = ({ split }: Solver, { layer, thresholds, tierMeasure }: MoneyOffer): boolean => {
  const isAtTurn = thresholds.some(({ atTurn }) => atTurn) || tierMeasure?.atTurn === true;
  const areKnown = layer === LAYERS.unit || split.parts.every(({ hasRivals }) => !hasRivals);
  return layer <= LAYERS.basket && !isAtTurn && areKnown;
};

const measureBySums = (solver: Solver, branch: Branch, { picked }: Relaxed): Measure => {
  const { problem, split } = solver;
  const byLayer = new Map<number, number[]>();
  /** By line; a hole where nobody has asked yet. */
  const leftBefore = (layer: number): number[] => {
    const known = byLayer.get(layer);
    if (known !== undefined) {
      return known;
    }
    const before: number[] = [];
    for (const [at, { lines }] of split.parts.entries()) {
      const left = picked[at]?.leftBefore(layer);
      let place = 0;
      for (const line of lines) {
        before[line] = left?.[place] ?? 0;
        place += 1;
      }
    }
    byLayer.set(layer, before);
    return before;
  };
  return ({ layer }, { lines }) => {
    if (layer === LAYERS.unit) {
      return sumOf(problem.start, lines);
    }
    const before = leftBefore(layer);
    let sum = 0;
    for (const line of lines) {
      sum += before[line] ??= plainBefore(solver, branch, { layer, line });
    }
    return sum;
  };
};

/** What earlier layers leave of a plain line. */
const plainBefore = (
  { problem, split }: Solver,
  { excluded }: Branch,
  { layer, line }: { readonly layer: number; readonly line: number },
): number => {
  const state = problem.start[line];
  const offers = (split.plain.get(line) ?? []).filter(
    (offer) => offer.layer < layer && !excluded.has(offer.index),
  );
  return state === undefined ? 0 : leftThrough(problem.lines[line], state, offers);
};
