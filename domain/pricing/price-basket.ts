/**
 * Owns pricing: one pure, synchronous function from a basket and the offers in force to the answer. The till, the
 * simulator, the replay of past sales and head office all call this one. No clock, no randomness, no I/O: the same
 * input gives the same answer on every machine, whatever the order of lines, coupons or campaigns.
 */
import { dealBack } from "./answer/deal-back.ts";
import { payableOf, settle } from "./answer/settlement.ts";
import { sourceOf } from "./answer/source.ts";
import { taxLines } from "./answer/tax.ts";
import { couponAnswers, lossesByFamily, notAppliedOffers } from "./explain/not-applied.ts";
import { basketChanges } from "./changed-basket.ts";
import { findNudges } from "./explain/nudges.ts";
import type { RewardOffer } from "./offers/offer.ts";
import type { PricingInput } from "./pricing-input.ts";
import type { AppliedOffer, LineDiscount, Nudge, PricingResult } from "./pricing-result.ts";
import { belowMinPurchase, earnPoints } from "./rewards/earn-points.ts";
import { giveRewards, type Rewards } from "./rewards/give-rewards.ts";
import { splitPayments } from "./rewards/payment-split.ts";
import { redeemUpTo } from "./rewards/redeem-points.ts";
import { prepareBasket, type Prepared } from "./prepare-basket.ts";
import { isMoneyOffer, type Plan, type Problem } from "./selection/problem.ts";
import { sharedAnswers, type SharedAnswers } from "./selection/by-parts/shared-answers.ts";
import { areFew, selectBest, type Selected } from "./selection/select-best.ts";
import { selectPriority, type Barred } from "./selection/select-priority.ts";

/** Prices a basket. All figures in and out are integers; see docs/pricing.md for the semantics. */
export const priceBasket = (input: PricingInput): PricingResult => {
  const prepared = prepareBasket(input);
  const shared = sharedAnswers();
  return answer(prepared, select(prepared.problem, input.selection, shared), shared);
};

interface Choice extends Selected {
  readonly barred: readonly Barred[] | null;
}

const select = (problem: Problem, selection: PricingInput["selection"], shared: SharedAnswers): Choice => {
  if (selection === "best") {
    return { ...selectBest(problem, shared), barred: null };
  }
  const { plan, barred } = selectPriority(problem);
  return { plan, barred, optimal: true, boundMinor: plan.totalMinor, forced: () => null };
};

const answer = (prepared: Prepared, selected: Choice, shared: SharedAnswers): PricingResult => {
  const { input, lines, collected } = prepared;
  const { plan } = selected;
  const { pricesIncludeTax } = input.store;
  const netMinor = plan.states.map((state) => state.totalMinor);
  const { taxes, taxMinor } = taxLines(lines, netMinor, pricesIncludeTax);
  const discounts = lineDiscounts(prepared, plan);
  const priced = dealBack(
    input.basket,
    lines.map((line, at) => ({
      line,
      netMinor: netMinor[at] ?? 0,
      taxMinor: taxMinor[at] ?? 0,
      discounts: discounts[at] ?? [],
    })),
  );
  const totalMinor = taxes.reduce((sum, tax) => sum + tax.baseMinor + tax.taxMinor, 0);
  const redeemed = redeemUpTo(input.redeemPoints ?? 0, totalMinor, input);
  const redeemable = redeemUpTo(Number.MAX_SAFE_INTEGER, totalMinor, input);
  const { store, payments } = input;
  const payableMinor = payableOf(totalMinor, { store, payments, redeems: redeemed.points > 0 });
  const parts = splitPayments(payableMinor, redeemed.valueMinor, payments);
  const paidMinor = lines.map((line, at) =>
    line.offered ? (netMinor[at] ?? 0) + (pricesIncludeTax ? 0 : (taxMinor[at] ?? 0)) : 0,
  );
  const base = { paidMinor, payableMinor, parts };
  const rewards = giveRewards(
    collected.offers.filter((offer): offer is RewardOffer => !isMoneyOffer(offer)),
    plan,
    { lines, hasProgram: input.loyalty !== null, belowMinPurchase: belowMinPurchase(input, base) },
  );
  const earned = earnPoints(
    input,
    base,
    rewards.given.map(({ offer }) => offer),
  );
  const { problem } = prepared;
  const explained = {
    problem,
    collected,
    plan,
    rewards,
    barred: selected.barred,
    forced: selected.forced,
    decimals: input.currencyDecimals,
  };
  const losses = lossesByFamily(explained);
  return {
    totals: settle(priced, { payableMinor, pricesIncludeTax, pointsMinor: redeemed.valueMinor, payments }),
    taxes,
    lines: priced,
    gifts: rewards.given.flatMap(({ gift }) => gift ?? []),
    applied: appliedOffers(prepared, plan, rewards),
    notApplied: notAppliedOffers(explained, losses),
    coupons: couponAnswers(explained, losses),
    points: { earned, redeemed: redeemed.points, redeemableValueMinor: redeemable.valueMinor },
    nudges: nudgesFor(prepared, plan, shared),
    certificate: selected.optimal ? { optimal: true } : { optimal: false, boundMinor: selected.boundMinor },
  };
};

const nudgesFor = (prepared: Prepared, plan: Plan, shared: SharedAnswers): readonly Nudge[] => {
  const { input, problem, lines, collected } = prepared;
  return findNudges({
    input,
    problem,
    lines,
    offers: collected.offers,
    nearOffers: collected.nearOffers,
    plan,
    hasFewOffers: areFew(problem),
    changedBy: basketChanges({ prepared, plan, shared }),
  });
};

const NOBODY = { campaign: null, coupon: null, rule: null, tier: null };

const lineDiscounts = (
  { lines, manualMinor }: Prepared,
  plan: Plan,
): readonly (readonly LineDiscount[])[] => {
  const discounts = lines.map((_, at): LineDiscount[] => {
    const amountMinor = manualMinor[at] ?? 0;
    return amountMinor === 0 ? [] : [{ ...NOBODY, manual: true, amountMinor }];
  });
  for (const { offer, lines: given } of plan.effects) {
    for (const { line, amountMinor } of given) {
      discounts[line]?.push({ ...sourceOf(offer), manual: false, amountMinor });
    }
  }
  return discounts;
};

const appliedOffers = (prepared: Prepared, plan: Plan, rewards: Rewards): readonly AppliedOffer[] => [
  ...plan.effects.map(({ offer, amountMinor, times, lines, needed }) => ({
    ...sourceOf(offer),
    amountMinor,
    times,
    lines: idsOf(prepared, [...lines.map(({ line }) => line), ...needed]),
  })),
  ...rewards.given.map(({ offer, times }) => ({
    ...sourceOf(offer),
    amountMinor: 0,
    times,
    lines: idsOf(prepared, offer.lines),
  })),
];

/** The ids of the scanned lines behind canonical lines, in basket order. */
const idsOf = ({ input, lines }: Prepared, touched: readonly number[]): readonly string[] =>
  [...new Set(touched)]
    .flatMap((line) => lines[line]?.members ?? [])
    .map(({ position }) => position)
    .toSorted((a, b) => a - b)
    .map((position) => input.basket[position]?.id ?? "");
