/**
 * Owns the nudges: what a little more would bring. Candidates come from near misses; each is verified by pricing the
 * changed basket, and the three with the largest true gain are shown (docs/pricing.md, "Nudges").
 */
import { divide, mulDivRound } from "../../money/ratio.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import { quantityMilliOf } from "../conditions/basket/thresholds.ts";
import type { Lacking } from "../conditions/condition.ts";
import { unitsOfOne } from "../draws/units-of-one.ts";
import type { NearOffer } from "../offers/collect-offers.ts";
import type { Offer } from "../offers/offer.ts";
import type { PricingInput, PricingLine } from "../pricing-input.ts";
import type { Nudge } from "../pricing-result.ts";
import type { Plan, Problem } from "../selection/problem.ts";
import { UNLISTED } from "../target/unlisted.ts";
import { measuredInPlan } from "./plan-refusals.ts";

export interface NudgeQuestion {
  readonly input: PricingInput;
  readonly problem: Problem;
  readonly lines: readonly CanonicalLine[];
  readonly offers: readonly Offer[];
  readonly nearOffers: readonly NearOffer[];
  readonly plan: Plan;
  readonly changedBy: (extra: PricingLine) => ChangedBasket;
  /** All combinations are looked at. */
  readonly hasFewOffers: boolean;
}

/** The basket with one more line, under the same offers. */
export interface ChangedBasket {
  readonly totalMinor: number;
  /** Whether a campaign gives more there than now. */
  readonly givesMore: (family: string) => boolean;
}

interface Addition {
  readonly add: Nudge["add"];
  readonly extra: PricingLine;
  readonly extraMinor: number;
  /** The same for equal pieces: several offers may ask for one. */
  readonly key: string;
}

interface Candidate extends Addition {
  readonly offer: Offer;
  /** What else would do, where this does not bring what the offer gives. */
  readonly others: readonly Addition[];
}

const SHOWN = 3;
/** Verifying costs a pricing each: in a large basket only the nearest few are tried. */
const VERIFIED = 3;
const VERIFIED_IN_SMALL = 8;
/** Lines times offers of a basket that is priced in no time. */
const SMALL_SIZE = 200;

const isSmall = ({ lines, problem }: NudgeQuestion): boolean =>
  lines.length * problem.offers.length <= SMALL_SIZE;

export const findNudges = (question: NudgeQuestion): readonly Nudge[] => {
  const candidates = [
    ...question.offers.flatMap((offer) => candidatesOf(offer, question)),
    ...question.nearOffers.flatMap(({ offer, lacking }) => unitCandidate(offer, lacking, question) ?? []),
  ]
    .toSorted((a, b) => a.extraMinor - b.extraMinor || a.offer.index - b.offer.index)
    .slice(0, isSmall(question) ? VERIFIED_IN_SMALL : VERIFIED);
  const verify = verifier(question);
  return candidates
    .flatMap((candidate) => verify(candidate) ?? [])
    .toSorted((a, b) => b.gainMinor - a.gainMinor)
    .slice(0, SHOWN);
};

/** The nudge with its true gain; null where nothing that is tried makes the campaign itself give more. */
const verifier = (question: NudgeQuestion): ((candidate: Candidate) => Nudge | null) => {
  const { input, plan } = question;
  // Where pricing is cheap: others, where an addition does not bring what it is made for.
  const triesOthers = question.hasFewOffers || isSmall(question);
  const known = new Map<string, ChangedBasket>();
  const changedBy = ({ extra, key }: Addition): ChangedBasket => {
    const changed = known.get(key) ?? question.changedBy(extra);
    known.set(key, changed);
    return changed;
  };
  const gainOf = (addition: Addition): number => {
    const { extra, extraMinor } = addition;
    // What the addition costs by list, with the tax that comes on top where it does.
    const taxMinor = input.store.pricesIncludeTax ? 0 : mulDivRound(extraMinor, extra.taxRateBp, 10_000);
    return plan.totalMinor + extraMinor + taxMinor - changedBy(addition).totalMinor;
  };
  const nudgeOf = ({ campaign, coupon, family }: Offer, addition: Addition): Nudge | null => {
    const gainMinor = gainOf(addition);
    const isTrue = gainMinor > 0 && changedBy(addition).givesMore(family);
    return isTrue ? { campaign, coupon, add: addition.add, gainMinor } : null;
  };
  const grownNudgeOf = (offer: Offer, addition: Addition): Nudge | null => {
    const more = grown(addition, gainOf(addition));
    return more === null ? null : nudgeOf(offer, more);
  };
  return ({ offer, others, ...first }) => {
    if (!triesOthers) {
      return nudgeOf(offer, first);
    }
    for (const tried of [first, ...others]) {
      const nudge = nudgeOf(offer, tried) ?? grownNudgeOf(offer, tried);
      if (nudge !== null) {
        return nudge;
      }
    }
    return null;
  };
};

/** Where others take a part of an amount to be spent, so much more of it that what they leave is enough. */
const grown = ({ add, extra, extraMinor, key }: Addition, takenMinor: number): Addition | null => {
  if (!("spendMinor" in add) || takenMinor <= 0 || takenMinor >= extraMinor) {
    return null;
  }
  const { whole, rest } = divide(extraMinor, extraMinor, extraMinor - takenMinor);
  const amountMinor = rest > 0 ? whole + 1 : whole;
  return spending(extra, amountMinor, `${key}, grown`);
};

const candidatesOf = (offer: Offer, question: NudgeQuestion): readonly Candidate[] => {
  if (offer.tier !== null) {
    return [];
  }
  const missing = missingSpend(offer, question);
  const candidate =
    missing === null
      ? unitCandidate(offer, lackingUnits(offer, question), question)
      : spendCandidate(offer, missing, question);
  return candidate === null ? [] : [candidate];
};

interface MissingSpend {
  readonly amountMinor: number;
  /** What it is measured over. */
  readonly lines: readonly number[];
}

/**
 * The amount, at most half of what is paid now, that lifts the offer over its widest threshold, or into its next tier
 * where all thresholds hold.
 */
const missingSpend = (offer: Offer, { problem, plan }: NudgeQuestion): MissingSpend | null => {
  const gap = (lines: readonly number[], atTurn: boolean, limitMinor: number): MissingSpend => ({
    amountMinor: limitMinor - measuredInPlan(problem, plan, { offer, lines, atTurn }),
    lines,
  });
  const { thresholds, tierMeasure } = offer;
  const byThreshold = thresholds
    .filter(({ kind }) => kind === "min")
    .map(({ limitMinor, lines, atTurn }) => gap(lines, atTurn, limitMinor));
  const byTier =
    tierMeasure === null || tierMeasure.quantityMilli !== null
      ? []
      : tierMeasure.steps
          .map((step) => gap(tierMeasure.lines, tierMeasure.atTurn, step))
          .filter(({ amountMinor }) => amountMinor > 0)
          .slice(-1);
  const [widest] = [...byThreshold, ...byTier].toSorted((a, b) => b.amountMinor - a.amountMinor);
  const isNear = widest !== undefined && widest.amountMinor > 0 && widest.amountMinor <= plan.totalMinor / 2;
  return isNear ? widest : null;
};

/** "Spend 12.50 more": a piece of goods of that price, which no offer means but those on everything. */
const spendCandidate = (
  offer: Offer,
  { amountMinor, lines: measured }: MissingSpend,
  { lines }: NudgeQuestion,
): Candidate | null => {
  const [first] = measured;
  const sample = first === undefined ? undefined : lines[first]?.sample;
  if (sample === undefined) {
    return null;
  }
  const goods = lines.filter((line) => line.offered).length;
  const all = [...offer.thresholds, ...(offer.tierMeasure === null ? [] : [offer.tierMeasure])];
  const isOnEverything = all.every((one) => one.lines.length === goods);
  const like = spending(sample, amountMinor, `like ${String(first)}: ${String(amountMinor)}`);
  if (!isOnEverything) {
    return { offer, ...like, others: [] };
  }
  // Where anything counts, the piece is one that no list of products means; that all of these lines count may be chance.
  const anything = { ...sample, ...UNLISTED, sku: "" };
  const key = `anything at ${String(first)}: ${String(amountMinor)}`;
  return { offer, ...spending(anything, amountMinor, key), others: [like] };
};

const spending = (sample: PricingLine, amountMinor: number, key: string): Addition => {
  const extra: PricingLine = {
    ...sample,
    id: NUDGE_ID,
    unitPriceMinor: amountMinor,
    quantityMilli: 1000,
    unit: "each",
    minUnitPriceMinor: 0,
    manualDiscount: null,
  };
  return { add: { spendMinor: amountMinor }, extra, extraMinor: amountMinor, key };
};

/** The units that the next application of a unit offer lacks, or the next step of a ladder by quantity. */
const lackingUnits = (offer: Offer, { lines, plan }: NudgeQuestion): Lacking | null => {
  const { work, tierMeasure } = offer;
  if (work.kind === "unit") {
    const times = plan.effects.find((effect) => effect.offer.index === offer.index)?.times ?? 0;
    const sides = unitsOfOne(work.form, offer.lines).map(({ units, on }) => ({
      lines: on,
      quantityMilli: units * 1000 * (times + 1) - quantityMilliOf(lines, on),
    }));
    const [whole] = sides.slice(-1);
    const short = sides.slice(0, -1).filter(({ quantityMilli }) => quantityMilli > 0);
    if (short.length > 1 || whole === undefined) {
      return null;
    }
    return short[0] ?? { ...whole, quantityMilli: Math.max(1000, whole.quantityMilli) };
  }
  const gotMilli = tierMeasure?.quantityMilli ?? null;
  if (tierMeasure === null || gotMilli === null) {
    return null;
  }
  const next = tierMeasure.steps.findLast((step) => step > gotMilli);
  return next === undefined ? null : { lines: tierMeasure.lines, quantityMilli: next - gotMilli };
};

const NUDGE_ID = "(nudge)";
const MOST_UNITS = 2;

/** "Add 1 more": as many as are missing of the cheapest piece among the lines that lack them. */
const unitCandidate = (offer: Offer, lacking: Lacking | null, { lines }: NudgeQuestion): Candidate | null => {
  const units = Math.ceil((lacking?.quantityMilli ?? 0) / 1000);
  const here = (lacking?.lines ?? []).flatMap((line) => lines[line] ?? []);
  const [cheapest] = here
    .filter((line) => line.sample.unit === "each")
    .toSorted((a, b) => a.unitMinor - b.unitMinor || a.index - b.index);
  if (cheapest === undefined || units < 1 || units > MOST_UNITS) {
    return null;
  }
  const quantityMilli = units * 1000;
  const extra = { ...cheapest.sample, id: NUDGE_ID, quantityMilli, manualDiscount: null };
  const extraMinor = units * cheapest.unitMinor;
  const { sku } = cheapest.sample;
  const key = `pieces of ${String(cheapest.index)}: ${String(units)}`;
  return { offer, add: { sku, quantityMilli }, extra, extraMinor, key, others: [] };
};
