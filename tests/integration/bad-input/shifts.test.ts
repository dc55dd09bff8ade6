/** What goes wrong around a drawer: each a clear answer, nothing lost. */
import { describe, expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { fillDisk, freeDisk } from "../../support/full-disk.ts";
import { dumpTables } from "../../support/table-dump.ts";
import { openTestTill, signIn, START_MS, type TestTill } from "../../support/test-till.ts";

const sold = async (dataDir?: string): Promise<TestTill> => {
  const test = openTestTill(dataDir === undefined ? {} : { dataDir });
  await signIn(test, "manager");
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
  return test;
};

const handIn = (test: TestTill, totalMinor: number) =>
  test.call("shift.handInCount", { shiftId: 1, count: { totalMinor } });

describe("a clock that is put back during a shift", () => {
  it("keeps every time as it was said, the order as it was, and the Z says so", async () => {
    const test = await sold(":memory:");
    test.clock.set(START_MS - 3 * 3_600_000);
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.cash", { tenderedMinor: null });
    test.clock.advance(60_000);
    await test.must("cash.payOut", { amountMinor: 500, reason: "milk" });
    await handIn(test, 2500);
    const { report, document } = await test.must("shift.close", { shiftId: 1 });
    expect(report).toMatchObject({
      clockWentBackMs: 3 * 3_600_000,
      expectedMinor: 2500,
      receipts: { first: "S1-T1-000001", last: "S1-T1-000002" },
    });
    expect(report.atMs).toBeLessThan(report.openedAtMs);
    expect(JSON.stringify(document)).toContain("180 dk");
    expect(verifyJournal(test.till)).toMatchObject({ ok: true });
    await test.must("shift.open", { float: { totalMinor: 0 } });
    await test.must("shift.handInCount", { shiftId: 2, count: { totalMinor: 0 } });
    expect((await test.must("shift.close", { shiftId: 2 })).report).toMatchObject({
      number: 2,
      clockWentBackMs: 0,
    });
  });

  it("is also said where nothing but the closing came after it", async () => {
    const test = await sold(":memory:");
    await handIn(test, 1500);
    test.clock.advance(-120_000);
    expect((await test.must("shift.close", { shiftId: 1 })).report.clockWentBackMs).toBe(120_000);
  });
});

describe("a drawer that is counted with letters", () => {
  it.each([
    { pieces: [{ valueMinor: 500, pieces: "two" }] },
    { pieces: [{ valueMinor: 500, pieces: 1.5 }] },
    { pieces: [{ valueMinor: 500, pieces: -1 }] },
    { totalMinor: "15,00" },
    { totalMinor: -1 },
    { totalMinor: 1, pieces: [] },
    {},
  ])("%j is refused and counts nothing", async (count) => {
    const test = await sold(":memory:");
    const before = dumpTables(test.till.db);
    for (const name of ["shift.keepCount", "shift.handInCount"]) {
      expect(await test.callRaw(name, { shiftId: 1, count })).toMatchObject({
        error: { type: "InvalidPayload" },
      });
    }
    expect(dumpTables(test.till.db)).toEqual(before);
  });

  it("a note that the currency does not have, or that stands twice, is named", async () => {
    const test = await sold(":memory:");
    const rows = [
      { valueMinor: 500, pieces: 1 },
      { valueMinor: 500, pieces: 2 },
    ];
    expect(await test.call("shift.handInCount", { shiftId: 1, count: { pieces: rows } })).toEqual({
      ok: false,
      error: { type: "UnknownDenomination", valueMinor: 500 },
    });
  });
});

describe("two windows that close the same shift", () => {
  it("get one Z: the second is told its number", async () => {
    const test = await sold(":memory:");
    await handIn(test, 1500);
    const answers = await Promise.all([
      test.call("shift.close", { shiftId: 1 }),
      test.call("shift.close", { shiftId: 1 }),
    ]);
    expect(answers[0]).toMatchObject({ ok: true, value: { report: { number: 1 } } });
    expect(answers[1]).toEqual({ ok: false, error: { type: "ShiftAlreadyClosed", zNumber: 1 } });
    expect(await handIn(test, 1)).toMatchObject({ error: { type: "ShiftAlreadyClosed", zNumber: 1 } });
    expect(test.till.zReports.count()).toBe(1);
    expect(await test.call("shift.close", { shiftId: 99 })).toMatchObject({
      error: { type: "UnknownShift" },
    });
  });

  it("a sale in the second of closing lands in one shift, and is in one Z", async () => {
    const test = await sold(":memory:");
    await handIn(test, 1500);
    await test.must("basket.scan", { code: "BAKERY-001" });
    const [closing, paying] = await Promise.all([
      test.call("shift.close", { shiftId: 1 }),
      test.call("payment.cash", { tenderedMinor: null }),
    ]);
    expect([closing.ok, paying.ok]).toEqual([true, false]);
    await test.must("shift.open", { float: { totalMinor: 0 } });
    await test.must("payment.cash", { tenderedMinor: null });
    const shifts = test.till.db.sqlite.prepare("SELECT shift_id FROM sale ORDER BY seq").pluck().all();
    expect(shifts).toEqual([1, 2]);
  });

  it("a card that is being charged keeps its shift open", async () => {
    const test = await sold(":memory:");
    await handIn(test, 1500);
    const card = Promise.withResolvers<void>();
    test.terminal.gate = card.promise;
    await test.must("basket.scan", { code: "BAKERY-001" });
    const paying = test.must("payment.card", { amountMinor: null });
    await new Promise((resolve) => setImmediate(resolve));
    expect(await test.call("shift.close", { shiftId: 1 })).toMatchObject({ error: { type: "TerminalBusy" } });
    card.resolve();
    await paying;
    expect((await test.must("shift.close", { shiftId: 1 })).report.sales.count).toBe(2);
  });
});

describe("a Z on a full disk", () => {
  it("is answered so, leaves the shift open with its count, and is made once there is space", async () => {
    const test = await sold();
    // A report of several pages: it surely does not fit into what the file has left.
    for (let time = 0; time < 60; time += 1) {
      await test.must("cash.payIn", { amountMinor: 100, reason: "ü".repeat(200) });
    }
    await test.printed();
    await handIn(test, 7000);
    fillDisk(test);
    const but = (): unknown => {
      const { ballast: _ballast, print_job: _jobs, ...rest } = dumpTables(test.till.db);
      return rest;
    };
    const before = but();
    expect(await test.call("shift.close", { shiftId: 1 })).toEqual({
      ok: false,
      error: { type: "StorageFailed", cause: "diskFull" },
    });
    expect(but()).toEqual(before);
    freeDisk(test);
    expect((await test.must("shift.close", { shiftId: 1 })).report).toMatchObject({
      number: 1,
      counted: { totalMinor: 7000, differenceMinor: -500 },
    });
    expect(verifyJournal(test.till)).toMatchObject({ ok: true });
    expect(test.bugs).toEqual([]);
    await test.close();
  });
});

describe("a count that a crash interrupts", () => {
  it("is there again, as far as it was made", async () => {
    const test = await sold();
    const count = { pieces: [{ valueMinor: 500, pieces: 3 }] };
    await test.must("shift.keepCount", { shiftId: 1, count });
    await test.close();
    const again = openTestTill({ dataDir: test.dataDir });
    await signIn(again, "manager");
    expect((await again.must("shift.state", {})).current).toMatchObject({ id: 1, draft: count });
    await again.must("shift.handInCount", { shiftId: 1, count });
    expect((await again.must("shift.state", {})).current?.draft).toBeNull();
    await again.close();
  });
});
