/**
 * Owns letting random days pass: each till lives a number of them, the next one has the next seed, so that whatever goes
 * wrong is found again by the seed of its till. Stops at the first day that does not add up.
 */
import { verifyJournal } from "../../electron/services/journal/verify-journal.ts";
import { dayFaults } from "./day-checks.ts";
import { openDayShop, type DayShop } from "./day-shop.ts";
import { liveDay } from "./day-steps.ts";

export interface DaysReport {
  readonly days: number;
  readonly sales: number;
  readonly zReports: number;
  /** How often each thing was done. */
  readonly done: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

export interface DaysOrder {
  readonly days: number;
  /** Of the first till. */
  readonly seed: number;
  readonly daysOfATill: number;
  readonly onTill?: (report: DaysReport) => void;
}

export const passDays = async (order: DaysOrder): Promise<DaysReport> => {
  let report: DaysReport = { days: 0, sales: 0, zReports: 0, done: new Map(), faults: [] };
  for (let seed = order.seed; report.days < order.days && report.faults.length === 0; seed += 1) {
    report = add(report, await passTillLife(seed, Math.min(order.daysOfATill, order.days - report.days)));
    order.onTill?.(report);
  }
  return report;
};

const passTillLife = async (seed: number, days: number): Promise<DaysReport> => {
  const shop = await openDayShop(seed);
  const faults: string[] = [];
  let day = 0;
  while (day < days && faults.length === 0) {
    day += 1;
    faults.push(
      ...(await faultsOf(shop, day)).map((what) => `seed ${String(seed)}, day ${String(day)}: ${what}`),
    );
  }
  const verified = verifyJournal(shop.test.till);
  if (!verified.ok) {
    faults.push(`seed ${String(seed)}: the journal: ${JSON.stringify(verified.error)}`);
  }
  const { till } = shop.test;
  const zReports = till.zReports.newest()?.number ?? 0;
  const report = { days: day, sales: till.sales.count(), zReports, done: shop.done, faults };
  await shop.test.close();
  return report;
};

const faultsOf = async (shop: DayShop, day: number): Promise<readonly string[]> => {
  try {
    return dayFaults(shop, await liveDay(shop, day));
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
};

const add = (a: DaysReport, b: DaysReport): DaysReport => ({
  days: a.days + b.days,
  sales: a.sales + b.sales,
  zReports: a.zReports + b.zReports,
  done: new Map(
    [...new Set([...a.done.keys(), ...b.done.keys()])].map((what) => [
      what,
      (a.done.get(what) ?? 0) + (b.done.get(what) ?? 0),
    ]),
  ),
  faults: [...a.faults, ...b.faults],
});
