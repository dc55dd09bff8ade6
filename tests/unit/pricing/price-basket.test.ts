import { describe, expect, test } from "vitest";
import { answerOf } from "../../support/pricing-case.ts";

const line = (sku: string, unitPrice: string, quantity = "1") => ({ sku, unitPrice, quantity });
const campaign = (code: string, benefit: Readonly<Record<string, unknown>>, priority = 0) => ({
  code,
  priority,
  rules: [{ benefit }],
});

describe("priceBasket", () => {
  test("prices an empty basket", () => {
    expect(answerOf({}).totals).toMatchObject({ gross: "0.00", payable: "0.00", due: "0.00" });
  });

  test("rounds once per line and offer, half away from zero", () => {
    const answer = answerOf({
      basket: [line("A", "28.75")],
      campaigns: [campaign("TEN", { type: "percentage", percent: "10" })],
    });
    expect(answer.totals.discount).toBe("2.88");
  });

  test("works percent after percent on the rounded remainder", () => {
    const campaigns = Array.from({ length: 10 }, (_, at) =>
      campaign(`TEN${String(at)}`, { type: "percentage", percent: "10" }),
    );
    expect(answerOf({ basket: [line("A", "100.00")], campaigns }).totals.total).toBe("34.87");
  });

  test("shares a basket amount by what remains and deals units back", () => {
    const answer = answerOf({
      basket: [line("B", "1.00", "3"), line("A", "7.00"), line("B", "1.00", "2")],
      campaigns: [campaign("ONE", { type: "fixedAmount", amount: "1.00" })],
    });
    expect(answer.lines.map((one) => one.net)).toEqual(["2.74", "6.42", "1.84"]);
    expect(answer.lines[0]?.unitNets).toEqual(["0.91", "0.91", "0.92"]);
  });

  test("adds tax on top when prices are without tax, per rate", () => {
    const answer = answerOf({
      store: { pricesIncludeTax: false },
      basket: [
        { ...line("A", "0.33", "3"), taxRate: "7" },
        { ...line("B", "10.00"), taxRate: "19" },
      ],
    });
    expect(answer.taxes).toEqual([
      { rate: "7", base: "0.99", tax: "0.07" },
      { rate: "19", base: "10.00", tax: "1.90" },
    ]);
    expect(answer.totals).toMatchObject({ net: "10.99", tax: "1.97", total: "12.96" });
  });

  test("rounds to the cash step only when all is paid in cash", () => {
    const basket = [line("A", "1.98")];
    const store = { cashRounding: "0.05" };
    expect(answerOf({ basket, store, payments: ["CASH"] }).totals).toMatchObject({
      rounding: "0.02",
      payable: "2.00",
    });
    expect(answerOf({ basket, store, payments: ["CASH", "CARD"] }).totals.payable).toBe("1.98");
    expect(answerOf({ basket, store }).totals.payable).toBe("1.98");
  });

  test("gives a person's discounts first, and leaves what is not discountable alone", () => {
    const answer = answerOf({
      basket: [
        { ...line("A", "10.00"), manualDiscount: { percent: "5" } },
        { ...line("CARD", "10.00"), kind: "giftCard" },
      ],
      manualDiscount: { amount: "20.00" },
    });
    expect(answer.totals.total).toBe("10.00");
  });

  test("keeps the price floor against offers", () => {
    const answer = answerOf({
      basket: [{ ...line("A", "10.00", "2"), minUnitPrice: "8.00" }],
      campaigns: [campaign("HALF", { type: "percentage", percent: "50" })],
    });
    expect(answer.totals.total).toBe("16.00");
  });
});
