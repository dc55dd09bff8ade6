/** Owns reading a date as GS1 writes it: six digits, a year of two, and a day 00 that is the last of its month. */
import { civilFromDays, daysFromCivil, type CivilDate } from "../../time/civil-date.ts";

/**
 * YYMMDD; a year is read within 49 years before and 50 after this one, and day 00 is the last of the month (GS1 General
 * Specifications 7.12). null: no date of the calendar.
 */
export const gs1Date = (digits: string, today: CivilDate): CivilDate | null => {
  const [year, month, day] = [0, 2, 4].map((start) => Number(digits.slice(start, start + 2))) as [
    number,
    number,
    number,
  ];
  const century = today.year - (today.year % 100);
  const ahead = year - (today.year % 100);
  const fullYear = century + year + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0);
  if (month < 1 || month > 12) {
    return null;
  }
  const next =
    month === 12 ? { year: fullYear + 1, month: 1, day: 1 } : { year: fullYear, month: month + 1, day: 1 };
  const last = civilFromDays(daysFromCivil(next) - 1);
  return day > last.day ? null : { year: fullYear, month, day: day === 0 ? last.day : day };
};
