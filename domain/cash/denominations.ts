/**
 * Owns which notes and coins a currency has, in minor units, largest first: what a drawer is counted in. Data only.
 * Coins that exist but that nobody carries are left out where shops do not give them (1 kuruş).
 * Sources: the central banks' lists of notes and coins in circulation (CBRT, ECB, Federal Reserve, Bank of England).
 */
import { currencyDecimals } from "../money/decimal.ts";

export interface Denomination {
  readonly valueMinor: number;
  readonly kind: "note" | "coin";
}

interface NotesAndCoins {
  readonly notes: readonly number[];
  readonly coins: readonly number[];
}

const BY_CURRENCY: Readonly<Record<string, NotesAndCoins>> = {
  TRY: { notes: [20_000, 10_000, 5000, 2000, 1000, 500], coins: [100, 50, 25, 10, 5] },
  EUR: {
    notes: [50_000, 20_000, 10_000, 5000, 2000, 1000, 500],
    coins: [200, 100, 50, 20, 10, 5, 2, 1],
  },
  USD: { notes: [10_000, 5000, 2000, 1000, 500, 200, 100], coins: [50, 25, 10, 5, 1] },
  GBP: { notes: [5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10, 5, 2, 1] },
};

/** For a currency that is not listed: the usual steps of 1, 2 and 5 for as many decimals as it has. */
const BY_DECIMALS: Readonly<Record<number, NotesAndCoins>> = {
  0: { notes: [10_000, 5000, 2000, 1000], coins: [500, 100, 50, 10, 5, 1] },
  2: { notes: [20_000, 10_000, 5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10, 5, 2, 1] },
  3: { notes: [50_000, 20_000, 10_000, 5000, 1000, 500], coins: [250, 100, 50, 25, 10, 5] },
};

export const denominationsOf = (currency: string): readonly Denomination[] => {
  const { notes, coins } = BY_CURRENCY[currency] ??
    BY_DECIMALS[currencyDecimals(currency)] ?? { notes: [], coins: [] };
  return [
    ...notes.map((valueMinor): Denomination => ({ valueMinor, kind: "note" })),
    ...coins.map((valueMinor): Denomination => ({ valueMinor, kind: "coin" })),
  ];
};
