/**
 * Owns the wall clock of a place: what a clock on the wall shows at an instant, and when a wall clock first shows a
 * date and time. Works on epoch milliseconds and Intl.DateTimeFormat; knows no offset table and no Date.
 */
import { daysFromCivil, MS_PER_DAY, type CivilDate, type LocalDateTime } from "./civil-date.ts";

export interface WallClock {
  readonly date: CivilDate;
  readonly secondOfDay: number;
  /** 0 is Monday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building a format takes far longer than using it, so one is kept per zone. */
const formatFor = (timezone: string): Intl.DateTimeFormat => {
  const known = formats.get(timezone);
  if (known !== undefined) {
    return known;
  }
  const built = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timezone, built);
  return built;
};

/** True when this machine knows the IANA zone. */
export const isTimezone = (timezone: string): boolean => {
  try {
    formatFor(timezone);
    return true;
  } catch {
    return false;
  }
};

/** What the wall clock of a zone shows. Throws for an unknown zone: callers check with isTimezone. */
export const wallClockAt = (atMs: number, timezone: string): WallClock => {
  const figures = new Map<string, number>();
  for (const part of formatFor(timezone).formatToParts(atMs)) {
    figures.set(part.type, Number(part.value));
  }
  const figure = (type: string): number => figures.get(type) ?? 0;
  const date = { year: figure("year"), month: figure("month"), day: figure("day") };
  return {
    date,
    secondOfDay: figure("hour") * 3600 + figure("minute") * 60 + figure("second"),
    weekday: weekdayOf(date),
  };
};

/** 0 is Monday; 1970-01-01 was a Thursday. */
export const weekdayOf = (date: CivilDate): number => (((daysFromCivil(date) + 3) % 7) + 7) % 7;

/**
 * The first instant at which the wall clock shows this time or a later one: an hour that is skipped in spring begins
 * where the clock jumps, an hour that comes twice in autumn begins the first time.
 */
export const instantOf = ({ date, secondOfDay }: LocalDateTime, timezone: string): number => {
  const wantedMs = daysFromCivil(date) * MS_PER_DAY + secondOfDay * 1000;
  let early = wantedMs - MAX_OFFSET_MS;
  let late = wantedMs + MAX_OFFSET_MS;
  // The clock may step back once within this window, so the first time is found among both readings of it.
  for (const offsetMs of [offsetAt(early, timezone), offsetAt(late, timezone)].toSorted((a, b) => b - a)) {
    const candidate = wantedMs - offsetMs;
    if (offsetAt(candidate, timezone) === offsetMs) {
      return candidate;
    }
  }
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (shownMs(middle, timezone) >= wantedMs) {
      late = middle;
    } else {
      early = middle;
    }
  }
  return late;
};

/** Offsets reach from -12 to +14 hours. */
const MAX_OFFSET_MS = 15 * 3_600_000;

const shownMs = (atMs: number, timezone: string): number => {
  const clock = wallClockAt(atMs, timezone);
  return daysFromCivil(clock.date) * MS_PER_DAY + clock.secondOfDay * 1000;
};

const offsetAt = (atMs: number, timezone: string): number =>
  shownMs(atMs, timezone) - Math.floor(atMs / 1000) * 1000;
