/**
 * Owns making the immutable record of a sale from a priced basket and its tenders. Pure: number and time come in.
 * Checks what must always hold (tenders pay the total, lines make the total) and throws where it does not.
 */
import { liveLines, type Basket, type BasketLine } from "../../../domain/basket/basket.ts";
import { usesOf } from "../../../domain/campaigns/offer-use.ts";
import { assertSafe } from "../../../domain/money/ratio.ts";
import type { LineDiscount, PricedLine } from "../../../domain/pricing/pricing-result.ts";
import type { SaleLine, SaleLineDiscount, Tender, UnrecordedSale } from "../../../domain/sale/sale.ts";
import type { StoreProfile } from "../../../domain/sale/store-profile.ts";
import type { Actor } from "../deps.ts";
import { askedPrices, type PricedBasket } from "../pricing/basket-pricing.ts";
import { offerLabel } from "../pricing/offer-label.ts";
import { approvedByOf } from "./approved-by.ts";
import { mergedTaxes, negatedLine, taxesOf, type ReturnedLine } from "../refund/build-refund.ts";

export interface SaleParts {
  readonly id: string;
  readonly receiptNumber: string;
  readonly atMs: number;
  readonly actor: Actor;
  readonly basket: Basket;
  readonly priced: PricedBasket;
  /** What comes back, as read in the transaction that records the sale. */
  readonly returned: readonly ReturnedLine[];
  readonly tenders: readonly Tender[];
  readonly profile: StoreProfile;
}

export const buildSale = (parts: SaleParts): UnrecordedSale => {
  const { basket, priced, profile } = parts;
  const { totals } = priced.result;
  const pricedById = new Map(priced.result.lines.map((line) => [line.id, line]));
  const live = liveLines(basket);
  const numberOf = new Map(live.map((line, index) => [line.id, index + 1]));
  const sold = live.map((line, index) =>
    saleLine(line, pricedById.get(line.id), {
      lineNumber: index + 1,
      depositOfLineNumber: numberOf.get(line.depositOfLineId ?? "") ?? null,
      parts,
    }),
  );
  const returned = parts.returned.map((line, index) => negatedLine(line, sold.length + index + 1));
  const back = (pick: (line: SaleLine) => number): number =>
    returned.reduce((sum, line) => sum + pick(line), 0);
  const totalMinor = totals.totalMinor + back((line) => line.totalMinor);
  const payableMinor = parts.tenders.reduce((sum, tender) => sum + tender.amountMinor, 0);
  return {
    id: parts.id,
    kind: sold.length === 0 && returned.length > 0 ? "refund" : "sale",
    receiptNumber: parts.receiptNumber,
    storeCode: profile.storeCode,
    tillCode: profile.tillCode,
    cashierName: parts.actor.name,
    cashierId: parts.actor.staffId,
    ...approvedByOf(basket.approvers),
    customerRef: basket.customerRef,
    currency: profile.currency,
    pricesIncludeTax: profile.pricesIncludeTax,
    atMs: parts.atMs,
    lines: [...sold, ...returned],
    taxes:
      returned.length === 0
        ? priced.result.taxes
        : mergedTaxes(priced.result.taxes, taxesOf(returned, profile.pricesIncludeTax)),
    totals: {
      grossMinor: totals.grossMinor + back((line) => line.grossMinor),
      discountMinor: totals.discountMinor + back((line) => line.discountMinor),
      netMinor: totals.netMinor + back((line) => line.netMinor),
      taxMinor: totals.taxMinor + back((line) => line.taxMinor),
      totalMinor,
      roundingMinor: payableMinor - totalMinor,
      payableMinor,
    },
    tenders: parts.tenders,
    reason: reasonOf(basket),
    taxExemption: basket.taxExemption,
    offerUses: usesOf(priced.result, (lineId) => numberOf.get(lineId) ?? 0),
  };
};

/** Why goods came back, each reason once; null when none did. */
const reasonOf = ({ returns }: Basket): string | null =>
  returns.length === 0 ? null : [...new Set(returns.map((returned) => returned.reason))].join(", ");

/** What must hold of every sale before it is written; a violation is a bug, and nothing is stored. */
export const assertSaleAddsUp = (sale: UnrecordedSale): void => {
  const sum = (figures: readonly number[]): number => assertSafe(figures.reduce((a, b) => a + b, 0));
  const checks: readonly (readonly [string, number, number])[] = [
    ["line totals", sum(sale.lines.map((line) => line.totalMinor)), sale.totals.totalMinor],
    ["line taxes", sum(sale.lines.map((line) => line.taxMinor)), sale.totals.taxMinor],
    ["taxes by rate", sum(sale.taxes.map((tax) => tax.taxMinor)), sale.totals.taxMinor],
    ["tenders", sum(sale.tenders.map((tender) => tender.amountMinor)), sale.totals.payableMinor],
    ["rounding", sale.totals.totalMinor + sale.totals.roundingMinor, sale.totals.payableMinor],
  ];
  for (const [name, found, wanted] of checks) {
    if (found !== wanted) {
      throw new Error(`Sale ${sale.id}: ${name} are ${String(found)}, not ${String(wanted)}`);
    }
  }
};

interface LinePlace {
  readonly lineNumber: number;
  readonly depositOfLineNumber: number | null;
  readonly parts: SaleParts;
}

const saleLine = (line: BasketLine, priced: PricedLine | undefined, place: LinePlace): SaleLine => {
  if (!priced) {
    throw new Error(`Line ${line.id} was not priced`);
  }
  const { parts } = place;
  return {
    lineNumber: place.lineNumber,
    productId: line.product.id,
    sku: line.product.sku,
    barcode: line.barcode,
    name: line.product.name,
    kind: line.product.kind,
    unit: line.product.unit,
    quantityMilli: line.quantityMilli,
    ...askedPrices(line, parts.basket, parts.profile.pricesIncludeTax),
    grossMinor: priced.grossMinor,
    discountMinor: priced.discountMinor,
    netMinor: priced.netMinor,
    taxMinor: priced.taxMinor,
    totalMinor: parts.profile.pricesIncludeTax ? priced.netMinor : priced.netMinor + priced.taxMinor,
    unitNets: priced.unitNets,
    discounts: priced.discounts.map((discount) => saleDiscount(discount, line, parts)),
    note: line.note,
    refunds: null,
    depositOfLineNumber: place.depositOfLineNumber,
  };
};

/** Keys in the order of the journal's canonical form, which has it as it is. */
const saleDiscount = (discount: LineDiscount, line: BasketLine, parts: SaleParts): SaleLineDiscount => ({
  amountMinor: discount.amountMinor,
  campaign: discount.campaign,
  coupon: discount.coupon,
  label: discount.manual
    ? (line.discount?.reason ?? parts.basket.manualDiscount?.reason ?? "")
    : offerLabel(parts.priced.offers, discount.campaign ?? discount.coupon ?? discount.tier),
  manual: discount.manual,
  tier: discount.tier,
});
