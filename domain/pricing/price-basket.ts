/**
 * Owns pricing: one pure, synchronous function from a basket and the offers in force to the answer. The till, the
 * simulator, the replay of past sales and head office all call this one. No clock, no randomness, no I/O: the same
 * input gives the same answer on every machine, whatever the order of lines, coupons or campaigns.
 */
import type { Campaign, DiscountRule } from "../campaigns/campaign.ts";
import { dealBack } from "./answer/deal-back.ts";
import { payableOf, settle } from "./answer/settlement.ts";
import { taxLines } from "./answer/tax.ts";
import { canonicalLines, compareText, type CanonicalLine } from "./basket/canonical-line.ts";
import { reduceManually } from "./basket/manual-discount.ts";
import type { LineState } from "./basket/unit-run.ts";
import { fixedAmountWork } from "./benefits/fixed-amount.ts";
import { percentageWork } from "./benefits/percentage.ts";
import { applyOffer } from "./offers/apply-offer.ts";
import { LAYERS, type Offer, type Work } from "./offers/offer.ts";
import type { PricingInput } from "./pricing-input.ts";
import type { AppliedOffer, LineDiscount, PricingResult } from "./pricing-result.ts";
import { matchesTarget } from "./target/matches-target.ts";

/** Prices a basket. All figures in and out are integers; see docs/pricing.md for the semantics. */
export const priceBasket = (input: PricingInput): PricingResult => {
  const lines = canonicalLines(input.basket);
  const manual = reduceManually(lines, input.manualDiscount);
  const discounts = lines.map((_, at): LineDiscount[] => {
    const amountMinor = manual.manualMinor[at] ?? 0;
    return amountMinor === 0 ? [] : [discountBy(null, amountMinor)];
  });
  const states = [...manual.lines];
  const applied = applyInOrder(offersOf(input, lines), lines, { states, discounts, basket: input.basket });
  const netMinor = states.map((state) => state.totalMinor);
  const { pricesIncludeTax } = input.store;
  const { taxes, taxMinor } = taxLines(lines, netMinor, pricesIncludeTax);
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
  const payableMinor = payableOf(totalMinor, {
    store: input.store,
    payments: input.payments,
    redeems: false,
  });
  return {
    totals: settle(priced, { payableMinor, pricesIncludeTax, pointsMinor: 0, payments: input.payments }),
    taxes,
    lines: priced,
    gifts: [],
    applied,
    notApplied: [],
    coupons: [],
    points: { earned: 0, redeemed: 0, redeemableValueMinor: 0 },
    nudges: [],
    certificate: { optimal: true },
  };
};

const discountBy = (offer: Offer | null, amountMinor: number): LineDiscount => ({
  campaign: offer?.campaign ?? null,
  coupon: offer?.coupon ?? null,
  rule: offer?.rule ?? null,
  tier: offer?.tier ?? null,
  manual: offer === null,
  amountMinor,
});

interface Running {
  readonly states: LineState[];
  readonly discounts: LineDiscount[][];
  readonly basket: PricingInput["basket"];
}

const applyInOrder = (
  offers: readonly Offer[],
  lines: readonly CanonicalLine[],
  running: Running,
): readonly AppliedOffer[] =>
  offers.flatMap((offer) => {
    const effect = applyOffer(offer, {
      lines,
      states: running.states,
      isOpen: () => true,
      capMinor: offer.maxDiscountMinor,
    });
    for (const { line, amountMinor, state } of effect.lines) {
      running.states[line] = state;
      running.discounts[line]?.push(discountBy(offer, amountMinor));
    }
    if (effect.amountMinor === 0) {
      return [];
    }
    const positions = effect.lines
      .flatMap(({ line }) => lines[line]?.members ?? [])
      .map(({ position }) => position)
      .sort((a, b) => a - b);
    const { campaign, coupon, rule, tier } = offer;
    const ids = positions.map((position) => running.basket[position]?.id ?? "");
    return [{ campaign, coupon, rule, tier, amountMinor: effect.amountMinor, times: 1, lines: ids }];
  });

const offersOf = (input: PricingInput, lines: readonly CanonicalLine[]): readonly Offer[] =>
  input.campaigns
    .filter((campaign) => campaign.active && campaign.activation === "auto")
    .flatMap((campaign) => campaign.rules.flatMap((rule) => offerOf(campaign, rule, lines)))
    .sort(
      (a, b) =>
        a.layer - b.layer || b.priority - a.priority || compareText(a.campaign ?? "", b.campaign ?? ""),
    )
    .map((offer, index) => ({ ...offer, index }));

const offerOf = (
  campaign: Campaign,
  rule: DiscountRule,
  lines: readonly CanonicalLine[],
): readonly Offer[] => {
  const work = workOf(rule);
  if (work === null) {
    return [];
  }
  return [
    {
      index: 0,
      campaign: campaign.code,
      coupon: null,
      rule: rule.code,
      tier: null,
      priority: campaign.priority,
      layer: LAYERS[work.kind],
      combines: campaign.combines,
      lane: campaign.lane,
      lines: lines
        .filter((line) => line.offered && matchesTarget(line.sample, rule.target))
        .map((line) => line.index),
      work,
      maxDiscountMinor: rule.benefit.maxDiscountMinor,
    },
  ];
};

const workOf = ({ benefit }: DiscountRule): Work | null => {
  switch (benefit.type) {
    case "percentage":
      return percentageWork(benefit);
    case "fixedAmount":
      return fixedAmountWork(benefit);
    default:
      return null;
  }
};
