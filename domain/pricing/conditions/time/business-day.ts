/**
 * Owns the day that a time window belongs to: after midnight a window that began the evening before still belongs to
 * that evening's weekday (docs/pricing.md, "Days and hours").
 */
import type { Conditions, Weekday } from "../../../campaigns/conditions.ts";
import type { Situation } from "../condition.ts";

const WEEKDAYS: readonly Weekday[] = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

export interface BusinessTime {
  readonly weekday: Weekday;
  readonly minuteOfDay: number;
}

export const zoneOf = (conditions: Conditions, situation: Situation): string =>
  conditions.timezone ?? situation.input.store.timezone;

/** The weekday that counts and the minutes of the wall clock, in the zone of the conditions. */
export const businessTime = (conditions: Conditions, situation: Situation): BusinessTime => {
  const clock = situation.clockIn(zoneOf(conditions, situation));
  const minuteOfDay = Math.floor(clock.secondOfDay / 60);
  const { hours } = conditions;
  const startedYesterday =
    hours !== null && hours.untilMinute < hours.fromMinute && minuteOfDay < hours.untilMinute;
  const weekday = WEEKDAYS[startedYesterday ? (clock.weekday + 6) % 7 : clock.weekday] ?? "MON";
  return { weekday, minuteOfDay };
};
