/** Owns where a calendar day of the store begins and ends as instants, whatever zone this screen's computer has. */

export interface DayRange {
  readonly fromMs: number;
  /** First instant that no longer belongs to the day. */
  readonly untilMs: number;
}

const DAY_MS = 86_400_000;

/** How far the zone's wall clock is ahead of UTC at an instant. */
const offsetMs = (atMs: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(atMs);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? "0");
  const wall = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return wall - Math.floor(atMs / 1000) * 1000;
};

const startMs = (utcMidnightMs: number, timeZone: string): number => {
  // Twice: the first guess may lie on the other side of a clock change.
  const guess = utcMidnightMs - offsetMs(utcMidnightMs, timeZone);
  return utcMidnightMs - offsetMs(guess, timeZone);
};

/** `day` is "2026-11-20", as a date field gives it; null when it is not a day. */
export const rangeOfDay = (day: string, timeZone: string): DayRange | null => {
  const utcMidnightMs = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(utcMidnightMs)) {
    return null;
  }
  return { fromMs: startMs(utcMidnightMs, timeZone), untilMs: startMs(utcMidnightMs + DAY_MS, timeZone) };
};
