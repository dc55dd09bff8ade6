/** Who may give back how much, and in what: limits, cash for what a card paid, and the last sale voided. */
import { describe, expect, it } from "vitest";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const RECEIPT = "S1-T1-000001";

const ALLOWED = { grant: "allowed", limit: null, beyond: "allowed" } as const;

/** Simit at 15.00 each, sold by the cashier, whose refunds and cash have a limit of 500.00. */
const sold = async (pieces: number, tender: "CASH" | "CARD" = "CASH"): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: pieces * 1000 });
  await (tender === "CASH"
    ? test.must("payment.cash", { tenderedMinor: null })
    : test.must("payment.card", { amountMinor: null }));
  return test;
};

const refund = (test: TestTill, pieces: number, tender: "SAME" | "CASH" | "CARD" = "SAME") =>
  test.call("refund.byReceipt", {
    receiptNumber: RECEIPT,
    lines: [{ lineNumber: 1, quantityMilli: pieces * 1000 }],
    tender,
    reason: "stale",
  });

const approve = async (test: TestTill, asked: unknown) => {
  const { requestId } = (asked as { readonly error: { readonly requestId: string } }).error;
  return test.must("approval.approve", { requestId, pin: "2222" });
};

describe("a cashier's refund", () => {
  it("up to the limit needs nobody, above it a second person, who stands on the record", async () => {
    const test = await sold(50);
    expect(await refund(test, 1)).toMatchObject({ ok: true });
    const asked = await refund(test, 40);
    expect(asked).toMatchObject({
      error: { type: "NeedsApproval", permission: "refund:create", measure: 61_500, limit: 50_000 },
    });
    expect(test.till.sales.count()).toBe(2);
    await approve(test, asked);
    expect(test.till.sales.findByReceiptNumber("S1-T1-000003")).toMatchObject({
      totals: { payableMinor: -60_000 },
      approvedByName: "Mehmet D.",
    });
    expect(
      test.till.audit.list({ limit: 99 }).filter(({ action }) => action === "refund.create"),
    ).toMatchObject([
      { subject: "S1-T1-000003", staffName: "Ayşe K.", approverId: 2, approverName: "Mehmet D." },
      { subject: "S1-T1-000002", staffName: "Ayşe K.", approverId: null, approverName: null },
    ]);
  });

  it("of a receipt adds up: what it gave back before counts with it, what was approved does not", async () => {
    const test = await sold(120);
    expect(await refund(test, 20)).toMatchObject({ ok: true });
    const asked = await refund(test, 20);
    expect(asked).toMatchObject({
      error: { type: "NeedsApproval", permission: "refund:create", measure: 60_000, limit: 50_000 },
    });
    await approve(test, asked);
    expect(await refund(test, 13)).toMatchObject({ ok: true });
    expect(await refund(test, 1)).toMatchObject({ error: { type: "NeedsApproval", measure: 51_000 } });
    const taken = {
      receiptNumber: RECEIPT,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      reason: "stale",
    };
    expect(await test.call("exchange.addReturns", taken)).toMatchObject({
      error: { type: "NeedsApproval", permission: "refund:create", measure: 51_000 },
    });
    // Another receipt begins anew.
    await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 20_000 });
    await test.must("payment.cash", { tenderedMinor: null });
    const other = { receiptNumber: "S1-T1-000005", lines: [{ lineNumber: 1, quantityMilli: 20_000 }] };
    expect(await test.call("refund.byReceipt", { ...other, tender: "SAME", reason: "stale" })).toMatchObject({
      ok: true,
    });
  });

  it("in cash adds up in the same way, with what exchanges paid out", async () => {
    const test = await sold(100);
    test.till.roles.setRight("cashier", "refund:create", ALLOWED);
    await signIn(test);
    const taken = { lines: [{ lineNumber: 1, quantityMilli: 20_000 }], reason: "stale" };
    await test.must("exchange.addReturns", { receiptNumber: RECEIPT, ...taken });
    await test.must("exchange.payOut", { tender: "CASH" });
    expect(await refund(test, 13)).toMatchObject({ ok: true });
    expect(await refund(test, 1)).toMatchObject({
      error: { type: "NeedsApproval", permission: "refund:inCash", measure: 51_000 },
    });
    await test.must("exchange.addReturns", { receiptNumber: RECEIPT, ...taken });
    expect(await test.call("exchange.payOut", { tender: "CASH" })).toMatchObject({
      error: { type: "NeedsApproval", permission: "refund:inCash", measure: 79_500 },
    });
  });

  it("of what a card paid goes to a card; in cash it needs a second person, whatever the amount", async () => {
    const test = await sold(2, "CARD");
    expect(await refund(test, 1, "CASH")).toMatchObject({
      error: { type: "NeedsApproval", permission: "refund:inCash", measure: 1500 },
    });
    expect(await refund(test, 1)).toMatchObject({ value: { tenders: [{ type: "CARD" }] } });
  });

  it("of a payment in two parts goes to the card first, the rest in cash", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test);
    await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 2000 });
    await test.must("payment.card", { amountMinor: 2000 });
    await test.must("payment.cash", { tenderedMinor: null });
    const tendersOf = async (pieces: number) => {
      const done = await refund(test, pieces);
      return done.ok ? done.value.tenders.map(({ type, amountMinor }) => [type, amountMinor]) : done.error;
    };
    expect(await tendersOf(1)).toEqual([["CARD", -1500]]);
    expect(await tendersOf(1)).toEqual([
      ["CARD", -500],
      ["CASH", -1000],
    ]);
  });
});

describe("a cashier's exchange", () => {
  it("counts all returns of the basket against the limit, and its receipt names who approved", async () => {
    const test = await sold(50);
    const takeBack = (pieces: number) =>
      test.call("exchange.addReturns", {
        receiptNumber: RECEIPT,
        lines: [{ lineNumber: 1, quantityMilli: pieces * 1000 }],
        reason: "stale",
      });
    expect(await takeBack(30)).toMatchObject({ ok: true });
    const asked = await takeBack(40);
    expect(asked).toMatchObject({ error: { type: "NeedsApproval", permission: "refund:create" } });
    await approve(test, asked);
    await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 40_000 });
    await test.must("payment.complete", {});
    expect(test.till.sales.findByReceiptNumber("S1-T1-000002")).toMatchObject({
      kind: "sale",
      approvedByName: "Mehmet D.",
    });
  });

  it("pays cash out for what a card paid only with a second person", async () => {
    const test = await sold(2, "CARD");
    await test.must("exchange.addReturns", {
      receiptNumber: RECEIPT,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      reason: "stale",
    });
    const asked = await test.call("exchange.payOut", { tender: "CASH" });
    expect(asked).toMatchObject({ error: { type: "NeedsApproval", permission: "refund:inCash" } });
    await approve(test, asked);
    expect(test.till.sales.findByReceiptNumber("S1-T1-000002")).toMatchObject({
      approvedByName: "Mehmet D.",
      tenders: [{ type: "CASH", amountMinor: -1500 }],
    });
  });
});

describe("voiding the sale that was just made", () => {
  const voidSale = (test: TestTill, receiptNumber = RECEIPT) =>
    test.call("refund.voidSale", { receiptNumber, reason: "wrong customer" });

  it("gives everything back as it was paid, once", async () => {
    const test = await sold(2, "CARD");
    expect(await voidSale(test)).toMatchObject({
      value: { payableMinor: -3000, tenders: [{ type: "CARD" }] },
    });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "sale.void",
      reason: "wrong customer",
    });
    expect(await voidSale(test)).toMatchObject({ error: { type: "NotTheLastSale" } });
    expect(await voidSale(test, "S1-T1-000002")).toMatchObject({ error: { type: "IsARefund" } });
  });

  it("is refused for an older sale, an exchange, an unknown number and without a reason", async () => {
    const test = await sold(2);
    await test.must("exchange.addReturns", {
      receiptNumber: RECEIPT,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      reason: "stale",
    });
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.complete", {});
    expect(await voidSale(test)).toMatchObject({ error: { type: "NotTheLastSale" } });
    expect(await voidSale(test, "S1-T1-000002")).toMatchObject({ error: { type: "IsAnExchange" } });
    expect(await voidSale(test, "S1-T1-000099")).toMatchObject({ error: { type: "UnknownReceipt" } });
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(await test.call("refund.voidSale", { receiptNumber: "S1-T1-000003", reason: " " })).toMatchObject({
      error: { type: "ReasonMissing" },
    });
  });
});

describe("goods without a receipt", () => {
  const DAY_MS = 86_400_000;

  const returned = (test: TestTill, unitPriceMinor: number | null) =>
    test.call("refund.withoutReceipt", {
      lines: [
        {
          productId: test.till.products.findBySku("BAKERY-001")?.id ?? 0,
          quantityMilli: 1000,
          unitPriceMinor,
        },
      ],
      tender: "CASH",
      reason: "gift",
    });

  it("come back at the lowest price of 30 days, listed or really sold, and never above it", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager");
    expect(await returned(test, 1501)).toMatchObject({
      error: { type: "AboveLowestPrice", lowestMinor: 1500, days: 30 },
    });
    const scanned = await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 2000 });
    const lineId = scanned.kind === "lineAdded" ? scanned.lineId : "";
    await test.must("basket.discountLine", { lineId, discount: { percentBp: 2000 }, reason: "dented" });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(await returned(test, null)).toMatchObject({ value: { payableMinor: -1200 } });
    expect(await returned(test, 1000)).toMatchObject({ value: { payableMinor: -1000 } });
    test.clock.advance(31 * DAY_MS);
    expect(await returned(test, null)).toMatchObject({ value: { payableMinor: -1500 } });
  });

  it("remember a lower list price as long as the setting says", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager");
    const productId = test.till.products.findBySku("BAKERY-001")?.id ?? 0;
    const atMs = test.clock.nowMs();
    const setPrice = test.till.db.sqlite.prepare(
      "INSERT INTO price (product_id, price_list_id, valid_from_ms, unit_price_minor, created_at_ms) VALUES (?, 1, ?, ?, 1)",
    );
    setPrice.run(productId, atMs - 20 * DAY_MS, 900);
    setPrice.run(productId, atMs - 10 * DAY_MS, 1500);
    expect(await test.must("refund.lowestPrice", { productId })).toEqual({ unitPriceMinor: 900, days: 30 });
    test.till.settings.set("refund.lowestPriceDays", 7);
    expect(await test.must("refund.lowestPrice", { productId })).toEqual({ unitPriceMinor: 1500, days: 7 });
  });
});
