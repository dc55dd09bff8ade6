/**
 * Owns what one more line would change: the total, and whether a campaign gives more than now. Of few offers the chosen
 * combination tells; of many, where none is put together, what the customer would pay without the campaign.
 */
import type { ChangedBasket } from "./explain/nudges.ts";
import { problemWith, type Prepared } from "./prepare-basket.ts";
import type { PricingLine } from "./pricing-input.ts";
import { sharedAnswers, type SharedAnswers } from "./selection/by-parts/shared-answers.ts";
import type { Plan, Problem } from "./selection/problem.ts";
import { areFew, lowestTotal, selectBest } from "./selection/select-best.ts";
import { selectPriority } from "./selection/select-priority.ts";

export interface BeforeChange {
  readonly prepared: Prepared;
  readonly plan: Plan;
  readonly shared: SharedAnswers;
}

export const changedBasket = (before: BeforeChange, extra: PricingLine): ChangedBasket => {
  const { prepared, plan, shared } = before;
  const { input } = prepared;
  const changed = problemWith(prepared, extra);
  // A discount on the whole basket falls anew on every line when one comes in: then no part is as it was.
  const sharing = input.manualDiscount === null ? shared : sharedAnswers();
  if (input.selection === "best" && !areFew(changed)) {
    const totalMinor = lowestTotal(changed, sharing);
    const worthOf = (problem: Problem, family: string, paidMinor: number): number =>
      lowestTotal(problem, sharing, family) - paidMinor;
    return {
      totalMinor,
      givesMore: (family) => {
        const isGiven = plan.effects.some(({ offer }) => offer.family === family);
        const nowMinor = isGiven ? worthOf(prepared.problem, family, plan.totalMinor) : 0;
        return worthOf(changed, family, totalMinor) > nowMinor;
      },
    };
  }
  const next = input.selection === "best" ? selectBest(changed, sharing).plan : selectPriority(changed).plan;
  return {
    totalMinor: next.totalMinor,
    givesMore: (family) => amountOf(next, family) > amountOf(plan, family),
  };
};

const amountOf = ({ effects }: Plan, family: string): number =>
  effects.reduce((sum, { offer, amountMinor }) => sum + (offer.family === family ? amountMinor : 0), 0);
