import { expect, it } from "vitest";
import { plainRecord } from "../../../../domain/customer/plain-record.ts";

const TERMS = { decimals: 2, timezone: "Europe/Istanbul" };

it("writes amounts, quantities, percents and moments as people do, and reads what is kept as JSON", () => {
  expect(
    plainRecord(
      {
        totalMinor: -1250,
        quantityMilli: 1500,
        percentBp: 1250,
        atMs: Date.UTC(2026, 10, 20, 12, 0, 5),
        expiresAtMs: null,
        termsJson: `{"amountMinor":300,"list":[{"offBp":500}]}`,
        emptyJson: null,
        note: "Minor",
        ok: true,
        Ms: 3,
        left: undefined,
      },
      TERMS,
    ),
  ).toEqual({
    total: "-12.50",
    quantity: "1.5",
    percent: "12.5 %",
    at: "2026-11-20 15:00:05",
    expiresAt: null,
    terms: { amount: "3.00", list: [{ off: "5 %" }] },
    empty: null,
    note: "Minor",
    ok: true,
    Ms: 3,
  });
});

it("keeps to the currency's decimals and leaves what has no unit", () => {
  expect(plainRecord([{ priceMinor: 5 }, "x", null, 7], { ...TERMS, decimals: 0 })).toEqual([
    { price: "5" },
    "x",
    null,
    7,
  ]);
});
