/**
 * Owns the best plan in which a certain offer gives something, as the parts know it: its part is solved anew for that,
 * the others stay as they are. What taking a lost offer would cost is read off it.
 */
import { composePlan } from "./compose-plan.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { drawPotential } from "./draw-potential.ts";
import { unitClasses } from "../../draws/unit-pool.ts";
import { nodeBudget } from "../node-budget.ts";
import { planWithRoom } from "./make-room.ts";
import type { Plan, Problem } from "../problem.ts";
import { leftAfter, totalWith, type Relaxed } from "./relaxed-plan.ts";
import type { PartAnswer } from "./part-answer.ts";
import { solvePart } from "./solve-part.ts";
import { topIn, type Branch, type Solver } from "./solver.ts";

const FORCED_NODES = 300;

/** null when it never gives anything. */
export const forcedPlan = (
  solver: Solver,
  root: Branch,
  { relaxed, index }: { readonly relaxed: Relaxed; readonly index: number },
): Plan | null => {
  const { split, problem, plain } = solver;
  const plan = relaxed.plan();
  if (plan.effects.some(({ offer }) => offer.index === index)) {
    return plan;
  }
  const offer = problem.byIndex.get(index);
  if (offer === undefined || findsNothing(problem, offer)) {
    return null;
  }
  const base = plain.left(root.excluded);
  let best: readonly PartAnswer[] | null = null;
  let bestMinor = Number.POSITIVE_INFINITY;
  for (const at of split.partsOf.get(index) ?? []) {
    const part = split.parts[at];
    const nearest =
      part === undefined
        ? undefined
        : solvePart({
            problem,
            part,
            excluded: root.excluded,
            needs: [],
            weightOf: (line) => relaxed.terms.weights[line] ?? 1,
            windowMinor: 0,
            nodes: nodeBudget(FORCED_NODES),
            required: index,
            reached: solver.shared?.reached({ problem, part, excluded: root.excluded }) ?? new Map(),
          }).near[0];
    if (nearest !== undefined) {
      const picked = relaxed.picked.with(at, nearest);
      const totalMinor = totalWith(solver, root, leftAfter(solver, base, picked));
      if (totalMinor < bestMinor) {
        [best, bestMinor] = [picked, totalMinor];
      }
    }
  }
  return best === null
    ? planWithRoom(solver, root, { plan, offer })
    : composePlan(problem, {
        answers: best,
        plain: plain.compute(root.excluded),
        top: topIn(solver, root),
        assumed: root.assumed,
      });
};

/** What finds nothing on what everything costs at first finds nothing later: amounts only get smaller. */
const findsNothing = ({ lines, start }: Problem, { work, lines: own, ...terms }: MoneyOffer): boolean => {
  if (work.kind === "unit") {
    const classes = unitClasses(lines, start, own);
    const opens = [classes.map((_, at) => at)];
    return (
      drawPotential([{ ...terms, lines: own, work }], classes, opens).of(
        classes.map(({ count }) => count),
      ) === 0
    );
  }
  return (
    work.kind === "line" &&
    own.every((index) => {
      const line = lines[index];
      return line === undefined || work.wanted(line, start[index]?.runs ?? []).amountMinor === 0;
    })
  );
};
