import { describe, expect, it } from "vitest";
import {
  belongs,
  defaultSegments,
  windowsOf,
  type Criterion,
  type CustomerFacts,
} from "../../../../domain/segments/criteria.ts";

const TODAY = { year: 2026, month: 11, day: 20 };

const facts = (more: Partial<CustomerFacts> = {}): CustomerFacts => ({
  within: (days) => (days === 30 ? { purchases: 3, spentMinor: 1000 } : { purchases: 10, spentMinor: 5000 }),
  daysSincePurchase: 5,
  daysSinceEnrolment: 40,
  dateOfBirth: "1990-11-20",
  tags: ["club"],
  tier: "GOLD",
  stores: ["S1"],
  ...more,
});

const holds = (criterion: Criterion, more: Partial<CustomerFacts> = {}, today = TODAY): boolean =>
  belongs(criterion, facts(more), today);

const none = { least: null, most: null };

describe("a criterion", () => {
  it.each<[Criterion, boolean]>([
    [{ kind: "spend", days: 30, least: 1000, most: 1000 }, true],
    [{ kind: "spend", days: 30, least: 1001, most: null }, false],
    [{ kind: "frequency", days: null, least: null, most: 9 }, false],
    [{ kind: "frequency", days: null, least: 10, most: null }, true],
    [{ kind: "average", days: null, least: 500, most: 500 }, true],
    [{ kind: "average", days: 30, least: 334, most: null }, false],
    [{ kind: "recency", least: 5, most: 5 }, true],
    [{ kind: "recency", ...none, least: 6 }, false],
    [{ kind: "tenure", least: null, most: 39 }, false],
    [{ kind: "tag", values: ["x", "club"] }, true],
    [{ kind: "tier", values: ["SILVER"] }, false],
    [{ kind: "store", values: ["S1"] }, true],
    [{ kind: "not", of: { kind: "store", values: ["S1"] } }, false],
    [
      {
        kind: "all",
        of: [
          { kind: "tenure", least: 40, most: null },
          { kind: "tag", values: ["club"] },
        ],
      },
      true,
    ],
    [
      {
        kind: "any",
        of: [
          { kind: "tag", values: ["x"] },
          { kind: "tier", values: ["GOLD"] },
        ],
      },
      true,
    ],
  ])("%j holds: %s", (criterion, expected) => {
    expect(holds(criterion)).toBe(expected);
  });

  it("of somebody who bought nothing: no recency, no average", () => {
    const bare = { within: () => ({ purchases: 0, spentMinor: 0 }), daysSincePurchase: null };
    expect(holds({ kind: "recency", ...none }, bare)).toBe(false);
    expect(holds({ kind: "average", days: null, ...none }, bare)).toBe(false);
    expect(holds({ kind: "frequency", days: null, least: null, most: 0 }, bare)).toBe(true);
  });

  it("keeps 29 February on the 28th in common years, and nobody's birthday without a date", () => {
    const leap = { dateOfBirth: "1992-02-29" };
    const day: Criterion = { kind: "birthday", within: "day" };
    expect(holds(day, leap, { year: 2027, month: 2, day: 28 })).toBe(true);
    expect(holds(day, leap, { year: 2028, month: 2, day: 28 })).toBe(false);
    expect(holds(day, leap, { year: 2028, month: 2, day: 29 })).toBe(true);
    expect(holds({ kind: "birthday", within: "month" }, leap, { year: 2027, month: 2, day: 1 })).toBe(true);
    expect(holds(day, { dateOfBirth: null })).toBe(false);
  });

  it("names its windows once", () => {
    const spend = (days: number | null): Criterion => ({ kind: "spend", days, ...none });
    expect(windowsOf({ kind: "all", of: [spend(30), { kind: "not", of: spend(30) }, spend(null)] })).toEqual([
      30,
      null,
    ]);
  });

  it("has six defaults, in the currency's own minor units", () => {
    expect(defaultSegments(100).map(({ type }) => type)).toEqual([
      "VIP",
      "NEW_CUSTOMER",
      "FREQUENT_BUYER",
      "HIGH_VALUE",
      "INACTIVE",
      "BIRTHDAY",
    ]);
    expect(defaultSegments(1)[0]?.criteria).toMatchObject({ least: 10_000 });
  });
});
