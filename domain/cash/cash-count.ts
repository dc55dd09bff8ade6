/**
 * Owns what a count of a drawer is: pieces of each note and coin, or one total where somebody counted another way.
 * Amounts in minor units. A count never knows what the drawer should hold.
 */
import { assertSafe } from "../money/ratio.ts";
import { err, ok, type Result } from "../result.ts";
import { denominationsOf } from "./denominations.ts";

export interface Pieces {
  readonly valueMinor: number;
  readonly pieces: number;
}

/** What a person enters. */
export type CashEntry = { readonly pieces: readonly Pieces[] } | { readonly totalMinor: number };

export interface CashCount {
  readonly totalMinor: number;
  /** Largest first, without those of which there is none; null when only a total was given. */
  readonly pieces: readonly Pieces[] | null;
}

export interface UnknownDenomination {
  readonly type: "UnknownDenomination";
  readonly valueMinor: number;
}

/** Adds a count up. A value that the currency does not have, or that stands twice, is a mistake, never a sum. */
export const countCash = (currency: string, entry: CashEntry): Result<CashCount, UnknownDenomination> => {
  if ("totalMinor" in entry) {
    return ok({ totalMinor: entry.totalMinor, pieces: null });
  }
  const known = new Set(denominationsOf(currency).map((denomination) => denomination.valueMinor));
  for (const { valueMinor } of entry.pieces) {
    if (!known.delete(valueMinor)) {
      return err({ type: "UnknownDenomination", valueMinor });
    }
  }
  const pieces = entry.pieces.filter((row) => row.pieces > 0).toSorted((a, b) => b.valueMinor - a.valueMinor);
  const totalMinor = assertSafe(pieces.reduce((sum, row) => sum + row.valueMinor * row.pieces, 0));
  return ok({ totalMinor, pieces });
};
