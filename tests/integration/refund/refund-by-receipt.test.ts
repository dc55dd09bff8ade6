/** Giving goods back by receipt: what may come back, what it pays, and what it prints and opens. */
import { describe, expect, it } from "vitest";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const NUMBER = "S1-T1-000001";
const DRAWER_PULSE = Buffer.from([0x1b, 0x70]);

/** Four simit at 15.00 with 10 % off (54.00), and 0.345 kg of tomatoes (17.22): 71.22, in cash 71.20. */
const sold = async (tender: "CASH" | "CARD" = "CASH"): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  const scanned = await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 4000 });
  const lineId = scanned.kind === "lineAdded" ? scanned.lineId : "";
  await test.must("basket.discountLine", { lineId, discount: { percentBp: 1000 }, reason: "dented" });
  const tomatoes = test.till.products.findBySku("101");
  await test.must("basket.addProduct", { productId: tomatoes?.id ?? 0, quantityMilli: 345 });
  await (tender === "CASH"
    ? test.must("payment.cash", { tenderedMinor: null })
    : test.must("payment.card", { amountMinor: null }));
  return test;
};

interface Wanted {
  readonly lineNumber?: number;
  readonly quantityMilli?: number;
  readonly tender?: "CASH" | "CARD";
  readonly reason?: string;
  readonly receiptNumber?: string;
}

const refundOf = (wanted: Wanted) => ({
  receiptNumber: wanted.receiptNumber ?? NUMBER,
  lines: [{ lineNumber: wanted.lineNumber ?? 1, quantityMilli: wanted.quantityMilli ?? 1000 }],
  tender: wanted.tender ?? ("CASH" as const),
  reason: wanted.reason ?? "stale",
});

const movements = (test: TestTill): readonly number[] =>
  test.till.db.sqlite
    .prepare("SELECT amount_minor FROM cash_movement WHERE kind <> 'float' ORDER BY id")
    .pluck()
    .all() as number[];

describe("a refund by receipt", () => {
  it("pays what was paid per unit, less the discount, and leaves the rest refundable", async () => {
    const test = await sold();
    const lines = [{ lineNumber: 1, quantityMilli: 1000 }];
    expect(await test.must("refund.quote", { receiptNumber: NUMBER, lines })).toEqual({
      totalMinor: 1350,
      inCashMinor: 1350,
      asPaid: { storedMinor: 0, cardMinor: 0, cashMinor: 1350 },
      lines: [{ lineNumber: 1, totalMinor: 1350 }],
    });
    const done = await test.must("refund.byReceipt", refundOf({}));
    expect(done).toMatchObject({ receiptNumber: "S1-T1-000002", totalMinor: -1350, payableMinor: -1350 });
    const receipt = await test.must("receipts.get", { receiptNumber: NUMBER });
    expect(receipt.lines[0]).toMatchObject({
      refundedMilli: 1000,
      refundableMilli: 3000,
      refundableMinor: 4050,
    });
    expect(movements(test)).toEqual([7120, -1350]);
  });

  it("gives back in parts exactly what was paid, and then no more", async () => {
    const test = await sold();
    await test.must("refund.byReceipt", refundOf({ quantityMilli: 3000 }));
    await test.must("refund.byReceipt", refundOf({ lineNumber: 2, quantityMilli: 100 }));
    await test.must("refund.byReceipt", refundOf({ quantityMilli: 1000 }));
    await test.must("refund.byReceipt", refundOf({ lineNumber: 2, quantityMilli: 245 }));
    expect(movements(test).reduce((sum, amount) => sum + amount, 0)).toBe(0);
    expect(await test.call("refund.byReceipt", refundOf({ quantityMilli: 1000 }))).toMatchObject({
      error: { type: "MoreThanSold", lineNumber: 1, refundableMilli: 0 },
    });
  });

  it("refuses more than was sold, in one line or spread over several of the same request", async () => {
    const test = await sold();
    expect(await test.call("refund.byReceipt", refundOf({ quantityMilli: 5000 }))).toMatchObject({
      error: { type: "MoreThanSold", refundableMilli: 4000 },
    });
    const twice = {
      ...refundOf({}),
      lines: [3000, 2000].map((quantityMilli) => ({ lineNumber: 1, quantityMilli })),
    };
    expect(await test.call("refund.byReceipt", twice)).toMatchObject({
      error: { type: "MoreThanSold", lineNumber: 1, refundableMilli: 1000 },
    });
    expect(test.till.sales.count()).toBe(1);
  });

  it("refuses to refund a refund, a line that is not there, a receipt that is not there, and half a piece", async () => {
    const test = await sold();
    const refund = await test.must("refund.byReceipt", refundOf({}));
    const typeOf = async (wanted: Wanted): Promise<string> => {
      const answer = await test.call("refund.byReceipt", refundOf(wanted));
      return answer.ok ? "ok" : answer.error.type;
    };
    expect(await typeOf({ receiptNumber: refund.receiptNumber })).toBe("IsARefund");
    expect(await typeOf({ lineNumber: 9 })).toBe("UnknownSaleLine");
    expect(await typeOf({ receiptNumber: "S1-T1-000099" })).toBe("UnknownReceipt");
    expect(await typeOf({ quantityMilli: 500 })).toBe("WholeUnitsOnly");
    expect(await typeOf({ reason: "  " })).toBe("ReasonMissing");
    expect(await test.callRaw("refund.byReceipt", refundOf({ quantityMilli: -1000 }))).toMatchObject({
      error: { type: "InvalidPayload" },
    });
    expect(await test.callRaw("refund.byReceipt", { ...refundOf({}), lines: [] })).toMatchObject({
      error: { type: "InvalidPayload" },
    });
    expect(test.till.sales.count()).toBe(2);
  });

  it("keeps the reason and the cashier, and names the lines that came back", async () => {
    const test = await sold();
    await test.must("refund.byReceipt", refundOf({ reason: "mouldy" }));
    const refund = test.till.sales.findByReceiptNumber("S1-T1-000002");
    expect(refund).toMatchObject({ kind: "refund", reason: "mouldy", cashierName: "Mehmet D." });
    expect(refund?.lines[0]).toMatchObject({
      quantityMilli: -1000,
      refunds: { receiptNumber: NUMBER, lineNumber: 1 },
    });
  });

  it("prints every refund and opens the drawer for cash only", async () => {
    const test = await sold("CARD");
    await test.must("refund.byReceipt", refundOf({ tender: "CARD" }));
    await test.must("refund.byReceipt", refundOf({ tender: "CASH" }));
    await test.printed();
    expect(test.printer.jobs.map((bytes) => Buffer.from(bytes).includes(DRAWER_PULSE))).toEqual([
      false,
      false,
      true,
    ]);
    const jobs = await test.must("print.jobs", { limit: 5 });
    expect(jobs.map((job) => job.kind)).toEqual(["refund", "refund", "sale"]);
  });

  it("rounds a refund in cash to the coins in use, and a refund to a card not at all", async () => {
    const test = await sold();
    const lines = [{ lineNumber: 2, quantityMilli: 345 }];
    expect(await test.must("refund.quote", { receiptNumber: NUMBER, lines })).toMatchObject({
      totalMinor: 1722,
      inCashMinor: 1720,
    });
    const toCard = refundOf({ lineNumber: 2, quantityMilli: 345, tender: "CARD" });
    expect(await test.must("refund.byReceipt", toCard)).toMatchObject({
      totalMinor: -1722,
      payableMinor: -1722,
    });
  });
});

describe("a refund to a card", () => {
  const toCard = refundOf({ tender: "CARD", quantityMilli: 4000 });

  it("leaves the goods refundable when the card is declined or the terminal is not there", async () => {
    const test = await sold("CARD");
    test.terminal.behaviour = "decline";
    expect(await test.call("refund.byReceipt", toCard)).toMatchObject({ error: { type: "CardDeclined" } });
    test.terminal.behaviour = "unreachable";
    expect(await test.call("refund.byReceipt", toCard)).toMatchObject({
      error: { type: "TerminalUnreachable" },
    });
    test.terminal.behaviour = "approve";
    expect(await test.must("refund.byReceipt", toCard)).toMatchObject({ payableMinor: -5400 });
  });

  it("is recorded when the terminal paid and its answer got lost", async () => {
    const test = await sold("CARD");
    test.terminal.behaviour = "timeoutAfterApproval";
    expect(await test.must("refund.byReceipt", toCard)).toMatchObject({ payableMinor: -5400 });
    expect(await test.call("refund.byReceipt", toCard)).toMatchObject({ error: { type: "MoreThanSold" } });
  });

  it("is not recorded when the terminal did nothing before it fell silent", async () => {
    const test = await sold("CARD");
    test.terminal.behaviour = "timeout";
    expect(await test.call("refund.byReceipt", toCard)).toMatchObject({ error: { type: "CardTimedOut" } });
    expect(test.till.sales.count()).toBe(1);
  });

  it("is asked about before the same goods are refunded again, in cash too", async () => {
    const test = await sold("CARD");
    const card = Promise.withResolvers<void>();
    test.terminal.behaviour = "timeoutAfterApproval";
    test.terminal.gate = card.promise;
    const silent = test.call("refund.byReceipt", toCard);
    await new Promise((resolve) => setImmediate(resolve));
    test.terminal.behaviour = "unreachable";
    card.resolve();
    expect(await silent).toMatchObject({ error: { type: "CardUnresolved" } });
    expect(await test.call("refund.byReceipt", { ...toCard, tender: "CASH" })).toMatchObject({
      error: { type: "CardUnresolved" },
    });
    test.terminal.behaviour = "approve";
    expect(await test.call("refund.byReceipt", { ...toCard, tender: "CASH" })).toMatchObject({
      error: { type: "MoreThanSold" },
    });
    expect(test.till.sales.findByReceiptNumber("S1-T1-000002")?.tenders[0]).toMatchObject({ type: "CARD" });
    expect(movements(test)).toEqual([]);
  });

  it("is audited before the terminal is asked", async () => {
    const test = await sold("CARD");
    test.terminal.behaviour = "decline";
    await test.call("refund.byReceipt", toCard);
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({
      action: "refund.card.asked",
      reason: "stale",
      after: { payableMinor: 5400 },
    });
  });
});

describe("two refunds of the same goods at once", () => {
  const all = (tender: "CASH" | "CARD") => refundOf({ tender, quantityMilli: 4000 });

  it.each([
    ["CASH", "CASH"],
    ["CARD", "CARD"],
    ["CARD", "CASH"],
    ["CASH", "CARD"],
  ] as const)("%s and %s give the money back once", async (first, second) => {
    const test = await sold("CARD");
    const answers = await Promise.all([
      test.call("refund.byReceipt", all(first)),
      test.call("refund.byReceipt", all(second)),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(test.till.sales.count()).toBe(2);
    const asked = test.till.audit.list({ limit: 50 }).filter((entry) => entry.action === "refund.card.asked");
    expect(asked.length + movements(test).length).toBe(1);
  });

  it("never leave a card paid back without a record while cash went out for the same goods", async () => {
    const test = await sold("CARD");
    const card = Promise.withResolvers<void>();
    test.terminal.gate = card.promise;
    const toCard = test.call("refund.byReceipt", all("CARD"));
    const inCash = await test.call("refund.byReceipt", all("CASH"));
    expect(inCash).toMatchObject({ error: { type: "TerminalBusy" } });
    card.resolve();
    expect(await toCard).toMatchObject({ ok: true });
    expect(movements(test)).toEqual([]);
  });
});
