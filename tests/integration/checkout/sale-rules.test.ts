/** The rules of a sale on a whole till: age, limits, deposits, prices typed in, and selling without tax. */
import { describe, expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openTestTill, signIn, type TestTill, type TestTillOptions } from "../../support/test-till.ts";

const started = async (options: TestTillOptions = {}): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", ...options });
  await signIn(test, "manager");
  return test;
};

const idOf = (test: TestTill, name: string): number => {
  const product = test.till.products.search(name, 1)[0];
  if (!product) {
    throw new Error(`Nothing is called ${name}`);
  }
  return product.id;
};

const BEER = "bira 33";
const BEER_BOTTLE = "bira 50";
const MALT_BOTTLE = "alkolsüz malt";
const SUGAR = "şeker 5 kg";

const add = (test: TestTill, name: string, quantityMilli = 1000) =>
  test.call("basket.addProduct", { productId: idOf(test, name), quantityMilli });

const mustAdd = (test: TestTill, name: string, quantityMilli = 1000) =>
  test.must("basket.addProduct", { productId: idOf(test, name), quantityMilli });

const sold = async (test: TestTill) => {
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  const sale =
    paid.kind === "completed" ? test.till.sales.findByReceiptNumber(paid.sale.receiptNumber) : null;
  if (!sale) {
    throw new Error("nothing was sold");
  }
  return sale;
};

const expectSoundJournal = (test: TestTill): void =>
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });

describe("the age check", () => {
  it("says the date to look for, adds nothing before the answer, and asks once per basket", async () => {
    const test = await started();
    expect(await add(test, BEER)).toMatchObject({
      ok: false,
      error: { type: "NeedsAgeCheck", minAge: 18, bornOnOrBefore: "2008-11-20" },
    });
    expect(await test.must("basket.get", {})).toBeNull();
    const productId = idOf(test, BEER);
    const checked = await test.must("basket.confirmAge", { productId, dateOfBirth: null });
    expect(checked).toMatchObject({ lines: [], ageCheck: { minAge: 18, method: "confirmed" } });
    await mustAdd(test, BEER);
    await mustAdd(test, BEER_BOTTLE);
    const sale = await sold(test);
    expect(JSON.parse(test.till.sales.traceOf(sale.id) ?? "")).toMatchObject({
      ageCheck: { minAge: 18, method: "confirmed", staffId: sale.cashierId },
    });
    // The next customer is asked again.
    expect(await add(test, BEER)).toMatchObject({ error: { type: "NeedsAgeCheck" } });
  });

  it("goes by the store's own day: a birthday begins at midnight there", async () => {
    const test = await started();
    test.clock.set(Date.UTC(2026, 10, 20, 20, 59, 59));
    expect(await add(test, BEER)).toMatchObject({ error: { bornOnOrBefore: "2008-11-20" } });
    test.clock.set(Date.UTC(2026, 10, 20, 21, 0, 0));
    expect(await add(test, BEER)).toMatchObject({ error: { bornOnOrBefore: "2008-11-21" } });
  });

  it("compares a date of birth and keeps it nowhere", async () => {
    const test = await started();
    const productId = idOf(test, BEER);
    const ask = (dateOfBirth: string) => test.call("basket.confirmAge", { productId, dateOfBirth });
    expect(await ask("2008-11-21")).toEqual({ ok: false, error: { type: "TooYoung", minAge: 18 } });
    expect(await ask("2026-11-21")).toEqual({ ok: false, error: { type: "ImpossibleDate" } });
    expect(await test.callRaw("basket.confirmAge", { productId, dateOfBirth: "20.11.2008" })).toMatchObject({
      error: { type: "InvalidPayload" },
    });
    expect(await ask("2008-11-20")).toMatchObject({
      ok: true,
      value: { ageCheck: { method: "dateOfBirth" } },
    });
    await mustAdd(test, BEER);
    await sold(test);
    const entries = test.till.audit.list({ limit: 10 });
    expect(entries.map(({ action, after }) => [action, after])).toEqual(
      expect.arrayContaining([
        ["age.refused", { minAge: 18, method: "dateOfBirth" }],
        ["age.confirmed", { minAge: 18, method: "dateOfBirth" }],
      ]),
    );
    for (const table of ["audit_log", "sale", "journal", "basket"]) {
      const rows = JSON.stringify(test.till.db.sqlite.prepare(`SELECT * FROM ${table}`).all());
      expect(rows).not.toMatch(/2008/);
    }
  });

  it("a date that was too young is remembered for the basket: no other answer without approval", async () => {
    const test = await started();
    await signIn(test);
    const productId = idOf(test, BEER);
    const ask = (dateOfBirth: string | null) => test.call("basket.confirmAge", { productId, dateOfBirth });
    await test.must("basket.scan", { code: "BAKERY-001" });
    expect(await ask("2008-11-21")).toMatchObject({ error: { type: "TooYoung" } });
    const refused = { ok: false, error: { type: "NeedsAgeCheck", minAge: 18, wasTooYoung: true } };
    for (const name of [BEER, BEER_BOTTLE]) {
      expect(await add(test, name)).toMatchObject(refused);
    }
    await test.must("basket.park", { label: null });
    await test.must("basket.recall", { basketId: test.till.baskets.parked()[0]?.basket.id ?? "" });
    expect(await add(test, BEER)).toMatchObject(refused);
    // Neither another date nor a look.
    expect(await ask(null)).toMatchObject({ error: { type: "NeedsApproval", permission: "sale:ageAgain" } });
    const asked = await ask("1990-01-01");
    expect(asked).toMatchObject({ error: { type: "NeedsApproval", permission: "sale:ageAgain" } });
    expect(await add(test, BEER)).toMatchObject(refused);
    const { requestId } = (asked as unknown as { error: { requestId: string } }).error;
    await ask("1990-01-01");
    expect(await test.call("approval.approve", { requestId, pin: "2222" })).toMatchObject({ ok: false });
    await test.must("session.signIn", { pin: "2222" });
    await test.must("basket.confirmAge", { productId, dateOfBirth: "1990-01-01" });
    await mustAdd(test, BEER);
    expect(test.till.audit.list({ limit: 9 }).map(({ action }) => action)).toEqual(
      expect.arrayContaining(["age.confirmed", "age.refused"]),
    );
    await sold(test);
    // Of the next customer nothing is known.
    expect(await add(test, BEER)).toMatchObject({ error: { type: "NeedsAgeCheck", wasTooYoung: false } });
  });

  it("a date that is too young goes before what the cashier saw", async () => {
    const test = await started();
    const productId = idOf(test, BEER);
    await test.must("basket.confirmAge", { productId, dateOfBirth: null });
    await mustAdd(test, BEER);
    expect(await test.call("basket.confirmAge", { productId, dateOfBirth: "2010-01-01" })).toMatchObject({
      error: { type: "TooYoung" },
    });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "NeedsAgeCheck", wasTooYoung: true },
    });
  });

  it("is remembered by a parked basket and after a crash, and asks again for a higher age", async () => {
    const test = await started();
    const productId = idOf(test, BEER);
    await test.must("basket.confirmAge", { productId, dateOfBirth: null });
    await mustAdd(test, BEER);
    await test.must("basket.park", { label: null });
    const basketId = test.till.baskets.parked()[0]?.basket.id ?? "";
    await test.must("basket.recall", { basketId });
    expect(test.till.baskets.open()?.ageCheck).toMatchObject({ minAge: 18 });
    await mustAdd(test, BEER);
    test.till.products.upsertMany(
      [{ sku: test.till.products.findById(productId)?.sku ?? "", minAge: 21 }],
      null,
    );
    expect(await add(test, BEER)).toMatchObject({ error: { type: "NeedsAgeCheck", minAge: 21 } });
  });

  it("stands before every way of paying, whatever path brought the line in", async () => {
    const test = await started();
    await mustAdd(test, SUGAR);
    await test.must("basket.park", { label: null });
    const sku = test.till.products.findById(idOf(test, SUGAR))?.sku ?? "";
    test.till.products.upsertMany([{ sku, minAge: 16 }], null);
    const basketId = test.till.baskets.parked()[0]?.basket.id ?? "";
    await test.must("basket.recall", { basketId });
    const refused = { ok: false, error: { type: "NeedsAgeCheck", minAge: 16 } };
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject(refused);
    expect(await test.call("payment.cash", { tenderedMinor: 100 })).toMatchObject(refused);
    expect(await test.call("payment.card", { amountMinor: null })).toMatchObject(refused);
    await test.must("basket.confirmAge", { productId: idOf(test, SUGAR), dateOfBirth: null });
    await sold(test);
  });

  it("keeps a refusal in the audit log", async () => {
    const test = await started();
    await test.must("basket.refuseAge", { productId: idOf(test, BEER) });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "age.refused",
      staffName: "Mehmet D.",
      after: { minAge: 18 },
    });
  });
});

describe("a limit per sale", () => {
  it("stops a scan with the limit and what is in the basket; a person with the right goes beyond", async () => {
    const test = await started();
    const basket = await mustAdd(test, SUGAR, 2000);
    const lineId = basket.lastLineId ?? "";
    const over = { type: "OverQuantityLimit", maxPerSaleMilli: 2000, inBasketMilli: 2000 };
    expect(await add(test, SUGAR)).toMatchObject({ ok: false, error: over });
    expect(await test.call("basket.setQuantity", { lineId, quantityMilli: 3000 })).toMatchObject({
      error: over,
    });
    const three = await test.must("basket.exceedLimit", { lineId, quantityMilli: 3000 });
    expect(three.lines[0]?.quantityMilli).toBe(3000);
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({ action: "limit.exceed" });
    await test.must("basket.park", { label: null });
    await test.must("basket.recall", { basketId: three.id });
    expect(test.till.baskets.open()?.limitApprovals).toHaveLength(1);
    expect(await add(test, SUGAR)).toMatchObject({ error: { ...over, inBasketMilli: 3000 } });
    await sold(test);
  });

  it("that was lowered while the basket was parked is said before money is taken", async () => {
    const test = await started();
    const parked = await mustAdd(test, SUGAR, 2000);
    await test.must("basket.park", { label: null });
    const sku = test.till.products.findById(idOf(test, SUGAR))?.sku ?? "";
    test.till.products.upsertMany([{ sku, maxPerSaleMilli: 1000 }], null);
    await test.must("basket.recall", { basketId: parked.id });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "OverQuantityLimit", maxPerSaleMilli: 1000, inBasketMilli: 2000 },
    });
    await test.must("basket.setQuantity", { lineId: parked.lastLineId ?? "", quantityMilli: 1000 });
    await sold(test);
  });
});

describe("what is not for sale", () => {
  it("is said by name, is not found, and stops a recalled basket that holds it", async () => {
    const test = await started();
    const basket = await mustAdd(test, SUGAR);
    await test.must("basket.park", { label: null });
    const product = test.till.products.findById(basket.lines[0]?.productId ?? 0);
    test.till.products.upsertMany([{ sku: product?.sku ?? "", forSale: false }], null);
    const refused = { error: { type: "NotForSale", name: product?.name } };
    expect(await test.call("basket.scan", { code: product?.barcode ?? "" })).toMatchObject(refused);
    expect(await test.must("catalogue.search", { text: SUGAR, limit: 5 })).toEqual([]);
    await test.must("basket.recall", { basketId: basket.id });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject(refused);
  });
});

describe("a deposit", () => {
  it("comes with its item at its own tax, cannot be discounted, and stands under it on the receipt", async () => {
    const test = await started();
    const basket = await mustAdd(test, MALT_BOTTLE, 2000);
    expect(basket.itemCount).toBe(2);
    expect(basket.totalMinor).toBe(2 * (3990 + 200));
    await test.must("basket.discountBasket", { discount: { percentBp: 5000 }, reason: "half" });
    const half = await test.must("basket.discountLine", {
      lineId: basket.lastLineId ?? "",
      discount: { percentBp: 0 },
      reason: "none here",
    });
    expect(half.lines.map((line) => line.netMinor)).toEqual([3990, 400]);
    const sale = await sold(test);
    expect(sale.lines[1]).toMatchObject({ kind: "deposit", depositOfLineNumber: 1, netMinor: 400 });
    const paper = await test.must("receipts.get", { receiptNumber: sale.receiptNumber });
    expect(paper.itemCount).toBe(2);
    const text = JSON.stringify(paper.document);
    expect(text.indexOf("Depozito")).toBeGreaterThan(text.indexOf("Malt"));
    expectSoundJournal(test);
  });

  it("comes back with its item, or alone", async () => {
    const test = await started();
    await mustAdd(test, MALT_BOTTLE, 2000);
    const { receiptNumber } = await sold(test);
    const refund = (lines: readonly { lineNumber: number; quantityMilli: number }[]) =>
      test.must("refund.byReceipt", { receiptNumber, lines: [...lines], tender: "CASH", reason: "empty" });
    expect(await refund([{ lineNumber: 2, quantityMilli: 1000 }])).toMatchObject({ payableMinor: -200 });
    const both = await refund([
      { lineNumber: 1, quantityMilli: 1000 },
      { lineNumber: 2, quantityMilli: 1000 },
    ]);
    expect(both).toMatchObject({ payableMinor: -4190 });
    expectSoundJournal(test);
  });

  it("without a price stops its item with its name", async () => {
    const test = await started();
    test.till.products.upsertMany(
      [
        { sku: "EMPTY", name: "Kasa", kind: "deposit", unitPriceMinor: null },
        { sku: "CRATE", name: "Kasa su", unitPriceMinor: 100, depositSku: "EMPTY" },
      ],
      null,
    );
    expect(await test.call("basket.scan", { code: "CRATE" })).toEqual({
      ok: false,
      error: { type: "DepositHasNoPrice", name: "Kasa" },
    });
  });
});

describe("a price typed in", () => {
  it("is above zero and below the absurd, and joins a weight", async () => {
    const test = await started();
    const productId = idOf(test, "çeşitli");
    const priced = (unitPriceMinor: number) => test.call("basket.addProduct", { productId, unitPriceMinor });
    const outside = { error: { type: "PriceOutOfRange", minMinor: 1, maxMinor: 1_000_000 } };
    expect(await priced(0)).toMatchObject(outside);
    expect(await priced(1_000_001)).toMatchObject(outside);
    expect(await priced(1_000_000)).toMatchObject({ ok: true });
    test.till.settings.set("sale.largestOpenPriceMinor", 500);
    expect(await priced(501)).toMatchObject({ error: { maxMinor: 500 } });
    test.till.products.upsertMany([{ sku: "FISH", unit: "weight", unitPriceMinor: null }], null);
    const fish = test.till.products.findBySku("FISH")?.id ?? 0;
    const asked = { productId: fish, unitPriceMinor: 400 };
    expect(await test.call("basket.addProduct", asked)).toMatchObject({ error: { type: "NeedsWeight" } });
    const basket = await test.must("basket.addProduct", { ...asked, quantityMilli: 500 });
    expect(basket.lines.at(-1)).toMatchObject({ netMinor: 200 });
  });
});

describe("the store's figures for selling", () => {
  it("are set by a manager, hold at once, and leave a price that can be typed", async () => {
    const test = await started();
    await signIn(test, "manager");
    const before = await test.must("saleRules.get", {});
    expect(before).toEqual({
      smallestOpenPriceMinor: 1,
      largestOpenPriceMinor: 1_000_000,
      lowestPriceDays: 30,
    });
    const none = { ...before, smallestOpenPriceMinor: 500, largestOpenPriceMinor: 499 };
    expect(await test.call("saleRules.set", none)).toMatchObject({ error: { type: "NoPriceLeft" } });
    expect(await test.must("saleRules.get", {})).toEqual(before);
    const rules = { smallestOpenPriceMinor: 50, largestOpenPriceMinor: 500, lowestPriceDays: 7 };
    expect(await test.must("saleRules.set", rules)).toEqual(rules);
    const productId = idOf(test, "çeşitli");
    expect(await test.call("basket.addProduct", { productId, unitPriceMinor: 49 })).toMatchObject({
      error: { type: "PriceOutOfRange", minMinor: 50, maxMinor: 500 },
    });
  });
});

describe("selling without tax", () => {
  const exempt = (test: TestTill) =>
    test.must("basket.exemptTax", { reason: "Embassy", certificate: "DIP-7" });

  it("asks the price without its tax, unit by unit, and charges it again", async () => {
    const test = await started();
    await mustAdd(test, SUGAR, 2000);
    const before = await mustAdd(test, MALT_BOTTLE);
    const bare = await exempt(test);
    // 159.90 less 1 %; 39.90 and 2.00 less 20 %.
    expect(bare.lines.map((line) => [line.unitPriceMinor, line.netMinor, line.taxRateBp])).toEqual([
      [15_832, 31_664, 0],
      [3325, 3325, 0],
      [167, 167, 0],
    ]);
    expect(bare).toMatchObject({ taxMinor: 0, taxExemption: { reason: "Embassy", certificate: "DIP-7" } });
    expect(await test.must("basket.chargeTax", {})).toMatchObject({ totalMinor: before.totalMinor });
  });

  it("is on the sale, its receipt and its journal entry, and a refund gives back what was paid", async () => {
    const test = await started();
    await mustAdd(test, SUGAR);
    await exempt(test);
    const sale = await sold(test);
    expect(sale).toMatchObject({
      taxExemption: { reason: "Embassy", certificate: "DIP-7" },
      taxes: [{ rateBp: 0, baseMinor: 15_832, taxMinor: 0 }],
    });
    const paper = await test.must("receipts.get", { receiptNumber: sale.receiptNumber });
    const text = JSON.stringify(paper.document);
    expect(text).toContain("Embassy");
    expect(text).toContain("DIP-7");
    expectSoundJournal(test);
    const back = await test.must("refund.byReceipt", {
      receiptNumber: sale.receiptNumber,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
      reason: "faulty",
    });
    expect(back.totalMinor).toBe(-15_832);
  });

  it("adds no tax where prices are without it", async () => {
    const test = await started({ profile: { pricesIncludeTax: false } });
    const taxed = await mustAdd(test, SUGAR);
    expect(taxed.totalMinor).toBe(16_150);
    expect(await exempt(test)).toMatchObject({ totalMinor: 15_990, taxMinor: 0 });
  });

  it("waits for no payment to have started, and is kept with a parked basket", async () => {
    const test = await started();
    const basket = await mustAdd(test, SUGAR);
    await exempt(test);
    await test.must("basket.park", { label: null });
    await test.must("basket.recall", { basketId: basket.id });
    expect(test.till.baskets.open()?.taxExemption).toEqual({ reason: "Embassy", certificate: "DIP-7" });
    await test.must("payment.cash", { tenderedMinor: 100 });
    expect(await test.call("basket.chargeTax", {})).toMatchObject({ error: { type: "PaymentStarted" } });
  });
});
