/**
 * Owns at what price goods without a receipt are taken back at most: the lowest of the last days. How many days is a
 * setting of the store.
 */
import { MOST_LOWEST_PRICE_DAYS } from "../../../contracts/ipc/sale-rules.ts";
import { lowestUnitPrice } from "../../../domain/refund/lowest-price.ts";
import type { ClockDep, PriceHistoryDep, SettingsDep } from "../deps.ts";

export type LowestPriceDeps = PriceHistoryDep & SettingsDep & ClockDep;

export interface LowestPrice {
  /** null: neither listed nor sold in that time. */
  readonly unitPriceMinor: number | null;
  readonly days: number;
}

export const LOWEST_PRICE_DAYS_KEY = "refund.lowestPriceDays";
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

export const lowestPrice = (deps: LowestPriceDeps, productId: number): LowestPrice => {
  const days = lowestPriceDays(deps);
  const untilMs = deps.clock.nowMs();
  const fromMs = untilMs - days * DAY_MS;
  const history = deps.priceHistory.since(productId, fromMs);
  return { unitPriceMinor: lowestUnitPrice(history, { fromMs, untilMs }), days };
};

/** Throws on a stored value that is none. */
export const lowestPriceDays = ({ settings }: SettingsDep): number => {
  const stored = settings.get(LOWEST_PRICE_DAYS_KEY, (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= MOST_LOWEST_PRICE_DAYS
      ? value
      : null,
  );
  if (!stored.ok) {
    throw new Error(`The setting ${LOWEST_PRICE_DAYS_KEY} is not a number of days`);
  }
  return stored.value ?? DEFAULT_DAYS;
};
