/**
 * Owns a plan in which an offer gives something where those that come before it leave it nothing: one of them is left
 * out, or all of them, and everything else is chosen anew. What taking a lost offer would cost is read off it.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import { isUnitOffer, type Effect, type Plan, type Problem } from "../problem.ts";
import { firstStage, giveOffer } from "../stage.ts";
import { branchWithout } from "./branches.ts";
import { relaxedPlan } from "./relaxed-plan.ts";
import type { Branch, Solver } from "./solver.ts";

/** null where nothing that is tried makes it give something. */
export const planWithRoom = (
  solver: Solver,
  root: Branch,
  { plan, offer }: { readonly plan: Plan; readonly offer: MoneyOffer },
): Plan | null => {
  const lines = new Set(offer.lines);
  const taking = plan.effects
    .filter((one) => comesBefore(one.offer, offer) && one.lines.some(({ line }) => lines.has(line)))
    .toSorted((a, b) => a.amountMinor - b.amountMinor);
  const leaves = (out: readonly Effect[]): boolean =>
    isUnitOffer(offer) || findsSomething(solver.problem, taking, { offer, out });
  const out = [...taking.map((one) => [one]), taking].find(leaves);
  if (out === undefined || out.length === 0) {
    return null;
  }
  const branch = branchWithout(
    root,
    out.map((one) => one.offer.index),
  );
  const other = relaxedPlan(solver, branch)?.plan();
  return other?.effects.some((one) => one.offer.index === offer.index) === true ? other : null;
};

/** Unit offers draw from the same units, in whatever order they are computed. */
const comesBefore = (other: MoneyOffer, offer: MoneyOffer): boolean =>
  isUnitOffer(offer) ? isUnitOffer(other) : other.index < offer.index;

/** Whether an offer finds something on its lines when some of those before it are left out, as far as these lines tell. */
const findsSomething = (
  problem: Problem,
  taking: readonly Effect[],
  { offer, out }: { readonly offer: MoneyOffer; readonly out: readonly Effect[] },
): boolean => {
  const kept = taking
    .filter((one) => !out.includes(one) && !isUnitOffer(one.offer))
    .map((one) => one.offer)
    .toSorted((a, b) => a.index - b.index);
  let stage = firstStage(problem);
  for (const other of kept) {
    const lines = other.lines.filter((line) => offer.lines.includes(line));
    const outcome = giveOffer(problem, stage, { ...other, lines, thresholds: [] });
    stage = "stage" in outcome ? outcome.stage : stage;
  }
  return "stage" in giveOffer(problem, stage, { ...offer, thresholds: [] });
};
