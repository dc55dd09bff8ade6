/**
 * Owns what a completed sale or refund is: an immutable record, written once with its journal entry.
 * A refund is a sale of kind "refund" whose quantities, amounts and tenders are negative, so that every sum over
 * sales is already net. Money in minor units, quantities in thousandths, rates in basis points, times in epoch ms.
 */
import type { TaxExemption } from "../basket/tax-exemption.ts";
import type { OfferUse, UseGivenBack } from "../campaigns/offer-use.ts";
import type { SalePointEntry } from "../loyalty/point-entry.ts";
import type { LineKind, LineUnit } from "../pricing/pricing-input.ts";
import type { MembershipMovement } from "../membership/membership.ts";
import type { StoredValueMovement } from "../stored-value/stored-value.ts";
import type { UnitNetRun } from "../pricing/pricing-result.ts";

export type SaleKind = "sale" | "refund";

/** Why a line costs less: exactly one of campaign, coupon, tier and manual gave it. */
export interface SaleLineDiscount {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly tier: string | null;
  readonly manual: boolean;
  /** What the customer reads: the campaign's name, or the reason that the cashier gave. */
  readonly label: string;
  readonly amountMinor: number;
}

/** The line of an earlier sale that a refund line gives back. */
export interface RefundedLine {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly lineNumber: number;
}

export interface SaleLine {
  /** 1-based, gapless, in basket order. */
  readonly lineNumber: number;
  readonly productId: number | null;
  readonly sku: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly kind: LineKind;
  readonly unit: LineUnit;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number;
  /** The price-list price where a person changed it, else null. */
  readonly listUnitPriceMinor: number | null;
  readonly grossMinor: number;
  readonly discountMinor: number;
  /** What remains; includes tax when the store's prices do. */
  readonly netMinor: number;
  readonly taxRateBp: number;
  readonly taxMinor: number;
  /** What the customer paid for the line, tax included. */
  readonly totalMinor: number;
  readonly unitNets: readonly UnitNetRun[];
  readonly discounts: readonly SaleLineDiscount[];
  readonly note: string | null;
  readonly refunds: RefundedLine | null;
  /** The line of this sale whose deposit this is; null for every other line, and in a refund. */
  readonly depositOfLineNumber: number | null;
}

export interface SaleTax {
  readonly rateBp: number;
  readonly baseMinor: number;
  readonly taxMinor: number;
}

export const TENDER_TYPES = ["CASH", "CARD", "POINTS", "GIFT_CARD", "STORE_CREDIT"] as const;

export type TenderType = (typeof TENDER_TYPES)[number];

/** What a terminal said about a card payment. Never a full card number. */
export interface CardSlip {
  readonly brand: string;
  readonly last4: string;
  readonly authCode: string;
  readonly terminalId: string;
  readonly reference: string;
}

export interface Tender {
  readonly id: string;
  readonly type: TenderType;
  /** What it pays of the sale, rounding included: the sum over tenders is the payable total. */
  readonly amountMinor: number;
  /** What was handed over; above the amount for cash with change. */
  readonly tenderedMinor: number;
  readonly changeMinor: number;
  readonly card: CardSlip | null;
}

export interface SaleTotals {
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  /** Before cash rounding. */
  readonly totalMinor: number;
  /** What cash rounding added (or took, when negative). */
  readonly roundingMinor: number;
  /** `totalMinor + roundingMinor`: what the tenders pay. */
  readonly payableMinor: number;
}

/** A sale as it is built: its shift, and what it gives back, are found in the transaction that records it. */
export type UnrecordedSale = Omit<
  Sale,
  "shiftId" | "usesGivenBack" | "pointEntries" | "storedValue" | "memberships"
>;

export interface Sale {
  readonly id: string;
  readonly kind: SaleKind;
  /** store-till-sequence, gapless per till, e.g. "S1-T2-000042". */
  readonly receiptNumber: string;
  readonly storeCode: string;
  readonly tillCode: string;
  /** The shift whose drawer and Z it belongs to; null in records from before there were shifts. */
  readonly shiftId: number | null;
  readonly cashierName: string;
  readonly cashierId: number;
  /** Everybody who approved something in it, joined by ", "; null: nobody had to. */
  readonly approvedByName: string | null;
  /** The same people by number. */
  readonly approvedByIds: readonly number[];
  readonly customerRef: string | null;
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  readonly atMs: number;
  readonly lines: readonly SaleLine[];
  readonly taxes: readonly SaleTax[];
  readonly totals: SaleTotals;
  readonly tenders: readonly Tender[];
  /** Why goods came back; null for a sale. */
  readonly reason: string | null;
  /** Sold without tax: prices are without it, rates are 0. null for every other sale, and for a refund. */
  readonly taxExemption: TaxExemption | null;
  /** Campaigns and coupons that it used; none for a refund. */
  readonly offerUses: readonly OfferUse[];
  /** Uses of earlier sales that came back with it. */
  readonly usesGivenBack: readonly UseGivenBack[];
  /** What it did to points; none for nobody who takes part. */
  readonly pointEntries: readonly SalePointEntry[];
  /** What it did to gift cards and store credit. */
  readonly storedValue: readonly StoredValueMovement[];
  /** What it did to memberships. */
  readonly memberships: readonly MembershipMovement[];
}
