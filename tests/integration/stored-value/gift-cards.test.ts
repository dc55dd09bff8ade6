/** Gift cards and store credit on a whole till: sold, paid with, refunded to, blocked, expired; and every bad input said in words. */
import { describe, expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const DAY_MS = 86_400_000;

const opened = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  return test;
};

/** Sells a card and answers with its code, which only the slip and the card itself hold. */
const sold = async (test: TestTill, amountMinor = 5000): Promise<string> => {
  await test.must("giftCard.sell", { amountMinor });
  await test.must("payment.cash", { tenderedMinor: null });
  return codes(test).at(-1) ?? "";
};

const codes = (test: TestTill): readonly string[] =>
  test.till.db.sqlite.prepare<[], string>("SELECT code FROM gift_card ORDER BY length(id), id").pluck().all();

const balanceOf = (test: TestTill, code: string): number =>
  test.till.storedValue.findByCode(code)?.balanceMinor ?? -1;

/** 15.00 a piece. */
const rungUp = (test: TestTill, quantityMilli = 1000) =>
  test.must("basket.scan", { code: "BAKERY-001", quantityMilli });

const soldReceipt = async (test: TestTill, pay: () => Promise<unknown>): Promise<string> => {
  await rungUp(test, 2000);
  await pay();
  return test.till.sales.newestReceiptNumber() ?? "";
};

const isSound = (test: TestTill): void => {
  expect(test.till.storedValue.brokenBalances()).toEqual([]);
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  expect(test.bugs).toEqual([]);
};

describe("selling", () => {
  it("makes the card with the sale, prints its slip, and is neither taxed nor discounted", async () => {
    const test = await opened();
    await test.must("giftCard.sell", { amountMinor: 5000 });
    expect(codes(test)).toEqual([]);
    const discounted = await test.must("basket.discountBasket", {
      discount: { percentBp: 1000 },
      reason: "r",
    });
    expect(discounted).toMatchObject({ totalMinor: 5000, savedMinor: 0, taxes: [] });
    const paid = await test.must("payment.cash", { tenderedMinor: null });
    const [code = ""] = codes(test);
    expect(paid).toMatchObject({ kind: "completed", sale: { totalMinor: 5000 } });
    expect(await test.must("giftCard.check", { code })).toMatchObject({
      balanceMinor: 5000,
      state: "active",
    });
    const slip = test.till.printJobs.newest(5).find((job) => job.kind === "slip");
    expect(slip?.documentJson).toContain(code);
    const journal = test.till.db.sqlite.prepare("SELECT group_concat(body) FROM journal").pluck().get();
    expect(journal).not.toContain(code);
    isSound(test);
  });

  it("never gives an own discount to a line that sells one", async () => {
    const test = await opened();
    const basket = await test.must("giftCard.sell", { amountMinor: 5000 });
    const lineId = basket.lines[0]?.id ?? "";
    expect(
      await test.call("basket.discountLine", { lineId, discount: { percentBp: 100 }, reason: "r" }),
    ).toMatchObject({ ok: false, error: { type: "NotDiscountable" } });
  });

  it("makes one card for each of two lines and for each unit", async () => {
    const test = await opened();
    await test.must("giftCard.sell", { amountMinor: 5000 });
    const basket = await test.must("giftCard.sell", { amountMinor: 5000 });
    expect(basket.lines).toHaveLength(2);
    await test.must("basket.setQuantity", { lineId: basket.lines[0]?.id ?? "", quantityMilli: 2000 });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(codes(test).map((code) => balanceOf(test, code))).toEqual([5000, 5000, 5000]);
    isSound(test);
  });

  it("tops a card up with the sale, and says which", async () => {
    const test = await opened();
    const code = await sold(test);
    const basket = await test.must("giftCard.topUp", { code, amountMinor: 2500 });
    expect(basket.lines[0]?.note).toBe(`•••• ${code.slice(-4)}`);
    expect(balanceOf(test, code)).toBe(5000);
    await test.must("payment.cash", { tenderedMinor: null });
    expect(balanceOf(test, code)).toBe(7500);
    expect(codes(test)).toHaveLength(1);
    isSound(test);
  });
});

describe("paying", () => {
  it("pays a part with each of several cards and the rest in cash, and keeps what is left", async () => {
    const test = await opened();
    const [one, two] = [await sold(test, 1000), await sold(test, 1500)];
    await rungUp(test, 2000);
    const first = await test.must("giftCard.pay", { code: one, amountMinor: null });
    expect(first).toMatchObject({ kind: "partlyPaid", basket: { dueMinor: 2000 } });
    await test.must("giftCard.pay", { code: two.toLowerCase(), amountMinor: 1400 });
    expect(balanceOf(test, two)).toBe(1500);
    await test.must("payment.cash", { tenderedMinor: null });
    expect([balanceOf(test, one), balanceOf(test, two)]).toEqual([0, 100]);
    const sale = test.till.sales.findByReceiptNumber(test.till.sales.newestReceiptNumber() ?? "");
    expect(sale?.tenders.map(({ type, amountMinor }) => [type, amountMinor])).toEqual([
      ["GIFT_CARD", 1000],
      ["GIFT_CARD", 1400],
      ["CASH", 600],
    ]);
    isSound(test);
  });

  it("takes what a part payment held off again when it is given back", async () => {
    const test = await opened();
    const code = await sold(test, 1000);
    await rungUp(test);
    const part = await test.must("giftCard.pay", { code, amountMinor: null });
    const tenderId = part.kind === "partlyPaid" ? (part.basket.tenders[0]?.id ?? "") : "";
    await test.must("payment.giveBack", { tenderId });
    expect(balanceOf(test, code)).toBe(1000);
    await test.must("payment.cash", { tenderedMinor: null });
    expect(balanceOf(test, code)).toBe(1000);
    isSound(test);
  });

  it("spends nothing twice when two windows pay with one card at once", async () => {
    const test = await opened();
    const code = await sold(test, 1000);
    await rungUp(test);
    const answers = await Promise.all([
      test.call("giftCard.pay", { code, amountMinor: null }),
      test.call("giftCard.pay", { code, amountMinor: null }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(answers[1]).toMatchObject({ error: { type: "GiftCardEmpty" } });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(balanceOf(test, code)).toBe(0);
    isSound(test);
  });

  it("checks the card again in the sale: one that was blocked meanwhile stops it, and nothing is sold", async () => {
    const test = await opened();
    const code = await sold(test, 1000);
    await rungUp(test);
    await test.must("giftCard.pay", { code, amountMinor: null });
    const cardId = test.till.storedValue.findByCode(code)?.id ?? "";
    await test.must("giftCard.setBlocked", { cardId, blocked: true, reason: "stolen" });
    const before = test.till.sales.count();
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      ok: false,
      error: { type: "GiftCardBlocked", reason: "stolen" },
    });
    expect(test.till.sales.count()).toBe(before);
    expect(balanceOf(test, code)).toBe(1000);
  });
});

describe("what is refused", () => {
  it.each([
    [
      "a wrong digit",
      (code: string) => `${code.slice(0, -1)}${String((Number(code.slice(-1)) + 1) % 10)}`,
      "GiftCardMisread",
    ],
    ["a digit too few", (code: string) => code.slice(0, -1), "GiftCardMisread"],
    ["another shop's", () => "GC0000000000000000", "UnknownGiftCard"],
    ["no code at all", () => "hello", "UnknownGiftCard"],
  ])("%s", async (_name, made, type) => {
    const test = await opened();
    const code = await sold(test);
    await rungUp(test);
    for (const name of ["giftCard.pay", "giftCard.topUp"] as const) {
      expect(await test.call(name, { code: made(code), amountMinor: 100 })).toMatchObject({
        ok: false,
        error: { type },
      });
    }
  });

  it("an empty card, more than is on it, more than is due, nothing due, and one card for another", async () => {
    const test = await opened();
    const code = await sold(test, 1000);
    await test.must("giftCard.sell", { amountMinor: 500 });
    const pay = (amountMinor: number | null) => test.call("giftCard.pay", { code, amountMinor });
    expect(await pay(null)).toMatchObject({ error: { type: "GiftCardNotForGiftCard" } });
    await rungUp(test);
    expect(await pay(1001)).toMatchObject({ error: { type: "GiftCardTooLow", balanceMinor: 1000 } });
    await test.must("payment.cash", { tenderedMinor: 1000 });
    expect(await pay(null)).toMatchObject({ ok: true, value: { kind: "completed" } });
    expect(balanceOf(test, code)).toBe(0);
    expect(await pay(null)).toMatchObject({ error: { type: "NothingToPay" } });
    await rungUp(test);
    expect(await pay(null)).toMatchObject({ error: { type: "GiftCardEmpty" } });
    isSound(test);
  });

  it("a card whose time is over, which the job empties once and a refund wakes again", async () => {
    const test = await opened();
    const code = await sold(test, 5000);
    const receiptNumber = await soldReceipt(test, () =>
      test.must("giftCard.pay", { code, amountMinor: null }),
    );
    test.clock.advance(800 * DAY_MS);
    await rungUp(test);
    expect(await test.call("giftCard.pay", { code, amountMinor: null })).toMatchObject({
      error: { type: "GiftCardExpired" },
    });
    await test.must("basket.void", { reason: "r" });
    test.till.jobs.tick();
    test.till.jobs.tick();
    expect(balanceOf(test, code)).toBe(0);
    await test.must("refund.byReceipt", {
      receiptNumber,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "SAME",
      reason: "r",
    });
    expect(await test.must("giftCard.check", { code })).toMatchObject({
      balanceMinor: 1500,
      state: "active",
    });
    isSound(test);
  });
});

describe("goods that come back", () => {
  it("goes back onto the very card that paid, then to what else paid, over partial refunds", async () => {
    const test = await opened();
    const code = await sold(test, 1000);
    const receiptNumber = await soldReceipt(test, async () => {
      await test.must("giftCard.pay", { code, amountMinor: null });
      await test.must("payment.cash", { tenderedMinor: null });
    });
    const refund = () =>
      test.must("refund.byReceipt", {
        receiptNumber,
        lines: [{ lineNumber: 1, quantityMilli: 1000 }],
        tender: "SAME",
        reason: "r",
      });
    expect((await refund()).tenders).toMatchObject([
      { type: "GIFT_CARD", amountMinor: -1000 },
      { type: "CASH", amountMinor: -500 },
    ]);
    expect((await refund()).tenders).toMatchObject([{ type: "CASH", amountMinor: -1500 }]);
    expect(balanceOf(test, code)).toBe(1000);
    isSound(test);
  });

  it("makes a store credit, with a slip, and pays with it", async () => {
    const test = await opened();
    const receiptNumber = await soldReceipt(test, () => test.must("payment.cash", { tenderedMinor: null }));
    const refunded = await test.must("refund.byReceipt", {
      receiptNumber,
      lines: [{ lineNumber: 1, quantityMilli: 2000 }],
      tender: "STORE_CREDIT",
      reason: "r",
    });
    expect(refunded.tenders).toMatchObject([{ type: "STORE_CREDIT", amountMinor: -3000 }]);
    const code = codes(test).find((each) => each.startsWith("SC")) ?? "";
    expect(balanceOf(test, code)).toBe(3000);
    await rungUp(test);
    expect(await test.must("giftCard.pay", { code, amountMinor: null })).toMatchObject({ kind: "completed" });
    expect(balanceOf(test, code)).toBe(1500);
    isSound(test);
  });

  it("puts a customer's credit on the one that they have", async () => {
    const test = await opened();
    for (const quantityMilli of [1000, 2000]) {
      await rungUp(test, quantityMilli);
      await test.must("customer.attach", { customerRef: "demo-customer-0001" });
      await test.must("payment.cash", { tenderedMinor: null });
      await test.must("refund.byReceipt", {
        receiptNumber: test.till.sales.newestReceiptNumber() ?? "",
        lines: [{ lineNumber: 1, quantityMilli }],
        tender: "STORE_CREDIT",
        reason: "r",
      });
    }
    expect(test.till.storedValue.ofCustomer("demo-customer-0001")).toMatchObject([{ balanceMinor: 4500 }]);
    await test.must("customer.merge", { fromRef: "demo-customer-0001", intoRef: "demo-customer-0002" });
    expect(test.till.storedValue.ofCustomer("demo-customer-0001")).toEqual([]);
    expect(test.till.storedValue.ofCustomer("demo-customer-0002")).toMatchObject([{ balanceMinor: 4500 }]);
    isSound(test);
  });

  it("undoes the sale of a card only while it is unspent", async () => {
    const test = await opened();
    const code = await sold(test, 5000);
    const soldBy = test.till.sales.newestReceiptNumber() ?? "";
    const lines = [{ lineNumber: 1, quantityMilli: 1000 }];
    await rungUp(test);
    await test.must("giftCard.pay", { code, amountMinor: 100 });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(
      await test.call("refund.byReceipt", { receiptNumber: soldBy, lines, tender: "CASH", reason: "r" }),
    ).toMatchObject({
      error: { type: "GiftCardSpent", last4: code.slice(-4) },
    });
    expect(balanceOf(test, code)).toBe(4900);
    const fresh = await sold(test, 2000);
    await test.must("refund.voidSale", {
      receiptNumber: test.till.sales.newestReceiptNumber() ?? "",
      reason: "r",
    });
    expect(balanceOf(test, fresh)).toBe(0);
    isSound(test);
  });

  it("asks whether a card may come back before a bank card gets the money for it", async () => {
    const test = await opened();
    await test.must("giftCard.sell", { amountMinor: 5000 });
    await test.must("payment.card", { amountMinor: null });
    const receiptNumber = test.till.sales.newestReceiptNumber() ?? "";
    const [code = ""] = codes(test);
    await soldReceipt(test, async () => {
      await test.must("giftCard.pay", { code, amountMinor: 1000 });
      await test.must("payment.cash", { tenderedMinor: null });
    });
    const lines = [{ lineNumber: 1, quantityMilli: 1000 }];
    const spent = { ok: false, error: { type: "GiftCardSpent", last4: code.slice(-4) } };
    const back = { receiptNumber, lines, reason: "r" };
    expect(await test.call("refund.byReceipt", { ...back, tender: "CARD" })).toEqual(spent);
    await test.must("exchange.addReturns", back);
    expect(await test.call("exchange.payOut", { tender: "CARD" })).toEqual(spent);
    // Nothing was paid out: the basket can still be given up.
    expect((await test.must("basket.get", {}))?.tenders).toEqual([]);
    await test.must("basket.void", { reason: "r" });
    const productId = test.till.sales.findByReceiptNumber(receiptNumber)?.lines[0]?.productId ?? 0;
    const noReceipt = { lines: [{ productId, quantityMilli: 1000, unitPriceMinor: 5000 }], reason: "r" };
    expect(await test.call("refund.withoutReceipt", { ...noReceipt, tender: "CARD" })).toMatchObject({
      error: { type: "GiftCardNeedsReceipt" },
    });
    const asked = test.till.audit.list({ limit: 50 }).filter(({ action }) => action === "refund.card.asked");
    expect(asked).toEqual([]);
    expect(balanceOf(test, code)).toBe(4000);
    isSound(test);
  });

  it("says it where a bank card got the money and the goods could not come back after all", async () => {
    const test = await opened();
    await test.must("giftCard.sell", { amountMinor: 5000 });
    await test.must("payment.card", { amountMinor: null });
    const receiptNumber = test.till.sales.newestReceiptNumber() ?? "";
    const card = test.till.storedValue.findByCode(codes(test)[0] ?? "");
    const shown = Promise.withResolvers<void>();
    test.terminal.gate = shown.promise;
    const lines = [{ lineNumber: 1, quantityMilli: 1000 }];
    const refund = test.call("refund.byReceipt", { receiptNumber, lines, tender: "CARD", reason: "r" });
    await new Promise((resolve) => setImmediate(resolve));
    await test.must("giftCard.adjust", { cardId: card?.id ?? "", balanceMinor: 100, reason: "r" });
    shown.resolve();
    expect(await refund).toMatchObject({ error: { type: "GiftCardSpent" } });
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "refund.card.unrecorded",
      after: { payableMinor: 5000, receiptNumber },
    });
    isSound(test);
  });

  it("wants the receipt for a card", async () => {
    const test = await opened();
    await sold(test);
    const productId = test.till.products.findBySku("GIFT-CARD")?.id ?? 0;
    expect(
      await test.call("refund.withoutReceipt", {
        lines: [{ productId, quantityMilli: 1000, unitPriceMinor: 100 }],
        tender: "CASH",
        reason: "r",
      }),
    ).toMatchObject({ ok: false, error: { type: "GiftCardNeedsReceipt" } });
  });
});

describe("the manager's part", () => {
  it("blocks, unblocks and corrects with a reason, each in the audit log", async () => {
    const test = await opened();
    const code = await sold(test);
    const cardId = test.till.storedValue.findByCode(code)?.id ?? "";
    expect(await test.call("giftCard.setBlocked", { cardId, blocked: true, reason: "" })).toMatchObject({
      error: { type: "ReasonMissing" },
    });
    await test.must("giftCard.setBlocked", { cardId, blocked: true, reason: "lost" });
    await test.must("giftCard.setBlocked", { cardId, blocked: false, reason: "found" });
    expect(await test.call("giftCard.adjust", { cardId, balanceMinor: 5000, reason: "r" })).toMatchObject({
      error: { type: "NothingChanged" },
    });
    const page = await test.must("giftCard.adjust", { cardId, balanceMinor: 4000, reason: "misprint" });
    expect(page).toMatchObject({
      card: { balanceMinor: 4000 },
      entries: [{ kind: "ADJUSTED" }, { kind: "ISSUED" }],
    });
    expect(await test.must("giftCard.list", { text: code.slice(-4) })).toMatchObject({
      cards: [{ id: cardId }],
      liabilityMinor: 4000,
    });
    isSound(test);
  });

  it("sets how long new cards are good; those that were sold keep their day", async () => {
    const test = await opened();
    const monthsOf = (code: string): number => {
      const card = test.till.storedValue.findByCode(code);
      return Math.round(((card?.expiresAtMs ?? 0) - test.clock.nowMs()) / (30.4 * DAY_MS));
    };
    const first = await sold(test);
    await test.must("giftCard.setRules", { validMonths: 6 });
    const second = await sold(test);
    expect([monthsOf(first), monthsOf(second)]).toEqual([24, 6]);
    expect(await test.must("giftCard.rules", {})).toEqual({ validMonths: 6 });
  });

  it("keeps the ledger as it was written", async () => {
    const test = await opened();
    await sold(test);
    const { sqlite } = test.till.db;
    expect(() => sqlite.exec("UPDATE gift_card_transaction SET amount_minor = 1")).toThrow(/append-only/);
    expect(() => sqlite.exec("DELETE FROM gift_card_transaction")).toThrow(/append-only/);
    expect(() => sqlite.exec("UPDATE gift_card SET balance_minor = 9")).toThrow(/ledger/);
    expect(() => sqlite.exec("DELETE FROM gift_card")).toThrow(/kept/);
  });

  it("counts cards sold as owed and not as turnover on the Z", async () => {
    const test = await opened();
    const code = await sold(test, 5000);
    await rungUp(test);
    await test.must("giftCard.pay", { code, amountMinor: null });
    await test.must("shift.handInCount", { shiftId: 1, count: { totalMinor: 5000 } });
    const closed = await test.must("shift.close", { shiftId: 1 });
    expect(closed.report).toMatchObject({
      turnover: { totalMinor: 1500, storedValueMinor: 5000, payableMinor: 6500 },
      tenders: [
        { type: "CASH", amountMinor: 5000 },
        { type: "GIFT_CARD", amountMinor: 1500 },
      ],
      storedValue: {
        entries: [
          { kind: "ISSUED", amountMinor: 5000 },
          { kind: "REDEEMED", amountMinor: -1500 },
        ],
        owedMinor: 3500,
      },
      expectedMinor: 5000,
    });
  });
});
