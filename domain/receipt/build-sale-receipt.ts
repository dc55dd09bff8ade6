/**
 * Owns what a customer's receipt says about a completed sale or refund, and in which order.
 * Every figure is copied from the sale, none is computed anew except sums of what is printed. The receipt shows no
 * customer reference and of a card only brand, last four digits and authorisation code.
 */
import { isExchange } from "../sale/returned-goods.ts";
import type { Sale } from "../sale/sale.ts";
import type { StoreProfile } from "../sale/store-profile.ts";
import {
  barcodeBlock,
  columnsBlock,
  cutBlock,
  logoBlock,
  ruleBlock,
  spacerBlock,
  textBlock,
  type ReceiptBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";
import { receiptFormatFor } from "./receipt-format.ts";
import { countItems, receiptItems } from "./receipt-items.ts";
import { receiptPoints } from "./receipt-points.ts";
import { receiptSavings, receiptTaxes, receiptTenders, receiptTotals } from "./receipt-totals.ts";
import { receiptWordsFor, type ReceiptWords } from "./receipt-words.ts";
import type { SaleReceiptContext } from "./sale-receipt-context.ts";

export interface SaleReceiptOptions {
  /** true for a reprint: says so at the top and at the bottom. */
  readonly copy: boolean;
  /** Default: none. */
  readonly logo?: boolean;
  /** Default: its code. */
  readonly tierName?: (code: string) => string;
}

/** The receipt of a sale, or of a refund (a sale with negative figures). */
export const buildSaleReceipt = (
  sale: Sale,
  profile: StoreProfile,
  options: SaleReceiptOptions,
): ReceiptDocument => {
  const { locale, timezone } = profile;
  const words = receiptWordsFor(locale);
  const context = {
    sale,
    words,
    format: receiptFormatFor({ locale, timezone, currency: sale.currency }),
    tierName: options.tierName ?? ((code: string) => code),
  };
  const copyMark = options.copy
    ? [textBlock(`*** ${words.copy} ***`, { align: "center", bold: true, size: "tall" })]
    : [];
  return {
    locale,
    blocks: [
      ...copyMark,
      ...(options.logo === true ? [logoBlock, spacerBlock()] : []),
      ...storeHeader(profile, words),
      ...saleHeader(context),
      ruleBlock(),
      ...receiptItems(context),
      ruleBlock(),
      ...receiptTotals(context),
      ...receiptTenders(context),
      ruleBlock(),
      ...receiptTaxes(context),
      columnsBlock({ left: words.items, right: countItems(context) }),
      ...receiptSavings(context),
      ...receiptPoints(context),
      ...footer(profile),
      ...(options.copy ? [spacerBlock(), ...copyMark] : []),
      spacerBlock(),
      barcodeBlock(sale.receiptNumber),
      cutBlock,
    ],
  };
};

const storeHeader = (profile: StoreProfile, words: ReceiptWords): readonly ReceiptBlock[] => [
  textBlock(profile.storeName, { align: "center", bold: true, size: "big" }),
  ...profile.addressLines.map((line) => textBlock(line, { align: "center" })),
  ...(profile.taxNumber === null
    ? []
    : [textBlock(`${words.taxNumber} ${profile.taxNumber}`, { align: "center" })]),
  spacerBlock(),
];

const saleHeader = ({ sale, words, format }: SaleReceiptContext): readonly ReceiptBlock[] => {
  const rows: (readonly [string, string])[] = [
    [words.receipt, sale.receiptNumber],
    [words.date, format.dateTime(sale.atMs)],
    [words.cashier, sale.cashierName],
  ];
  if (sale.approvedByName !== null) {
    rows.push([words.approvedBy, sale.approvedByName]);
  }
  const exchanges = isExchange(sale);
  if (sale.kind === "refund" || exchanges) {
    rows.push(...originalReceipts(sale).map((number) => [words.originalReceipt, number] as const));
    if (sale.reason !== null) {
      rows.push([words.reason, sale.reason]);
    }
  }
  if (sale.taxExemption !== null) {
    rows.push([words.taxExempt, sale.taxExemption.reason]);
    if (sale.taxExemption.certificate !== null) {
      rows.push([words.certificate, sale.taxExemption.certificate]);
    }
  }
  const heading = sale.kind === "refund" ? words.refundTitle : exchanges ? words.exchangeTitle : null;
  const title =
    heading === null
      ? []
      : [textBlock(heading, { align: "center", bold: true, size: "tall" }), spacerBlock()];
  return [...title, ...rows.map(([left, right]) => columnsBlock({ left, right }))];
};

/** Receipts that a refund gives goods of back, each once, in line order. */
const originalReceipts = (sale: Sale): readonly string[] => [
  ...new Set(sale.lines.flatMap((line) => (line.refunds === null ? [] : [line.refunds.receiptNumber]))),
];

const footer = (profile: StoreProfile): readonly ReceiptBlock[] =>
  profile.receiptFooter.length === 0
    ? []
    : [spacerBlock(), ...profile.receiptFooter.map((line) => textBlock(line, { align: "center" }))];
