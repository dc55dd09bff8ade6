/** Uses of campaigns and coupons: counted with the sale, held against limits, given back once, ended at the limit. */
import { describe, expect, it } from "vitest";
import { verifyDatabase } from "../../../electron/services/journal/verify-database.ts";
import { openOfferTill, useTotals, type OfferDefinitions } from "../../support/offer-till.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const SIMIT = "8690526000015"; // 15.00

const campaign = (more: object) => ({
  code: "FIVE",
  name: "Five off",
  rules: [{ benefit: { type: "fixedAmount", amount: "5.00" } }],
  ...more,
});
const limited = (limits: object, more: object = {}): OfferDefinitions => ({
  campaigns: [campaign({ limits, ...more })],
});

const sell = async (test: TestTill, quantityMilli = 1000): Promise<{ receipt: string; total: number }> => {
  await test.must("basket.scan", { code: SIMIT, quantityMilli });
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  if (paid.kind !== "completed") {
    throw new Error("not completed");
  }
  return { receipt: paid.sale.receiptNumber, total: paid.sale.totalMinor };
};

const giveBack = (test: TestTill, receiptNumber: string, quantityMilli = 1000) =>
  test.must("refund.byReceipt", {
    receiptNumber,
    lines: [{ lineNumber: 1, quantityMilli }],
    tender: "CASH",
    reason: "broken",
  });

const audited = async (test: TestTill): Promise<readonly string[]> => {
  const { entries } = await test.must("audit.list", {
    fromMs: null,
    untilMs: null,
    staffId: null,
    kind: "configuration",
    text: "",
    beforeId: null,
    limit: 50,
  });
  return entries.map(({ action, subject }) => `${action} ${subject}`).toReversed();
};

const endedAt = (test: TestTill): unknown =>
  test.till.db.sqlite
    .prepare("SELECT auto_deactivated_at_ms FROM campaign WHERE code = 'FIVE'")
    .pluck()
    .get();

const verified = (test: TestTill): void => {
  expect(verifyDatabase(test.till.db, () => {})).toMatchObject({ ok: true });
};

describe("a campaign with two uses", () => {
  it("gives twice, then ends itself with a time and an audit entry; the panel says why", async () => {
    const test = await openOfferTill(limited({ uses: 2 }));
    expect([(await sell(test)).total, (await sell(test)).total]).toEqual([1000, 1000]);
    expect(endedAt(test)).toBe(test.clock.nowMs());
    await test.must("basket.scan", { code: SIMIT });
    expect(await test.must("basket.get", {})).toMatchObject({
      totalMinor: 1500,
      notApplied: [{ code: "FIVE", reason: "LIMIT_REACHED", wanted: "2", got: "2" }],
    });
    expect(await audited(test)).toEqual(["campaign.usedUp campaign FIVE"]);
    expect(useTotals(test)).toEqual({ "campaign FIVE": [2, 1000] });
    verified(test);
  });

  it("stays without an end where it should not end itself", async () => {
    const test = await openOfferTill(limited({ uses: 1 }, { autoDeactivate: false }));
    await sell(test);
    expect(endedAt(test)).toBeNull();
    expect((await sell(test)).total).toBe(1500);
  });

  it("goes on when a use came back, and the journal agrees with the tables", async () => {
    const test = await openOfferTill(limited({ uses: 1 }));
    const { receipt } = await sell(test);
    await giveBack(test, receipt);
    expect(useTotals(test)).toEqual({ "campaign FIVE": [0, 0] });
    expect(endedAt(test)).toBeNull();
    expect((await sell(test)).total).toBe(1000);
    expect(await audited(test)).toEqual([
      "campaign.usedUp campaign FIVE",
      "campaign.goesOn campaign FIVE",
      "campaign.usedUp campaign FIVE",
    ]);
    verified(test);
  });
});

describe("a use comes back", () => {
  it("only when all that it touched is back, and once", async () => {
    const test = await openOfferTill(limited({ uses: 5 }));
    const { receipt } = await sell(test, 3000);
    await giveBack(test, receipt, 2000);
    expect(useTotals(test)).toEqual({ "campaign FIVE": [1, 500] });
    await giveBack(test, receipt, 1000);
    expect(useTotals(test)).toEqual({ "campaign FIVE": [0, 0] });
    const again = await test.call("refund.byReceipt", {
      receiptNumber: receipt,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
      reason: "again",
    });
    expect(again.ok).toBe(false);
    expect(useTotals(test)).toEqual({ "campaign FIVE": [0, 0] });
    verified(test);
  });

  it.each([
    ["never", [1, 1], [1, 1]],
    ["void", [1, 0], [0, 0]],
    ["whole", [0, 0], [0, 0]],
  ] as const)("of a campaign that gives back %s: refunded %j, voided %j", async (rule, refunded, voided) => {
    const test = await openOfferTill(limited({ uses: 5 }));
    test.till.db.sqlite.prepare("UPDATE campaign SET gives_back = ?").run(rule);
    const first = await sell(test);
    await giveBack(test, first.receipt);
    expect(useTotals(test)["campaign FIVE"]?.[0]).toBe(rule === "whole" ? 0 : refunded[0]);
    const second = await sell(test);
    await test.must("refund.voidSale", { receiptNumber: second.receipt, reason: "wrong" });
    expect(useTotals(test)["campaign FIVE"]?.[0]).toBe(refunded[0] + voided[0]);
    verified(test);
  });

  it("also when the goods come back in an exchange", async () => {
    const test = await openOfferTill(limited({ uses: 1 }));
    const { receipt } = await sell(test);
    await test.must("exchange.addReturns", {
      receiptNumber: receipt,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      reason: "other one",
    });
    await test.must("basket.scan", { code: SIMIT });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(useTotals(test)).toEqual({ "campaign FIVE": [0, 0] });
    verified(test);
  });
});

describe("a budget", () => {
  it("is spent to the cent and no further", async () => {
    const test = await openOfferTill(limited({ budget: "12.00" }));
    expect([(await sell(test)).total, (await sell(test)).total, (await sell(test)).total]).toEqual([
      1000, 1000, 1300,
    ]);
    expect(useTotals(test)).toEqual({ "campaign FIVE": [3, 1200] });
    expect((await sell(test)).total).toBe(1500);
  });
});

describe("the last use", () => {
  it("goes to one of two baskets: the other is told its new total before it is charged", async () => {
    const test = await openOfferTill(limited({ uses: 1 }));
    await test.must("basket.scan", { code: SIMIT });
    // Somebody else takes the last use while this basket lies open.
    test.till.db.sqlite.exec(
      "INSERT INTO offer_use_total (kind, code, uses, spent_minor) VALUES ('campaign', 'FIVE', 1, 500)",
    );
    const sales = test.till.sales.count();
    expect(await test.call("payment.cash", { tenderedMinor: 1000 })).toEqual({
      ok: false,
      error: { type: "OffersChanged", totalMinor: 1500 },
    });
    expect(test.till.sales.count()).toBe(sales);
    expect(await test.must("basket.get", {})).toMatchObject({ totalMinor: 1500, tenders: [] });
    expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
    verified(test);
  });

  it("taken while a card is at the terminal leaves the card payment on the basket, and the rest due", async () => {
    const test = await openOfferTill(limited({ uses: 1 }));
    await test.must("basket.scan", { code: SIMIT });
    let present = (): void => {};
    test.terminal.gate = new Promise((resolve) => (present = resolve));
    const paying = test.call("payment.card", { amountMinor: null });
    await new Promise((resolve) => setImmediate(resolve));
    test.till.db.sqlite.exec(
      "INSERT INTO offer_use_total (kind, code, uses, spent_minor) VALUES ('campaign', 'FIVE', 1, 500)",
    );
    present();
    expect(await paying).toMatchObject({ ok: false, error: { type: "OffersChanged", totalMinor: 1500 } });
    expect(await test.must("basket.get", {})).toMatchObject({ paidMinor: 1000, dueMinor: 500 });
    expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
    verified(test);
  });

  it("is still used after a restart", async () => {
    const first = await openOfferTill(limited({ uses: 1 }), openTestTill().dataDir);
    await sell(first);
    await first.close();
    const second = openTestTill({ dataDir: first.dataDir, offers: "demo" });
    await signIn(second, "manager");
    expect((await sell(second)).total).toBe(1500);
    await second.close();
  });
});

describe("a single-use coupon", () => {
  const offers: OfferDefinitions = {
    campaigns: [campaign({ activation: "coupon" })],
    couponDefinitions: [{ code: "ONCE", type: "singleUse", campaign: "FIVE" }],
  };

  it("gives once, says that it was used, and may be used again when the sale is voided", async () => {
    const test = await openOfferTill(offers);
    await test.must("basket.addCoupon", { code: "once" });
    const { receipt, total } = await sell(test);
    expect(total).toBe(1000);
    expect(useTotals(test)).toEqual({ "campaign FIVE": [1, 500], "coupon ONCE": [1, 500] });
    const basket = await test.must("basket.addCoupon", { code: "ONCE" });
    expect(basket.coupons).toMatchObject([{ status: "rejected", reason: "ALREADY_USED" }]);
    await test.must("basket.removeCoupon", { code: "ONCE" });
    await test.must("refund.voidSale", { receiptNumber: receipt, reason: "wrong" });
    expect(useTotals(test)).toEqual({ "campaign FIVE": [0, 0], "coupon ONCE": [0, 0] });
    await test.must("basket.addCoupon", { code: "ONCE" });
    expect((await sell(test)).total).toBe(1000);
    expect(await audited(test)).toEqual([
      "coupon.usedUp coupon ONCE",
      "coupon.goesOn coupon ONCE",
      "coupon.usedUp coupon ONCE",
    ]);
    verified(test);
  });
});
