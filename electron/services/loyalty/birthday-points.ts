/**
 * Owns the birthday bonus: whose day it is, and that it comes once in a calendar year, whatever becomes of the date. Given
 * by the day's job, and at once to who tells their birthday, or joins, on the day itself.
 */
import type { Customer } from "../../../db/repositories/customers.ts";
import { formatCivilDate, isLeapYear, type CivilDate } from "../../../domain/time/civil-date.ts";
import { todayIn } from "../checkout/store-today.ts";
import type { CustomersDep, JournalDep, LoyaltyDep } from "../deps.ts";
import { postPointsAlone, type PostPointsDeps } from "./post-points.ts";

export type BirthdayDeps = PostPointsDeps & JournalDep;

/** The birthdays that are kept on a day: on 28 February of a common year also those of the 29th. */
export const birthdaysKeptOn = (date: CivilDate): readonly string[] => {
  const monthDay = formatCivilDate(date).slice(5);
  return monthDay === "02-28" && !isLeapYear(date.year) ? [monthDay, "02-29"] : [monthDay];
};

/** 0: the program gives none. */
export const birthdayPoints = ({ loyaltyProgram }: LoyaltyDep): number => {
  const program = loyaltyProgram.read();
  return program?.active === true ? program.birthdayPoints : 0;
};

/** The reason of its movement: one a year. */
export const birthdayReason = ({ year }: CivilDate): string => `birthday:${String(year)}`;

/** In the caller's transaction. Who had it this year, under any ref of theirs, is given nothing more. */
export const postBirthday = (deps: BirthdayDeps, customerRef: string, day: CivilDate): void => {
  postPointsAlone(deps, {
    customerRef,
    type: "BIRTHDAY",
    reason: birthdayReason(day),
    points: birthdayPoints(deps),
    staffId: null,
    note: null,
  });
};

export const giveBirthdayToday = (
  deps: BirthdayDeps & CustomersDep,
  { id, customerRef, dateOfBirth }: Pick<Customer, "id" | "customerRef" | "dateOfBirth">,
): void => {
  const today = todayIn(deps);
  const isToday = dateOfBirth !== null && birthdaysKeptOn(today).includes(dateOfBirth.slice(5));
  if (!isToday || birthdayPoints(deps) === 0 || deps.loyaltyLedger.account(customerRef) === null) {
    return;
  }
  const refs = deps.customers.refsOf(id);
  if (!refs.some((ref) => deps.loyaltyLedger.hasReason(ref, birthdayReason(today)))) {
    postBirthday(deps, customerRef, today);
  }
};
