/**
 * Owns the best plan in which a certain offer gives something, as the parts know it: its part is solved anew for that,
 * the others stay as they are. What taking a lost offer would cost is read off it.
 */
import { composePlan } from "./compose-plan.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { mostDrawn } from "./draw-potential.ts";
import { nodeBudget } from "../node-budget.ts";
import { planWithRoom } from "./make-room.ts";
import { isUnitOffer, type Plan, type Problem } from "../problem.ts";
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
const findsNothing = (problem: Problem, offer: MoneyOffer): boolean => {
  if (isUnitOffer(offer)) {
    return mostDrawn(problem, [offer]) === 0;
  }
  const { lines, start } = problem;
  const { work } = offer;
  return (
    work.kind === "line" &&
    offer.lines.every((index) => {
      const line = lines[index];
      return line === undefined || work.wanted(line, start[index]?.runs ?? []).amountMinor === 0;
    })
  );
};
