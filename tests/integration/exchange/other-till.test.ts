/** A sale of another till of the store, once this till knows it: found, refunded and exchanged like its own. */
import { expect, it } from "vitest";
import { verifyDatabase } from "../../../electron/services/journal/verify-database.ts";
import type { TestTill } from "../../support/test-till.ts";
import { carry, openTwoTills, type TwoTills } from "../../support/two-tills.ts";

const OTHER = "S1-T2-000001";
const NOTHING_SAID = { ok: true };
const line = (quantityMilli: number) => [{ lineNumber: 1, quantityMilli }];

const sell = async (test: TestTill, quantityMilli: number): Promise<void> => {
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli });
  await test.must("payment.cash", { tenderedMinor: null });
};

const refund = (test: TestTill, receiptNumber: string, quantityMilli: number) =>
  test.call("refund.byReceipt", {
    receiptNumber,
    lines: line(quantityMilli),
    tender: "SAME",
    reason: "stale",
  });

/** Three simit, sold at the other till; this one has sold something of its own under the same number. */
const knowingAnother = async (): Promise<TwoTills> => {
  const tills = await openTwoTills();
  await sell(tills.here, 1000);
  await sell(tills.there, 3000);
  carry(tills.there, tills.here);
  return tills;
};

it("is found by scanning, by its whole number, by what was bought, and by what was paid", async () => {
  const { here } = await knowingAnother();
  expect(await here.must("basket.scan", { code: OTHER })).toEqual({ kind: "receipt", receiptNumber: OTHER });
  for (const text of [OTHER, OTHER.toLowerCase(), "simit", "45.00", ""]) {
    const found = await here.must("receipts.find", { text, fromMs: null, untilMs: null, limit: 10 });
    expect(found.map(({ receiptNumber }) => receiptNumber)).toContain(OTHER);
  }
  const none = await here.must("receipts.find", { text: "99.99", fromMs: null, untilMs: null, limit: 10 });
  expect(none).toEqual([]);
});

it("shows as on its paper, and says whose it is; printing again and undoing belong to the till that sold", async () => {
  const { here } = await knowingAnother();
  const shown = await here.must("receipts.get", { receiptNumber: OTHER });
  expect(shown).toMatchObject({ isOfThisTill: false, totalMinor: 4500, lines: [{ refundableMilli: 3000 }] });
  expect((await here.must("receipts.get", { receiptNumber: "S1-T1-000001" })).isOfThisTill).toBe(true);
  const unknown = { error: { type: "UnknownReceipt" } };
  expect(await here.call("receipts.reprint", { receiptNumber: OTHER })).toMatchObject(unknown);
  expect(await here.call("refund.voidSale", { receiptNumber: OTHER, reason: "r" })).toMatchObject(unknown);
});

it("is refunded and exchanged here, never for more than was sold there, and the record names it", async () => {
  const { here } = await knowingAnother();
  const refunded = await here.must("refund.byReceipt", {
    receiptNumber: OTHER,
    lines: line(1000),
    tender: "SAME",
    reason: "stale",
  });
  expect(here.till.sales.findByReceiptNumber(refunded.receiptNumber)).toMatchObject({
    tillCode: "T1",
    lines: [{ refunds: { receiptNumber: OTHER, lineNumber: 1 } }],
  });
  const journalled = here.till.journalRepository.page({ epoch: 1, seq: 0, limit: 100 }).at(-1);
  expect(JSON.parse(journalled?.body ?? "{}")).toMatchObject({
    lines: [{ refunds: { receiptNumber: OTHER } }],
  });
  await here.must("exchange.addReturns", { receiptNumber: OTHER, lines: line(1000), reason: "stale" });
  await here.must("basket.scan", { code: "BAKERY-001" });
  await here.must("payment.complete", {});
  expect(await refund(here, OTHER, 2000)).toMatchObject({
    error: { type: "MoreThanSold", refundableMilli: 1000 },
  });
  expect(await refund(here, OTHER, 1000)).toMatchObject(NOTHING_SAID);
  expect(await refund(here, OTHER, 1000)).toMatchObject({
    error: { type: "MoreThanSold", refundableMilli: 0 },
  });
  expect(verifyDatabase(here.till.db, () => {})).toMatchObject(NOTHING_SAID);
});

it("counts what the other till took back of its own receipts and of this till's", async () => {
  const { here, there } = await knowingAnother();
  await refund(there, OTHER, 2000);
  expect(carry(there, here)).toMatchObject({ added: 1, moreBackThanSold: [] });
  expect(await refund(here, OTHER, 2000)).toMatchObject({
    error: { type: "MoreThanSold", refundableMilli: 1000 },
  });
  // A receipt of this till comes back at the other one.
  await sell(here, 2000);
  carry(here, there);
  expect(await refund(there, "S1-T1-000002", 1000)).toMatchObject(NOTHING_SAID);
  carry(there, here);
  const shown = await here.must("receipts.get", { receiptNumber: "S1-T1-000002" });
  expect(shown.lines).toMatchObject([{ refundedMilli: 1000, refundableMilli: 1000 }]);
});

it("tells when two tills that did not know of each other took more back than was sold", async () => {
  const { here, there } = await knowingAnother();
  await refund(here, OTHER, 3000);
  await refund(there, OTHER, 2000);
  expect(carry(there, here).moreBackThanSold).toEqual([OTHER]);
  const shown = await here.must("receipts.get", { receiptNumber: OTHER });
  expect(shown.lines).toMatchObject([{ refundableMilli: 0, refundableMinor: 0 }]);
  expect(await refund(here, OTHER, 1000)).toMatchObject({
    error: { type: "MoreThanSold", refundableMilli: 0 },
  });
});

it("gives what a card paid there back to a card", async () => {
  const { here, there } = await openTwoTills();
  await there.must("basket.scan", { code: "BAKERY-001", quantityMilli: 2000 });
  await there.must("payment.card", { amountMinor: null });
  carry(there, here);
  const quote = await here.must("refund.quote", { receiptNumber: OTHER, lines: line(1000) });
  expect(quote.asPaid).toMatchObject({ cardMinor: 1500, cashMinor: 0 });
  // What the other till gave back in between is no longer the card's.
  await refund(there, OTHER, 1000);
  carry(there, here);
  const rest = await here.must("refund.quote", { receiptNumber: OTHER, lines: line(1000) });
  expect(rest.asPaid).toMatchObject({ cardMinor: 1500, cashMinor: 0 });
  expect(await refund(here, OTHER, 1000)).toMatchObject(NOTHING_SAID);
});

it("counts what another till sold it for where goods come back without a receipt, for as many days", async () => {
  const { here, there } = await openTwoTills();
  await there.must("basket.scan", { code: "BAKERY-001", quantityMilli: 3000 });
  await there.must("basket.discountBasket", { discount: { percentBp: 2000 }, reason: "damaged" });
  await there.must("payment.cash", { tenderedMinor: null });
  const productId = here.till.products.findBySku("BAKERY-001")?.id ?? 0;
  const lowest = async () => (await here.must("refund.lowestPrice", { productId })).unitPriceMinor;
  expect(await lowest()).toBe(1500);
  carry(there, here);
  expect(await lowest()).toBe(1200);
  const otherId = here.till.products.findBySku("BAKERY-002")?.id ?? 0;
  expect((await here.must("refund.lowestPrice", { productId: otherId })).unitPriceMinor).toBe(1250);
  here.clock.advance(31 * 86_400_000);
  expect(await lowest()).toBe(1500);
});
