/**
 * Owns the pool: the answers of a branch's parts from which plans without some of its offers are put together.
 */
import { answerPart, mostAbove, relaxedPlan, type Relaxed } from "./relaxed-plan.ts";
import { refillNodes, type Branch, type Solver } from "./solver.ts";

/**
 * Solves the parts of a branch once more, now for every answer that a plan as good as the best may have,
 * however rounding falls: the pool. From then on no part is searched again.
 */
export const pooledReference = (solver: Solver, leaf: Branch): Relaxed | null => {
  refillNodes(solver);
  const { best, split } = solver;
  const reference = relaxedPlan(solver, leaf);
  if (reference === null || best === null) {
    return null;
  }
  const { terms } = reference;
  const windowMinor = mostAbove(solver, reference, best.totalMinor);
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
