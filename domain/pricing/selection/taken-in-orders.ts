/**
 * Owns a cheap plan among rivals where the search for the best one does not come to its end: offers are taken one after
 * another as by priority, in several orders, and the cheapest outcome is kept. It proves nothing. The number of tries is
 * fixed, so the answer does not depend on the machine.
 */
import type { MoneyOffer } from "../offers/offer.ts";
import { spendNode, nodeBudget } from "./node-budget.ts";
import { comparePlans, problemOf, type Plan, type Problem } from "./problem.ts";
import { selectPriority, takenInOrder } from "./select-priority.ts";

/** So many offers are taken in all; taking one looks at all that were taken before. */
const MOST_TAKEN = 6000;

export const cheapestInOrders = (problem: Problem): Plan => {
  const { offers } = problem;
  const cost = offers.length * offers.length;
  const tries = nodeBudget(MOST_TAKEN);
  let best = selectPriority(problem).plan;
  const gains = new Map(offers.map((offer) => [offer, gainAlone(problem, offer)]));
  let order: readonly MoneyOffer[] = offers.toSorted((a, b) => (gains.get(b) ?? 0) - (gains.get(a) ?? 0));
  const meet = (other: readonly MoneyOffer[]): boolean => {
    const { plan } = takenInOrder(problem, other);
    const isBetter = comparePlans(plan, best) < 0;
    if (isBetter) {
      best = plan;
      order = other;
    }
    return isBetter;
  };
  meet(order);
  // Then each is moved to the front or behind the next one, as long as that makes it cheaper.
  let isMoving = true;
  while (isMoving) {
    isMoving = false;
    for (const other of neighbours(order)) {
      if (!spendNode(tries, cost)) {
        return best;
      }
      if (meet(other)) {
        isMoving = true;
        break;
      }
    }
  }
  return best;
};

const gainAlone = (problem: Problem, offer: MoneyOffer): number =>
  selectPriority(problemOf(problem, [offer])).plan.effects[0]?.amountMinor ?? 0;

function* neighbours(order: readonly MoneyOffer[]): Generator<readonly MoneyOffer[]> {
  for (const [at, offer] of order.entries()) {
    const others = order.toSpliced(at, 1);
    if (at > 0) {
      yield [offer, ...others];
    }
    if (at + 1 < order.length) {
      yield others.toSpliced(at + 1, 0, offer);
    }
  }
}
