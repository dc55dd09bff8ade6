/** What the till does by itself: once per period, caught up, tried again, and never twice when a clock is turned back. */
import { describe, expect, test } from "vitest";
import { createJobRunner } from "../../../electron/services/jobs/job-runner.ts";
import { TillClosed, type Job } from "../../../electron/services/jobs/job.ts";
import { openTestTill, signIn, START_MS } from "../../support/test-till.ts";

const DAY_MS = 86_400_000;

const openRunner = () => {
  const opened = openTestTill({ dataDir: ":memory:" });
  const done: string[] = [];
  const state = { fails: false, error: new Error("no room") };
  const job: Job = {
    name: "pointExpiry",
    every: "day",
    run: ({ key }) => {
      opened.till.settings.set("job.test", key);
      if (state.fails) {
        throw state.error;
      }
      done.push(key);
      return 2;
    },
  };
  const bugs: unknown[] = [];
  const runner = createJobRunner({
    ...opened.till,
    jobs: [job],
    onJobDone: () => {},
    onBug: (bug) => bugs.push(bug),
  });
  return { ...opened, runner, done, state, bugs };
};

const setting = (till: ReturnType<typeof openRunner>["till"]): unknown =>
  till.db.sqlite.prepare("SELECT value FROM setting WHERE key = 'job.test'").pluck().get();

describe("jobs", () => {
  test("are done once a day, and for every day that the till was off", () => {
    const { runner, clock, done } = openRunner();
    runner.tick();
    runner.tick();
    expect(done).toEqual(["2026-11-20"]);
    clock.set(START_MS + 3 * DAY_MS);
    runner.tick();
    expect(done).toEqual(["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]);
    expect(runner.list()).toEqual([
      {
        name: "pointExpiry",
        every: "day",
        lastPeriod: "2026-11-23",
        lastRunAtMs: START_MS + 3 * DAY_MS,
        doneCount: 2,
        // Midnight in Istanbul.
        nextDueAtMs: Date.UTC(2026, 10, 23, 21),
        failed: null,
      },
    ]);
  });

  test("are not repeated when the clock is turned back, nor skipped when it is right again", () => {
    const { runner, clock, done } = openRunner();
    runner.tick();
    clock.set(START_MS - 5 * DAY_MS);
    runner.tick();
    clock.set(START_MS);
    runner.tick();
    clock.set(START_MS + DAY_MS);
    runner.tick();
    expect(done).toEqual(["2026-11-20", "2026-11-21"]);
  });

  test("leave nothing of a failure behind, tell of it, and make up for it", async () => {
    const { runner, clock, done, state, bugs, till } = openRunner();
    state.fails = true;
    runner.tick();
    runner.tick();
    expect([setting(till), done, bugs.length]).toEqual([undefined, [], 1]);
    expect(runner.list()[0]).toMatchObject({
      lastPeriod: null,
      failed: { atMs: START_MS, cause: "Program", detail: "no room" },
    });
    state.fails = false;
    clock.set(START_MS + DAY_MS);
    runner.tick();
    expect(done).toEqual(["2026-11-21"]);
    expect(runner.list()[0]).toMatchObject({ failed: null });
  });

  test("say what about the disk kept them from being done", () => {
    const { runner, state } = openRunner();
    state.fails = true;
    state.error = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    runner.tick();
    expect(runner.list()[0]?.failed).toMatchObject({ cause: "DiskFull", detail: "no space left on device" });
  });

  test("are listed with a word on the clock when it shows less than what the till wrote of", async () => {
    const opened = openTestTill({ dataDir: ":memory:" });
    await signIn(opened, "manager");
    const told = async () => (await opened.must("jobs.list", {})).clockBehind;
    opened.till.jobs.tick();
    await opened.till.jobs.settled();
    expect(await told()).toBeNull();
    opened.clock.set(START_MS - 60_000);
    expect(await told()).toBeNull();
    opened.clock.set(START_MS - DAY_MS);
    expect(await told()).toEqual({ nowMs: START_MS - DAY_MS, latestAtMs: START_MS });
    // What the journal says counts as well, also behind what was written since.
    opened.clock.set(START_MS + DAY_MS);
    await opened.must("customer.erase", { customerRef: "demo-customer-0012" });
    opened.clock.set(START_MS + 1000);
    await opened.must("customer.erase", { customerRef: "demo-customer-0011" });
    expect(await told()).toMatchObject({ latestAtMs: START_MS + DAY_MS });
    opened.clock.set(START_MS + DAY_MS);
    expect(await told()).toBeNull();
  });

  test("in pieces are recorded when the last piece is done, never run beside themselves, and begin anew after a failure", async () => {
    const { till } = openTestTill({ dataDir: ":memory:" });
    const begun: string[] = [];
    const bugs: unknown[] = [];
    let end: (doneCount: number | Error) => void = () => {};
    const job: Job = {
      name: "segmentRefresh",
      every: "day",
      runInPieces: ({ key }) => {
        begun.push(key);
        return new Promise((resolve, reject) => {
          end = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
        });
      },
    };
    const clock = { nowMs: () => START_MS + 3 * DAY_MS };
    const runner = createJobRunner({
      ...till,
      clock,
      jobs: [job],
      onJobDone: () => {},
      onBug: (bug) => bugs.push(bug),
    });
    runner.tick();
    runner.tick();
    expect([begun, runner.list()[0]?.lastPeriod]).toEqual([["2026-11-23"], null]);
    end(new TillClosed());
    await runner.settled();
    expect([bugs, runner.list()[0]?.failed]).toEqual([[], null]);
    runner.tick();
    end(5);
    await runner.settled();
    expect(runner.list()[0]).toMatchObject({ lastPeriod: "2026-11-23", doneCount: 5 });
    runner.tick();
    expect(begun).toHaveLength(2);
    expect(bugs).toEqual([]);
  });

  test("are done when a manager asks, once more where nothing is due, and the audit log says so", async () => {
    const given = openRunner();
    const { runner, done, till } = given;
    await signIn(given, "manager");
    const actor = till.staffSession.current();
    if (!actor) {
      throw new Error("nobody is signed in");
    }
    expect(await runner.runNow(actor, "pointExpiry")).toMatchObject({
      ok: true,
      value: { lastPeriod: "2026-11-20" },
    });
    await runner.runNow(actor, "pointExpiry");
    expect(done).toEqual(["2026-11-20", "2026-11-20"]);
    expect(await runner.runNow(actor, "tierReview")).toEqual({ ok: false, error: { type: "UnknownJob" } });
    const [newest] = till.audit.list({ limit: 1 });
    expect(newest).toMatchObject({ action: "job.run", subject: "pointExpiry" });
  });
});
