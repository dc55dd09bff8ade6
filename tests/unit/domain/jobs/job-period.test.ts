/** Which periods are due: each once, none skipped, none twice, whatever the clock does. */
import { describe, expect, test } from "vitest";
import { duePeriods, periodAfter, periodOf } from "../../../../domain/jobs/job-period.ts";

const keys = (
  newest: string | null,
  date: { year: number; month: number; day: number },
  every: "day" | "month" | "year",
) => duePeriods(newest, date, { every, most: 1000 }).map(({ key }) => key);

describe("periods of the store's calendar", () => {
  test("are keys that sort by time", () => {
    const date = { year: 2026, month: 3, day: 9 };
    expect(periodOf(date, "day").key).toBe("2026-03-09");
    expect(periodOf(date, "month")).toEqual({ key: "2026-03", first: { year: 2026, month: 3, day: 1 } });
    expect(periodOf(date, "year")).toEqual({ key: "2026", first: { year: 2026, month: 1, day: 1 } });
  });

  test("follow each other over month and year ends and 29 February", () => {
    expect(periodAfter(periodOf({ year: 2028, month: 2, day: 28 }, "day"), "day").key).toBe("2028-02-29");
    expect(periodAfter(periodOf({ year: 2026, month: 1, day: 31 }, "month"), "month").key).toBe("2026-02");
    expect(periodAfter(periodOf({ year: 2026, month: 12, day: 5 }, "month"), "month").key).toBe("2027-01");
    expect(periodAfter(periodOf({ year: 2026, month: 12, day: 5 }, "year"), "year").key).toBe("2027");
  });

  test("are made up for one by one after days switched off", () => {
    expect(keys("2026-12-29", { year: 2027, month: 1, day: 2 }, "day")).toEqual([
      "2026-12-30",
      "2026-12-31",
      "2027-01-01",
      "2027-01-02",
    ]);
    expect(keys("2024", { year: 2026, month: 1, day: 1 }, "year")).toEqual(["2025", "2026"]);
  });

  test("begin with today's on a new till", () => {
    expect(keys(null, { year: 2026, month: 11, day: 27 }, "day")).toEqual(["2026-11-27"]);
  });

  test("are not due again when the clock was turned back, and none is skipped when it is right again", () => {
    expect(keys("2026-11-27", { year: 2026, month: 11, day: 20 }, "day")).toEqual([]);
    expect(keys("2026-11-27", { year: 2026, month: 11, day: 27 }, "day")).toEqual([]);
    expect(keys("2026-11-27", { year: 2026, month: 11, day: 29 }, "day")).toEqual([
      "2026-11-28",
      "2026-11-29",
    ]);
  });

  test("come in lots when there are very many", () => {
    expect(
      duePeriods("2020-01-01", { year: 2026, month: 1, day: 1 }, { every: "day", most: 3 }),
    ).toHaveLength(3);
  });
});
