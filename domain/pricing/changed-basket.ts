/**
 * Owns what one more line would change: the total, and whether a campaign gives more than now. Of few offers the chosen
 * combination tells; of many, where none is put together, what the customer would pay without the campaign.
 */
import type { ChangedBasket } from "./explain/nudges.ts";
import { problemWith, type Prepared } from "./prepare-basket.ts";
import type { PricingLine } from "./pricing-input.ts";
import { sharedAnswers, type SharedAnswers } from "./selection/by-parts/shared-answers.ts";
import type { Plan } from "./selection/problem.ts";
import { areFew, lowestTotal, selectBest, type LowestTotal } from "./selection/select-best.ts";
import { selectPriority } from "./selection/select-priority.ts";

export interface BeforeChange {
  readonly prepared: Prepared;
  readonly plan: Plan;
  readonly shared: SharedAnswers;
}

/** Answers what a line more would change; what is known of the basket as it is serves all of them. */
export const basketChanges = (before: BeforeChange): ((extra: PricingLine) => ChangedBasket) => {
  const { prepared, plan, shared } = before;
  const { input } = prepared;
  let lowestNow: LowestTotal | null = null;
  const worthNow = (family: string): number =>
    plan.effects.some(({ offer }) => offer.family === family)
      ? (lowestNow ??= lowestTotal(prepared.problem, shared))(family) - plan.totalMinor
      : 0;
  return (extra) => {
    const changed = problemWith(prepared, extra);
    // A discount on the whole basket falls anew on every line when one comes in: then no part is as it was.
    const sharing = input.manualDiscount === null ? shared : sharedAnswers();
    if (input.selection === "priority" || areFew(changed)) {
      const next =
        input.selection === "best" ? selectBest(changed, sharing).plan : selectPriority(changed).plan;
      const givesMore = (family: string): boolean => amountOf(next, family) > amountOf(plan, family);
      return { totalMinor: next.totalMinor, givesMore };
    }
    const lowest = lowestTotal(changed, sharing);
    const totalMinor = lowest();
    const givesMore = (family: string): boolean => {
      const worthMinor = lowest(family) - totalMinor;
      return worthMinor > 0 && worthMinor > worthNow(family);
    };
    return { totalMinor, givesMore };
  };
};

const amountOf = ({ effects }: Plan, family: string): number =>
  effects.reduce((sum, { offer, amountMinor }) => sum + (offer.family === family ? amountMinor : 0), 0);
