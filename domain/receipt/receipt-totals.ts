/**
 * Owns the figures below a receipt's lines: totals with cash rounding on a line of its own, tenders with cash given and
 * change, the tax table and what each campaign saved. Subtotal, discounts, tax (where prices exclude it) and rounding,
 * as printed, add up to the amount printed large.
 */
import { isExchange, returnedLines, soldLines } from "../sale/returned-goods.ts";
import type { CardSlip, SaleLine, Tender } from "../sale/sale.ts";
import {
  columnsBlock,
  ruleBlock,
  spacerBlock,
  type ColumnsBlock,
  type ReceiptBlock,
  type TableBlock,
} from "./receipt-document.ts";
import { discountLabel } from "./receipt-items.ts";
import type { SaleReceiptContext } from "./sale-receipt-context.ts";

/** From subtotal to the amount to pay, the latter large and with the currency's name. */
export const receiptTotals = ({ sale, words, format }: SaleReceiptContext): readonly ReceiptBlock[] => {
  const { totals } = sale;
  const refund = sale.kind === "refund";
  const paysBack = refund || totals.payableMinor < 0;
  const row = (left: string, amountMinor: number): ColumnsBlock =>
    columnsBlock({ left, right: format.money(amountMinor) });
  const large = (label: string, amountMinor: number): ColumnsBlock => {
    const currency = words.currencyNames[sale.currency] ?? sale.currency;
    return columnsBlock(
      { left: `${label} ${currency}`, right: format.money(amountMinor) },
      { bold: true, size: "tall" },
    );
  };
  const parts: ColumnsBlock[] = [];
  if (isExchange(sale)) {
    parts.push(
      row(words.newItems, netOf(soldLines(sale))),
      row(words.returnedItems, netOf(returnedLines(sale))),
    );
  } else if (totals.discountMinor !== 0 || !sale.pricesIncludeTax) {
    parts.push(row(words.subtotal, totals.grossMinor));
  }
  if (totals.discountMinor !== 0 && !isExchange(sale)) {
    parts.push(row(words.discounts, -totals.discountMinor));
  }
  if (!sale.pricesIncludeTax) {
    parts.push(row(words.tax, totals.taxMinor));
  }
  const totalWord = refund ? words.refundTotal : paysBack ? words.toPayBack : words.total;
  if (totals.roundingMinor === 0) {
    return [...parts, large(totalWord, totals.payableMinor), spacerBlock()];
  }
  return [
    ...parts,
    columnsBlock(
      { left: refund ? words.refundTotal : words.total, right: format.money(totals.totalMinor) },
      { bold: true },
    ),
    row(words.cashRounding, totals.roundingMinor),
    large(paysBack ? words.toPayBack : words.toPay, totals.payableMinor),
    spacerBlock(),
  ];
};

/** Of the code only its end, and what is left on the card. */
const storedValueRows = (
  tender: Tender,
  { sale, words, format }: SaleReceiptContext,
): readonly ReceiptBlock[] => {
  const moved = sale.storedValue.findLast(({ cardId }) => cardId === tender.card?.reference);
  const name = words.tenders[tender.type];
  const left = tender.card === null ? name : `${name} **** ${tender.card.last4}`;
  return [
    columnsBlock({ left, right: format.money(tender.amountMinor) }),
    ...(moved === undefined
      ? []
      : [
          columnsBlock(
            { left: words.cardBalance, right: format.money(moved.balanceAfterMinor) },
            { indent: 2 },
          ),
        ]),
  ];
};

const netOf = (lines: readonly SaleLine[]): number => lines.reduce((sum, line) => sum + line.netMinor, 0);

/** What was paid with what; under cash what was handed over and given back, under a card its slip. */
export const receiptTenders = (context: SaleReceiptContext): readonly ReceiptBlock[] =>
  context.sale.tenders.flatMap((tender) => tenderRows(tender, context));

const tenderRows = (tender: Tender, context: SaleReceiptContext): readonly ReceiptBlock[] => {
  const { words, format } = context;
  const amount = format.money(tender.amountMinor);
  if (tender.type === "CARD") {
    const slip = tender.card;
    const left = slip === null ? words.tenders.CARD : `${words.tenders.CARD} ${cardName(slip)}`;
    const code =
      slip === null || slip.authCode === ""
        ? []
        : [columnsBlock({ left: `${words.authCode} ${slip.authCode}`, right: "" }, { indent: 2 })];
    return [columnsBlock({ left, right: amount }), ...code];
  }
  if (tender.type === "GIFT_CARD" || tender.type === "STORE_CREDIT") {
    return storedValueRows(tender, context);
  }
  const given = tender.changeMinor !== 0 || tender.tenderedMinor !== tender.amountMinor;
  return [
    columnsBlock({ left: words.tenders[tender.type], right: amount }),
    ...(given
      ? [
          columnsBlock({ left: words.cashGiven, right: format.money(tender.tenderedMinor) }, { indent: 2 }),
          columnsBlock(
            { left: words.change, right: format.money(tender.changeMinor) },
            { indent: 2, bold: true },
          ),
        ]
      : []),
  ];
};

/** "VISA ****4242". Only ever the last four digits, whatever a record holds. */
const cardName = (slip: CardSlip): string =>
  `${slip.brand} ****${slip.last4.replace(/\D/g, "").slice(-4)}`.trim();

/** Rate, net, tax and gross, one row per rate. Nothing when the sale has no tax rows. */
export const receiptTaxes = ({ sale, words, format }: SaleReceiptContext): readonly ReceiptBlock[] => {
  if (sale.taxes.length === 0) {
    return [];
  }
  const table: TableBlock = {
    kind: "table",
    header: [words.taxRate, words.taxBase, words.tax, words.taxGross],
    rows: sale.taxes.map(({ rateBp, baseMinor, taxMinor }) => [
      format.rate(rateBp),
      format.money(baseMinor),
      format.money(taxMinor),
      format.money(baseMinor + taxMinor),
    ]),
  };
  return [table, spacerBlock()];
};

/** What each campaign took off over all lines, and the sum. Only where a customer saved something. */
export const receiptSavings = ({ sale, words, format }: SaleReceiptContext): readonly ReceiptBlock[] => {
  const savedMinor = soldLines(sale).reduce((sum, line) => sum + line.discountMinor, 0);
  if (sale.kind === "refund" || savedMinor <= 0) {
    return [];
  }
  const byLabel = new Map<string, number>();
  for (const discount of sale.lines.flatMap((line) => line.discounts)) {
    const label = discountLabel(discount, words);
    byLabel.set(label, (byLabel.get(label) ?? 0) + discount.amountMinor);
  }
  return [
    ruleBlock(),
    columnsBlock({ left: words.yourSavings, right: "" }),
    ...Array.from(byLabel, ([left, amountMinor]) =>
      columnsBlock({ left, right: format.money(amountMinor) }, { indent: 2 }),
    ),
    columnsBlock({ left: words.youSave, right: format.money(savedMinor) }, { bold: true, size: "tall" }),
  ];
};
