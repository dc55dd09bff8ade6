/**
 * Owns how much of a receipt cards paid for and has not gone back: that much of a refund goes to a card before any cash
 * leaves the drawer. Follows goods through exchanges, so that swapping twice does not turn card money into cash.
 */
import type { Sale } from "../sale/sale.ts";

/** A later record that took goods of a receipt back. Positive figures but the card's. */
export interface Refunder {
  readonly saleId: string;
  /** "sale": an exchange. */
  readonly kind: "sale" | "refund";
  readonly atMs: number;
  /** Value of the goods of this receipt that it took back. */
  readonly returnedMinor: number;
  /** Sum of its card tenders; negative when it paid out. */
  readonly cardMinor: number;
  /** Sum of its cash tenders; negative when it paid out. */
  readonly cashMinor: number;
  /** 1: a second person approved something of it. */
  readonly isApproved: 0 | 1;
  /** What cash rounding added to the record (negative: took off). */
  readonly roundingMinor: number;
}

export interface CardMoneyLookup {
  readonly findById: (saleId: string) => Sale | null;
  /** In the order in which they were recorded. */
  readonly refundersOf: (saleId: string) => readonly Refunder[];
}

/** What cards paid for the sale, less what went back to a card or on into an exchange. */
export const cardMoneyLeft = (sales: CardMoneyLookup, sale: Sale): number =>
  sales
    .refundersOf(sale.id)
    .reduce((leftMinor, refunder) => leftMinor - takenBy(refunder, leftMinor), cardMoneyOf(sales, sale));

const takenBy = (refunder: Refunder, leftMinor: number): number =>
  Math.min(leftMinor, refunder.kind === "sale" ? refunder.returnedMinor : Math.max(0, -refunder.cardMinor));

/** Its card tenders, and what the goods that it took back had been paid with by card. */
const cardMoneyOf = (sales: CardMoneyLookup, sale: Sale): number => {
  const ownMinor = sale.tenders.reduce(
    (sum, tender) => (tender.type === "CARD" ? sum + tender.amountMinor : sum),
    0,
  );
  const originals = new Set(sale.lines.flatMap((line) => (line.refunds ? [line.refunds.saleId] : [])));
  const carriedMinor = [...originals].reduce((sum, id) => sum + carriedInto(sales, id, sale.id), 0);
  return Math.max(0, ownMinor + carriedMinor);
};

const carriedInto = (sales: CardMoneyLookup, originalId: string, exchangeId: string): number => {
  const original = sales.findById(originalId);
  let leftMinor = original ? cardMoneyOf(sales, original) : 0;
  for (const refunder of sales.refundersOf(originalId)) {
    const takenMinor = takenBy(refunder, leftMinor);
    if (refunder.saleId === exchangeId) {
      return refunder.kind === "sale" ? takenMinor : 0;
    }
    leftMinor -= takenMinor;
  }
  return 0;
};
