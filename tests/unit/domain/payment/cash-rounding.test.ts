/** Cash rounding by table: every mode and step, both signs, and currencies without and with three decimals. */
import { describe, expect, it } from "vitest";
import { roundCash } from "../../../../domain/payment/cash-rounding.ts";
import { quickCash } from "../../../../domain/payment/quick-cash.ts";

describe("roundCash", () => {
  it.each([
    // amount, step, nearest, up, down
    [0, 5, 0, 0, 0],
    [1, 5, 0, 5, 0],
    [2, 5, 0, 5, 0],
    [3, 5, 5, 5, 0],
    [5, 5, 5, 5, 5],
    [7, 5, 5, 10, 5],
    [8, 5, 10, 10, 5],
    [1722, 5, 1720, 1725, 1720],
    [1723, 5, 1725, 1725, 1720],
    [4, 10, 0, 10, 0],
    [5, 10, 10, 10, 0],
    [14, 10, 10, 20, 10],
    [15, 10, 20, 20, 10],
    [49, 100, 0, 100, 0],
    [50, 100, 100, 100, 0],
    [1249, 100, 1200, 1300, 1200],
    [1250, 100, 1300, 1300, 1200],
    [1251, 100, 1300, 1300, 1200],
    [999_999_999_999, 100, 1_000_000_000_000, 1_000_000_000_000, 999_999_999_900],
  ])("%d in steps of %d is %d, up %d, down %d", (amountMinor, stepMinor, ...rounded) => {
    const [nearest, up, down] = rounded;
    const round = (mode: "nearest" | "up" | "down", sign: 1 | -1): number =>
      roundCash(sign * amountMinor, { stepMinor, mode });
    expect([round("nearest", 1), round("up", 1), round("down", 1)]).toEqual([nearest, up, down]);
    const negated = [nearest, up, down].map((figure) => 0 - figure);
    expect([round("nearest", -1), round("up", -1), round("down", -1)].map((figure) => figure + 0)).toEqual(
      negated,
    );
  });

  it.each([0, 1])("a step of %d changes nothing", (stepMinor) => {
    for (const mode of ["nearest", "up", "down"] as const) {
      expect([-7, 0, 1, 1723].map((amount) => roundCash(amount, { stepMinor, mode }))).toEqual([
        -7, 0, 1, 1723,
      ]);
    }
  });

  it("has no negative zero, which would print as -0", () => {
    for (const mode of ["nearest", "down"] as const) {
      expect(Object.is(roundCash(-1, { stepMinor: 5, mode }), 0)).toBe(true);
    }
  });
});

describe("quickCash", () => {
  const keys = (dueMinor: number, currency: string, currencyDecimals: number): readonly number[] =>
    quickCash({ dueMinor, currency, currencyDecimals });

  it.each([
    { currency: "TRY", currencyDecimals: 2, dueMinor: 1720, offered: [2000, 5000, 10_000, 20_000] },
    { currency: "EUR", currencyDecimals: 2, dueMinor: 437, offered: [500, 1000, 2000, 5000, 10_000] },
    { currency: "EUR", currencyDecimals: 2, dueMinor: 500, offered: [1000, 2000, 5000, 10_000, 20_000] },
    { currency: "USD", currencyDecimals: 2, dueMinor: 99, offered: [100, 500, 1000, 2000, 5000] },
    { currency: "GBP", currencyDecimals: 2, dueMinor: 4999, offered: [5000, 6000] },
    { currency: "JPY", currencyDecimals: 0, dueMinor: 1234, offered: [2000, 5000, 10_000, 20_000] },
    { currency: "KWD", currencyDecimals: 3, dueMinor: 12_345, offered: [20_000, 50_000, 100_000, 200_000] },
    { currency: "CHF", currencyDecimals: 2, dueMinor: 9, offered: [100, 200, 500, 1000, 2000] },
  ])("$currency ($currencyDecimals decimals): for $dueMinor it offers $offered", ({ offered, ...due }) => {
    expect(quickCash(due)).toEqual(offered);
  });

  it.each(["TRY", "EUR", "JPY", "KWD", "XTS"])(
    "in %s: above what is due, ascending, few, no two alike",
    (currency) => {
      for (let dueMinor = 1; dueMinor < 10_000_000; dueMinor = Math.ceil(dueMinor * 1.37)) {
        const offered = keys(dueMinor, currency, 2);
        expect(offered.length).toBeLessThanOrEqual(5);
        expect(offered).toEqual([...new Set(offered)].toSorted((a, b) => a - b));
        expect(offered.every((amount) => amount > dueMinor && Number.isSafeInteger(amount))).toBe(true);
      }
    },
  );

  it("offers nothing where nothing is due", () => {
    expect(keys(0, "EUR", 2)).toEqual([]);
    expect(keys(-500, "EUR", 2)).toEqual([]);
  });
});
