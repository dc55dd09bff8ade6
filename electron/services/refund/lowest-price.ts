/**
 * Owns at what price goods without a receipt are taken back at most: the lowest of the last days. How many days is a
 * setting of the store.
 */
import { lowestUnitPrice } from "../../../domain/refund/lowest-price.ts";
import type { ClockDep, PriceHistoryDep, SettingsDep } from "../deps.ts";

export type LowestPriceDeps = PriceHistoryDep & SettingsDep & ClockDep;

export interface LowestPrice {
  /** null: neither listed nor sold in that time. */
  readonly unitPriceMinor: number | null;
  readonly days: number;
}

const DAYS_SETTING = "refund.lowestPriceDays";
const DEFAULT_DAYS = 30;
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

export const lowestPrice = (deps: LowestPriceDeps, productId: number): LowestPrice => {
  const days = readDays(deps);
  const untilMs = deps.clock.nowMs();
  const fromMs = untilMs - days * DAY_MS;
  const history = deps.priceHistory.since(productId, fromMs);
  return { unitPriceMinor: lowestUnitPrice(history, { fromMs, untilMs }), days };
};

const readDays = ({ settings }: SettingsDep): number => {
  const stored = settings.get(DAYS_SETTING, (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= MOST_DAYS
      ? value
      : null,
  );
  if (!stored.ok) {
    throw new Error(`The setting ${DAYS_SETTING} is not a number of days`);
  }
  return stored.value ?? DEFAULT_DAYS;
};
