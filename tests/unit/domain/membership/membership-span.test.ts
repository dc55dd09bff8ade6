/** How long a membership lasts: months that are shorter, renewals early and late, cancelling, and what comes back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  courseOf,
  stateOn,
  type MembershipEvent,
  type MembershipPeriod,
} from "../../../../domain/membership/membership-span.ts";
import { addMonths } from "../../../../domain/time/add-months.ts";
import {
  addDays,
  civilFromDays,
  daysFromCivil,
  formatCivilDate,
  parseCivilDate,
  type CivilDate,
} from "../../../../domain/time/civil-date.ts";
import { testSeed } from "../../../support/test-seed.ts";

const day = (text: string): CivilDate => parseCivilDate(text) ?? expect.unreachable(text);
const paid = (on: string, period: MembershipPeriod = "month"): MembershipEvent => ({
  kind: "paid",
  on: day(on),
  period,
});
const cancelled = (on: string): MembershipEvent => ({ kind: "cancelled", on: day(on) });
const endOf = (...events: readonly MembershipEvent[]): string => {
  const { until } = courseOf(events);
  return until === null ? "none" : formatCivilDate(until);
};

describe("until when", () => {
  it.each([
    { what: "a month", events: [paid("2026-11-27")], until: "2026-12-27" },
    { what: "the 31st in a short month", events: [paid("2026-01-31")], until: "2026-02-28" },
    {
      what: "the 31st again after it",
      events: [paid("2026-01-31"), paid("2026-02-28")],
      until: "2026-03-31",
    },
    { what: "29 February for a year", events: [paid("2024-02-29", "year")], until: "2025-02-28" },
    {
      what: "29 February again after four years",
      events: ["2024-02-29", "2025-01-01", "2026-01-01", "2027-01-01"].map((on) => paid(on, "year")),
      until: "2028-02-29",
    },
    {
      what: "renewed early",
      events: [paid("2026-11-27"), paid("2026-11-28"), paid("2026-12-01")],
      until: "2027-02-27",
    },
    {
      what: "renewed on the last day",
      events: [paid("2026-11-27"), paid("2026-12-26")],
      until: "2027-01-27",
    },
    { what: "renewed late", events: [paid("2026-11-27"), paid("2027-01-10")], until: "2027-02-10" },
    { what: "cancelled", events: [paid("2026-11-27"), cancelled("2026-12-01")], until: "2026-12-01" },
    {
      what: "sold again after it was cancelled",
      events: [paid("2026-11-27"), cancelled("2026-12-01"), paid("2026-12-05")],
      until: "2027-01-05",
    },
    {
      what: "cancelled after it was over",
      events: [paid("2026-01-01"), cancelled("2026-05-01")],
      until: "2026-02-01",
    },
    {
      what: "the first period given back after the second was paid",
      events: [paid("2026-12-01")],
      until: "2027-01-01",
    },
    { what: "nothing paid", events: [], until: "none" },
  ])("$what", ({ events, until }) => {
    expect(endOf(...events)).toBe(until);
  });

  it("says what it is on a day", () => {
    const course = courseOf([paid("2026-11-27")]);
    expect(stateOn(course, day("2026-12-26"))).toBe("active");
    expect(stateOn(course, day("2026-12-27"))).toBe("expired");
    expect(stateOn(courseOf([]), day("2026-12-27"))).toBe("cancelled");
    expect(stateOn(courseOf([paid("2026-11-27"), cancelled("2026-11-27")]), day("2026-11-27"))).toBe(
      "cancelled",
    );
  });
});

const START = daysFromCivil({ year: 2024, month: 1, day: 1 });
const happened = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 50 }),
    kind: fc.constantFrom("month", "month", "month", "year", "cancelled"),
  }),
  { maxLength: 12 },
);
const eventsOf = (
  drawn: readonly { readonly after: number; readonly kind: string }[],
): readonly MembershipEvent[] => {
  let at = START;
  return drawn.map(({ after, kind }) => {
    at += after;
    const on = civilFromDays(at);
    return kind === "cancelled"
      ? { kind, on }
      : { kind: "paid", on, period: kind === "year" ? "year" : "month" };
  });
};

describe(`whatever happens (seed ${String(testSeed)})`, () => {
  const check = (property: (events: readonly MembershipEvent[]) => void): void =>
    fc.assert(
      fc.property(happened, (drawn) => property(eventsOf(drawn))),
      { seed: testSeed, numRuns: 200 },
    );

  it("a run without a gap is as long as its months, counted from its first day", () => {
    check((events) => {
      const { runFrom, until, cancelled: isCancelled } = courseOf(events);
      const run = events.slice(runFrom);
      const first = run[0];
      if (until === null || isCancelled || first?.kind !== "paid") {
        return;
      }
      const months = run.reduce(
        (sum, event) => sum + (event.kind === "paid" ? (event.period === "year" ? 12 : 1) : 0),
        0,
      );
      expect(until).toEqual(addMonths(first.on, months));
    });
  });

  it("paying never shortens it, and is covered on the day of paying", () => {
    check((events) => {
      const last = events.at(-1);
      if (last?.kind !== "paid") {
        return;
      }
      const before = courseOf(events.slice(0, -1));
      const after = courseOf(events);
      expect(stateOn(after, last.on)).toBe("active");
      const untilBefore = before.until ?? addDays(last.on, -1);
      expect(daysFromCivil(after.until ?? last.on)).toBeGreaterThan(daysFromCivil(untilBefore));
    });
  });
});
