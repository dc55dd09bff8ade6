/** Owns how basis points stand in a field that a percent is typed into: "20", "8,5", without needless zeros. */
import { formatDecimal } from "../../domain/money/decimal.ts";
import type { Formats } from "./formats.ts";

export const percentEntry = (basisPoints: number, { decimalSign }: Formats): string =>
  formatDecimal(basisPoints, 2)
    .replace(/\.?0+$/, "")
    .replace(".", decimalSign) || "0";
