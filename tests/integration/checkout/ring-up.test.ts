/** Ringing up on a whole till: scanning, changing, voiding, parking, and what a crash leaves. */
import { describe, expect, it } from "vitest";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const SIMIT = "BAKERY-001";

const started = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  return test;
};

const barcodeOf = (test: TestTill, sku: string): string => {
  const barcode = test.till.products.findBySku(sku)?.barcode;
  if (!barcode) {
    throw new Error(`${sku} has no barcode`);
  }
  return barcode;
};

describe("scanning", () => {
  it("adds a line, and the same product again onto the same line", async () => {
    const test = await started();
    const code = barcodeOf(test, SIMIT);
    await test.must("basket.scan", { code });
    const second = await test.must("basket.scan", { code });
    if (second.kind !== "lineAdded") {
      throw new Error("expected a line");
    }
    expect(second.basket.lines).toHaveLength(1);
    expect(second.basket.lines[0]?.quantityMilli).toBe(2000);
    expect(second.basket.totalMinor).toBe(3000);
    expect(second.basket.lastLineId).toBe(second.lineId);
  });

  it("says which code it does not know and leaves the basket as it was", async () => {
    const test = await started();
    await test.must("basket.scan", { code: barcodeOf(test, SIMIT) });
    const before = await test.must("basket.get", {});
    const answer = await test.call("basket.scan", { code: "4006381333931" });
    expect(answer).toEqual({ ok: false, error: { type: "UnknownBarcode", code: "4006381333931" } });
    expect(await test.must("basket.get", {})).toEqual(before);
  });

  it("asks for a weight where goods are weighed, and takes it", async () => {
    const test = await started();
    const tomatoes = test.till.products.findBySku("101");
    const answer = await test.call("basket.addProduct", { productId: tomatoes?.id ?? 0 });
    expect(answer).toMatchObject({ ok: false, error: { type: "NeedsWeight" } });
    const basket = await test.must("basket.addProduct", { productId: tomatoes?.id ?? 0, quantityMilli: 345 });
    expect(basket.totalMinor).toBe(1722); // 49.90 x 0.345 = 17.2155
  });

  it("refuses fractions of a piece, zero, and quantities beyond reason", async () => {
    const test = await started();
    const code = barcodeOf(test, SIMIT);
    expect(await test.call("basket.scan", { code, quantityMilli: 1500 })).toMatchObject({
      error: { type: "WholeUnitsOnly" },
    });
    expect(await test.callRaw("basket.scan", { code, quantityMilli: 0 })).toMatchObject({
      error: { type: "InvalidPayload" },
    });
    expect(await test.callRaw("basket.scan", { code, quantityMilli: -1000 })).toMatchObject({
      error: { type: "InvalidPayload" },
    });
    expect(await test.callRaw("basket.scan", { code, quantityMilli: 1e300 })).toMatchObject({
      error: { type: "InvalidPayload" },
    });
    expect(await test.must("basket.get", {})).toBeNull();
  });
});

describe("changing lines", () => {
  it("keeps the list price beside an override and the reason in the audit log", async () => {
    const test = await started();
    const scanned = await test.must("basket.scan", { code: barcodeOf(test, SIMIT) });
    const lineId = scanned.kind === "lineAdded" ? scanned.lineId : "";
    const basket = await test.must("basket.overridePrice", {
      lineId,
      unitPriceMinor: 1000,
      reason: "yesterday's",
    });
    expect(basket.lines[0]).toMatchObject({ unitPriceMinor: 1000, listUnitPriceMinor: 1500, netMinor: 1000 });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "price.override",
      staffName: "Mehmet D.",
      reason: "yesterday's",
      before: { unitPriceMinor: 1500 },
      after: { unitPriceMinor: 1000 },
    });
  });

  it("takes line and basket discounts off, and takes them back", async () => {
    const test = await started();
    const scanned = await test.must("basket.scan", { code: barcodeOf(test, SIMIT), quantityMilli: 10_000 });
    const lineId = scanned.kind === "lineAdded" ? scanned.lineId : "";
    const ten = await test.must("basket.discountLine", {
      lineId,
      discount: { percentBp: 1000 },
      reason: "dented",
    });
    expect(ten.totalMinor).toBe(13_500);
    const more = await test.must("basket.discountBasket", {
      discount: { amountMinor: 500 },
      reason: "goodwill",
    });
    expect(more.totalMinor).toBe(13_000);
    expect(more.manualDiscount).toMatchObject({ amountMinor: 500, label: "goodwill" });
    await test.must("basket.discountBasket", { discount: null, reason: "" });
    const none = await test.must("basket.discountLine", { lineId, discount: null, reason: "" });
    expect(none.totalMinor).toBe(15_000);
  });

  it("shows a voided line, and sells without it", async () => {
    const test = await started();
    const first = await test.must("basket.scan", { code: barcodeOf(test, SIMIT) });
    await test.must("basket.scan", { code: barcodeOf(test, "BAKERY-002") });
    const lineId = first.kind === "lineAdded" ? first.lineId : "";
    const basket = await test.must("basket.voidLine", { lineId, reason: "changed mind" });
    expect(basket.lines.map((line) => line.voided)).toEqual([true, false]);
    expect(basket.totalMinor).toBe(1250);
    expect(await test.call("basket.setQuantity", { lineId, quantityMilli: 2000 })).toMatchObject({
      error: { type: "LineIsVoided" },
    });
    const paid = await test.must("payment.cash", { tenderedMinor: null });
    expect(paid).toMatchObject({ kind: "completed", sale: { totalMinor: 1250, itemCount: 1 } });
  });
});

describe("parking", () => {
  it("sets a basket aside and recalls it at today's price, telling what changed", async () => {
    const test = await started();
    await test.must("basket.scan", { code: barcodeOf(test, SIMIT) });
    await test.must("basket.park", { label: "red scarf" });
    expect(await test.must("basket.get", {})).toBeNull();
    const [parked] = await test.must("basket.listParked", {});
    expect(parked).toMatchObject({
      label: "red scarf",
      itemCount: 1,
      totalMinor: 1500,
      firstNames: ["Simit"],
    });
    const simit = test.till.products.findBySku(SIMIT);
    test.till.db.sqlite
      .prepare("UPDATE price SET unit_price_minor = 1600 WHERE product_id = ?")
      .run(simit?.id);
    const recalled = await test.must("basket.recall", { basketId: parked?.id ?? "" });
    expect(recalled.priceChanges).toMatchObject([{ oldUnitPriceMinor: 1500, newUnitPriceMinor: 1600 }]);
    expect(recalled.basket.totalMinor).toBe(1600);
  });

  it("does not recall over a basket in use", async () => {
    const test = await started();
    await test.must("basket.scan", { code: barcodeOf(test, SIMIT) });
    await test.must("basket.park", { label: null });
    await test.must("basket.scan", { code: barcodeOf(test, SIMIT) });
    const [parked] = await test.must("basket.listParked", {});
    expect(await test.call("basket.recall", { basketId: parked?.id ?? "" })).toMatchObject({
      error: { type: "BasketInUse" },
    });
  });
});

describe("a restart", () => {
  it("finds the open basket line by line, tender by tender, and the parked ones", async () => {
    const first = openTestTill();
    await signIn(first, "manager");
    await first.must("basket.scan", { code: barcodeOf(first, SIMIT) });
    await first.must("basket.park", { label: "one" });
    const scanned = await first.must("basket.scan", {
      code: barcodeOf(first, "BAKERY-002"),
      quantityMilli: 3000,
    });
    const lineId = scanned.kind === "lineAdded" ? scanned.lineId : "";
    await first.must("basket.setNote", { lineId, note: "sliced" });
    await first.must("basket.discountLine", { lineId, discount: { percentBp: 500 }, reason: "old" });
    await first.must("payment.cash", { tenderedMinor: 1000 });
    const before = await first.must("basket.get", {});
    await first.close();
    const second = openTestTill({ dataDir: first.dataDir });
    await signIn(second, "manager");
    expect(await second.must("basket.get", {})).toEqual(before);
    expect(await second.must("basket.listParked", {})).toHaveLength(1);
    await second.close();
  });

  it("finds no basket that is sold, and the next one takes its rows away", async () => {
    const first = openTestTill();
    await signIn(first, "manager");
    await first.must("basket.scan", { code: barcodeOf(first, SIMIT) });
    await first.must("payment.cash", { tenderedMinor: null });
    await first.close();
    const second = openTestTill({ dataDir: first.dataDir });
    await signIn(second, "manager");
    expect(await second.must("basket.get", {})).toBeNull();
    expect((await second.call("payment.cash", { tenderedMinor: null })).ok).toBe(false);
    await second.must("basket.scan", { code: barcodeOf(second, SIMIT) });
    const stored = second.till.db.sqlite.prepare("SELECT count(*) FROM basket").pluck();
    expect(stored.get()).toBe(1);
    await second.must("basket.park", { label: null });
    const [parked] = await second.must("basket.listParked", {});
    await second.must("basket.scan", { code: barcodeOf(second, SIMIT) });
    await second.must("payment.cash", { tenderedMinor: null });
    await second.must("basket.recall", { basketId: parked?.id ?? "" });
    expect(stored.get()).toBe(1);
    await second.close();
  });
});
