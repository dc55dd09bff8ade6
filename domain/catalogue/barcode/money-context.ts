/** Owns what reading a code must know of the store's money and day, and bringing a figure to another number of decimals. */
import { mulDivRound } from "../../money/ratio.ts";
import type { CivilDate } from "../../time/civil-date.ts";

export interface MoneyContext {
  /** ISO 4217 letters of the store's currency. */
  readonly currency: string;
  readonly currencyDecimals: number;
  /** In the store's calendar: a year of two digits is read near it. */
  readonly today: CivilDate;
}

/** An integer with `from` decimals as one with `to`. */
export const scaled = (value: number, from: number, to: number): number =>
  to >= from ? value * 10 ** (to - from) : mulDivRound(value, 1, 10 ** (from - to));
