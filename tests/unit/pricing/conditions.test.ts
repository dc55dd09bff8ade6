import { describe, expect, test } from "vitest";
import { answerOf } from "../../support/pricing-case.ts";

const TEN = { type: "percentage", percent: "10" };

const reasonAt = (
  at: string,
  conditions: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {},
) =>
  answerOf({
    at,
    store: { code: "S1", timezone: "Europe/Istanbul" },
    basket: [{ sku: "A", unitPrice: "10.00", quantity: "1" }],
    campaigns: [{ code: "K", conditions, rules: [{ benefit: TEN }] }],
    ...more,
  }).notApplied[0]?.reason ?? "applied";

describe("days and hours", () => {
  const night = { daysOfWeek: ["FRI"], hours: { from: "22:00", until: "02:00" } };

  test.each([
    ["2026-11-20T21:59:59+03:00", "OUTSIDE_HOURS"],
    ["2026-11-20T22:00:00+03:00", "applied"],
    ["2026-11-21T01:59:59+03:00", "applied"],
    ["2026-11-21T02:00:00+03:00", "WRONG_DAY"],
    ["2026-11-20T01:00:00+03:00", "WRONG_DAY"],
  ])("a Friday night at %s: %s", (at, reason) => {
    expect(reasonAt(at, night)).toBe(reason);
  });

  test("equal times are invalid", () => {
    expect(reasonAt("2026-11-20T12:00:00Z", { hours: { from: "10:00", until: "10:00" } })).toBe(
      "INVALID_RULE",
    );
  });

  test("a bare end date lasts the whole local day", () => {
    const campaigns = [{ code: "K", validUntil: "2026-11-20", rules: [{ benefit: TEN }] }];
    expect(reasonAt("2026-11-20T23:59:59+03:00", {}, { campaigns })).toBe("applied");
    expect(reasonAt("2026-11-21T00:00:00+03:00", {}, { campaigns })).toBe("ENDED");
  });
});

describe("birthdays", () => {
  const customer = { id: "C1", dateOfBirth: "1992-02-29" };

  test.each([
    ["2026-02-28T12:00:00Z", "day", "applied"],
    ["2028-02-28T12:00:00Z", "day", "CUSTOMER_NOT_ELIGIBLE"],
    ["2028-02-29T12:00:00Z", "day", "applied"],
    ["2026-02-01T12:00:00Z", "month", "applied"],
    ["2026-03-01T12:00:00Z", "month", "CUSTOMER_NOT_ELIGIBLE"],
  ])("of 29 February at %s by %s: %s", (at, birthday, reason) => {
    expect(reasonAt(at, { birthday }, { customer })).toBe(reason);
  });

  test("need a customer", () => {
    expect(reasonAt("2026-02-28T12:00:00Z", { birthday: "day" })).toBe("NEEDS_CUSTOMER");
  });
});
