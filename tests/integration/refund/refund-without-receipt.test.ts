/** Goods that come back without a receipt: only with permission and a reason, and within bounds. */
import { describe, expect, it } from "vitest";
import { MAX_AMOUNT_MINOR, MAX_QUANTITY_MILLI } from "../../../contracts/ipc/money.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const started = async (who: "cashier" | "manager"): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, who);
  return test;
};

const returned = (
  test: TestTill,
  sku: string,
  change: { readonly quantityMilli?: number; readonly unitPriceMinor?: number } = {},
) => ({
  lines: [
    {
      productId: test.till.products.findBySku(sku)?.id ?? 0,
      quantityMilli: change.quantityMilli ?? 2000,
      unitPriceMinor: change.unitPriceMinor ?? 1450,
    },
  ],
  tender: "CASH" as const,
  reason: "gift, too small",
});

describe("a refund without a receipt", () => {
  it("needs the permission", async () => {
    const test = await started("cashier");
    expect(await test.call("refund.withoutReceipt", returned(test, "BAKERY-001"))).toMatchObject({
      error: { type: "NeedsApproval", permission: "refund:withoutReceipt" },
    });
    expect(test.till.sales.count()).toBe(0);
  });

  it("pays the price that was entered, takes the tax of today back, and names no receipt", async () => {
    const test = await started("manager");
    const done = await test.must("refund.withoutReceipt", returned(test, "BAKERY-001"));
    expect(done).toMatchObject({ receiptNumber: "S1-T1-000001", totalMinor: -2900, payableMinor: -2900 });
    const refund = test.till.sales.findByReceiptNumber("S1-T1-000001");
    expect(refund).toMatchObject({
      kind: "refund",
      reason: "gift, too small",
      taxes: [{ rateBp: 100, taxMinor: -29 }],
    });
    expect(refund?.lines[0]?.refunds).toBeNull();
  });

  it("cannot be refunded itself, and its receipt says that nothing is left to give back", async () => {
    const test = await started("manager");
    const { receiptNumber } = await test.must("refund.withoutReceipt", returned(test, "BAKERY-001"));
    const receipt = await test.must("receipts.get", { receiptNumber });
    expect(receipt.lines[0]).toMatchObject({ refundableMilli: 0, refundableMinor: 0 });
    const lines = [{ lineNumber: 1, quantityMilli: 1000 }];
    expect(
      await test.call("refund.byReceipt", { receiptNumber, lines, tender: "CASH", reason: "again" }),
    ).toMatchObject({ error: { type: "IsARefund" } });
  });

  it("needs a reason, a known product and whole pieces", async () => {
    const test = await started("manager");
    const asked = returned(test, "BAKERY-001");
    expect(await test.call("refund.withoutReceipt", { ...asked, reason: "" })).toMatchObject({
      error: { type: "ReasonMissing" },
    });
    expect(await test.call("refund.withoutReceipt", returned(test, "no such thing"))).toMatchObject({
      error: { type: "UnknownProduct" },
    });
    expect(
      await test.call("refund.withoutReceipt", returned(test, "BAKERY-001", { quantityMilli: 1500 })),
    ).toMatchObject({ error: { type: "WholeUnitsOnly" } });
    expect(test.till.sales.count()).toBe(0);
  });

  it("refuses an amount beyond reason with a word, not with a failure", async () => {
    const test = await started("manager");
    const asked = returned(test, "BAKERY-001", {
      quantityMilli: MAX_QUANTITY_MILLI,
      unitPriceMinor: MAX_AMOUNT_MINOR,
    });
    expect(await test.call("refund.withoutReceipt", asked)).toMatchObject({
      error: { type: "TenderTooLarge" },
    });
    expect(test.bugs).toEqual([]);
  });

  it("rounds cash to the coins in use", async () => {
    const test = await started("manager");
    const asked = returned(test, "101", { quantityMilli: 345, unitPriceMinor: 4990 });
    expect(await test.must("refund.withoutReceipt", asked)).toMatchObject({
      totalMinor: -1722,
      payableMinor: -1720,
    });
    expect(await test.must("refund.withoutReceipt", { ...asked, tender: "CARD" })).toMatchObject({
      payableMinor: -1722,
    });
  });
});
