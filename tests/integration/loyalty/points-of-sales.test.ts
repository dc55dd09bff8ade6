/**
 * Points through sales, refunds, exchanges and voids, and the six stories that shops tell of points gone wrong: doubled
 * on retry, not deducted offline, free by buying and refunding, deducted again on a refund, lost with a parked sale,
 * lost in a crash.
 */
import { describe, expect, test } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { demoProgram } from "../../../electron/system/demo-loyalty.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const ELIF = "demo-customer-0001";
const BROUGHT = 260;

const pointsOf = (opened: TestTill, customerRef = ELIF): number | undefined =>
  opened.till.loyaltyLedger.account(customerRef)?.points;

/** A line that costs 100.00 each. */
const scan100 = async (opened: TestTill, units = 1): Promise<void> => {
  const { lineId } = (await opened.must("basket.scan", {
    code: "BAKERY-001",
    quantityMilli: units * 1000,
  })) as { readonly lineId: string };
  await opened.must("basket.overridePrice", { lineId, unitPriceMinor: 10_000, reason: "test" });
};

const openShop = async (): Promise<TestTill> => {
  const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
  await signIn(opened, "manager");
  return opened;
};

const forElif = async (opened: TestTill, units = 1): Promise<void> => {
  await opened.must("customer.attach", { customerRef: ELIF });
  await scan100(opened, units);
};

const receiptOf = (outcome: unknown): string =>
  (outcome as { readonly sale: { readonly receiptNumber: string } }).sale.receiptNumber;

const payCash = async (opened: TestTill): Promise<string> =>
  receiptOf(await opened.must("payment.cash", { tenderedMinor: null }));

const sell = async (opened: TestTill, units = 1): Promise<string> => {
  await forElif(opened, units);
  return payCash(opened);
};

const refund = (opened: TestTill, receiptNumber: string, units = 1) =>
  opened.must("refund.byReceipt", {
    receiptNumber,
    lines: [{ lineNumber: 1, quantityMilli: units * 1000 }],
    tender: "SAME",
    reason: "r",
  });

const expectSound = (opened: TestTill): void => {
  expect(opened.till.loyaltyLedger.firstFault()).toBeNull();
  expect(verifyJournal(opened.till)).toMatchObject({ ok: true });
  expect(opened.bugs).toEqual([]);
};

describe("a sale", () => {
  test("earns, and says so in the basket, its record and its journal entry", async () => {
    const opened = await openShop();
    await forElif(opened, 3);
    const basket = await opened.must("basket.get", {});
    expect(basket?.points).toMatchObject({ points: BROUGHT, tier: { name: "Bronze" }, earns: 30 });
    const receiptNumber = await payCash(opened);
    expect(pointsOf(opened)).toBe(BROUGHT + 30);
    expect(opened.till.sales.findByReceiptNumber(receiptNumber)?.pointEntries).toEqual([
      {
        customerRef: ELIF,
        type: "EARNED",
        reason: "earned",
        points: 30,
        spentMinor: 30_000,
        balanceAfter: BROUGHT + 30,
        tierAfter: "BRONZE",
      },
    ]);
    expectSound(opened);
  });

  test("moves nobody's points without a customer, or for one who does not take part", async () => {
    const opened = await openShop();
    await scan100(opened);
    await payCash(opened);
    await opened.must("customer.attach", { customerRef: "demo-customer-0003" });
    await scan100(opened);
    expect((await opened.must("basket.get", {}))?.points).toBeNull();
    await payCash(opened);
    expectSound(opened);
  });

  test("lifts to the next tier at once, whose discount and multiplier the next sale has", async () => {
    const opened = await openShop();
    await sell(opened, 50);
    expect(opened.till.loyaltyLedger.account(ELIF)?.tier).toBe("GOLD");
    await forElif(opened);
    // 5 % off, and 1.25 times the points of 95.00.
    expect(await opened.must("basket.get", {})).toMatchObject({ totalMinor: 9500, points: { earns: 11 } });
  });
});

describe("paying with points", () => {
  test("takes them with the sale, and earns on the rest alone; they are a tender of their own and no cash", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    const part = await opened.must("payment.points", { points: 100 });
    expect(part).toMatchObject({ kind: "partlyPaid", basket: { paidMinor: 5000, dueMinor: 15_000 } });
    expect(pointsOf(opened)).toBe(BROUGHT);
    const receiptNumber = await payCash(opened);
    expect(pointsOf(opened)).toBe(BROUGHT - 100 + 15);
    const sale = opened.till.sales.findByReceiptNumber(receiptNumber);
    expect(sale?.tenders.map(({ type, amountMinor }) => [type, amountMinor])).toEqual([
      ["POINTS", 5000],
      ["CASH", 15_000],
    ]);
    const x = await opened.must("report.x", { shiftId: null, print: false });
    expect(JSON.stringify(x)).toContain("POINTS");
    expectSound(opened);
  });

  test("offers no more than there is and than is due, and completes a sale that they pay whole", async () => {
    const opened = await openShop();
    await forElif(opened);
    expect((await opened.must("basket.get", {}))?.points?.redeemable).toEqual({
      points: 200,
      valueMinor: 10_000,
    });
    expect(await opened.must("payment.points", { points: null })).toMatchObject({ kind: "completed" });
    expect(pointsOf(opened)).toBe(BROUGHT - 200);
    await forElif(opened);
    expect((await opened.must("basket.get", {}))?.points?.redeemable).toEqual({
      points: 60,
      valueMinor: 3000,
    });
    expect(await opened.call("payment.points", { points: 61 })).toMatchObject({
      error: { type: "PointsDoNotFit", points: 60 },
    });
    expectSound(opened);
  });

  test("keeps to the program's minimum, step and share", async () => {
    const opened = await openShop();
    const program = opened.till.loyaltyProgram.read();
    if (!program) {
      throw new Error("the demo store has a program");
    }
    await opened.must("loyalty.setProgram", {
      ...program,
      tiers: [...program.tiers],
      minRedeemPoints: 50,
      redeemStep: 20,
      maxShareBp: 5000,
    });
    await forElif(opened);
    expect((await opened.must("basket.get", {}))?.points?.redeemable).toEqual({
      points: 100,
      valueMinor: 5000,
    });
    expect(await opened.call("payment.points", { points: 40 })).toMatchObject({
      error: { type: "NoPointsToPay" },
    });
  });

  test("is done once by two windows, and given back without a trace", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    const [first, second] = await Promise.all([
      opened.call("payment.points", { points: 50 }),
      opened.call("payment.points", { points: 50 }),
    ]);
    expect([first.ok, second]).toMatchObject([true, { error: { type: "PointsOnIt" } }]);
    const tenderId = opened.till.basketSession.current()?.tenders[0]?.id ?? "";
    await opened.must("payment.giveBack", { tenderId });
    expect(pointsOf(opened)).toBe(BROUGHT);
    await payCash(opened);
    expect(pointsOf(opened)).toBe(BROUGHT + 20);
    expectSound(opened);
  });

  test("refuses the sale when the points went elsewhere meanwhile, and sells nothing", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    await opened.must("payment.points", { points: 200 });
    await opened.must("loyalty.adjust", {
      customerRef: ELIF,
      type: "ADJUSTED",
      points: -100,
      reason: "wrong customer",
      requestId: "a1",
    });
    const count = opened.till.sales.count();
    expect(await opened.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "PointsShort", points: BROUGHT - 100 },
    });
    expect([opened.till.sales.count(), pointsOf(opened)]).toEqual([count, BROUGHT - 100]);
    expectSound(opened);
  });
});

describe("the six stories", () => {
  test("1: pressing Pay twice earns once", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    await Promise.all([
      opened.call("payment.cash", { tenderedMinor: null }),
      opened.call("payment.cash", { tenderedMinor: null }),
    ]);
    expect(pointsOf(opened)).toBe(BROUGHT + 20);
    const row = opened.till.db.sqlite
      .prepare(
        "SELECT customer_ref, sale_seq, type, reason, points FROM loyalty_point_transaction WHERE sale_seq = 1",
      )
      .get() as Record<string, unknown>;
    expect(() =>
      opened.till.db.sqlite
        .prepare(
          `INSERT INTO loyalty_point_transaction
             (customer_ref, sale_seq, type, reason, points, spent_minor, balance_after, period, at_ms)
           VALUES (@customer_ref, @sale_seq, @type, @reason, @points, 0, 0, '2026', 1)`,
        )
        .run(row),
    ).toThrow("UNIQUE");
    expectSound(opened);
  });

  test("2: points are deducted with nobody to ask: the till's own ledger is what counts", async () => {
    const opened = await openShop();
    await forElif(opened);
    await opened.must("payment.points", { points: 200 });
    expect(pointsOf(opened)).toBe(BROUGHT - 200);
    await forElif(opened);
    expect((await opened.must("basket.get", {}))?.points?.redeemable).toEqual({
      points: 60,
      valueMinor: 3000,
    });
  });

  test("3: buying and giving back in a loop gives nothing, even when the points were spent in between", async () => {
    const opened = await openShop();
    for (let round = 0; round < 3; round += 1) {
      await refund(opened, await sell(opened));
    }
    expect(pointsOf(opened)).toBe(BROUGHT);
    const first = await sell(opened, 10);
    await forElif(opened, 5);
    await opened.must("payment.points", { points: null });
    await payCash(opened);
    await refund(opened, first, 10);
    // What was spent and then not earned is owed.
    expect(pointsOf(opened)).toBeLessThan(0);
    await sell(opened, 40);
    expectSound(opened);
  });

  test("4: a refund gives redeemed points back as points, never deducts them again, and pays no cash for them", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    await opened.must("payment.points", { points: 100 });
    const receiptNumber = await payCash(opened);
    const back = await refund(opened, receiptNumber, 1);
    expect(back.tenders.map(({ type, amountMinor }) => [type, amountMinor])).toEqual([
      ["CASH", -7500],
      ["POINTS", -2500],
    ]);
    // 15 were earned: 8 go with the first half, 50 of the 100 come back.
    expect(pointsOf(opened)).toBe(BROUGHT - 100 + 15 + 50 - 8);
    await refund(opened, receiptNumber, 1);
    expect(pointsOf(opened)).toBe(BROUGHT);
    expectSound(opened);
  });

  test("5: a parked sale that is given up changes nothing", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    await opened.must("payment.points", { points: 100 });
    await opened.must("payment.giveBack", {
      tenderId: opened.till.basketSession.current()?.tenders[0]?.id ?? "",
    });
    await opened.must("basket.park", { label: null });
    const [parked] = await opened.must("basket.listParked", {});
    await opened.must("basket.recall", { basketId: parked?.id ?? "" });
    await opened.must("basket.void", { reason: "changed their mind" });
    expect(pointsOf(opened)).toBe(BROUGHT);
    expectSound(opened);
  });

  test("6: points on a basket survive the till: they are still there, and still not taken twice", async () => {
    const before = openTestTill({ printsReceipts: false });
    await signIn(before, "manager");
    await forElif(before, 2);
    await before.must("payment.points", { points: 100 });
    await before.close();
    const opened = openTestTill({ dataDir: before.dataDir, printsReceipts: false });
    await signIn(opened, "manager");
    expect(pointsOf(opened)).toBe(BROUGHT);
    expect((await opened.must("basket.get", {}))?.paidMinor).toBe(5000);
    await payCash(opened);
    expect(pointsOf(opened)).toBe(BROUGHT - 100 + 15);
    expectSound(opened);
    await opened.close();
  });
});

describe("what people read of points", () => {
  test("a refund's quote says how many go back and how many are taken, and the refund does just that", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    await opened.must("payment.points", { points: 100 });
    const receiptNumber = await payCash(opened);
    const lines = [{ lineNumber: 1, quantityMilli: 1000 }];
    expect(await opened.must("refund.quote", { receiptNumber, lines })).toMatchObject({
      points: { back: 50, taken: 8 },
    });
    const before = pointsOf(opened) ?? 0;
    await refund(opened, receiptNumber);
    expect(pointsOf(opened)).toBe(before + 50 - 8);
  });

  test("a tier by its name, on paper and beside its discount", async () => {
    const opened = await openShop();
    const program = opened.till.loyaltyProgram.read();
    if (!program) {
      throw new Error("the demo store has a program");
    }
    const tiers = program.tiers.map((tier) => (tier.code === "GOLD" ? { ...tier, name: "Altın Üye" } : tier));
    await opened.must("loyalty.setProgram", { ...program, tiers });
    await sell(opened, 50);
    await forElif(opened);
    const basket = await opened.must("basket.get", {});
    expect(JSON.stringify(basket)).toContain('"label":"Altın Üye"');
    const receiptNumber = await payCash(opened);
    const receipt = JSON.stringify((await opened.must("receipts.get", { receiptNumber })).document);
    expect(receipt).toContain("Altın Üye");
    expect(receipt).not.toContain("GOLD");
  });
});

test("what a tier brings in words stands beside the basket and on the customer's page", async () => {
  const opened = await openShop();
  const program = opened.till.loyaltyProgram.read();
  const tiers = (program?.tiers ?? []).map((tier) =>
    tier.code === "BRONZE" ? { ...tier, benefits: "A seat at the window" } : tier,
  );
  await opened.must("loyalty.setProgram", { ...(program ?? demoProgram), tiers });
  await forElif(opened);
  const shown = { tier: { code: "BRONZE", benefits: "A seat at the window" } };
  expect(await opened.must("basket.get", {})).toMatchObject({ points: shown });
  expect(await opened.must("loyalty.account", { customerRef: ELIF, beforeId: null })).toMatchObject(shown);
  expect(opened.till.audit.list({ limit: 1, actions: ["loyalty.program"] })[0]?.after).toMatchObject({
    BRONZE: expect.stringContaining("A seat at the window") as string,
  });
});

describe("goods that come back", () => {
  test("take everything back when the sale is voided", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    await opened.must("payment.points", { points: 100 });
    const receiptNumber = await payCash(opened);
    await opened.must("refund.voidSale", { receiptNumber, reason: "wrong customer" });
    expect(pointsOf(opened)).toBe(BROUGHT);
    expectSound(opened);
  });

  test("give their points back in an exchange, and what the new goods cost is paid without them", async () => {
    const opened = await openShop();
    await forElif(opened, 2);
    await opened.must("payment.points", { points: 100 });
    const receiptNumber = await payCash(opened);
    await opened.must("exchange.addReturns", {
      receiptNumber,
      lines: [{ lineNumber: 1, quantityMilli: 2000 }],
      reason: "r",
    });
    await forElif(opened, 2);
    // 200.00 of new goods for 200.00 that come back, of which points had paid 50.00.
    expect(await opened.must("basket.get", {})).toMatchObject({ totalMinor: 0, dueMinor: 5000 });
    await payCash(opened);
    expect(pointsOf(opened)).toBe(BROUGHT + 20);
    expectSound(opened);
  });
});
