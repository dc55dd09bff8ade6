/** Owns counting the items of a sale as a person counts them: pieces, one for each weighed line, no item's deposit. */
import type { Sale } from "./sale.ts";
import { soldLines } from "./returned-goods.ts";

/** What was sold; for a refund, what came back. Positive for both. */
export const countSoldItems = (sale: Pick<Sale, "lines">): number => {
  const sold = soldLines(sale);
  return (sold.length === 0 ? sale.lines : sold)
    .filter((line) => line.depositOfLineNumber === null)
    .reduce((count, line) => count + (line.unit === "each" ? Math.abs(line.quantityMilli) / 1000 : 1), 0);
};
