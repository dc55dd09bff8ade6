import { expect, test } from "vitest";
import { rangeOfDay } from "../../../renderer/formatting/store-day.ts";

const HOUR_MS = 3_600_000;

test("a day begins and ends at the store's midnight", () => {
  const range = rangeOfDay("2026-11-20", "Europe/Istanbul");
  expect(range?.fromMs).toBe(Date.UTC(2026, 10, 19, 21));
  expect(range?.untilMs).toBe(Date.UTC(2026, 10, 20, 21));
});

test.each([
  ["2026-03-29", 23],
  ["2026-10-25", 25],
  ["2026-06-01", 24],
])("%s has %i hours in Madrid", (day, hours) => {
  const range = rangeOfDay(day, "Europe/Madrid");
  expect(((range?.untilMs ?? 0) - (range?.fromMs ?? 0)) / HOUR_MS).toBe(hours);
});

test("what is not a day has no range", () => {
  expect(rangeOfDay("", "UTC")).toBeNull();
  expect(rangeOfDay("soon", "UTC")).toBeNull();
});
