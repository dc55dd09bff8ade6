/**
 * Owns the nudges: what a little more would bring. Candidates come from near misses; each is verified by pricing the
 * changed basket, and the three with the largest true gain are shown (docs/pricing.md, "Nudges").
 */
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { Offer, Threshold } from "../offers/offer.ts";
import type { PricingInput, PricingLine } from "../pricing-input.ts";
import type { Nudge } from "../pricing-result.ts";
import type { Plan, Problem } from "../selection/problem.ts";
import { measuredInPlan } from "./plan-refusals.ts";

export interface NudgeQuestion {
  readonly input: PricingInput;
  readonly problem: Problem;
  readonly lines: readonly CanonicalLine[];
  readonly offers: readonly Offer[];
  readonly plan: Plan;
  /** The total to pay for another basket, under the same offers. */
  readonly totalOf: (basket: readonly PricingLine[]) => number;
}

interface Candidate {
  readonly offer: Offer;
  readonly add: Nudge["add"];
  readonly extra: PricingLine;
  readonly extraMinor: number;
}

const SHOWN = 3;
/** Verifying costs a pricing each; the nearest few are enough to find three. */
const VERIFIED = 3;

export const findNudges = (question: NudgeQuestion): readonly Nudge[] => {
  const candidates = question.offers
    .flatMap((offer) => candidateOf(offer, question) ?? [])
    .toSorted((a, b) => a.extraMinor - b.extraMinor || a.offer.index - b.offer.index)
    .slice(0, VERIFIED);
  const { totalMinor } = question.plan;
  return candidates
    .map(({ offer, add, extra, extraMinor }): Nudge => {
      const changed = question.totalOf([...question.input.basket, extra]);
      return { campaign: offer.campaign, add, gainMinor: totalMinor + extraMinor - changed };
    })
    .filter(({ gainMinor }) => gainMinor > 0)
    .toSorted((a, b) => b.gainMinor - a.gainMinor)
    .slice(0, SHOWN);
};

const candidateOf = (offer: Offer, question: NudgeQuestion): Candidate | null => {
  if (offer.tier !== null) {
    return null;
  }
  const missing = missingSpend(offer, question);
  if (missing !== null) {
    return spendCandidate(offer, missing, question);
  }
  return offer.work.kind === "unit" ? unitCandidate(offer, question) : null;
};

/** The amount, at most half of what is paid now, that lifts the offer over its nearest threshold or into its next tier. */
const missingSpend = (offer: Offer, { problem, plan }: NudgeQuestion): number | null => {
  const gaps = offer.thresholds
    .filter((threshold): threshold is Threshold => threshold.kind === "min")
    .map(
      ({ limitMinor, lines, atTurn }) => limitMinor - measuredInPlan(problem, plan, { offer, lines, atTurn }),
    );
  const widest = Math.max(0, ...gaps);
  return widest > 0 && widest <= plan.totalMinor / 2 ? widest : null;
};

/** "Spend 12.50 more": a piece of goods of that price, which no offer means but those on everything. */
const spendCandidate = (offer: Offer, missingMinor: number, { lines }: NudgeQuestion): Candidate | null => {
  const sample = offer.lines.map((line) => lines[line]).find((line) => line !== undefined)?.sample;
  if (sample === undefined) {
    return null;
  }
  const goods = lines.filter((line) => line.offered).length;
  const isOnEverything = offer.thresholds.every((threshold) => threshold.lines.length === goods);
  const extra: PricingLine = {
    ...sample,
    id: NUDGE_ID,
    unitPriceMinor: missingMinor,
    quantityMilli: 1000,
    unit: "each",
    minUnitPriceMinor: 0,
    manualDiscount: null,
    ...(isOnEverything ? NOTHING_SPECIAL : {}),
  };
  return { offer, add: { spendMinor: missingMinor }, extra, extraMinor: missingMinor };
};

/** Where anything counts, the piece is one that no list of products means. */
const NOTHING_SPECIAL = {
  sku: "",
  product: null,
  department: null,
  categories: [],
  brand: null,
  tags: [],
  barcode: null,
  onSale: false,
} as const;

const NUDGE_ID = "(nudge)";
const MOST_UNITS = 2;

/** "Add 1 more": as many units of the target's cheapest piece as the next application lacks. */
const unitCandidate = (offer: Offer, { lines, plan }: NudgeQuestion): Candidate | null => {
  if (offer.work.kind !== "unit" || offer.work.form.type !== "group") {
    return null;
  }
  const { size } = offer.work.form;
  const here = offer.lines.flatMap((line) => lines[line] ?? []).filter((line) => line.sample.unit === "each");
  const units = offer.lines.reduce((sum, line) => sum + (lines[line]?.unitCount ?? 0), 0);
  const times = plan.effects.find((effect) => effect.offer.index === offer.index)?.times ?? 0;
  const lacking = Math.max(1, size * (times + 1) - units);
  const cheapest = here.toSorted((a, b) => a.unitMinor - b.unitMinor || a.index - b.index)[0];
  if (cheapest === undefined || lacking > MOST_UNITS) {
    return null;
  }
  const quantityMilli = lacking * 1000;
  const extra = { ...cheapest.sample, id: NUDGE_ID, quantityMilli, manualDiscount: null };
  const extraMinor = lacking * cheapest.unitMinor;
  return { offer, add: { sku: cheapest.sample.sku, quantityMilli }, extra, extraMinor };
};
