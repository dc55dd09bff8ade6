/**
 * Owns adding up the file without the till: plain arithmetic over rows, against which the replayed till is held.
 * Shares no code with pricing, sales or refunds.
 */
import type { RetailInvoice, RetailRow } from "./retail-invoice.ts";
import { taxRateOf } from "./tax-rule.ts";

export interface IndependentSums {
  invoices: number;
  rows: number;
  sales: number;
  salesMinor: number;
  refundsMinor: number;
  /** Tax inside the sales, rounded half up once for each invoice and rate. */
  salesTaxMinor: number;
  /** The same for what came back; the till gives back the tax that was in the sale, so this is near, not equal. */
  refundsTaxMinor: number;
  refundRows: number;
  /** Sales less refunds of invoices without a customer, which are paid in cash. */
  drawerMinor: number;
}

export const emptySums = (): IndependentSums => ({
  invoices: 0,
  rows: 0,
  sales: 0,
  salesMinor: 0,
  refundsMinor: 0,
  salesTaxMinor: 0,
  refundsTaxMinor: 0,
  refundRows: 0,
  drawerMinor: 0,
});

export const isReturn = (row: RetailRow): boolean => row.quantity < 0 || row.unitPriceMinor < 0;

export const addInvoice = (sums: IndependentSums, invoice: RetailInvoice): void => {
  const sold = invoice.rows.filter((row) => !isReturn(row));
  const returned = invoice.rows.filter(isReturn);
  const soldMinor = total(sold);
  const returnedMinor = total(returned);
  sums.invoices += 1;
  sums.rows += invoice.rows.length;
  sums.sales += sold.length > 0 ? 1 : 0;
  sums.salesMinor += soldMinor;
  sums.refundsMinor += returnedMinor;
  sums.salesTaxMinor += taxInside(taxedAs(sold));
  sums.refundsTaxMinor += taxInside(taxedAs(returned));
  sums.refundRows += returned.length;
  sums.drawerMinor += invoice.customer === null ? soldMinor - returnedMinor : 0;
};

const total = (rows: readonly RetailRow[]): number =>
  rows.reduce((sum, row) => sum + Math.abs(row.quantity * row.unitPriceMinor), 0);

const taxedAs = (rows: readonly RetailRow[]): readonly TaxedAmount[] =>
  rows.map((row) => ({ rateBp: taxRateOf(row.sku), amountMinor: total([row]) }));

export interface TaxedAmount {
  readonly rateBp: number;
  readonly amountMinor: number;
}

/** Rounded half up once for each rate. */
export const taxInside = (amounts: readonly TaxedAmount[]): number => {
  const byRate = new Map<number, number>();
  for (const { rateBp, amountMinor } of amounts) {
    byRate.set(rateBp, (byRate.get(rateBp) ?? 0) + amountMinor);
  }
  let taxMinor = 0;
  for (const [rateBp, amountMinor] of byRate) {
    taxMinor += Math.floor((amountMinor * rateBp * 2 + 10_000 + rateBp) / (2 * (10_000 + rateBp)));
  }
  return taxMinor;
};
