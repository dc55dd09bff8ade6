/**
 * Owns for how long a membership lasts: what its paid periods and its cancellations come to, in the order in which they
 * happened. Periods that were given back are left out by the caller, so that they end as if they had never been sold,
 * whatever was renewed after them. `until` is the first day that is not covered. Pure; days are the store's.
 */
import { addMonths } from "../time/add-months.ts";
import { addDays, daysFromCivil, type CivilDate } from "../time/civil-date.ts";

export const MEMBERSHIP_PERIODS = ["month", "year"] as const;

export type MembershipPeriod = (typeof MEMBERSHIP_PERIODS)[number];

export type MembershipEvent =
  | { readonly kind: "paid"; readonly on: CivilDate; readonly period: MembershipPeriod }
  | { readonly kind: "cancelled"; readonly on: CivilDate };

export interface MembershipSpan {
  readonly from: CivilDate;
  readonly until: CivilDate;
}

export interface MembershipCourse {
  /** Of the newest paid period; null: none is left. */
  readonly newest: MembershipSpan | null;
  /** The first day without membership; null: there never was one. */
  readonly until: CivilDate | null;
  readonly cancelled: boolean;
  /** Which event began what runs without a gap to the end. */
  readonly runFrom: number;
}

interface Course extends MembershipCourse {
  /** Months are counted from it, so that the 31st stays the 31st where a month has one. */
  readonly anchor: CivilDate | null;
  readonly months: number;
}

const NOT_BEGUN: Course = {
  newest: null,
  until: null,
  cancelled: false,
  runFrom: 0,
  anchor: null,
  months: 0,
};

export const courseOf = (events: readonly MembershipEvent[]): MembershipCourse => {
  const { newest, until, cancelled, runFrom } = events.reduce(
    (course, event, index) =>
      event.kind === "paid" ? paid(course, event, index) : cancelledOn(course, event.on),
    NOT_BEGUN,
  );
  return { newest, until, cancelled, runFrom };
};

/** Early, or on the very day after the end: it goes on without a gap. Later it begins anew on the day it was paid. */
const paid = (
  course: Course,
  { on, period }: Extract<MembershipEvent, { readonly kind: "paid" }>,
  index: number,
): Course => {
  const goesOn = course.anchor !== null && course.until !== null && !isBefore(course.until, on);
  const anchor = goesOn && course.anchor ? course.anchor : on;
  const from = goesOn && course.until ? course.until : on;
  const months = (goesOn ? course.months : 0) + monthsOf(period);
  const until = addMonths(anchor, months);
  const runFrom = goesOn ? course.runFrom : index;
  return { anchor, months, until, newest: { from, until }, cancelled: false, runFrom };
};

/** What was paid for and not used yet is over with it. */
const cancelledOn = (course: Course, on: CivilDate): Course => ({
  ...course,
  anchor: null,
  until: course.until !== null && isBefore(on, course.until) ? on : course.until,
  cancelled: true,
});

const monthsOf = (period: MembershipPeriod): number => (period === "year" ? 12 : 1);

const isBefore = (a: CivilDate, b: CivilDate): boolean => daysFromCivil(a) < daysFromCivil(b);

export type MembershipState = "active" | "expired" | "cancelled";

export const stateOn = (
  { until, cancelled }: Pick<MembershipCourse, "until" | "cancelled">,
  today: CivilDate,
): MembershipState => {
  if (cancelled || until === null) {
    return "cancelled";
  }
  return isBefore(today, until) ? "active" : "expired";
};

/** Whether a period that is paid today goes on from the one before, at the terms that were kept. */
export const isUnbroken = (
  { until, cancelled }: Pick<MembershipCourse, "until" | "cancelled">,
  today: CivilDate,
): boolean => !cancelled && until !== null && !isBefore(until, today);

/** The last day that is covered. */
export const lastDayOf = (until: CivilDate): CivilDate => addDays(until, -1);
