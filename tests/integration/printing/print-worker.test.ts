/** The print queue at work on a whole till: order, back-off, doubt, restarts, and that nothing waits for paper. */
import { describe, expect, it } from "vitest";
import type { PrintJobView } from "../../../contracts/ipc/devices.ts";
import { openTestTill, signIn, type TestTill, type TestTillOptions } from "../../support/test-till.ts";

const DRAWER_PULSE = Buffer.from([0x1b, 0x70]);

const started = async (options: TestTillOptions = { dataDir: ":memory:" }): Promise<TestTill> => {
  const test = openTestTill(options);
  await signIn(test, "manager");
  return test;
};

const sell = async (test: TestTill): Promise<string> => {
  await test.must("basket.scan", { code: "BAKERY-001" });
  const step = await test.must("payment.cash", { tenderedMinor: null });
  return step.kind === "completed" ? step.sale.receiptNumber : "";
};

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("latin1");

/** What each job printed, by the receipt number on it. */
const printedNumbers = (test: TestTill): readonly string[] =>
  test.printer.jobs.map((bytes) => /S1-T1-\d{6}/.exec(textOf(bytes))?.[0] ?? "");

const jobs = (test: TestTill): Promise<readonly PrintJobView[]> => test.must("print.jobs", { limit: 50 });

const isCopy = (test: TestTill, at: number): boolean =>
  /COPY|KOPYA|KOP[İI]A|DUPL/i.test(textOf(test.printer.jobs[at]));
const opensDrawer = (test: TestTill, at: number): boolean =>
  Buffer.from(test.printer.jobs[at] ?? []).includes(DRAWER_PULSE);

/** Lets what is on its way go as far as it can, without waiting for a printer that is held up. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) {
    await nextTask();
  }
};

const nextTask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the queue", () => {
  it("prints in the order of the sales, one job at a time", async () => {
    const test = await started();
    const held = Promise.withResolvers<void>();
    test.printer.gate = held.promise;
    const numbers = [await sell(test), await sell(test), await sell(test)];
    await settle();
    expect((await jobs(test)).map((job) => job.state)).toEqual(["queued", "queued", "sent"]);
    held.resolve();
    await test.printed();
    expect(printedNumbers(test)).toEqual(numbers);
    expect((await jobs(test)).map((job) => job.state)).toEqual(["confirmed", "confirmed", "confirmed"]);
  });

  it("does not make a sale wait for a slow printer", async () => {
    const test = await started();
    test.printer.gate = new Promise(() => {});
    await sell(test);
    await settle();
    await sell(test);
    expect(test.till.sales.count()).toBe(2);
    expect(test.printer.jobs).toEqual([]);
  });

  it("gives the cashier the answer before it looks at the queue", async () => {
    const test = await started();
    const held = Promise.withResolvers<void>();
    test.printer.gate = held.promise;
    await sell(test);
    expect((await jobs(test)).map((job) => job.state)).toEqual(["queued"]);
    await settle();
    expect((await jobs(test)).map((job) => job.state)).toEqual(["sent"]);
    held.resolve();
    await test.printed();
  });

  it("stores the sale before the first byte goes out", async () => {
    const test = await started();
    const held = Promise.withResolvers<void>();
    test.printer.gate = held.promise;
    await sell(test);
    await settle();
    expect(test.till.sales.count()).toBe(1);
    expect(test.till.db.sqlite.inTransaction).toBe(false);
    held.resolve();
    await test.printed();
  });

  it("looks again when it was woken at the very end of its work", async () => {
    const test = await started();
    for (let turns = 0; turns < 12; turns += 1) {
      test.till.printing.wake();
      await nextTask();
      for (let turn = 0; turn < turns; turn += 1) {
        await Promise.resolve();
      }
      const job = await test.must("devices.testPrint", {});
      await test.printed();
      expect((await jobs(test)).find((other) => other.id === job.printJobId)).toMatchObject({
        state: "confirmed",
      });
    }
  });
});

describe("a printer that refuses", () => {
  it("is tried again by itself, with longer and longer waits, and prints once when it is back", async () => {
    const test = await started();
    test.printer.fail = "refused";
    await sell(test);
    await test.printed();
    for (const [attempt, waitMs] of [
      [1, 1000],
      [2, 2000],
      [3, 4000],
      [4, 8000],
    ] as const) {
      const [job] = await jobs(test);
      expect(job).toMatchObject({
        state: "queued",
        cause: "refused",
        maybePrinted: false,
        attempts: attempt,
      });
      expect(test.timers.delaysMs()).toEqual([waitMs]);
      test.clock.advance(waitMs);
      test.timers.fire();
      await test.printed();
    }
    test.printer.fail = null;
    test.clock.advance(60_000);
    test.timers.fire();
    await test.printed();
    expect(test.printer.jobs).toHaveLength(1);
    expect(isCopy(test, 0)).toBe(false);
    expect(await jobs(test)).toMatchObject([{ state: "confirmed", cause: null }]);
    expect(test.timers.delaysMs()).toEqual([]);
  });

  it("is left alone before its time, also when another sale wakes the queue", async () => {
    const test = await started();
    test.printer.fail = "offline";
    await sell(test);
    await test.printed();
    test.till.printing.wake();
    await test.printed();
    expect(await jobs(test)).toMatchObject([{ attempts: 1 }]);
  });

  it("does not open the drawer minutes later", async () => {
    const test = await started();
    test.printer.fail = "offline";
    await sell(test);
    await test.printed();
    test.printer.fail = null;
    test.clock.advance(60_000);
    test.timers.fire();
    await test.printed();
    expect(opensDrawer(test, 0)).toBe(false);
  });

  it("is given up after its attempts, and a person may ask again", async () => {
    const test = await started();
    test.printer.fail = "paperEnd";
    await sell(test);
    await test.printed();
    for (let attempt = 0; attempt < 40; attempt += 1) {
      test.clock.advance(60_000);
      test.timers.fire();
      await test.printed();
    }
    const [failed] = await jobs(test);
    expect(failed).toMatchObject({ state: "failed", cause: "paperEnd", attempts: 24, maybePrinted: false });
    expect((await test.must("devices.state", {})).printer).toMatchObject({
      state: "problem",
      failed: 1,
      waiting: 0,
    });
    test.printer.fail = null;
    await test.must("print.retry", { jobId: failed?.id ?? 0 });
    await test.printed();
    expect(test.printer.jobs).toHaveLength(1);
    expect((await test.must("devices.state", {})).printer).toMatchObject({ state: "ready", failed: 0 });
  });
});

describe.each(["timeout", "reset"] as const)("a printer that fails in the middle (%s)", (cause) => {
  const failed = async (): Promise<TestTill> => {
    const test = await started();
    test.printer.fail = cause;
    test.printer.certainty = "maybeSent";
    await sell(test);
    await test.printed();
    return test;
  };

  it("is not sent the job again by itself", async () => {
    const test = await failed();
    test.printer.fail = null;
    test.clock.advance(3_600_000);
    test.timers.fire();
    test.till.printing.wake();
    await test.printed();
    expect(await jobs(test)).toMatchObject([{ state: "failed", cause, maybePrinted: true, attempts: 1 }]);
    expect(test.printer.jobs).toEqual([]);
  });

  it("prints a copy, without the drawer, when a person asks", async () => {
    const test = await failed();
    test.printer.fail = null;
    const [job] = await jobs(test);
    expect(await test.must("print.retry", { jobId: job?.id ?? 0 })).toMatchObject({ state: "queued" });
    await test.printed();
    expect([isCopy(test, 0), opensDrawer(test, 0)]).toEqual([true, false]);
    expect(await test.call("print.retry", { jobId: job?.id ?? 0 })).toMatchObject({
      error: { type: "NotFailed" },
    });
  });

  it("does not hold up the jobs behind it", async () => {
    const test = await failed();
    test.printer.fail = null;
    const second = await sell(test);
    await test.printed();
    expect(printedNumbers(test)).toEqual([second]);
  });
});

describe("a job that cannot be made", () => {
  it("does not block the queue behind it", async () => {
    const test = await started();
    const held = Promise.withResolvers<void>();
    test.printer.gate = held.promise;
    await sell(test);
    await settle();
    await sell(test);
    const third = await sell(test);
    const { sqlite } = test.till.db;
    sqlite.pragma("foreign_keys = OFF");
    sqlite.exec("UPDATE print_job SET sale_seq = 999 WHERE id = 2");
    held.resolve();
    await test.printed();
    expect(printedNumbers(test)).toEqual(["S1-T1-000001", third]);
    const [, broken] = await jobs(test);
    expect(broken).toMatchObject({ cause: "driver", maybePrinted: false, attempts: 1 });
    expect(test.bugs).toHaveLength(1);
  });
});

describe("stopping and starting again", () => {
  it("finishes the job that is being sent, and no other", async () => {
    const test = await started();
    const held = Promise.withResolvers<void>();
    test.printer.gate = held.promise;
    await sell(test);
    await settle();
    await sell(test);
    const closing = test.close();
    held.resolve();
    await closing;
    expect(printedNumbers(test)).toEqual(["S1-T1-000001"]);
  });

  it("does not know what became of a job that was on its way, and does not print it by itself", async () => {
    const first = await started({});
    first.printer.gate = new Promise(() => {});
    await sell(first);
    await settle();
    await sell(first);
    // The power goes: the worker never hears of its printer again.
    first.till.db.close();
    const second = await started({ dataDir: first.dataDir });
    second.till.printing.wake();
    await second.printed();
    expect(await jobs(second)).toMatchObject([
      { state: "confirmed" },
      { state: "failed", cause: "unknownAfterRestart", maybePrinted: true },
    ]);
    expect(printedNumbers(second)).toEqual(["S1-T1-000002"]);
    expect(opensDrawer(second, 0)).toBe(false);
    const [, unknown] = await jobs(second);
    await second.must("print.retry", { jobId: unknown?.id ?? 0 });
    await second.printed();
    expect(isCopy(second, 1)).toBe(true);
    await second.close();
  });
});
