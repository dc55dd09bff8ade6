import { describe, expect, test } from "vitest";
import {
  addDays,
  daysFromCivil,
  formatCivilDate,
  MS_PER_DAY,
  parseDateTime,
} from "../../../domain/time/civil-date.ts";
import { instantOf, wallClockAt, weekdayOf } from "../../../domain/time/zoned-time.ts";

const ZONES = [
  "Europe/Istanbul",
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Tehran",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Africa/Casablanca",
];

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2025, 0, 1);

const shownMs = (atMs: number, zone: string): number => {
  const clock = wallClockAt(atMs, zone);
  return daysFromCivil(clock.date) * MS_PER_DAY + clock.secondOfDay * 1000;
};

/** The minutes at which the zone's offset changes, in two years. */
const changesOf = (zone: string): readonly number[] => {
  const changes: number[] = [];
  const offset = (atMs: number): number => shownMs(atMs, zone) - atMs;
  for (let atMs = START_MS; atMs < START_MS + 730 * MS_PER_DAY; atMs += HOUR_MS) {
    if (offset(atMs) !== offset(atMs + HOUR_MS)) {
      let minute = atMs;
      while (offset(minute) === offset(atMs)) {
        minute += 60_000;
      }
      changes.push(minute);
    }
  }
  return changes;
};

describe("the wall clock of a zone", () => {
  test.each(ZONES)("in %s agrees with Intl on every change of two years", (zone) => {
    const format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    });
    for (const change of changesOf(zone)) {
      for (const atMs of [change - 60_000, change - 1000, change, change + 60_000]) {
        const clock = wallClockAt(atMs, zone);
        const time = new Date(clock.secondOfDay * 1000).toISOString().slice(11, 19);
        expect(`${formatCivilDate(clock.date)} ${time}`).toBe(format.format(atMs));
      }
    }
  });

  test.each(ZONES)("in %s begins a local time when a clock first shows it or a later one", (zone) => {
    for (const change of changesOf(zone)) {
      const before = shownMs(change - 60_000, zone) + 60_000;
      const after = shownMs(change, zone);
      for (const wanted of [
        Math.min(before, after),
        (before + after) / 2,
        Math.max(before, after) + 60_000,
      ]) {
        const days = Math.floor(wanted / MS_PER_DAY);
        const date = addDays({ year: 1970, month: 1, day: 1 }, days);
        const found = instantOf({ date, secondOfDay: (wanted - days * MS_PER_DAY) / 1000 }, zone);
        let first = change - 4 * HOUR_MS;
        while (shownMs(first, zone) < wanted) {
          first += 60_000;
        }
        expect(found, `${zone} ${String(wanted)}`).toBe(first);
      }
    }
  });
});

describe("the calendar", () => {
  test("knows weekdays and leap days", () => {
    expect(weekdayOf({ year: 2026, month: 11, day: 20 })).toBe(4);
    expect(addDays({ year: 2028, month: 2, day: 28 }, 1)).toEqual({ year: 2028, month: 2, day: 29 });
    expect(addDays({ year: 2100, month: 2, day: 28 }, 1)).toEqual({ year: 2100, month: 3, day: 1 });
  });

  test.each([
    ["2026-11-20T15:30:00+03:00", Date.UTC(2026, 10, 20, 12, 30)],
    ["2026-11-20T15:30Z", Date.UTC(2026, 10, 20, 15, 30)],
    ["2026-11-20T15:30:00.250-0530", Date.UTC(2026, 10, 20, 21, 0, 0, 250)],
  ])("reads %s as an instant", (text, atMs) => {
    expect(parseDateTime(text)).toEqual({ kind: "instant", atMs });
  });

  test.each(["2026-02-30T10:00:00Z", "2026-11-20T25:00:00Z", "20.11.2026", ""])("refuses %s", (text) => {
    expect(parseDateTime(text)).toBeNull();
  });
});
