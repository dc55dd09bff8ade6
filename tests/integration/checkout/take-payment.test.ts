/** Taking payment on a whole till: cash, card, split, rounding, terminal failures, and that a basket is sold once. */
import { describe, expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openTestTill, signIn, type TestTill, type TestTillOptions } from "../../support/test-till.ts";

const withBasket = async (quantityMilli = 1000, options: TestTillOptions = {}): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", ...options });
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli });
  return test;
};

const addOddAmount = async (test: TestTill): Promise<void> => {
  // 0.345 kg at 49.90: 17.22, which no coins make.
  const tomatoes = test.till.products.findBySku("101");
  await test.must("basket.addProduct", { productId: tomatoes?.id ?? 0, quantityMilli: 345 });
};

const journalOf = (test: TestTill) => verifyJournal(test.till);

describe("cash", () => {
  it("completes an exact sale in one call and gives the receipt the next number", async () => {
    const test = await withBasket();
    const first = await test.must("payment.cash", { tenderedMinor: null });
    expect(first).toMatchObject({
      kind: "completed",
      sale: { receiptNumber: "S1-T1-000001", totalMinor: 1500, payableMinor: 1500, changeMinor: 0 },
    });
    await test.must("basket.scan", { code: "BAKERY-001" });
    const second = await test.must("payment.cash", { tenderedMinor: 2000 });
    expect(second).toMatchObject({ sale: { receiptNumber: "S1-T1-000002", changeMinor: 500 } });
    expect(journalOf(test)).toMatchObject({ ok: true, value: { count: 3, sales: 2 } });
  });

  it("rounds only the cash part, after split tenders", async () => {
    const test = await withBasket(1000);
    await addOddAmount(test);
    const view = await test.must("basket.get", {});
    expect(view).toMatchObject({ dueMinor: 3222, dueInCashMinor: 3220 });
    const part = await test.must("payment.card", { amountMinor: 1003 });
    expect(part).toMatchObject({ kind: "partlyPaid", basket: { dueMinor: 2219, dueInCashMinor: 2220 } });
    const done = await test.must("payment.cash", { tenderedMinor: 3000 });
    expect(done).toMatchObject({
      kind: "completed",
      sale: { totalMinor: 3222, payableMinor: 3223, changeMinor: 780 },
    });
    const sale = test.till.sales.findByReceiptNumber("S1-T1-000001");
    expect(sale?.totals).toMatchObject({ roundingMinor: 1 });
    expect(sale?.tenders.map((tender) => [tender.type, tender.amountMinor])).toEqual([
      ["CARD", 1003],
      ["CASH", 2220],
    ]);
  });

  it("takes less than the total as a part, and says what is still due", async () => {
    const test = await withBasket();
    expect(await test.must("payment.cash", { tenderedMinor: 1000 })).toMatchObject({
      kind: "partlyPaid",
      basket: { paidMinor: 1000, dueMinor: 500 },
    });
    expect(await test.call("payment.complete", {})).toMatchObject({
      error: { type: "BelowTotal", dueMinor: 500 },
    });
    expect(await test.call("basket.scan", { code: "BAKERY-001" })).toMatchObject({
      error: { type: "PaymentStarted" },
    });
    expect(await test.call("basket.void", { reason: "gone" })).toMatchObject({
      error: { type: "PaymentStarted" },
    });
  });

  it("refuses what nobody hands over: a bar code in the amount field", async () => {
    const test = await withBasket();
    expect(await test.call("payment.cash", { tenderedMinor: 86_900_000_000 })).toMatchObject({
      error: { type: "TenderTooLarge" },
    });
    expect(await test.callRaw("payment.cash", { tenderedMinor: -5 })).toMatchObject({
      error: { type: "InvalidPayload" },
    });
  });

  it("sells a basket once, however often Pay is pressed", async () => {
    const test = await withBasket();
    const answers = await Promise.all([
      test.call("payment.cash", { tenderedMinor: null }),
      test.call("payment.cash", { tenderedMinor: null }),
      test.call("payment.cash", { tenderedMinor: 2000 }),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false, false]);
    expect(test.till.sales.count()).toBe(1);
  });

  it("completes a basket that costs nothing without any tender", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager");
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("basket.discountBasket", { discount: { percentBp: 10_000 }, reason: "opening day" });
    expect(await test.must("payment.complete", {})).toMatchObject({ sale: { totalMinor: 0, tenders: [] } });
  });
});

describe("card", () => {
  it("completes with the terminal's slip and only the last four digits", async () => {
    const test = await withBasket();
    expect(await test.must("payment.card", { amountMinor: null })).toMatchObject({ kind: "completed" });
    expect(test.till.sales.findByReceiptNumber("S1-T1-000001")?.tenders[0]?.card).toMatchObject({
      last4: "4242",
    });
  });

  it("says that a card was declined and leaves the basket to be paid otherwise", async () => {
    const test = await withBasket();
    test.terminal.behaviour = "decline";
    expect(await test.call("payment.card", { amountMinor: null })).toMatchObject({
      error: { type: "CardDeclined" },
    });
    expect(await test.must("basket.get", {})).toMatchObject({ tenders: [], dueMinor: 1500 });
    expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
  });

  it("asks the terminal after a time-out, and does not charge twice", async () => {
    const test = await withBasket();
    test.terminal.behaviour = "timeout";
    expect(await test.call("payment.card", { amountMinor: null })).toMatchObject({
      error: { type: "CardTimedOut" },
    });
    expect(await test.must("basket.get", {})).toMatchObject({ tenders: [], dueMinor: 1500 });
  });

  it("never charges more than is due", async () => {
    const test = await withBasket();
    expect(await test.call("payment.card", { amountMinor: 1501 })).toMatchObject({
      error: { type: "MoreThanDue", dueMinor: 1500 },
    });
  });

  it("gives a part payment back and thaws the basket", async () => {
    const test = await withBasket();
    await test.must("payment.card", { amountMinor: 500 });
    const view = await test.must("basket.get", {});
    const back = await test.must("payment.giveBack", { tenderId: view?.tenders[0]?.id ?? "" });
    expect(back).toMatchObject({ tenders: [], dueMinor: 1500 });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({ action: "tender.giveBack" });
    await test.must("basket.scan", { code: "BAKERY-001" });
  });
});

describe("the drawer and the printer", () => {
  it("opens the drawer for cash and not for a card, and prints after the sale is stored", async () => {
    const test = await withBasket();
    await test.must("payment.card", { amountMinor: null });
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.cash", { tenderedMinor: null });
    await test.printed();
    const pulses = test.printer.jobs.map((bytes) => Buffer.from(bytes).includes(Buffer.from([0x1b, 0x70])));
    expect(pulses).toEqual([false, true]);
    expect((await test.must("print.jobs", { limit: 5 })).map((job) => job.state)).toEqual([
      "confirmed",
      "confirmed",
    ]);
  });

  it("never delays or undoes a sale for a printer that fails", async () => {
    const test = await withBasket();
    test.printer.fail = "offline";
    expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
    await test.printed();
    const [job] = await test.must("print.jobs", { limit: 1 });
    expect(job).toMatchObject({ state: "queued", cause: "offline", attempts: 1 });
    expect((await test.must("devices.state", {})).printer).toMatchObject({
      state: "problem",
      cause: "offline",
    });
    expect(test.till.sales.count()).toBe(1);
  });
});
