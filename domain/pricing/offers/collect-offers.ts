/**
 * Owns turning the rules that passed the gate, and the membership tier, into offers for this basket, or into the reason
 * why not. What does not depend on the choice of offers is decided here, once.
 */
import { compareText, type CanonicalLine } from "../basket/canonical-line.ts";
import { percentageWork } from "../benefits/percentage.ts";
import type { LineFinder } from "../benefits/registry.ts";
import type { Lacking, Miss, Situation } from "../conditions/condition.ts";
import { tierOf } from "../conditions/customer/tier-of.ts";
import { miss } from "../explain/reason-order.ts";
import { lineFinder } from "../target/line-finder.ts";
import { collectRule, isRaisedBy, type AskedRule, type Basket } from "./collect-rule.ts";
import type { GatedOffers } from "./gate-offers.ts";
import { codeOf, EVERY_UNIT, LAYERS, type Offer } from "./offer.ts";

/** What became of one campaign, or of one coupon's own rule. */
export interface Standing {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly family: string;
  /** Misses of its rules that are no offers; empty when all are. */
  readonly misses: readonly Miss[];
}

export interface NearOffer {
  readonly offer: Offer;
  readonly lacking: Lacking;
}

export interface CollectedOffers extends Pick<GatedOffers, "coupons" | "budgets" | "openedBy"> {
  /** In the order of computing; an offer's index is its place. */
  readonly offers: readonly Offer[];
  readonly standings: readonly Standing[];
  /** Offers that only lack units: they give nothing now, and a nudge may say what is missing. */
  readonly nearOffers: readonly NearOffer[];
  readonly find: LineFinder;
  /** Rules that mean some line of the basket. */
  readonly asked: readonly AskedRule[];
}

/** Everything that may give something in this basket, and why the rest may not. */
export const collectOffers = (lines: readonly CanonicalLine[], gated: GatedOffers): CollectedOffers => {
  const basket = { lines, find: lineFinder(lines) };
  const { sources, coupons, budgets, openedBy, situation } = gated;
  const asked: AskedRule[] = [];
  const standings = sources.map((source): Standing => {
    const { campaign, coupon, family, isInvalid, rules } = source;
    const misses: Miss[] = isInvalid ? [miss("INVALID_RULE")] : [];
    for (const rule of rules) {
      const collected = rule.miss === null ? collectRule(rule, source, basket) : null;
      const missed = collected === null ? rule.miss : collected.miss;
      if (missed !== null) {
        misses.push(missed);
      }
      if (collected !== null && collected.offer !== null) {
        asked.push({ rule, source, collected });
      }
    }
    return { campaign, coupon, family, misses };
  });
  const offers = inOrder(basket, situation, asked);
  const near = asked.flatMap(({ collected: { miss: missed, offer } }) =>
    offer === null || missed?.lacking === undefined ? [] : [{ offer, lacking: missed.lacking }],
  );
  return {
    offers,
    standings,
    coupons,
    budgets,
    openedBy,
    find: basket.find,
    asked,
    nearOffers: near.map(({ offer, lacking }, at) => ({
      offer: { ...offer, index: offers.length + at },
      lacking,
    })),
  };
};

/** What may give something in a basket of the same lines, in which one has more units; the same array where that says nothing. */
export const offersOfMore = (
  lines: readonly CanonicalLine[],
  { situation }: GatedOffers,
  { before, line }: { readonly before: CollectedOffers; readonly line: number },
): readonly Offer[] => {
  const { asked, find, offers } = before;
  const isRaised = asked.map((one) => isRaisedBy(one, line));
  if (!isRaised.includes(true)) {
    return offers;
  }
  const basket = { lines, find };
  const again = asked.map((one, at) =>
    isRaised[at] === true ? { collected: collectRule(one.rule, one.source, basket) } : one,
  );
  return inOrder(basket, situation, again);
};

/** What may give something in another basket of the same run. */
export const offersOfOther = (
  lines: readonly CanonicalLine[],
  { sources, situation }: GatedOffers,
): readonly Offer[] => {
  const basket = { lines, find: lineFinder(lines) };
  const asked: Pick<AskedRule, "collected">[] = [];
  for (const source of sources) {
    for (const rule of source.rules) {
      if (rule.miss === null) {
        asked.push({ collected: collectRule(rule, source, basket) });
      }
    }
  }
  return inOrder(basket, situation, asked);
};

/** In the order of computing, with their places. */
const inOrder = (
  { find }: Basket,
  situation: Situation,
  asked: readonly Pick<AskedRule, "collected">[],
): readonly Offer[] => {
  const found: Offer[] = [...tierOffer(find, situation)];
  for (const { collected } of asked) {
    if (collected.miss === null) {
      found.push(collected.offer);
    }
  }
  return found.toSorted(inComputingOrder).map((offer, index) => ({ ...offer, index }));
};

const inComputingOrder = (a: Offer, b: Offer): number =>
  a.layer - b.layer ||
  b.priority - a.priority ||
  compareText(codeOf(a), codeOf(b)) ||
  compareText(a.family, b.family) ||
  a.position - b.position;

/** No campaign's or coupon's. */
const OWN_RULE = -1;

/** The membership tier's own discount: the last of the basket offers, combining with all that allow it. */
const tierOffer = (find: LineFinder, { input }: Situation): readonly Offer[] => {
  const tier = tierOf(input);
  const lines = find.goods(null);
  if (tier === null || tier.discountBp === 0 || lines.length === 0) {
    return [];
  }
  const terms = { maxDiscountMinor: null, ...EVERY_UNIT };
  return [
    {
      index: 0,
      ruleNumber: OWN_RULE,
      campaign: null,
      coupon: null,
      rule: null,
      tier: tier.code,
      family: `tier ${tier.code}`,
      position: 0,
      priority: 0,
      layer: LAYERS.tier,
      combines: "all",
      lane: null,
      lines,
      work: percentageWork({ type: "percentage", per: "basket", percentBp: tier.discountBp, ...terms }),
      maxDiscountMinor: null,
      thresholds: [],
      tierMeasure: null,
      budget: null,
    },
  ];
};
