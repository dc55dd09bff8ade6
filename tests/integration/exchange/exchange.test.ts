/** Goods for goods: one sale, with the difference paid or paid out, and what it leaves refundable. */
import { describe, expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const FIRST = "S1-T1-000001";
const SECOND = "S1-T1-000002";

/** Three simit at 15.00 with 10 % off: 40.50, that is 13.50 each. BAKERY-002 costs what the demo store says. */
const sold = async (tender: "CASH" | "CARD" = "CASH", dataDir = ":memory:"): Promise<TestTill> => {
  const test = openTestTill({ dataDir });
  await signIn(test, "manager");
  const scanned = await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 3000 });
  const lineId = scanned.kind === "lineAdded" ? scanned.lineId : "";
  await test.must("basket.discountLine", { lineId, discount: { percentBp: 1000 }, reason: "dented" });
  await (tender === "CASH"
    ? test.must("payment.cash", { tenderedMinor: null })
    : test.must("payment.card", { amountMinor: null }));
  return test;
};

const takeBack = (test: TestTill, quantityMilli = 1000, receiptNumber = FIRST) =>
  test.must("exchange.addReturns", {
    receiptNumber,
    lines: [{ lineNumber: 1, quantityMilli }],
    reason: "too small",
  });

const addAt = async (test: TestTill, unitPriceMinor: number) => {
  const product = test.till.products.findBySku("BAKERY-002");
  return test.must("basket.addProduct", { productId: product?.id ?? 0, unitPriceMinor, reason: "agreed" });
};

const movements = (test: TestTill): readonly unknown[] =>
  test.till.db.sqlite
    .prepare("SELECT kind, amount_minor AS minor FROM cash_movement WHERE kind <> 'float' ORDER BY id")
    .all();

const saleOf = (test: TestTill, receiptNumber: string) => {
  const sale = test.till.sales.findByReceiptNumber(receiptNumber);
  if (!sale) {
    throw new Error(`No sale ${receiptNumber}`);
  }
  return sale;
};

const expectSound = (test: TestTill): void => {
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  expect(test.bugs).toEqual([]);
};

describe("an exchange", () => {
  it("for dearer goods takes the difference, as one sale with lines both ways", async () => {
    const test = await sold();
    expect(await takeBack(test)).toMatchObject({ returnsMinor: 1350, totalMinor: -1350, itemCount: 0 });
    expect(await addAt(test, 2000)).toMatchObject({ totalMinor: 650, dueMinor: 650, payOut: null });
    const paid = await test.must("payment.cash", { tenderedMinor: 1000 });
    expect(paid).toMatchObject({
      kind: "completed",
      sale: { payableMinor: 650, changeMinor: 350, itemCount: 1 },
    });
    const sale = saleOf(test, SECOND);
    expect(sale).toMatchObject({ kind: "sale", reason: "too small", totals: { totalMinor: 650 } });
    expect(sale.lines.map(({ quantityMilli, totalMinor }) => [quantityMilli, totalMinor])).toEqual([
      [1000, 2000],
      [-1000, -1350],
    ]);
    expect(sale.lines[1]?.refunds).toMatchObject({ receiptNumber: FIRST, lineNumber: 1 });
    expect(sale.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(sale.totals.taxMinor);
    expect(movements(test).at(-1)).toEqual({ kind: "sale", minor: 650 });
    expectSound(test);
  });

  it("for cheaper goods pays the difference out, in the tender that had paid", async () => {
    const test = await sold();
    await takeBack(test, 2000);
    const basket = await addAt(test, 1000);
    expect(basket).toMatchObject({
      dueMinor: -1700,
      payOut: { asPaid: { storedMinor: 0, cardMinor: 0, cashMinor: 1700 }, inCashMinor: 1700 },
    });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "PayOutDue", amountMinor: 1700 },
    });
    expect(await test.call("payment.card", { amountMinor: null })).toMatchObject({
      error: { type: "NothingDue" },
    });
    expect(await test.must("exchange.payOut", { tender: "SAME" })).toMatchObject({
      sale: { payableMinor: -1700, receiptNumber: SECOND },
    });
    expect(movements(test).at(-1)).toEqual({ kind: "refund", minor: -1700 });
    expectSound(test);
  });

  it("of the same value needs no money at all", async () => {
    const test = await sold();
    await takeBack(test);
    expect(await addAt(test, 1350)).toMatchObject({ totalMinor: 0, dueMinor: 0, payOut: null });
    expect(await test.must("payment.complete", {})).toMatchObject({ sale: { payableMinor: 0 } });
    expect(saleOf(test, SECOND).tenders).toEqual([]);
    expect(movements(test)).toHaveLength(1);
    expectSound(test);
  });

  it("never feeds an offer with what comes back", async () => {
    const test = openTestTill({ dataDir: ":memory:", offers: "demo" });
    await signIn(test, "manager");
    const priceOf = async (): Promise<number> => {
      await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 4000 });
      return (await test.must("basket.get", {}))?.totalMinor ?? 0;
    };
    const aloneMinor = await priceOf();
    await test.must("payment.cash", { tenderedMinor: null });
    const back = await takeBack(test, 4000);
    expect(await priceOf()).toBe(aloneMinor - back.returnsMinor);
  });

  it("with nothing new in it is a refund", async () => {
    const test = await sold();
    await takeBack(test);
    await test.must("exchange.payOut", { tender: "SAME" });
    expect(saleOf(test, SECOND)).toMatchObject({ kind: "refund", totals: { payableMinor: -1350 } });
    expectSound(test);
  });

  it("takes goods of several receipts, and a line of a receipt once", async () => {
    const test = await sold();
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.cash", { tenderedMinor: null });
    await takeBack(test, 3000);
    await takeBack(test, 1000);
    expect(await takeBack(test, 1000, SECOND)).toMatchObject({
      returns: [
        { receiptNumber: FIRST, quantityMilli: 1000 },
        { receiptNumber: SECOND, quantityMilli: 1000 },
      ],
      returnsMinor: 2850,
    });
  });

  it("can be thought better of: a returned line is taken out again", async () => {
    const test = await sold();
    const { returns } = await takeBack(test);
    const returnId = returns[0]?.id ?? "";
    expect(await test.must("exchange.removeReturn", { returnId })).toMatchObject({
      returns: [],
      totalMinor: 0,
    });
    expect(await test.call("exchange.removeReturn", { returnId })).toMatchObject({
      error: { type: "UnknownLine" },
    });
    expect(await test.call("exchange.payOut", { tender: "SAME" })).toMatchObject({
      error: { type: "NothingToPay" },
    });
  });
});

describe("after an exchange", () => {
  const exchanged = async (tender: "CASH" | "CARD" = "CASH"): Promise<TestTill> => {
    const test = await sold(tender);
    await takeBack(test);
    await addAt(test, 1350);
    await test.must("payment.complete", {});
    return test;
  };

  it("its new goods can be refunded, what came back cannot, and the rest of the first receipt can", async () => {
    const test = await exchanged();
    const refund = (receiptNumber: string, lineNumber: number, quantityMilli = 1000) =>
      test.call("refund.byReceipt", {
        receiptNumber,
        lines: [{ lineNumber, quantityMilli }],
        tender: "SAME",
        reason: "stale",
      });
    const receipt = await test.must("receipts.get", { receiptNumber: SECOND });
    expect(receipt).toMatchObject({
      isExchange: true,
      lines: [{ refundableMilli: 1000 }, { quantityMilli: -1000, refundableMilli: 0, refundableMinor: 0 }],
    });
    expect(await refund(SECOND, 2)).toMatchObject({ error: { type: "WasReturned", lineNumber: 2 } });
    expect(await refund(SECOND, 1)).toMatchObject({ value: { payableMinor: -1350 } });
    expect(await refund(SECOND, 1)).toMatchObject({ error: { type: "MoreThanSold" } });
    expect(await refund(FIRST, 1, 3000)).toMatchObject({
      error: { type: "MoreThanSold", refundableMilli: 2000 },
    });
    expect(await refund(FIRST, 1, 2000)).toMatchObject({ value: { payableMinor: -2700 } });
    expect(await refund("S1-T1-000003", 1)).toMatchObject({ error: { type: "IsARefund" } });
    const drawer = test.till.db.sqlite.prepare("SELECT sum(amount_minor) FROM cash_movement").pluck().get();
    expect(drawer).toBe(0);
    expectSound(test);
  });

  it("what a card had paid still goes back to a card, not into cash", async () => {
    const test = await exchanged("CARD");
    await test.must("refund.byReceipt", {
      receiptNumber: SECOND,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "SAME",
      reason: "stale",
    });
    expect(saleOf(test, "S1-T1-000003").tenders).toMatchObject([{ type: "CARD", amountMinor: -1350 }]);
    expect(movements(test)).toEqual([]);
  });

  it("the list of receipts calls it an exchange", async () => {
    const test = await exchanged();
    const found = await test.must("receipts.find", { text: "", fromMs: null, untilMs: null, limit: 10 });
    expect(found.map(({ receiptNumber, isExchange }) => [receiptNumber, isExchange])).toEqual([
      [SECOND, true],
      [FIRST, false],
    ]);
  });
});

describe("goods that were given back elsewhere meanwhile", () => {
  const refundElsewhere = (test: TestTill, quantityMilli = 3000) =>
    test.must("refund.byReceipt", {
      receiptNumber: FIRST,
      lines: [{ lineNumber: 1, quantityMilli }],
      tender: "SAME",
      reason: "other window",
    });

  it.each(["payment.cash", "payment.card", "exchange.payOut"] as const)(
    "stop %s with a clear answer and nothing changed",
    async (name) => {
      const test = await sold();
      await takeBack(test);
      if (name !== "exchange.payOut") {
        await addAt(test, 2000);
      }
      await refundElsewhere(test);
      const answer = await {
        "payment.cash": () => test.call("payment.cash", { tenderedMinor: null }),
        "payment.card": () => test.call("payment.card", { amountMinor: null }),
        "exchange.payOut": () => test.call("exchange.payOut", { tender: "SAME" }),
      }[name]();
      expect(answer).toMatchObject({ error: { type: "ReturnChanged", receiptNumber: FIRST } });
      expect(test.till.sales.count()).toBe(2);
      const basket = await test.must("basket.get", {});
      expect(basket).toMatchObject({ tenders: [], returns: [{ changed: true }] });
      await test.must("exchange.removeReturn", { returnId: basket?.returns[0]?.id ?? "" });
      expectSound(test);
    },
  );

  it("stop a parked exchange that is recalled, and only where the goods are really gone", async () => {
    const test = await sold();
    await takeBack(test);
    await addAt(test, 2000);
    await test.must("basket.park", { label: null });
    await refundElsewhere(test, 2000);
    const [parked] = await test.must("basket.listParked", {});
    expect(parked).toMatchObject({ returnsCount: 1, totalMinor: 650 });
    const { basket } = await test.must("basket.recall", { basketId: parked?.id ?? "" });
    expect(basket.returns).toMatchObject([{ changed: false }]);
    await refundElsewhere(test, 1000);
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "ReturnChanged" },
    });
  });

  it("give the money back once when both windows act at the same time", async () => {
    const test = await sold("CARD");
    await takeBack(test, 3000);
    const answers = await Promise.all([
      test.call("exchange.payOut", { tender: "SAME" }),
      test.call("refund.byReceipt", {
        receiptNumber: FIRST,
        lines: [{ lineNumber: 1, quantityMilli: 1000 }],
        tender: "SAME",
        reason: "other window",
      }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(test.till.sales.count()).toBe(2);
    expectSound(test);
  });
});

describe("bad input", () => {
  it("is answered by name: no reason, too many, a refund, an exchange's own returns, a frozen basket", async () => {
    const test = await sold();
    const add = async (receiptNumber: string, change: object = {}) => {
      const answer = await test.call("exchange.addReturns", {
        receiptNumber,
        lines: [{ lineNumber: 1, quantityMilli: 1000 }],
        reason: "too small",
        ...change,
      });
      return answer.ok ? "ok" : answer.error.type;
    };
    expect(await add(FIRST, { reason: " " })).toBe("ReasonMissing");
    expect(await add("S1-T1-000099")).toBe("UnknownReceipt");
    expect(await add(FIRST, { lines: [{ lineNumber: 1, quantityMilli: 4000 }] })).toBe("MoreThanSold");
    const twice = [1000, 3000].map((quantityMilli) => ({ lineNumber: 1, quantityMilli }));
    expect(await add(FIRST, { lines: twice })).toBe("MoreThanSold");
    expect(await add(FIRST, { lines: [{ lineNumber: 1, quantityMilli: 500 }] })).toBe("WholeUnitsOnly");
    await test.must("refund.byReceipt", {
      receiptNumber: FIRST,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "SAME",
      reason: "stale",
    });
    expect(await add(SECOND)).toBe("IsARefund");
    await addAt(test, 2000);
    await test.must("payment.cash", { tenderedMinor: 500 });
    expect(await add(FIRST)).toBe("PaymentStarted");
    expectSound(test);
  });

  it("takes the same line asked for twice as the sum", async () => {
    const test = await sold();
    const lines = [1000, 1000].map((quantityMilli) => ({ lineNumber: 1, quantityMilli }));
    expect(
      await test.must("exchange.addReturns", { receiptNumber: FIRST, lines, reason: "too small" }),
    ).toMatchObject({ returns: [{ quantityMilli: 2000, totalMinor: 2700 }] });
  });
});

describe("paying out to a card", () => {
  it("keeps the exchange open when the card is declined, and finishes it later", async () => {
    const test = await sold("CARD");
    await takeBack(test, 2000);
    await addAt(test, 1000);
    test.terminal.behaviour = "decline";
    expect(await test.call("exchange.payOut", { tender: "SAME" })).toMatchObject({
      error: { type: "CardDeclined" },
    });
    test.terminal.behaviour = "approve";
    await test.must("exchange.payOut", { tender: "SAME" });
    expect(saleOf(test, SECOND).tenders).toMatchObject([{ type: "CARD", amountMinor: -1700 }]);
    expect(movements(test)).toEqual([]);
    expectSound(test);
  });

  it("pays once when the terminal's answer got lost", async () => {
    const test = await sold("CARD");
    await takeBack(test, 2000);
    test.terminal.behaviour = "timeoutAfterApproval";
    await test.must("exchange.payOut", { tender: "SAME" });
    expect(saleOf(test, SECOND)).toMatchObject({ totals: { payableMinor: -2700 } });
  });

  it("is asked about after silence, and neither paid again nor taken back", async () => {
    const test = await sold("CARD");
    await takeBack(test, 2000);
    const card = Promise.withResolvers<void>();
    test.terminal.behaviour = "timeoutAfterApproval";
    test.terminal.gate = card.promise;
    const silent = test.call("exchange.payOut", { tender: "SAME" });
    await new Promise((resolve) => setImmediate(resolve));
    test.terminal.behaviour = "unreachable";
    card.resolve();
    expect(await silent).toMatchObject({ error: { type: "CardUnresolved" } });
    test.terminal.behaviour = "approve";
    test.terminal.gate = null;
    const tenderId = (await test.must("basket.get", {}))?.tenders[0]?.id ?? "";
    expect(await test.call("payment.giveBack", { tenderId })).toMatchObject({
      error: { type: "AlreadyPaidOut" },
    });
    await test.must("exchange.payOut", { tender: "SAME" });
    expect(saleOf(test, SECOND).tenders).toMatchObject([{ type: "CARD", amountMinor: -2700 }]);
    expectSound(test);
  });
});
