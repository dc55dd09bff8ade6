/**
 * Owns what there is for one customer: coupons that are theirs, campaigns that they joined or may join, and joining one.
 */
import { z } from "zod";
import type { ParticipationState } from "../../domain/campaigns/participation.ts";
import type { BasketView } from "./basket.ts";
import type { CouponRowView } from "./coupons.ts";
import type { UnknownCustomer } from "./customers.ts";
import { id } from "./money.ts";
import { procedure } from "./procedure.ts";

export interface CustomerCampaignView {
  readonly campaign: string;
  readonly label: string;
  /** "open": not joined yet, and may be. */
  readonly state: ParticipationState | "open";
  readonly joinedAtMs: number | null;
  /** Theirs, once it was issued. */
  readonly coupon: string | null;
}

export interface CustomerOffersView {
  readonly customerRef: string;
  /** Newest first, also those that count no more. */
  readonly coupons: readonly CouponRowView[];
  /** Those that may be joined first, then what was joined, newest first. */
  readonly campaigns: readonly CustomerCampaignView[];
}

/** "notHere": it is not one that is joined, or not in this store. */
export type JoinBarrier = "notHere" | "off" | "notStarted" | "ended" | "usedUp";

export type JoinCampaignError =
  | UnknownCustomer
  | { readonly type: "UnknownCampaign"; readonly code: string }
  | { readonly type: "CampaignNotOpen"; readonly label: string; readonly barrier: JoinBarrier }
  | { readonly type: "AlreadyJoined"; readonly label: string };

export type CancelParticipationError =
  | { readonly type: "NotJoined" }
  | { readonly type: "ParticipationRedeemed" };

const customerAndCampaign = z.strictObject({ customerRef: id, campaign: z.string().min(1).max(64) });

export const participationProcedures = {
  "participation.offers": procedure<CustomerOffersView, UnknownCustomer>()(
    z.strictObject({ customerRef: id }),
  ),
  /** `basket`: the open basket where it is theirs; the coupon that was issued lies in it, unless payment has begun. */
  "participation.join": procedure<
    { readonly offers: CustomerOffersView; readonly basket: BasketView | null },
    JoinCampaignError
  >()(customerAndCampaign),
  /** Before it was redeemed: its coupon counts no more. */
  "participation.cancel": procedure<CustomerOffersView, CancelParticipationError | UnknownCustomer>()(
    customerAndCampaign,
  ),
} as const;
