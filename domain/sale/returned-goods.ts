/** Owns telling what a sale sold from what it took back: an exchange is a sale that did both. */
import type { Sale, SaleLine } from "./sale.ts";

export const isReturned = (line: Pick<SaleLine, "quantityMilli">): boolean => line.quantityMilli < 0;

export const soldLines = (sale: Pick<Sale, "lines">): readonly SaleLine[] =>
  sale.lines.filter((line) => !isReturned(line));

export const returnedLines = (sale: Pick<Sale, "lines">): readonly SaleLine[] =>
  sale.lines.filter(isReturned);

export const isExchange = (sale: Pick<Sale, "kind" | "lines">): boolean =>
  sale.kind === "sale" && sale.lines.some(isReturned);
