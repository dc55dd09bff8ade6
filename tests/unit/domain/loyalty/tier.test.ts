/** Tiers: reached at once by points or by spending, never lost within a year, reviewed by the year before. */
import { describe, expect, it } from "vitest";
import { tierAfter, yearBegun } from "../../../../domain/loyalty/tier.ts";
import { demoProgram } from "../../../../electron/system/demo-loyalty.ts";

const { tiers } = demoProgram;

describe("a tier", () => {
  it.each([
    [499, 99_999, "BRONZE"],
    [500, 0, "SILVER"],
    [0, 100_000, "SILVER"],
    [1499, 500_000, "GOLD"],
    [5000, 0, "PLATINUM"],
    [-3, -500, "BRONZE"],
  ])("with %i points and %i spent is %s", (points, spentMinor, tier) => {
    expect(tierAfter(tiers, "BRONZE", { points, spentMinor })).toBe(tier);
  });

  it("is not lost to refunds within the year", () => {
    expect(tierAfter(tiers, "GOLD", { points: 0, spentMinor: 0 })).toBe("GOLD");
  });

  it("that the program no longer has gives way to the one that is reached", () => {
    expect(tierAfter(tiers, "DIAMOND", { points: 600, spentMinor: 0 })).toBe("SILVER");
    expect(tierAfter([], "GOLD", { points: 600, spentMinor: 0 })).toBeNull();
  });
});

describe("a year", () => {
  const was = { period: "2026", tier: "GOLD", points: 700, spentMinor: 0 };

  it("that begins keeps what the year before reached, and counts anew", () => {
    expect(yearBegun(tiers, was, "2027")).toEqual({
      period: "2027",
      tier: "SILVER",
      points: 0,
      spentMinor: 0,
    });
  });

  it("with a whole year of nothing before it begins in the first tier", () => {
    expect(yearBegun(tiers, was, "2028").tier).toBe("BRONZE");
  });

  it("does not begin again, nor an earlier one when the clock went back", () => {
    expect(yearBegun(tiers, was, "2026")).toBe(was);
    expect(yearBegun(tiers, was, "2025")).toBe(was);
  });
});
