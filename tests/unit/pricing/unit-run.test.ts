import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takeOff, type LineState, type UnitRun } from "../../../domain/pricing/basket/unit-run.ts";

interface GivenRun {
  readonly count: number;
  readonly remainingMinor: number;
  readonly weight: number;
}

const stateOf = (given: readonly GivenRun[]): LineState => ({
  runs: given.map(({ count, remainingMinor }): UnitRun => ({
    count,
    remainingMinor,
    touchedBy: [],
    leftBy: [],
    rewardedBy: null,
  })),
  totalMinor: given.reduce((sum, { count, remainingMinor }) => sum + count * remainingMinor, 0),
});

/** What the units cost after an amount was taken off, the dearest first. */
const leftAfter = (given: readonly GivenRun[], amountMinor: number): readonly number[] => {
  const weights = given.map(({ weight }) => weight);
  const { runs } = takeOff(stateOf(given), amountMinor, { weights, offer: null });
  return runs
    .flatMap(({ count, remainingMinor }) => Array.from({ length: count }, () => remainingMinor))
    .toSorted((a, b) => b - a);
};

const unitsOf = (given: readonly GivenRun[]): readonly GivenRun[] =>
  given.flatMap((run) => Array.from({ length: run.count }, () => ({ ...run, count: 1 })));

describe("taking an amount off the units of a line", () => {
  test("gives the odd minor units of equal fractions to the units that keep the most", () => {
    const paying = { count: 2, remainingMinor: 250, weight: 250 };
    const rewarded = { count: 2, remainingMinor: 50, weight: 50 };
    expect(leftAfter([paying, rewarded], 30)).toEqual([237, 237, 48, 48]);
    expect(leftAfter([rewarded, paying], 30)).toEqual([237, 237, 48, 48]);
  });

  test("ends where a run has no units", () => {
    const piece = { count: 1, remainingMinor: 196, weight: 196 };
    expect(leftAfter([piece, { ...piece, count: 0 }, piece, piece], 29)).toEqual([187, 186, 186]);
  });

  test("does not depend on the order of the units, nor on how they are put into runs", () => {
    const run = fc.record({
      count: fc.integer({ min: 0, max: 3 }),
      remainingMinor: fc.nat(12),
      weight: fc.nat(4),
    });
    const given = fc.array(run, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(given, fc.nat(100), fc.infiniteStream(fc.nat(1000)), (runs, most, keys) => {
        const able = runs.filter(({ weight }) => weight > 0);
        const amountMinor = Math.min(most, stateOf(able).totalMinor);
        const shuffled = unitsOf(runs)
          .map((unit) => ({ unit, key: keys.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ unit }) => unit);
        const left = leftAfter(runs, amountMinor);
        expect(leftAfter(shuffled, amountMinor)).toEqual(left);
        expect(left.reduce((sum, one) => sum + one, 0)).toBe(stateOf(runs).totalMinor - amountMinor);
        expect(left.every((one) => one >= 0)).toBe(true);
      }),
    );
  });
});
