/**
 * Owns how the lines of a sale read on its receipt: quantity times price, what changed the price, who took how much off.
 * The amounts printed for a line that was sold (its gross and its signed discounts) add up to the line's net.
 */
import { countSoldItems } from "../sale/count-sold-items.ts";
import { isExchange, returnedLines, soldLines } from "../sale/returned-goods.ts";
import type { SaleLine, SaleLineDiscount } from "../sale/sale.ts";
import { textBlock, type ItemAdjustment, type ItemBlock, type ReceiptBlock } from "./receipt-document.ts";
import type { ReceiptWords } from "./receipt-words.ts";
import type { SaleReceiptContext } from "./sale-receipt-context.ts";

/** One block per line, in basket order; what an exchange took back stands below, under its own heading. */
export const receiptItems = (context: SaleReceiptContext): readonly ReceiptBlock[] => {
  const { sale, words } = context;
  if (!isExchange(sale)) {
    return sale.lines.map((line) => soldItem(line, context));
  }
  const returned = returnedLines(sale);
  const originals = new Set(returned.map((line) => line.refunds?.receiptNumber));
  return [
    ...soldLines(sale).map((line) => soldItem(line, context)),
    textBlock(words.returnedTitle, { bold: true }),
    ...returned.map((line) => returnedItem(line, context, originals.size > 1)),
  ];
};

const soldItem = (line: SaleLine, context: SaleReceiptContext): ItemBlock => ({
  kind: "item",
  name: line.name,
  detail: lineDetail(line, context),
  amount: context.format.money(line.grossMinor),
  adjustments: line.discounts.map((discount) => adjustment(discount, context)),
  notes: line.note === null || line.note === "" ? [] : [line.note],
});

/** What was paid for it, discounts and all: the receipt that it came from has the rest. */
const returnedItem = (
  line: SaleLine,
  { words, format }: SaleReceiptContext,
  namesReceipt: boolean,
): ItemBlock => ({
  kind: "item",
  name: line.name,
  detail:
    line.unit === "weight"
      ? `${format.weight(line.quantityMilli)} ${words.kilogram}`
      : format.quantity(line.quantityMilli),
  amount: format.money(line.netMinor),
  adjustments: [],
  notes: namesReceipt && line.refunds ? [`${words.originalReceipt} ${line.refunds.receiptNumber}`] : [],
});

/** "2 x 1.20", "0.345 kg x 420.00", "1 x 9.00 (was 12.50)"; nothing for one unit at its list price. */
const lineDetail = (line: SaleLine, { words, format }: SaleReceiptContext): string | null => {
  const changed = line.listUnitPriceMinor !== null && line.listUnitPriceMinor !== line.unitPriceMinor;
  if (line.unit === "each" && line.quantityMilli === 1000 && !changed) {
    return null;
  }
  const quantity =
    line.unit === "weight"
      ? `${format.weight(line.quantityMilli)} ${words.kilogram}`
      : format.quantity(line.quantityMilli);
  const old =
    changed && line.listUnitPriceMinor !== null
      ? ` (${words.was} ${format.money(line.listUnitPriceMinor)})`
      : "";
  return `${quantity} x ${format.money(line.unitPriceMinor)}${old}`;
};

const adjustment = (discount: SaleLineDiscount, { words, format }: SaleReceiptContext): ItemAdjustment => ({
  label: discountLabel(discount, words),
  amount: format.money(-discount.amountMinor),
});

/** The campaign's name as the customer knows it, with the coupon's code where a coupon was handed over. */
export const discountLabel = (discount: SaleLineDiscount, words: ReceiptWords): string => {
  const label = discount.label.trim();
  if (discount.coupon !== null) {
    return label === "" ? `${words.coupon} ${discount.coupon}` : `${label} (${discount.coupon})`;
  }
  return label === "" ? words.manualDiscount : label;
};

/** As a person counts them. */
export const countItems = ({ sale, format }: SaleReceiptContext): string =>
  format.quantity(countSoldItems(sale) * 1000);
