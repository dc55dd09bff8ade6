/** A program is refused by its first value that makes no sense; each bound is tried on both of its sides. */
import { describe, expect, it } from "vitest";
import { programProblem, termsOf, type LoyaltyProgram } from "../../../../domain/loyalty/program.ts";
import { demoProgram } from "../../../../electron/system/demo-loyalty.ts";

const withTier = (index: number, changed: object): LoyaltyProgram => ({
  ...demoProgram,
  tiers: demoProgram.tiers.map((tier, at) => (at === index ? { ...tier, ...changed } : tier)),
});

describe("a value of the program", () => {
  it.each([
    ["earnPoints", 0, -1],
    ["earnPerMinor", 1, 0],
    ["pointValueMinor", 0, -1],
    ["redeemStep", 1, 0],
    ["maxShareBp", 10_000, 10_001],
    ["expiryMonths", 120, 121],
    ["expiryMonths", null, 0],
    ["welcomePoints", 1_000_000, 1_000_001],
    ["birthdayPoints", 0, 0.5],
  ] as const)("%s may be %s and not %s", (field, sound, unsound) => {
    expect(programProblem({ ...demoProgram, [field]: sound })).toBeNull();
    expect(programProblem({ ...demoProgram, [field]: unsound })).toEqual({ type: "ProgramValue", field });
  });

  it("says of a tier's benefits what fits on a line, and nothing where it has none", () => {
    expect(programProblem(withTier(1, { benefits: "x".repeat(200) }))).toBeNull();
    expect(programProblem(withTier(1, { benefits: "x".repeat(201) }))).toMatchObject({ tier: "Silver" });
  });

  it("is missing where only months may be", () => {
    const program = { ...demoProgram, earnPoints: Number.NaN };
    expect(programProblem(program)).toEqual({ type: "ProgramValue", field: "earnPoints" });
    expect(programProblem({ ...demoProgram, name: "  " })).toEqual({ type: "ProgramValue", field: "name" });
  });
});

describe("a tier", () => {
  it.each([
    [0, { minPoints: 1 }],
    [0, { minSpendMinor: 1 }],
    [1, { minPoints: 0 }],
    [2, { minSpendMinor: 100_000 }],
    [1, { code: "BRONZE" }],
    [1, { name: "" }],
    [1, { multiplierMilli: 999 }],
    [1, { discountBp: 10_001 }],
    [1, { color: "red" }],
  ])("at place %i with %o is refused by its name", (index, changed) => {
    const program = withTier(index, changed);
    expect(programProblem(program)).toEqual({ type: "ProgramTier", tier: program.tiers[index]?.name });
  });

  it("is needed, and may count points alone", () => {
    expect(programProblem({ ...demoProgram, tiers: [] })).toEqual({ type: "ProgramTier", tier: "" });
    expect(programProblem(withTier(3, { minSpendMinor: null }))).toBeNull();
  });
});

it("pricing reads no way to pay with points that are worth nothing", () => {
  expect(termsOf({ ...demoProgram, pointValueMinor: 0 }).redeem).toBeNull();
});
