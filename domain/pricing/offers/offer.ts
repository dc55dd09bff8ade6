/**
 * Owns what an offer is inside a pricing run: a campaign's or coupon's rule, made ready for this basket. Indexes are
 * positions in the order of computing (docs/pricing.md, "Layers"), so a smaller index is always computed first.
 */
import type { Combines } from "../../campaigns/campaign.ts";
import type { UnitRun } from "../basket/unit-run.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";

export const LAYERS = { unit: 3, line: 4, basket: 5, tier: 6, delivery: 7 } as const;

/** Takes something off each line by itself. */
export interface LineWork {
  readonly kind: "line";
  readonly selection: UnitSelection;
  /** For the selected runs of one line: the rounded amount, and what each unit of each run bears in proportion. */
  readonly wanted: (line: CanonicalLine, runs: readonly UnitRun[]) => Wanted;
}

export interface Wanted {
  readonly amountMinor: number;
  readonly weights: readonly number[];
}

/** Takes one amount off all its lines together. */
export interface BasketWork {
  readonly kind: "basket";
  readonly selection: UnitSelection;
  /** `baseMinor` is what remains of the target. */
  readonly wanted: (baseMinor: number) => number;
}

/** Which of the units that are open an offer takes. */
export interface UnitSelection {
  readonly maxUnits: number | null;
  readonly maxUnitsPer: "basket" | "sku";
  readonly choose: "dearest" | "cheapest";
}

export const EVERY_UNIT: UnitSelection = { maxUnits: null, maxUnitsPer: "basket", choose: "dearest" };

export type Work = LineWork | BasketWork;

export interface Offer {
  readonly index: number;
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly rule: string | null;
  readonly tier: string | null;
  readonly priority: number;
  readonly layer: number;
  readonly combines: Combines;
  readonly lane: string | null;
  /** Canonical lines of the target, ascending. */
  readonly lines: readonly number[];
  readonly work: Work;
  readonly maxDiscountMinor: number | null;
}
