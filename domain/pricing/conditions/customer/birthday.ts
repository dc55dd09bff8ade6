/**
 * Owns the condition `birthday`: today, or this month, by the wall clock of the conditions' zone. Who was born on
 * 29 February keeps it on the 28th in common years.
 */
import { isLeapYear, parseCivilDate } from "../../../time/civil-date.ts";
import { forCustomer, type ConditionCheck } from "../condition.ts";
import { zoneOf } from "../time/business-day.ts";

export const checkBirthday: ConditionCheck = (conditions, situation) =>
  conditions.birthday === null
    ? null
    : forCustomer(situation, ({ dateOfBirth }) => {
        const born = dateOfBirth === null ? null : parseCivilDate(dateOfBirth);
        const { date: today } = situation.clockIn(zoneOf(conditions, situation));
        const moved = born?.month === 2 && born.day === 29 && !isLeapYear(today.year);
        const sameMonth = born?.month === today.month;
        const sameDay = sameMonth && (moved ? 28 : born.day) === today.day;
        return (conditions.birthday === "month" ? sameMonth : sameDay)
          ? null
          : {
              reason: "CUSTOMER_NOT_ELIGIBLE",
              wanted: `birthday ${String(conditions.birthday)}`,
              got: dateOfBirth,
            };
      });
