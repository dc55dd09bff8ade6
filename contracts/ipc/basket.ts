/**
 * Owns the basket as the screen sees it and the procedures that change it. The basket lives in the main process:
 * every change answers with, and pushes, the whole new view; the renderer never computes a price.
 * Money in minor units, quantities in thousandths, rates and percents in basis points.
 */
import { z } from "zod";
import type { CouponStatement } from "../../domain/catalogue/barcode/gs1-coupon.ts";
import type { CouponAnswer, NotAppliedReason } from "../../domain/pricing/pricing-result.ts";
import type { CardSlip, TenderType } from "../../domain/sale/sale.ts";
import type { AgeCheck } from "../../domain/basket/age-check.ts";
import type { TaxExemption } from "../../domain/basket/tax-exemption.ts";
import {
  scannedCode,
  type CodeTooLong,
  type CodeUnreadable,
  type Expired,
  type StatedCouponRefused,
  type UnknownOwnCode,
} from "./barcodes.ts";
import type { BasketCustomerView, CardRefusal } from "./customers.ts";
import type { BasketPointsView } from "./loyalty.ts";
import { amountMinor, id, percentBp, positiveAmountMinor, quantityMilli, reason } from "./money.ts";
import { procedure } from "./procedure.ts";
import type { ReferralCodeProblem } from "./referrals.ts";
import type { CardCodeProblem, StoredCardView } from "./stored-value.ts";
import type { SignedCouponError } from "./signed-coupons.ts";
import type { NeedsAgeCheck, OverQuantityLimit } from "./sale-rules.ts";

export interface DiscountView {
  readonly kind: "manual" | "campaign" | "coupon" | "tier";
  /** Campaign, coupon or tier code; null for a manual discount. */
  readonly code: string | null;
  readonly label: string;
  readonly amountMinor: number;
}

export interface BasketLineView {
  readonly id: string;
  readonly productId: number;
  readonly sku: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly unit: "each" | "weight";
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  /** The price-list price where a person changed it, else null. */
  readonly listUnitPriceMinor: number | null;
  readonly onSale: boolean;
  readonly grossMinor: number;
  /** What the line costs now, after everything. */
  readonly netMinor: number;
  readonly discounts: readonly DiscountView[];
  readonly taxRateBp: number;
  readonly voided: boolean;
  readonly note: string | null;
  /** In years; null: anybody may buy it. */
  readonly minAge: number | null;
  /** The item whose deposit this line is, else null. */
  readonly depositOfLineId: string | null;
}

export interface AppliedOfferView {
  readonly code: string;
  readonly label: string;
  readonly amountMinor: number;
  readonly lineIds: readonly string[];
}

/** What an offer wants to know of the customer: the first of its conditions that needs one; `owner`: whose coupon it is. */
export type CustomerNeed =
  | "owner"
  | "firstPurchase"
  | "purchaseNumber"
  | "birthday"
  | "birthMonth"
  | "tiers"
  | "segments"
  | "customers";

/** Why an offer or coupon gives nothing. `wanted` and `got` are in the engine's form: decimals, codes, instants. */
export interface WhyNot<R extends string> {
  readonly reason: R;
  readonly wanted: string | null;
  readonly got: string | null;
  /** Labels of the offers that won. */
  readonly by: readonly string[];
  /** How much more the customer would pay with this offer instead. */
  readonly differenceMinor: number | null;
  readonly customerNeed: CustomerNeed | null;
}

export interface NotAppliedOfferView extends WhyNot<NotAppliedReason> {
  /** It lacks nothing but that the customer joins it, or hands over the coupon that joining gave. */
  readonly opensByJoining: boolean;
  readonly code: string;
  readonly label: string;
}

export type CouponReason = NonNullable<CouponAnswer["reason"]>;

/** A coupon that was handed over, in the order of handing over. */
export interface CouponView {
  readonly code: string;
  /** The campaign it opens, else its code. */
  readonly label: string;
  /** The campaign it opens; null for a coupon with a rule of its own, or an unknown one. */
  readonly campaign: string | null;
  readonly status: CouponAnswer["status"];
  readonly reason: CouponReason | null;
  /** null unless rejected. */
  readonly why: WhyNot<CouponReason> | null;
  /** What it takes off, with the campaign it opens. */
  readonly amountMinor: number;
}

export interface NudgeView {
  /** Of the campaign, else of the coupon. */
  readonly code: string | null;
  readonly label: string;
  readonly add:
    | { readonly productName: string; readonly quantityMilli: number }
    | { readonly spendMinor: number };
  readonly gainMinor: number;
}

/** A line of an earlier receipt that comes back. Figures are positive. */
export interface BasketReturnView {
  readonly id: string;
  readonly receiptNumber: string;
  readonly sku: string;
  readonly name: string;
  readonly unit: "each" | "weight";
  readonly quantityMilli: number;
  readonly totalMinor: number;
  readonly reason: string;
  /** It was given back meanwhile, wholly or in part: the sale cannot complete with it. */
  readonly changed: boolean;
}

/** What the customer gets, in each way. Positive. */
export interface PayOutView {
  /** What gift cards paid goes back onto them, what cards paid to a card, the rest in cash. */
  readonly asPaid: { readonly storedMinor: number; readonly cardMinor: number; readonly cashMinor: number };
  readonly inCashMinor: number;
  readonly toCardMinor: number;
}

export interface BasketTenderView {
  readonly id: string;
  readonly type: TenderType;
  readonly amountMinor: number;
  readonly card: CardSlip | null;
  /** "unknown": the terminal has not told whether the card was charged; it does not count as paid. */
  readonly state: "taken" | "unknown";
}

export interface BasketView {
  readonly id: string;
  /** Grows with every change: an older view never replaces a newer one. */
  readonly revision: number;
  /** null: nobody known. */
  readonly customer: BasketCustomerView | null;
  /** null: the customer does not take part, or nobody is known. */
  readonly points: BasketPointsView | null;
  readonly lines: readonly BasketLineView[];
  /** The line that changed last, for the eye; null in an empty basket. */
  readonly lastLineId: string | null;
  readonly manualDiscount: DiscountView | null;
  /** The age that was shown for this basket. */
  readonly ageCheck: { readonly minAge: number; readonly method: AgeCheck["method"] } | null;
  readonly taxExemption: TaxExemption | null;
  readonly itemCount: number;
  readonly grossMinor: number;
  readonly savedMinor: number;
  readonly taxMinor: number;
  readonly taxes: readonly {
    readonly rateBp: number;
    readonly baseMinor: number;
    readonly taxMinor: number;
  }[];
  readonly returns: readonly BasketReturnView[];
  /** What the returns take off; positive. */
  readonly returnsMinor: number;
  /** New goods less returns; below zero the customer gets money. */
  readonly totalMinor: number;
  readonly tenders: readonly BasketTenderView[];
  readonly paidMinor: number;
  /** Total less what is paid, before cash rounding. */
  readonly dueMinor: number;
  /** The rest if it is paid in cash, rounded to the cash step. */
  readonly dueInCashMinor: number;
  /** Sensible notes to offer, above or equal to `dueInCashMinor`, ascending. */
  readonly quickCashMinor: readonly number[];
  /** null unless money is to be paid out. */
  readonly payOut: PayOutView | null;
  readonly applied: readonly AppliedOfferView[];
  readonly notApplied: readonly NotAppliedOfferView[];
  readonly nudges: readonly NudgeView[];
  readonly coupons: readonly CouponView[];
  /** No other combination of these offers is cheaper: it was checked. */
  readonly proven: boolean;
}

export interface ParkedBasketView {
  readonly id: string;
  readonly label: string | null;
  readonly parkedAtMs: number;
  readonly parkedByName: string;
  readonly itemCount: number;
  readonly totalMinor: number;
  readonly returnsCount: number;
  readonly firstNames: readonly string[];
}

/** A line whose price is not what it was when the basket was parked. */
export interface PriceChange {
  readonly lineId: string;
  readonly name: string;
  readonly oldUnitPriceMinor: number;
  readonly newUnitPriceMinor: number;
}

export type LineError =
  | { readonly type: "UnknownLine"; readonly lineId: string }
  | { readonly type: "LineIsVoided" }
  | { readonly type: "WholeUnitsOnly" }
  | { readonly type: "QuantityOutOfRange"; readonly maxQuantityMilli: number }
  | { readonly type: "TotalTooLarge" }
  | { readonly type: "PaymentStarted" }
  | { readonly type: "DepositFollowsItem" }
  | { readonly type: "NotDiscountable" }
  | OverQuantityLimit;

/** What takes money off, or a whole sale away, is not done without saying why. */
export interface ReasonMissing {
  readonly type: "ReasonMissing";
}

export type AddError =
  | { readonly type: "UnknownBarcode"; readonly code: string }
  | { readonly type: "UnknownProduct" }
  | { readonly type: "NotForSale"; readonly name: string }
  | { readonly type: "NeedsPrice"; readonly productId: number; readonly name: string }
  | { readonly type: "NeedsWeight"; readonly productId: number; readonly name: string }
  | NeedsAgeCheck
  | { readonly type: "PriceOutOfRange"; readonly minMinor: number; readonly maxMinor: number }
  | { readonly type: "DepositHasNoPrice"; readonly name: string }
  | ReasonMissing
  | LineError;

export type CouponError =
  | { readonly type: "UnknownCoupon"; readonly code: string }
  /** It has the form of a generated code, and a character of it is wrong. */
  | { readonly type: "CouponMistyped"; readonly code: string }
  /** A person took it out of use. */
  | { readonly type: "CouponBlocked"; readonly code: string }
  | SignedCouponError;

/** Another screen, or this one before it was loaded again, has added this scan. */
interface AlreadyScanned {
  readonly type: "AlreadyScanned";
}

export type ReferralScanProblem = ReferralCodeProblem | { readonly type: "ReferralNeedsCustomer" };

/** A scan may also be a coupon or a card that is not taken. */
export type ScanError =
  | AddError
  | CouponError
  | CardRefusal
  | CardCodeProblem
  | ReferralScanProblem
  | CodeUnreadable
  | UnknownOwnCode
  | StatedCouponRefused
  | Expired
  | AlreadyScanned
  | CodeTooLong;

/** What a scan turned out to be. */
export type ScanOutcome =
  | { readonly kind: "lineAdded"; readonly lineId: string; readonly basket: BasketView }
  /** Also one that gives nothing; its state is in the basket's `coupons`. */
  | {
      readonly kind: "couponAdded";
      readonly code: string;
      /** What its own code says of it. */
      readonly states: CouponStatement | null;
      readonly basket: BasketView;
    }
  /** A loyalty card: the basket is theirs, and priced again. */
  | { readonly kind: "customerAttached"; readonly basket: BasketView }
  /** A gift card or store credit: what is on it. */
  | { readonly kind: "storedValue"; readonly code: string; readonly card: StoredCardView }
  /** A friend's code: the customer of the basket was brought by them. */
  | { readonly kind: "referral"; readonly basket: BasketView }
  | { readonly kind: "receipt"; readonly receiptNumber: string };

const couponCode = z.strictObject({ code: scannedCode });

const discount = z.union([
  z.strictObject({ percentBp }),
  z.strictObject({ amountMinor: positiveAmountMinor }),
  z.null(),
]);

export const basketProcedures = {
  "basket.get": procedure<BasketView | null>()(z.strictObject({})),
  /** A code from a scanner or typed in full. Adds one (or `quantityMilli`), finds a receipt, or is a coupon or a loyalty card. */
  "basket.scan": procedure<ScanOutcome, ScanError>()(
    z.strictObject({
      code: scannedCode,
      quantityMilli: quantityMilli.optional(),
      /** Of a scan that waits in main (scan.received). */
      scanId: z.int().optional(),
    }),
  ),
  /** From search or the quick grid; a price for open-price items, a weight for weighed ones. */
  "basket.addProduct": procedure<BasketView, AddError>()(
    z.strictObject({
      productId: z.int(),
      quantityMilli: quantityMilli.optional(),
      unitPriceMinor: amountMinor.optional(),
      /** Why it is not the list price. */
      reason: reason.optional(),
      /** The weight was taken from the scale; main compares it with what lies there. */
      fromScale: z.boolean().optional(),
    }),
  ),
  "basket.setQuantity": procedure<BasketView, LineError>()(z.strictObject({ lineId: id, quantityMilli })),
  /** Needs a reason, unless it is the list price again. */
  "basket.overridePrice": procedure<BasketView, LineError | ReasonMissing>()(
    z.strictObject({ lineId: id, unitPriceMinor: amountMinor, reason }),
  ),
  /** null takes a discount away; any other needs a reason. */
  "basket.discountLine": procedure<BasketView, LineError | ReasonMissing>()(
    z.strictObject({ lineId: id, discount, reason }),
  ),
  "basket.discountBasket": procedure<BasketView, LineError | ReasonMissing | { readonly type: "NoBasket" }>()(
    z.strictObject({ discount, reason }),
  ),
  /** Keeps a known coupon on the basket even when it gives nothing, so that the customer can be told why. */
  "basket.addCoupon": procedure<BasketView, LineError | CouponError>()(couponCode),
  "basket.removeCoupon": procedure<BasketView, LineError | { readonly type: "NoBasket" }>()(couponCode),
  "basket.setNote": procedure<BasketView, LineError>()(
    z.strictObject({ lineId: id, note: z.string().max(200) }),
  ),
  /** Takes a line out as if it had not been scanned (audited). */
  "basket.removeLine": procedure<BasketView, LineError>()(z.strictObject({ lineId: id })),
  /** Strikes a line through: it stays visible, on the receipt's record and in the journal. */
  "basket.voidLine": procedure<BasketView, LineError | ReasonMissing>()(
    z.strictObject({ lineId: id, reason }),
  ),
  "basket.void": procedure<
    null,
    { readonly type: "NoBasket" } | { readonly type: "PaymentStarted" } | ReasonMissing
  >()(z.strictObject({ reason })),
  "basket.park": procedure<null, { readonly type: "NoBasket" } | { readonly type: "PaymentStarted" }>()(
    z.strictObject({ label: z.string().trim().max(60).nullable() }),
  ),
  "basket.listParked": procedure<readonly ParkedBasketView[]>()(z.strictObject({})),
  /** The open basket, if it has lines, must be parked or finished first. */
  "basket.recall": procedure<
    { readonly basket: BasketView; readonly priceChanges: readonly PriceChange[] },
    { readonly type: "UnknownBasket" } | { readonly type: "BasketInUse" }
  >()(z.strictObject({ basketId: id })),
} as const;
