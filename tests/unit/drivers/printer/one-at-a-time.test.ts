import { expect, it, vi } from "vitest";
import { createTurns } from "../../../../drivers/printer/one-at-a-time.ts";

it("lets a question that hangs make way for a job, and no question hold one up that waits already", async () => {
  vi.useFakeTimers();
  const turns = createTurns();
  const done: string[] = [];
  const hang = (name: string) => async (deadline: { readonly elapsed: Promise<void> }) => {
    await deadline.elapsed;
    done.push(name);
  };
  const print = async (): Promise<void> => {
    done.push("job");
  };
  void turns.question(60_000, hang("question"));
  await vi.advanceTimersByTimeAsync(5000);
  expect(done).toEqual([]);
  void turns.job(3000, print);
  void turns.question(60_000, hang("late question"));
  void turns.job(3000, print);
  await vi.advanceTimersByTimeAsync(99);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toEqual(["question", "job"]);
  await vi.advanceTimersByTimeAsync(100);
  expect(done).toEqual(["question", "job", "late question", "job"]);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
