/** What the customer display says of points: before, used, earned, after. */
import { describe, expect, it } from "vitest";
import type { SalePointEntry } from "../../../domain/loyalty/point-entry.ts";
import { pointsOfBasket, pointsOfSale } from "../../../electron/services/display/display-points.ts";

const entry = (
  told: Pick<SalePointEntry, "type" | "points" | "balanceAfter"> & Partial<SalePointEntry>,
): SalePointEntry => ({ customerRef: "elif", reason: "sale", spentMinor: 0, tierAfter: null, ...told });

describe("while it is rung up", () => {
  it.each([
    ["nothing is used", [], { before: 240, used: 0, earned: 15, after: 255 }],
    [
      "points are set aside to pay",
      [{ type: "POINTS", reference: "100" }],
      { before: 240, used: 100, earned: 15, after: 155 },
    ],
    [
      "another payment is on it",
      [{ type: "CASH", reference: "" }],
      { before: 240, used: 0, earned: 15, after: 255 },
    ],
  ] as const)("%s", (_, tenders, shown) => {
    expect(pointsOfBasket({ points: 240, earns: 15 }, { tenders, hasReturns: false })).toEqual(shown);
  });

  it("goods that come back leave what is there afterwards open", () => {
    expect(pointsOfBasket({ points: 240, earns: 15 }, { tenders: [], hasReturns: true })).toMatchObject({
      before: 240,
      after: null,
    });
  });

  it("points that are owed are paid for first", () => {
    expect(pointsOfBasket({ points: -20, earns: 15 }, { tenders: [], hasReturns: false })).toMatchObject({
      before: -20,
      after: -5,
    });
  });

  it("who takes no part has none", () => {
    expect(pointsOfBasket(null, { tenders: [], hasReturns: false })).toBeNull();
  });
});

describe("once it is sold", () => {
  it("tells what was used and earned, and the tier that it led to", () => {
    const entries = [
      entry({ type: "REDEEMED", points: -100, balanceAfter: 140, tierAfter: "BRONZE" }),
      entry({ type: "EARNED", points: 15, balanceAfter: 155, tierAfter: "SILVER" }),
    ];
    expect(pointsOfSale(entries)).toEqual({ before: 240, used: 100, earned: 15, after: 155, tier: "SILVER" });
  });

  it("keeps what was moved of somebody else's out of it", () => {
    const entries = [
      entry({ type: "REFUND", points: -5, balanceAfter: 5, customerRef: "other" }),
      entry({ type: "EARNED", points: 15, balanceAfter: 255 }),
    ];
    expect(pointsOfSale(entries)).toMatchObject({ before: 240, used: 0, earned: 15, after: 255 });
  });

  it("a sale of nobody's moved none", () => {
    expect(pointsOfSale([])).toBeNull();
  });
});
