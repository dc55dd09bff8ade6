/** A sale of another till of the store, once this till knows it: found, refunded and exchanged like its own. */
import { expect, it } from "vitest";
import { inTransaction } from "../../../db/in-transaction.ts";
import { ok } from "../../../domain/result.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const OTHER = "S1-T2-000900";

/** Two simit at 15.00, sold at the other till, as its record would come in. */
const knowingAnother = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 2000 });
  await test.must("payment.cash", { tenderedMinor: null });
  const own = test.till.sales.findByReceiptNumber("S1-T1-000001");
  if (!own) {
    throw new Error("The sale is not there");
  }
  const sale = {
    ...own,
    id: "sold-at-the-other-till",
    tillCode: "T2",
    receiptNumber: OTHER,
    tenders: own.tenders.map((tender) => ({ ...tender, id: "their-tender" })),
  };
  inTransaction(test.till.db, () => {
    test.till.sales.add({ sale, seq: 900, traceJson: "{}", journalEpoch: 1, journalSeq: 1 });
    return ok(null);
  });
  return test;
};

const lines = [{ lineNumber: 1, quantityMilli: 1000 }];

it("is found by scanning, by its whole number and by what was bought", async () => {
  const test = await knowingAnother();
  expect(await test.must("basket.scan", { code: OTHER })).toEqual({ kind: "receipt", receiptNumber: OTHER });
  for (const text of [OTHER, "simit"]) {
    const found = await test.must("receipts.find", { text, fromMs: null, untilMs: null, limit: 10 });
    expect(found.map(({ receiptNumber }) => receiptNumber)).toContain(OTHER);
  }
});

it("is refunded and exchanged here, never for more than was sold there", async () => {
  const test = await knowingAnother();
  const refunded = await test.must("refund.byReceipt", {
    receiptNumber: OTHER,
    lines,
    tender: "SAME",
    reason: "stale",
  });
  expect(test.till.sales.findByReceiptNumber(refunded.receiptNumber)).toMatchObject({
    tillCode: "T1",
    lines: [{ refunds: { receiptNumber: OTHER, lineNumber: 1 } }],
  });
  await test.must("exchange.addReturns", { receiptNumber: OTHER, lines, reason: "stale" });
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.complete", {});
  expect(
    await test.call("refund.byReceipt", { receiptNumber: OTHER, lines, tender: "SAME", reason: "stale" }),
  ).toMatchObject({ error: { type: "MoreThanSold", refundableMilli: 0 } });
});
