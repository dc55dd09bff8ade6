/**
 * Owns how the lines of one sale are found and keyed: as a range of positions that begin with the sale's number. There
 * is no index on sale_seq, so a condition on it alone reads every line that was ever sold.
 */
const POSITIONS_PER_SALE = 100_000;
export const LAST_LINE = POSITIONS_PER_SALE - 1;

/** `lineNumber`: 1 to `LAST_LINE`. */
export const linePosition = (saleSeq: number, lineNumber: number): number =>
  saleSeq * POSITIONS_PER_SALE + lineNumber;

/** A condition; both are SQL: the position of a line, and the number of the sale. */
export const isLineOf = (position: string, saleSeq: string): string =>
  `${position} BETWEEN ${saleSeq} * ${String(POSITIONS_PER_SALE)} AND ${saleSeq} * ${String(POSITIONS_PER_SALE)} + ${String(LAST_LINE)}`;
