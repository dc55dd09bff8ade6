/**
 * Owns the periods of what a till does by itself: the day, month or year of the store's calendar, as a key that sorts
 * by time ("2026-11-27", "2026-11", "2026"). Which periods are due is arithmetic on keys, so that a clock that was
 * turned back repeats nothing, and days on which the till was off are made up for one by one.
 */
import { addDays, formatCivilDate, parseCivilDate, type CivilDate } from "../time/civil-date.ts";

export type JobEvery = "day" | "month" | "year";

export interface JobPeriod {
  readonly key: string;
  /** Its first day. */
  readonly first: CivilDate;
}

const KEY_LENGTH: Readonly<Record<JobEvery, number>> = { day: 10, month: 7, year: 4 };

/** The period that a day of the store's calendar lies in. */
export const periodOf = (date: CivilDate, every: JobEvery): JobPeriod => {
  const key = formatCivilDate(date).slice(0, KEY_LENGTH[every]);
  return { key, first: firstDayOf(key) };
};

export const periodAfter = ({ first }: JobPeriod, every: JobEvery): JobPeriod => {
  switch (every) {
    case "day":
      return periodOf(addDays(first, 1), every);
    case "month":
      return periodOf(addDays({ ...first, day: 1 }, 31), every);
    case "year":
      return periodOf({ ...first, year: first.year + 1 }, every);
  }
};

/**
 * The periods that are due, oldest first, at most `most` of them: all after the newest that was done, up to today's.
 * A till that never did any begins with today's. None while the clock is behind what was done.
 */
export const duePeriods = (
  newestKey: string | null,
  today: CivilDate,
  { every, most }: { readonly every: JobEvery; readonly most: number },
): readonly JobPeriod[] => {
  const current = periodOf(today, every);
  const due: JobPeriod[] = [];
  let next = newestKey === null ? current : periodAfter(periodOfKey(newestKey, every), every);
  while (next.key <= current.key && due.length < most) {
    due.push(next);
    next = periodAfter(next, every);
  }
  return due;
};

export const periodOfKey = (key: string, every: JobEvery): JobPeriod => periodOf(firstDayOf(key), every);

const firstDayOf = (key: string): CivilDate => {
  const date = parseCivilDate(`${key}-01-01`.slice(0, "2026-01-01".length));
  if (!date) {
    throw new Error(`${key} is no period`);
  }
  return date;
};
