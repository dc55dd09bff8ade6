/**
 * Owns how much of a receipt gift cards and store credit paid for and has not gone back, card by card: that much of a
 * refund goes back onto the very cards that paid, before anything goes to a bank card or leaves the drawer.
 */
import type { CardSlip, Sale, Tender } from "../sale/sale.ts";
import { isStoredValue, type StoredValueKind } from "../stored-value/stored-value.ts";
import type { CardMoneyLookup } from "./card-money.ts";

export interface StoredMoney {
  readonly type: StoredValueKind;
  readonly slip: CardSlip;
  readonly amountMinor: number;
}

export const storedMoneyLeft = (sales: CardMoneyLookup, sale: Sale): readonly StoredMoney[] => {
  let left = storedMoneyOf(sale.tenders);
  for (const refunder of sales.refundersOf(sale.id)) {
    if (refunder.kind === "sale") {
      left = without(left, refunder.returnedMinor);
    } else {
      left = withoutTenders(left, sales.findById(refunder.saleId)?.tenders ?? []);
    }
  }
  return left.filter(({ amountMinor }) => amountMinor > 0);
};

export const storedMoneyOf = (
  tenders: readonly Pick<Tender, "type" | "card" | "amountMinor">[],
): readonly StoredMoney[] =>
  tenders.flatMap(({ type, card, amountMinor }) =>
    isStoredValue(type) && card !== null && amountMinor > 0 ? [{ type, slip: card, amountMinor }] : [],
  );

const withoutTenders = (left: readonly StoredMoney[], tenders: readonly Tender[]): readonly StoredMoney[] =>
  tenders
    .filter(({ type, amountMinor }) => isStoredValue(type) && amountMinor < 0)
    .reduce((rest, tender) => {
      const same = rest.filter(({ slip }) => slip.reference === tender.card?.reference);
      const others = rest.filter(({ slip }) => slip.reference !== tender.card?.reference);
      return [...without(same, -tender.amountMinor), ...others];
    }, left);

/** Takes an amount off the cards in their order. */
const without = (left: readonly StoredMoney[], amountMinor: number): readonly StoredMoney[] => {
  let takeMinor = amountMinor;
  return left.map((money) => {
    const takenMinor = Math.min(takeMinor, money.amountMinor);
    takeMinor -= takenMinor;
    return { ...money, amountMinor: money.amountMinor - takenMinor };
  });
};

export const sumOfStored = (money: readonly StoredMoney[]): number =>
  money.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
