/**
 * Owns selling without tax: why, and what a unit costs then. Where prices include tax the customer pays the price
 * without its tax, rounded per unit half away from zero; where they do not, nothing is added.
 */
import { mulDivRound } from "../money/ratio.ts";

export interface TaxExemption {
  /** Why, as the cashier said it; on the receipt. */
  readonly reason: string;
  /** Number of the customer's certificate, or null. */
  readonly certificate: string | null;
}

/** What a price without its tax is, in minor units; the rate in basis points. */
export const withoutTax = (priceMinor: number, rateBp: number): number =>
  mulDivRound(priceMinor, 10_000, 10_000 + rateBp);
