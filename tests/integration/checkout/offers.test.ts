/** The demo store's campaigns on a whole till: what applies, what nearly does, why not, and what the sale remembers. */
import { describe, expect, it } from "vitest";
import { openTestTill, signIn, START_MS, type TestTill } from "../../support/test-till.ts";

const started = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", offers: "demo" });
  await signIn(test, "manager");
  return test;
};

const add = async (test: TestTill, name: string, quantity = 1) => {
  const product = test.till.products.search(name, 1)[0];
  return test.must("basket.addProduct", { productId: product?.id ?? 0, quantityMilli: quantity * 1000 });
};

describe("happy hour, by the store's own clock", () => {
  it("applies on Friday at 15:00", async () => {
    const test = await started();
    const basket = await add(test, "Türk Kahvesi 100 g");
    expect(basket.applied).toMatchObject([{ code: "HAPPYHOUR", amountMinor: 1698 }]);
    expect(basket.lines[0]).toMatchObject({ grossMinor: 8490, netMinor: 6792 });
    expect(basket.savedMinor).toBe(1698);
  });

  it.each([
    ["a minute before", START_MS - 60_000, "OUTSIDE_HOURS"],
    ["at 18:00", START_MS + 3 * 3_600_000, "OUTSIDE_HOURS"],
    ["on Saturday", START_MS + 24 * 3_600_000, "WRONG_DAY"],
  ])("does not apply %s, and says why", async (_when, atMs, reason) => {
    const test = await started();
    test.clock.set(atMs);
    const basket = await add(test, "Türk Kahvesi 100 g");
    expect(basket.applied).toEqual([]);
    expect(basket.notApplied.find((offer) => offer.code === "HAPPYHOUR")).toMatchObject({ reason });
  });

  it("keeps the price that was shown when the hour ends before Pay is pressed", async () => {
    const test = await started();
    test.clock.set(START_MS + 3 * 3_600_000 - 1000);
    const shown = await add(test, "Türk Kahvesi 100 g");
    test.clock.advance(2000);
    expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({
      sale: { totalMinor: shown.totalMinor, savedMinor: 1698 },
    });
  });
});

describe("a basket of offers", () => {
  it("takes the best together, answers for every campaign, and the sale says what it gave", async () => {
    const test = await started();
    const snack = test.till.products.findBySku("SNACKS-057") ?? test.till.products.search("çikolata", 1)[0];
    await test.must("basket.addProduct", { productId: snack?.id ?? 0, quantityMilli: 3000 });
    const basket = await add(test, "Türk Kahvesi 100 g", 2);
    const answered = [...basket.applied, ...basket.notApplied].map((offer) => offer.code).toSorted();
    expect(answered).toEqual(["BASKET100", "BUY2GET1", "HAPPYHOUR", "TEACLUB", "WELCOME10"]);
    expect(basket.proven).toBe(true);
    await test.must("payment.cash", { tenderedMinor: null });
    const sale = test.till.sales.findByReceiptNumber("S1-T1-000001");
    const given = sale?.lines
      .flatMap((line) => line.discounts)
      .reduce((sum, off) => sum + off.amountMinor, 0);
    expect(given).toBe(basket.savedMinor);
    const trace = JSON.parse(test.till.sales.traceOf(sale?.id ?? "") ?? "{}") as { offersHash: string };
    expect(test.till.offerRepository.release(trace.offersHash)).toContain("HAPPYHOUR");
  });

  it("nudges with the true gain", async () => {
    const test = await started();
    const basket = await add(test, "Filtre Kahve 250 g");
    for (const nudge of basket.nudges) {
      expect(nudge.gainMinor).toBeGreaterThan(0);
    }
  });

  it("refunds exactly what was paid after offers, unit by unit", async () => {
    const test = await started();
    const snack = test.till.products.search("çikolata", 1)[0];
    const basket = await test.must("basket.addProduct", { productId: snack?.id ?? 0, quantityMilli: 3000 });
    await test.must("payment.card", { amountMinor: null });
    let backMinor = 0;
    for (let unit = 1; unit <= 3; unit += 1) {
      const refund = await test.must("refund.byReceipt", {
        receiptNumber: "S1-T1-000001",
        lines: [{ lineNumber: 1, quantityMilli: 1000 }],
        tender: "CARD",
        reason: "test",
      });
      backMinor -= refund.payableMinor;
    }
    expect(backMinor).toBe(basket.totalMinor);
  });
});
