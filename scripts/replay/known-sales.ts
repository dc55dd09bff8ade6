/**
 * Owns remembering what each customer bought at which price and how much of it could still come back, so that a
 * replayed return finds its receipt.
 */
import type { Sale } from "../../domain/sale/sale.ts";
import type { RetailRow } from "./retail-invoice.ts";

export interface ReturnPlan {
  readonly byReceipt: ReadonlyMap<
    string,
    readonly { readonly lineNumber: number; readonly quantityMilli: number }[]
  >;
  readonly withoutReceipt: readonly { readonly row: RetailRow; readonly quantityMilli: number }[];
}

export interface KnownSales {
  readonly add: (customer: string, sale: Sale) => void;
  /** Takes what it promises: the same units are never promised twice. */
  readonly match: (customer: string | null, rows: readonly RetailRow[]) => ReturnPlan;
}

interface Bought {
  readonly receiptNumber: string;
  readonly lineNumber: number;
  leftMilli: number;
}

export const createKnownSales = (): KnownSales => {
  const bought = new Map<string, Bought[]>();
  const keyOf = (customer: string, sku: string, unitPriceMinor: number): string =>
    JSON.stringify([customer, sku, unitPriceMinor]);
  return {
    add: (customer, sale) => {
      for (const line of sale.lines) {
        const key = keyOf(customer, line.sku, line.unitPriceMinor);
        const entry = {
          receiptNumber: sale.receiptNumber,
          lineNumber: line.lineNumber,
          leftMilli: line.quantityMilli,
        };
        bought.set(key, [...(bought.get(key) ?? []), entry]);
      }
    },
    match: (customer, rows) => {
      const byReceipt = new Map<string, { lineNumber: number; quantityMilli: number }[]>();
      const withoutReceipt: { row: RetailRow; quantityMilli: number }[] = [];
      for (const row of rows) {
        let leftMilli = Math.abs(row.quantity) * 1000;
        const candidates =
          customer === null ? [] : (bought.get(keyOf(customer, row.sku, Math.abs(row.unitPriceMinor))) ?? []);
        for (const entry of candidates) {
          const quantityMilli = Math.min(leftMilli, entry.leftMilli);
          if (quantityMilli > 0) {
            entry.leftMilli -= quantityMilli;
            leftMilli -= quantityMilli;
            const lines = byReceipt.get(entry.receiptNumber) ?? [];
            lines.push({ lineNumber: entry.lineNumber, quantityMilli });
            byReceipt.set(entry.receiptNumber, lines);
          }
        }
        if (leftMilli > 0) {
          withoutReceipt.push({ row, quantityMilli: leftMilli });
        }
      }
      return { byReceipt, withoutReceipt };
    },
  };
};
