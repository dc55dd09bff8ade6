/**
 * Owns coupons as the back office sees them: batches of generated codes with their progress, single codes, what was
 * distributed, printed and used. Money in minor units, percents in basis points; a day is "YYYY-MM-DD" in the store.
 */
import { z } from "zod";
import { COUPON_CHANNELS, type CouponChannel } from "../../domain/coupons/coupon-channel.ts";
import { parseCivilDate } from "../../domain/time/civil-date.ts";
import type { UnknownCustomer } from "./customers.ts";
import { id, percentBp, positiveAmountMinor } from "./money.ts";
import { procedure } from "./procedure.ts";

export type CouponType = "singleUse" | "multiUse" | "personal" | "public";

/** What a coupon gives: exactly one of a campaign that it opens, a percent off, an amount off, or a rule by its code. */
export interface CouponGift {
  readonly campaign: { readonly code: string; readonly label: string } | null;
  readonly percentBp: number | null;
  readonly amountMinor: number | null;
}

interface CouponTerms extends CouponGift {
  readonly type: CouponType;
  /** As it was entered; null: no end. */
  readonly validUntil: string | null;
  readonly usageLimit: number | null;
  /** It ends itself, with a time, when its limit is reached. */
  readonly autoDeactivate: boolean;
}

export interface CouponBatchView extends CouponTerms {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly made: number;
  readonly used: number;
  readonly distributed: number;
  readonly blocked: number;
  /** "stopped": the program ended while codes were made; they can be made to the end or dropped. */
  readonly state: "making" | "stopped" | "ready";
  readonly createdAtMs: number;
  readonly printing: CouponPrinting | null;
}

export type CouponState = "unused" | "used" | "usedUp" | "blocked" | "expired";

export interface CouponRowView extends CouponTerms {
  readonly code: string;
  /** In groups, for people. */
  readonly grouped: string;
  readonly state: CouponState;
  readonly uses: number;
  readonly customerName: string | null;
  readonly isPersonal: boolean;
  readonly customDiscountValue: string | null;
  readonly channel: CouponChannel | null;
  readonly distributedAtMs: number | null;
  /** When it ended itself; null: it did not. */
  readonly autoDeactivatedAtMs: number | null;
}

export interface CouponPage {
  readonly coupons: readonly CouponRowView[];
  /** Where the next page starts; null at the end. */
  readonly nextAfter: string | null;
}

export interface CouponUseView {
  readonly receiptNumber: string;
  readonly atMs: number;
  readonly amountMinor: number;
  readonly givenBack: boolean;
}

/** How far a batch is; null: none is being made. */
export interface CouponProgress {
  readonly batchId: number;
  readonly done: number;
  readonly total: number;
}

/** How far the slips of a batch are; null: none are printed. */
export interface CouponPrinting {
  readonly batchId: number;
  /** Slips that the printer is done with. */
  readonly done: number;
  readonly total: number;
  /** "stopped": the printer gave one up; it can be printed again under Devices, and the rest from here. */
  readonly state: "printing" | "stopped";
}

export interface UnknownCouponCode {
  readonly type: "UnknownCoupon";
  readonly code: string;
}
export type CouponTermsError =
  | { readonly type: "UnknownCampaign"; readonly code: string }
  /** A value of its own needs a discount of its own, and one that makes sense. */
  | { readonly type: "NoOwnValue" };

export type GiveCouponError =
  | UnknownCouponCode
  | UnknownCustomer
  /** It is somebody else's. */
  | { readonly type: "CouponOfAnother"; readonly code: string }
  | {
      readonly type: "CouponNotGiveable";
      readonly code: string;
      readonly state: Exclude<CouponState, "unused" | "used">;
    };

export const couponDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => parseCivilDate(text) !== null);
const code = z
  .string()
  .trim()
  .min(3)
  .max(40)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u);
const knownCode = z.string().trim().min(1).max(128);
const channel = z.enum(COUPON_CHANNELS);
const value = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,3})?$/);

export const couponGives = z.union([
  z.strictObject({ campaign: z.string().min(1).max(64) }),
  z.strictObject({ percentBp: percentBp.min(1) }),
  z.strictObject({ amountMinor: positiveAmountMinor }),
]);

const terms = {
  type: z.enum(["singleUse", "multiUse", "personal", "public"]),
  gives: couponGives,
  validFrom: couponDay.nullable(),
  validUntil: couponDay.nullable(),
  usageLimit: z.int().min(1).max(1_000_000).nullable(),
  usesPerCustomer: z.int().min(1).max(1_000_000).nullable(),
  autoDeactivate: z.boolean(),
};

const MAX_BATCH = 1_000_000;
const MAX_PRINTED = 200;
/** In the order of the codes, the first is 1. */
const place = z.int().min(1).max(MAX_BATCH);

export const couponProcedures = {
  /** Campaigns that a coupon opens. */
  "coupon.campaigns": procedure<readonly { readonly code: string; readonly label: string }[]>()(
    z.strictObject({}),
  ),
  "coupon.batches": procedure<readonly CouponBatchView[]>()(z.strictObject({})),
  /** Answers at once; "coupons.progress" tells how far it is. */
  "coupon.createBatch": procedure<
    { readonly batchId: number },
    CouponTermsError | { readonly type: "CouponsBusy" }
  >()(
    z.strictObject({ ...terms, name: z.string().trim().min(1).max(60), size: z.int().min(1).max(MAX_BATCH) }),
  ),
  "coupon.resumeBatch": procedure<
    null,
    { readonly type: "UnknownBatch" } | { readonly type: "CouponsBusy" }
  >()(z.strictObject({ batchId: z.int() })),
  /** Only while it is being made or was stopped: its codes are dropped, none of them ever counted. */
  "coupon.cancelBatch": procedure<null, { readonly type: "UnknownBatch" }>()(
    z.strictObject({ batchId: z.int() }),
  ),
  "coupon.create": procedure<
    CouponRowView,
    CouponTermsError | { readonly type: "CouponExists"; readonly code: string }
  >()(z.strictObject({ ...terms, code, customerRef: id.nullable() })),
  /** `batchId` null: coupons outside every batch. */
  "coupon.list": procedure<CouponPage>()(
    z.strictObject({
      batchId: z.int().nullable(),
      text: z.string().trim().max(40),
      after: z.string().max(200),
      /** Of those behind `after`, so many are left out. */
      skip: z.int().min(0).max(MAX_BATCH).optional(),
      limit: z.int().min(1).max(1000),
    }),
  ),
  "coupon.uses": procedure<readonly CouponUseView[]>()(z.strictObject({ code: knownCode })),
  /** Only what is given changes. */
  "coupon.update": procedure<CouponRowView, UnknownCouponCode | CouponTermsError>()(
    z.strictObject({
      code: knownCode,
      blocked: z.boolean().optional(),
      customerRef: id.nullable().optional(),
      customDiscountValue: value.nullable().optional(),
      validUntil: couponDay.nullable().optional(),
    }),
  ),
  "coupon.delete": procedure<null, UnknownCouponCode>()(z.strictObject({ code: knownCode })),
  /** Answers with how many coupons were handed out by it. */
  "coupon.distribute": procedure<
    { readonly count: number },
    { readonly type: "UnknownBatch" } | UnknownCouponCode
  >()(z.union([z.strictObject({ batchId: z.int(), channel }), z.strictObject({ code: knownCode, channel })])),
  /** One coupon to one customer: theirs from now on, unless everybody may use it. */
  "coupon.give": procedure<CouponRowView, GiveCouponError>()(
    z.strictObject({ code: knownCode, customerRef: id, channel }),
  ),
  /** On the receipt printer, one slip each. */
  "coupon.print": procedure<{ readonly count: number }>()(
    z.strictObject({ codes: z.array(knownCode).min(1).max(MAX_PRINTED) }),
  ),
  /** Number `from` to number `to` of a batch, a few at a time; "coupons.printing" tells how far it is. */
  "coupon.printBatch": procedure<
    { readonly count: number },
    | { readonly type: "UnknownBatch" }
    | { readonly type: "CouponsPrinting" }
    | { readonly type: "NoSuchCoupons"; readonly size: number }
  >()(z.strictObject({ batchId: z.int(), from: place, to: place })),
  /** Those that were stopped, from where they are. */
  "coupon.resumePrinting": procedure<null>()(z.strictObject({})),
  /** What the printer has already been given still comes. */
  "coupon.cancelPrinting": procedure<null>()(z.strictObject({})),
} as const;
