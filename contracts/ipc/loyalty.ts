/** Owns the loyalty program across the boundary: its terms, somebody's points, joining, and points by hand. */
import { z } from "zod";
import type { PointEntryType } from "../../domain/loyalty/point-entry.ts";
import {
  LONGEST_BENEFITS,
  MOST_POINTS,
  TIER_ICONS,
  type LoyaltyProgram,
  type ProgramProblem,
} from "../../domain/loyalty/program.ts";
import { id } from "./money.ts";
import { procedure } from "./procedure.ts";

export interface TierView {
  readonly code: string;
  readonly name: string;
  readonly color: string;
  readonly icon: (typeof TIER_ICONS)[number];
  /** In the shop's own words; "": none. */
  readonly benefits: string;
}

export interface PointsView {
  /** Below zero: owed. */
  readonly points: number;
  readonly tier: TierView | null;
  /** Within the next 30 days, and when the first of them go. */
  readonly expiring: { readonly points: number; readonly atMs: number } | null;
}

/** The points of the open basket's customer. */
export interface BasketPointsView extends PointsView {
  /** What this basket earns as it stands. */
  readonly earns: number;
  /** The most points that may pay for it now, and what they pay; null: none may. */
  readonly redeemable: { readonly points: number; readonly valueMinor: number } | null;
}

export interface PointEntryView {
  readonly id: number;
  readonly type: PointEntryType;
  readonly points: number;
  readonly balanceAfter: number;
  readonly atMs: number;
  readonly note: string | null;
}

export interface LoyaltyAccountView extends PointsView {
  readonly lifetimePoints: number;
  readonly yearPoints: number;
  readonly yearSpentMinor: number;
  readonly joinedAtMs: number;
  /** Newest first. */
  readonly entries: readonly PointEntryView[];
  readonly nextBeforeId: number | null;
}

export interface PointsShort {
  readonly type: "PointsShort";
  readonly points: number;
}

export type JoinError =
  | { readonly type: "UnknownCustomer" }
  | { readonly type: "NoLoyaltyProgram" }
  | { readonly type: "AlreadyMember" };

export type AdjustError = { readonly type: "ReasonMissing" } | { readonly type: "NotAMember" } | PointsShort;

const whole = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const tier = z.strictObject({
  code: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(40),
  minPoints: whole,
  minSpendMinor: whole.nullable(),
  multiplierMilli: whole,
  discountBp: whole,
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  icon: z.enum(TIER_ICONS),
  benefits: z.string().trim().max(LONGEST_BENEFITS),
});

const program = z.strictObject({
  name: z.string().trim().min(1).max(80),
  active: z.boolean(),
  earnPoints: whole,
  earnPerMinor: whole,
  pointValueMinor: whole,
  minRedeemPoints: whole,
  redeemStep: whole,
  maxShareBp: whole,
  minPurchaseMinor: whole,
  expiryMonths: whole.nullable(),
  welcomePoints: whole,
  birthdayPoints: whole,
  tiers: z.array(tier).min(1).max(20).readonly(),
});

export const loyaltyProcedures = {
  "loyalty.program": procedure<LoyaltyProgram | null>()(z.strictObject({})),
  "loyalty.setProgram": procedure<LoyaltyProgram, ProgramProblem>()(program),
  /** null: does not take part. */
  "loyalty.account": procedure<LoyaltyAccountView | null>()(
    z.strictObject({ customerRef: id, beforeId: z.int().min(1).nullable() }),
  ),
  "loyalty.join": procedure<LoyaltyAccountView | null, JoinError>()(z.strictObject({ customerRef: id })),
  /** `requestId`: the same request sent again changes nothing more. */
  "loyalty.adjust": procedure<LoyaltyAccountView | null, AdjustError>()(
    z.strictObject({
      customerRef: id,
      type: z.enum(["BONUS", "ADJUSTED"]),
      points: z.int().min(-MOST_POINTS).max(MOST_POINTS),
      reason: z.string().trim().max(200),
      requestId: id,
    }),
  ),
} as const;
