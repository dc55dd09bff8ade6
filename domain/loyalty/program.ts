/**
 * Owns what a loyalty program promises: what a purchase earns, what a point is worth, bonuses, how long points live, and
 * the tiers. Values that make no sense are refused here, whoever enters them. Money in minor units, shares in basis
 * points, multipliers in thousandths.
 */
import type { LoyaltyTerms } from "../pricing/pricing-input.ts";

export const TIER_ICONS = ["medal", "award", "trophy", "diamond"] as const;

export interface LoyaltyTier {
  readonly code: string;
  readonly name: string;
  /** Reached by this many points earned in a calendar year, or by that much spent in it. */
  readonly minPoints: number;
  /** null: only points count. */
  readonly minSpendMinor: number | null;
  readonly multiplierMilli: number;
  readonly discountBp: number;
  /** "#rrggbb" */
  readonly color: string;
  readonly icon: (typeof TIER_ICONS)[number];
  /** What else it brings, in the shop's own words; "": nothing more. Shown, never computed with. */
  readonly benefits: string;
}

export const LONGEST_BENEFITS = 200;

export interface LoyaltyProgram {
  readonly name: string;
  /** false: nobody earns, joins or pays with points; what people have is kept. */
  readonly active: boolean;
  readonly earnPoints: number;
  readonly earnPerMinor: number;
  /** What one point pays. */
  readonly pointValueMinor: number;
  readonly minRedeemPoints: number;
  readonly redeemStep: number;
  readonly maxShareBp: number;
  readonly minPurchaseMinor: number;
  /** null: points never expire. */
  readonly expiryMonths: number | null;
  readonly welcomePoints: number;
  readonly birthdayPoints: number;
  /** Lowest first; the first one asks for nothing. */
  readonly tiers: readonly LoyaltyTier[];
}

export const MOST_POINTS = 1_000_000_000;

/** Which value makes no sense; a field's name, or a tier's code. */
export type ProgramProblem =
  | { readonly type: "ProgramValue"; readonly field: keyof Omit<LoyaltyProgram, "tiers"> }
  | { readonly type: "ProgramTier"; readonly tier: string };

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  earnPoints: [0, 1_000_000],
  earnPerMinor: [1, 1_000_000_000],
  pointValueMinor: [0, 1_000_000],
  minRedeemPoints: [0, MOST_POINTS],
  redeemStep: [1, 1_000_000],
  maxShareBp: [0, 10_000],
  minPurchaseMinor: [0, 1_000_000_000_000],
  expiryMonths: [1, 120],
  welcomePoints: [0, 1_000_000],
  birthdayPoints: [0, 1_000_000],
};

const isWithin = (value: number, [from, to]: readonly [number, number]): boolean =>
  Number.isSafeInteger(value) && value >= from && value <= to;

/** null: sound. */
export const programProblem = (program: LoyaltyProgram): ProgramProblem | null => {
  if (program.name.trim() === "") {
    return { type: "ProgramValue", field: "name" };
  }
  for (const [field, range] of Object.entries(RANGES)) {
    const value = program[field as "earnPoints"] as number | null;
    if (!(value === null && field === "expiryMonths") && !isWithin(value ?? Number.NaN, range)) {
      return { type: "ProgramValue", field: field as "earnPoints" };
    }
  }
  return tierProblem(program.tiers);
};

const tierProblem = (tiers: readonly LoyaltyTier[]): ProgramProblem | null => {
  const codes = new Set<string>();
  for (const [index, tier] of tiers.entries()) {
    const below = tiers[index - 1];
    const isFirstSound = below !== undefined || (tier.minPoints === 0 && tier.minSpendMinor === null);
    const isAbove =
      below === undefined ||
      (tier.minPoints > below.minPoints &&
        (tier.minSpendMinor === null || tier.minSpendMinor > (below.minSpendMinor ?? 0)));
    if (!isFirstSound || !isAbove || codes.has(tier.code) || !isSoundTier(tier)) {
      return { type: "ProgramTier", tier: tier.name };
    }
    codes.add(tier.code);
  }
  return tiers.length === 0 ? { type: "ProgramTier", tier: "" } : null;
};

const isSoundTier = (tier: LoyaltyTier): boolean =>
  tier.code.trim() !== "" &&
  tier.name.trim() !== "" &&
  isWithin(tier.minPoints, [0, MOST_POINTS]) &&
  isWithin(tier.minSpendMinor ?? 1, [1, 1_000_000_000_000]) &&
  isWithin(tier.multiplierMilli, [1000, 100_000]) &&
  isWithin(tier.discountBp, [0, 10_000]) &&
  tier.benefits.length <= LONGEST_BENEFITS &&
  /^#[0-9a-f]{6}$/i.test(tier.color);

/** The program as pricing reads it. */
export const termsOf = (program: LoyaltyProgram): LoyaltyTerms => ({
  earn: { points: program.earnPoints, perMinor: program.earnPerMinor },
  redeem:
    program.pointValueMinor === 0
      ? null
      : {
          points: 1,
          valueMinor: program.pointValueMinor,
          min: program.minRedeemPoints,
          step: program.redeemStep,
          maxShareBp: program.maxShareBp,
        },
  minPurchaseMinor: program.minPurchaseMinor,
  tiers: program.tiers.map(({ code, multiplierMilli, discountBp }) => ({
    code,
    multiplierMilli,
    discountBp,
  })),
});
