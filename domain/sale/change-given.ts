/** Owns how much change went back on a sale: over all its tenders, in minor units. */
import type { Sale } from "./sale.ts";

export const changeGivenMinor = ({ tenders }: Pick<Sale, "tenders">): number =>
  tenders.reduce((sum, { changeMinor }) => sum + changeMinor, 0);
