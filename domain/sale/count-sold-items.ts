/** Owns counting the items of a sale as a person counts them: pieces, and one for each weighed line. */
import type { Sale } from "./sale.ts";

/** Positive for refunds too. */
export const countSoldItems = (sale: Pick<Sale, "lines">): number =>
  sale.lines.reduce(
    (count, line) => count + (line.unit === "each" ? Math.abs(line.quantityMilli) / 1000 : 1),
    0,
  );
