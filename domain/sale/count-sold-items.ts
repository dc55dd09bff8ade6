/** Owns counting the items of a sale as a person counts them: pieces, one for each weighed line, no item's deposit. */
import type { Sale } from "./sale.ts";

/** Positive for refunds too. */
export const countSoldItems = (sale: Pick<Sale, "lines">): number =>
  sale.lines
    .filter((line) => line.depositOfLineNumber === null)
    .reduce((count, line) => count + (line.unit === "each" ? Math.abs(line.quantityMilli) / 1000 : 1), 0);
