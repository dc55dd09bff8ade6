import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate } from "../../../domain/money/allocate.ts";

type Party = readonly [weight: number, capMinor: number];

const parties = (...all: readonly Party[]): readonly Party[] => all;

const share = (amount: number, given: readonly Party[]): readonly number[] =>
  allocate(
    amount,
    given.map(([weight]) => weight),
    given.map(([, capMinor]) => capMinor),
  );

describe("allocate", () => {
  test.each([
    { amount: 100, given: parties([1, 999], [1, 999], [1, 999]), parts: [34, 33, 33] },
    { amount: 100, given: parties([1, 10], [1, 999], [1, 999]), parts: [10, 45, 45] },
    { amount: 100, given: parties([1, 10], [1, 20], [2, 999]), parts: [10, 20, 70] },
    { amount: 100, given: parties([1, 10], [1, 20]), parts: [10, 20] },
    { amount: 7, given: parties([0, 999], [3, 999]), parts: [0, 7] },
    { amount: 5, given: [], parts: [] },
    { amount: 0, given: parties([1, 5]), parts: [0] },
    { amount: 900_000_000_000, given: parties([7e11, 9e15], [2e11, 9e15]), parts: [7e11, 2e11] },
  ])("shares $amount as $parts", ({ amount, given, parts }) => {
    expect(share(amount, given)).toEqual(parts);
  });

  test("always adds up, and never exceeds a cap", () => {
    const party = fc.tuple(fc.nat(10_000), fc.nat(5000));
    fc.assert(
      fc.property(fc.nat(40_000), fc.array(party, { maxLength: 9 }), (amount, given) => {
        const parts = share(amount, given);
        const room = given.reduce((sum, [weight, capMinor]) => sum + (weight > 0 ? capMinor : 0), 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Math.min(amount, room));
        expect(parts.every((part, at) => part >= 0 && part <= (given[at]?.[1] ?? 0))).toBe(true);
      }),
    );
  });
});
