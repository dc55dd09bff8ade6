import { expect, test } from "vitest";
import { createScanQueue as createQueue, type JobOutcome } from "../../../renderer/scanning/scan-queue.ts";

const reported: unknown[] = [];
const createScanQueue = (work: (code: string) => Promise<JobOutcome>) =>
  createQueue<string>({ work, reportBug: (error) => reported.push(error) });

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test("one job at a time, in the order in which they came", async () => {
  const log: string[] = [];
  const release: (() => void)[] = [];
  const queue = createScanQueue(async (code) => {
    log.push(`start ${code}`);
    await new Promise<void>((resolve) => release.push(resolve));
    log.push(`end ${code}`);
    return "done";
  });
  queue.push("a");
  queue.push("b");
  await settle();
  expect(log).toEqual(["start a"]);
  release[0]?.();
  await settle();
  release[1]?.();
  await settle();
  expect(log).toEqual(["start a", "end a", "start b", "end b"]);
  expect(queue.size()).toBe(0);
});

test("nothing is lost while the till is away", async () => {
  let away = true;
  const done: string[] = [];
  const queue = createScanQueue(async (code): Promise<JobOutcome> => {
    if (away) return "retry";
    done.push(code);
    return "done";
  });
  queue.push("a");
  queue.push("b");
  await settle();
  queue.push("c");
  await settle();
  expect(done).toEqual([]);
  expect(queue.size()).toBe(3);
  away = false;
  queue.resume();
  await settle();
  expect(done).toEqual(["a", "b", "c"]);
});

test("a job that throws does not stop those behind it", async () => {
  const done: string[] = [];
  const queue = createScanQueue(async (code): Promise<JobOutcome> => {
    if (code === "bad") throw new Error("a bug");
    done.push(code);
    return "done";
  });
  queue.push("bad");
  queue.push("good");
  await settle();
  expect(done).toEqual(["good"]);
  expect(reported).toEqual([new Error("a bug")]);
});
