/**
 * Owns signed coupons as the screens see them: made, checked without using them, and the keys whose coupons are taken here.
 */
import { z } from "zod";
import type { SignedCoupon } from "../../domain/coupons/signed-coupon.ts";
import { scannedCode } from "./barcodes.ts";
import { couponDay, couponGives } from "./coupons.ts";
import { procedure } from "./procedure.ts";

export interface SignedCouponView {
  readonly code: string;
  /** In groups, for people. */
  readonly grouped: string;
  /** What its QR code holds. */
  readonly text: string;
}

/** A genuine one. */
export interface CheckedCoupon {
  readonly coupon: SignedCoupon;
  /** The name of the key. */
  readonly signedBy: string;
}

export interface CheckedCouponView extends CheckedCoupon {
  readonly state: "unused" | "used" | "blocked" | "expired";
}

export interface CouponKeyView {
  readonly keyId: string;
  /** SPKI PEM. */
  readonly publicKey: string;
  readonly name: string;
  readonly isTrusted: boolean;
  readonly isOwn: boolean;
}

export type SignedCouponError =
  /** Begins like one and is not whole. */
  | { readonly type: "SignedUnreadable" }
  /** By a key that is not taken here. */
  | { readonly type: "SignedByStranger"; readonly keyId: string }
  /** Something in it is not as it was signed. */
  | { readonly type: "SignedTampered" }
  | { readonly type: "SignedForOtherStore"; readonly store: string }
  | { readonly type: "UnknownCampaign"; readonly code: string };

export type IssueSignedError =
  | { readonly type: "UnknownCampaign"; readonly code: string }
  /** This till's key for coupons cannot be read. */
  | { readonly type: "NoCouponKey" };

export interface CouponKeyError {
  readonly type: "NotACouponKey";
}

const MAX_ISSUED = 200;

export const signedCouponProcedures = {
  "coupon.issueSigned": procedure<readonly SignedCouponView[], IssueSignedError>()(
    z.strictObject({
      gives: couponGives,
      validUntil: couponDay.nullable(),
      count: z.int().min(1).max(MAX_ISSUED),
      print: z.boolean(),
    }),
  ),
  /** Uses nothing up. */
  "coupon.checkSigned": procedure<CheckedCouponView, SignedCouponError | { readonly type: "NotSigned" }>()(
    z.strictObject({ code: scannedCode }),
  ),
  "coupon.keys": procedure<readonly CouponKeyView[]>()(z.strictObject({})),
  /** Takes the coupons of a key, or no more. */
  "coupon.setKey": procedure<readonly CouponKeyView[], CouponKeyError>()(
    z.strictObject({
      publicKey: z.string().trim().min(1).max(1000),
      name: z.string().trim().min(1).max(60),
      isTrusted: z.boolean(),
    }),
  ),
} as const;
