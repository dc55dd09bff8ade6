/** Owns the last day of points: so many months after they were given, to the end of that day. */
import { addDays, civilFromDays, daysFromCivil, type CivilDate } from "../time/civil-date.ts";

/** The first day on which points that were given on `date` are gone; the last day of a shorter month stands for a missing one. */
export const goneOn = (date: CivilDate, months: number): CivilDate => {
  const monthIndex = date.year * 12 + date.month - 1 + months;
  const first = { year: Math.floor(monthIndex / 12), month: (monthIndex % 12) + 1, day: 1 };
  const nextFirst = addDays(first, 31);
  const length = daysFromCivil({ ...nextFirst, day: 1 }) - daysFromCivil(first);
  return civilFromDays(daysFromCivil(first) + Math.min(date.day, length));
};
