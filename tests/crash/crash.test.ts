/** Fifty kills of a real till process. The long run: npm run crash -- --kills 200. */
import { expect, it } from "vitest";
import { AIMED_AT, crashTill } from "./crash-till.ts";
import { testSeed } from "../support/test-seed.ts";

const KILLS = 50;

it(
  "loses nothing that was acknowledged",
  async () => {
    const seed = testSeed;
    const report = await crashTill({ kills: KILLS, seed });
    expect(report.faults, `seed ${String(seed)}`).toEqual([]);
    expect(report.kills).toBe(KILLS);
    // How many are made in so short lives depends on the machine.
    expect(report.sales).toBeGreaterThan(10);
    expect(AIMED_AT.filter((name) => !report.killedDuring.has(name))).toEqual([]);
  },
  10 * 60_000,
);
