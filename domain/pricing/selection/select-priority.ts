/**
 * Owns `selection: "priority"`: offers are taken by priority, then layer, then code; one is accepted if it may be
 * combined with all that were accepted, gives something, and leaves each of them something. An accepted offer keeps
 * the units it touched (docs/pricing.md, "Priority"). Layers still decide how the amounts are computed.
 */
import type { MoneyOffer } from "../offers/offer.ts";
import { planTotal } from "./plan-total.ts";
import { holdersOf } from "./priority-ownership.ts";
import { accept, nothingStanding, withNewcomer } from "./priority-standing.ts";
import { excludeEachOther, type Plan, type Problem } from "./problem.ts";
import type { Refusal } from "./stage.ts";

/** Why an offer was not accepted. */
export interface Barred {
  readonly offer: MoneyOffer;
  readonly by: readonly MoneyOffer[];
  readonly refusal: Refusal | null;
}

export interface PrioritySelected {
  readonly plan: Plan;
  readonly barred: readonly Barred[];
}

export const selectPriority = (problem: Problem): PrioritySelected =>
  takenInOrder(problem, problem.offers.toSorted(inOrderOfTaking));

/** The same in an order of one's own. */
export const takenInOrder = (problem: Problem, order: readonly MoneyOffer[]): PrioritySelected => {
  let standing = nothingStanding(problem);
  let plan: Plan = { totalMinor: planTotal(problem, problem.start), effects: [], states: problem.start };
  const barred: Barred[] = [];
  for (const offer of order) {
    const { accepted } = standing;
    const excluding = accepted.filter((one) => excludeEachOther(one.offer, offer)).map((one) => one.offer);
    if (excluding.length > 0) {
      barred.push({ offer, by: excluding, refusal: null });
      continue;
    }
    const outlook = withNewcomer(problem, standing, offer);
    const { turns, states } = outlook;
    const refusal = turns.find((turn) => turn.offer === offer)?.refusal ?? null;
    if (refusal !== null) {
      barred.push({ offer, by: refusal.type === "nothing" ? holdersOf(accepted, offer) : [], refusal });
      continue;
    }
    const lost = turns.filter((turn) => turn.effect === null).map((turn) => turn.offer);
    if (lost.length > 0) {
      barred.push({ offer, by: lost, refusal: null });
      continue;
    }
    plan = {
      totalMinor: planTotal(problem, states),
      effects: turns.flatMap(({ effect }) => effect ?? []),
      states,
    };
    standing = accept(problem, standing, { offer, outlook });
  }
  return { plan, barred };
};

/** The membership tier's own discount is taken last. */
const inOrderOfTaking = (a: MoneyOffer, b: MoneyOffer): number =>
  Number(a.tier !== null) - Number(b.tier !== null) || b.priority - a.priority || a.index - b.index;
