/** A shift from opening to Z: what moves the drawer, what stays hidden until it is counted, and what the Z says. */
import { describe, expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { figuresOf, independentZ } from "../../support/independent-z.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const SIMIT = "BAKERY-001"; // 15.00
const FLOAT = {
  pieces: [
    { valueMinor: 10_000, pieces: 2 },
    { valueMinor: 100, pieces: 50 },
  ],
};

const opened = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager", { opensShift: false });
  await test.must("shift.open", { float: FLOAT });
  return test;
};

const sell = async (test: TestTill, tenderedMinor: number | null = null): Promise<void> => {
  await test.must("basket.scan", { code: SIMIT });
  await test.must("payment.cash", { tenderedMinor });
};

const count = (test: TestTill, totalMinor: number, shiftId = 1) =>
  test.call("shift.handInCount", { shiftId, count: { totalMinor } });

const close = (test: TestTill, shiftId = 1) => test.call("shift.close", { shiftId });

describe("without a shift", () => {
  it("nothing is paid, refunded or moved; scanning goes on", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager", { opensShift: false });
    await test.must("basket.scan", { code: SIMIT });
    const none = { ok: false, error: { type: "NoShiftOpen" } };
    expect(await test.call("payment.cash", { tenderedMinor: null })).toEqual(none);
    expect(await test.call("payment.card", { amountMinor: null })).toEqual(none);
    expect(await test.call("cash.payIn", { amountMinor: 100, reason: "r" })).toEqual(none);
    expect(await test.call("devices.openDrawer", { reason: "r" })).toEqual(none);
    expect(await test.call("report.x", { shiftId: null, print: false })).toEqual(none);
    const back = { lines: [{ productId: 1, quantityMilli: 1000, unitPriceMinor: 100 }], tender: "CASH" };
    expect(await test.callRaw("refund.withoutReceipt", { ...back, reason: "r" })).toEqual(none);
    expect(test.till.sales.count()).toBe(0);
    expect((await test.must("app.state", {})).shifts).toMatchObject({ current: null, open: [] });
    await test.must("shift.open", { float: { totalMinor: 0 } });
    await test.must("payment.cash", { tenderedMinor: null });
  });

  it("one is opened once, with pieces that the currency has", async () => {
    const test = await opened();
    expect(await test.call("shift.open", { float: FLOAT })).toEqual({
      ok: false,
      error: { type: "ShiftAlreadyOpen" },
    });
    const pieces = [{ valueMinor: 700, pieces: 1 }];
    expect(await test.call("shift.keepCount", { shiftId: 1, count: { pieces } })).toMatchObject({
      error: { type: "UnknownDenomination", valueMinor: 700 },
    });
  });
});

describe("a shift", () => {
  it("counts every way that cash goes in or out, and its Z is what SQL says", async () => {
    const test = await opened();
    await sell(test, 5000);
    await sell(test);
    await test.must("basket.scan", { code: SIMIT });
    await test.must("payment.card", { amountMinor: null });
    await test.must("cash.payIn", { amountMinor: 2000, reason: "change from the bank" });
    await test.must("cash.payOut", { amountMinor: 1250, reason: "milk" });
    await test.must("cash.safeDrop", { amountMinor: 10_000 });
    await test.must("devices.openDrawer", { reason: "change money" });
    await test.must("refund.byReceipt", {
      receiptNumber: "S1-T1-000001",
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
      reason: "stale",
    });
    await test.must("basket.scan", { code: SIMIT });
    await test.must("basket.void", { reason: "left" });
    const expectedMinor = 25_000 + 1500 + 1500 + 2000 - 1250 - 10_000 - 1500;
    expect(await count(test, expectedMinor - 500)).toEqual({
      ok: true,
      value: { countedMinor: expectedMinor - 500, expectedMinor, differenceMinor: -500, mayRecount: true },
    });
    const closed = await test.must("shift.close", { shiftId: 1 });
    const { report } = closed;
    expect(figuresOf(report)).toEqual(independentZ(test.till.db.sqlite, 1));
    expect(report).toMatchObject({
      number: 1,
      expectedMinor,
      counted: { totalMinor: expectedMinor - 500, differenceMinor: -500 },
      voids: { baskets: 1, basketsMinor: 1500 },
      clockWentBackMs: 0,
      perpetual: { salesMinor: 4500, refundsMinor: -1500, netMinor: 3000 },
      cashiers: [{ name: "Mehmet D.", sales: 3, refunds: 1 }],
    });
    expect(report.cashEvents.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["payIn", "change from the bank"],
      ["payOut", "milk"],
      ["safeDrop", null],
      ["noSale", "change money"],
    ]);
    expect(await test.must("report.z", { number: 1 })).toEqual(closed);
    expect(verifyJournal(test.till)).toMatchObject({ ok: true, value: { sales: 4 } });
    expect((await test.must("shift.state", {})).current).toBeNull();
    expect(test.till.audit.list({ limit: 1 })[0]).toMatchObject({ action: "shift.close" });
  });

  it("takes part payments into the ledger when they are taken, and out when they are given back", async () => {
    const test = await opened();
    await test.must("basket.scan", { code: SIMIT });
    const part = await test.must("payment.cash", { tenderedMinor: 500 });
    await test.must("payment.cash", { tenderedMinor: 300 });
    const tenderId = part.kind === "partlyPaid" ? (part.basket.tenders[0]?.id ?? "") : "";
    const amounts = () => test.till.cashMovements.ofShift(1).map((row) => row.amountMinor);
    expect(amounts()).toEqual([25_000, 500, 300]);
    await test.must("payment.giveBack", { tenderId });
    expect(amounts()).toEqual([25_000, 500, 300, -500]);
    expect(await close(test)).toMatchObject({ error: { type: "PaymentStarted" } });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(amounts()).toEqual([25_000, 500, 300, -500, 1200]);
    await test.printed();
    expect(
      (await test.must("print.jobs", { limit: 20 })).filter((job) => job.kind === "drawer"),
    ).toHaveLength(3);
    expect(await count(test, 26_500)).toMatchObject({ value: { differenceMinor: 0 } });
    const { report } = await test.must("shift.close", { shiftId: 1 });
    expect(figuresOf(report)).toEqual(independentZ(test.till.db.sqlite, 1));
    expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  });

  it("keeps an open basket without payments, and the next shift sells it", async () => {
    const test = await opened();
    await test.must("basket.scan", { code: SIMIT });
    await count(test, 25_000);
    await test.must("shift.close", { shiftId: 1 });
    expect((await test.must("basket.get", {}))?.lines).toHaveLength(1);
    await test.must("shift.open", { float: FLOAT });
    await test.must("payment.cash", { tenderedMinor: null });
    await count(test, 26_500, 2);
    expect((await test.must("shift.close", { shiftId: 2 })).report).toMatchObject({
      number: 2,
      sales: { count: 1 },
      perpetual: { netMinor: 1500 },
    });
  });
});

describe("the blind count", () => {
  it("hides what there should be: in no answer before the count, and in no X for whoever counts", async () => {
    const test = await opened();
    await sell(test);
    await test.must("shift.keepCount", { shiftId: 1, count: FLOAT });
    const seen = JSON.stringify([await test.must("app.state", {}), await test.must("shift.state", {})]);
    expect(seen).not.toMatch(/expected|26500/);
    expect(await test.call("report.x", { shiftId: null, print: false })).toEqual({
      ok: false,
      error: { type: "CountOpen" },
    });
    expect(await close(test)).toEqual({ ok: false, error: { type: "NotCounted" } });
    await count(test, 26_500);
    expect(await test.must("report.x", { shiftId: null, print: false })).toMatchObject({
      report: { number: null, expectedMinor: 26_500, counted: null },
    });
  });

  it("may be made again once; both counts are kept and printed", async () => {
    const test = await opened();
    expect(await count(test, 20_000)).toMatchObject({ value: { mayRecount: true } });
    expect(await count(test, 24_500)).toMatchObject({ value: { mayRecount: false, differenceMinor: -500 } });
    expect(await count(test, 25_000)).toEqual({ ok: false, error: { type: "RecountUsed" } });
    const { report } = await test.must("shift.close", { shiftId: 1 });
    expect(report.counted?.totalMinor).toBe(24_500);
    expect(report.earlierCountsMinor).toEqual([20_000]);
  });

  it("is about another drawer after cash has moved: it must be made again, and may", async () => {
    const test = await opened();
    await count(test, 25_000);
    await count(test, 25_000);
    await sell(test);
    expect(await close(test)).toEqual({ ok: false, error: { type: "CountOutdated" } });
    expect(await count(test, 26_500)).toMatchObject({ value: { differenceMinor: 0, mayRecount: true } });
    await test.must("basket.scan", { code: SIMIT });
    await test.must("payment.card", { amountMinor: null });
    await test.must("devices.openDrawer", { reason: "look" });
    expect(await close(test)).toMatchObject({ ok: true });
  });
});

describe("one drawer each", () => {
  it("keeps two cashiers' cash apart, with a Z for each and one chain of totals", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager", { opensShift: false });
    await test.must("shift.setDrawerMode", { drawerMode: "perCashier" });
    await test.must("shift.open", { float: { totalMinor: 1000 } });
    await sell(test);
    await signIn(test, "cashier", { opensShift: false });
    await test.must("basket.scan", { code: SIMIT });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "NoShiftOpen" },
    });
    await test.must("shift.open", { float: { totalMinor: 2000 } });
    await test.must("payment.cash", { tenderedMinor: null });
    await sell(test);
    expect(await count(test, 5000, 2)).toMatchObject({ value: { differenceMinor: 0 } });
    expect((await test.must("shift.close", { shiftId: 2 })).report).toMatchObject({
      number: 1,
      sales: { count: 2 },
      perpetual: { netMinor: 3000 },
    });
    await signIn(test, "manager", { opensShift: false });
    expect(await test.call("shift.setDrawerMode", { drawerMode: "shared" })).toEqual({
      ok: false,
      error: { type: "ShiftAlreadyOpen" },
    });
    expect(await count(test, 2500)).toMatchObject({ value: { differenceMinor: 0 } });
    expect((await test.must("shift.close", { shiftId: 1 })).report).toMatchObject({
      number: 2,
      sales: { count: 1 },
      perpetual: { netMinor: 4500 },
    });
    expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  });

  it("another's is counted and closed only with a second person, whom the log names; its owner begins anew", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager", { opensShift: false });
    await test.must("shift.setDrawerMode", { drawerMode: "perCashier" });
    await test.must("staff.create", { name: "Zeynep A.", roleCode: "cashier", pin: "4711" });
    await signIn(test, "cashier", { opensShift: false });
    await test.must("shift.open", { float: { totalMinor: 1000 } });
    await sell(test);
    await test.must("session.signIn", { pin: "4711" });
    const refused = { error: { type: "NeedsApproval", permission: "shift:closeOther" } };
    const approved = async (asked: unknown, pin = "2222") => {
      expect(asked).toMatchObject(refused);
      const { requestId } = (asked as { readonly error: { readonly requestId: string } }).error;
      return test.call("approval.approve", { requestId, pin });
    };
    const keptDraft = { shiftId: 1, count: { totalMinor: 1 } };
    expect(await test.call("shift.keepCount", keptDraft)).toMatchObject(refused);
    expect(await approved(await count(test, 2000), "1111")).toMatchObject({ ok: false });
    expect(test.till.shiftRepository.counts(1)).toEqual([]);
    expect(await approved(await count(test, 2000))).toMatchObject({
      value: { answer: { value: { expectedMinor: 2500, differenceMinor: -500 } } },
    });
    expect(await approved(await close(test))).toMatchObject({ value: { answer: { ok: true } } });
    expect(await close(test)).toEqual({ ok: false, error: { type: "ShiftAlreadyClosed", zNumber: 1 } });
    const logged = test.till.audit.list({ limit: 99 }).filter(({ action }) => action.startsWith("shift.c"));
    expect(logged).toMatchObject([
      { action: "shift.close", staffName: "Zeynep A.", approverName: "Mehmet D." },
      { action: "shift.count", staffName: "Zeynep A.", approverName: "Mehmet D." },
    ]);
    await signIn(test, "cashier", { opensShift: false });
    await test.must("basket.scan", { code: SIMIT });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "NoShiftOpen" },
    });
    await test.must("shift.open", { float: { totalMinor: 0 } });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  });

  it("another's is closed by a manager alone, also after its owner left the shop", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager", { opensShift: false });
    await test.must("shift.setDrawerMode", { drawerMode: "perCashier" });
    await signIn(test, "cashier", { opensShift: false });
    await test.must("shift.open", { float: { totalMinor: 1000 } });
    await sell(test);
    await signIn(test, "manager", { opensShift: false });
    await test.must("staff.remove", { staffId: 1 });
    expect(await count(test, 2500)).toMatchObject({ value: { differenceMinor: 0 } });
    expect((await test.must("shift.close", { shiftId: 1 })).report).toMatchObject({
      number: 1,
      by: { name: "Mehmet D." },
    });
    expect((await test.must("shift.state", {})).open).toEqual([]);
  });
});
