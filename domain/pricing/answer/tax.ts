/**
 * Owns tax: per rate, on the sum of what remains at that rate, rounded once half away from zero; the lines get their
 * share by largest remainder, so lines, rates and total always agree (docs/pricing.md, "Tax").
 */
import { allocate } from "../../money/allocate.ts";
import { mulDivRound } from "../../money/ratio.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { TaxTotal } from "../pricing-result.ts";

export interface TaxAnswer {
  readonly taxes: readonly TaxTotal[];
  /** Tax of each canonical line, in minor units. */
  readonly taxMinor: readonly number[];
}

/** `netMinor` has what remains of each line; with `pricesIncludeTax` it contains the tax, else the tax comes on top. */
export const taxLines = (
  lines: readonly CanonicalLine[],
  netMinor: readonly number[],
  pricesIncludeTax: boolean,
): TaxAnswer => {
  const taxMinor = lines.map(() => 0);
  const rates = [...new Set(lines.map((line) => line.sample.taxRateBp))].toSorted((a, b) => a - b);
  const taxes = rates.map((rateBp) => {
    const atRate = lines.filter((line) => line.sample.taxRateBp === rateBp).map((line) => line.index);
    const sumMinor = atRate.reduce((sum, index) => sum + (netMinor[index] ?? 0), 0);
    const tax = mulDivRound(sumMinor, rateBp, pricesIncludeTax ? 10_000 + rateBp : 10_000);
    const shares = allocate(
      tax,
      atRate.map((index) => netMinor[index] ?? 0),
      atRate.map(() => Number.MAX_SAFE_INTEGER),
    );
    for (const [at, index] of atRate.entries()) {
      taxMinor[index] = shares[at] ?? 0;
    }
    return { rateBp, baseMinor: pricesIncludeTax ? sumMinor - tax : sumMinor, taxMinor: tax };
  });
  return { taxes, taxMinor };
};
