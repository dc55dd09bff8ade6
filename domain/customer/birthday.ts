/**
 * Owns when a birthday is kept, and how pricing learns of it without learning the date of birth. Who was born on
 * 29 February keeps it on the 28th in common years.
 */
import { formatCivilDate, isLeapYear, parseCivilDate, type CivilDate } from "../time/civil-date.ts";

export type BirthdayState = "today" | "thisMonth" | null;

/** "thisMonth" also when the day is past. */
export const birthdayState = (dateOfBirth: string | null, today: CivilDate): BirthdayState => {
  const born = dateOfBirth === null ? null : parseCivilDate(dateOfBirth);
  if (born?.month !== today.month) {
    return null;
  }
  return birthdayIn(born, today.year).day === today.day ? "today" : "thisMonth";
};

/** The day on which a birthday is kept in a year. */
const birthdayIn = (born: CivilDate, year: number): CivilDate =>
  born.month === 2 && born.day === 29 && !isLeapYear(year)
    ? { year, month: 2, day: 28 }
    : { year, month: born.month, day: born.day };

const A_LEAP_YEAR = 2000;

/**
 * A date in the year 2000 that answers pricing's questions (today? this month?) as the date of birth does: today itself,
 * another day of this month, or null. This is what a sale's trace keeps.
 */
export const pricedBirthday = (dateOfBirth: string | null, today: CivilDate): string | null => {
  const state = birthdayState(dateOfBirth, today);
  if (state === null) {
    return null;
  }
  const day = state === "today" ? today.day : today.day === 1 ? 2 : 1;
  return formatCivilDate({ year: A_LEAP_YEAR, month: today.month, day });
};
