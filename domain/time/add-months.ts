/**
 * Owns calendar months: the same day so many months on, or the last day of a month that is shorter. Always counted from
 * the first date, never from the one before, so that 31 January becomes 28 February and then 31 March again.
 */
import { addDays, type CivilDate } from "./civil-date.ts";

export const addMonths = ({ year, month, day }: CivilDate, count: number): CivilDate => {
  const months = year * 12 + month - 1 + count;
  const target = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return { ...target, day: Math.min(day, daysInMonth(target)) };
};

const daysInMonth = ({ year, month }: Pick<CivilDate, "year" | "month">): number =>
  addDays({ year: month === 12 ? year + 1 : year, month: month === 12 ? 1 : month + 1, day: 1 }, -1).day;
