/**
 * Owns what an offer is inside a pricing run: a campaign's or coupon's rule, made ready for this basket. Indexes are
 * positions in the order of computing (docs/pricing.md, "Layers"), so a smaller index is always computed first.
 */
import type { Reward } from "../../campaigns/benefit.ts";
import type { Combines } from "../../campaigns/campaign.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { UnitRun } from "../basket/unit-run.ts";

export const LAYERS = { unit: 3, line: 4, basket: 5, tier: 6, delivery: 7 } as const;

/** Draws physical units: each serves at most one offer of this kind. */
export interface UnitWork {
  readonly kind: "unit";
  readonly form: DrawForm;
  readonly maxTimes: number | null;
  readonly maxUnits: number | null;
}

export type DrawForm = GroupForm | SidesForm | BundleForm;

/** Groups of `size` units, `rewards` of them cheaper. */
export interface GroupForm {
  readonly type: "group";
  readonly size: number;
  readonly rewards: number;
  readonly choose: "cheapest" | "dearest";
  /** "shop": the dearest free units pay and the cheapest are rewarded, wherever they stand. */
  readonly grouping: "customer" | "shop";
  readonly reward: Reward;
}

/** Units of one side are bought, units of the other are cheaper. Lines ascending. */
export interface SidesForm {
  readonly type: "sides";
  readonly buy: { readonly quantity: number; readonly lines: ReadonlySet<number> };
  readonly get: { readonly quantity: number; readonly lines: ReadonlySet<number> };
  readonly choose: "cheapest" | "dearest";
  readonly reward: Reward;
}

export interface BundleForm {
  readonly type: "bundle";
  readonly items: readonly { readonly quantity: number; readonly lines: ReadonlySet<number> }[];
  readonly priceMinor: number;
}

/** Takes something off each line by itself. */
export interface LineWork {
  readonly kind: "line";
  readonly selection: UnitSelection;
  /** For the selected runs of one line: the rounded amount, and what each unit of each run bears in proportion. */
  readonly wanted: (line: CanonicalLine, runs: readonly UnitRun[]) => Wanted;
  /** The same amount from the sum of what remains of the runs; null where it counts how that lies on the units. */
  readonly wantedOfSum: ((leftMinor: number) => number) | null;
}

export interface Wanted {
  readonly amountMinor: number;
  readonly weights: readonly number[];
}

/** Takes one amount off all its lines together. */
export interface BasketWork {
  readonly kind: "basket";
  readonly selection: UnitSelection;
  /** `baseMinor` is what remains of the target; `measured` is what tiers are measured by, else 0. */
  readonly wanted: (baseMinor: number, measured: number) => number;
  /** The percent of it, in basis points; 0 where it is an amount. */
  readonly percentBpAt: (measured: number) => number;
}

/** Which of the units that are open an offer takes. */
export interface UnitSelection {
  readonly maxUnits: number | null;
  readonly maxUnitsPer: "basket" | "sku";
  readonly choose: "dearest" | "cheapest";
}

export const EVERY_UNIT: UnitSelection = { maxUnits: null, maxUnitsPer: "basket", choose: "dearest" };

/** Takes nothing off the goods: points and gifts, given beside the chosen money offers. */
export type RewardWork =
  | { readonly kind: "points"; readonly multiplierMilli: number | null; readonly bonus: number | null }
  | {
      readonly kind: "gift";
      readonly sku: string;
      readonly name: string;
      readonly quantityMilli: number;
      readonly unitPriceMinor: number;
      readonly per: { readonly minSpendMinor: number } | { readonly minQuantityMilli: number } | null;
    };

export type MoneyWork = UnitWork | LineWork | BasketWork;
export type Work = MoneyWork | RewardWork;

/** An amount that must be reached, or not exceeded, over some lines. */
export interface Threshold {
  readonly kind: "min" | "max";
  readonly limitMinor: number;
  readonly lines: readonly number[];
  /** Measured on what is left when the offer's turn comes, else on what its layer began with. */
  readonly atTurn: boolean;
}

/** What the tiers of a tiered benefit are measured by. */
export interface TierMeasure {
  readonly lines: readonly number[];
  readonly atTurn: boolean;
  /** Set when measured by quantity: thousandths, which no offer changes. */
  readonly quantityMilli: number | null;
  /** Where the tiers begin, highest first: minor units by spend, thousandths by quantity. */
  readonly steps: readonly number[];
}

export interface Offer<W extends Work = Work> {
  readonly index: number;
  /** The rule it came from: the same in every basket of a pricing run, while places change. */
  readonly ruleNumber: number;
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly rule: string | null;
  readonly tier: string | null;
  /** Rules of one campaign share it and never exclude each other. */
  readonly family: string;
  /** Position of the rule in its campaign: the last word in the order of computing. */
  readonly position: number;
  readonly priority: number;
  readonly layer: number;
  readonly combines: Combines;
  readonly lane: string | null;
  /** Canonical lines of the target, ascending; of a unit offer those of all its sides. */
  readonly lines: readonly number[];
  readonly work: W;
  readonly maxDiscountMinor: number | null;
  readonly thresholds: readonly Threshold[];
  readonly tierMeasure: TierMeasure | null;
  /** Position of the campaign's budget in the problem, or null. */
  readonly budget: number | null;
}

export type MoneyOffer = Offer<MoneyWork>;
export type RewardOffer = Offer<RewardWork>;
export type UnitOffer = Offer<UnitWork>;

/** The code that orders offers and names them: the campaign's, else the coupon's, else the tier's. */
export const codeOf = (offer: Pick<Offer, "campaign" | "coupon" | "tier">): string =>
  offer.campaign ?? offer.coupon ?? offer.tier ?? "";
