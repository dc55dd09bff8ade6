/** Owns the condition `hours`: a window of the wall clock, its end exclusive, that may cross midnight. */
import type { ConditionCheck } from "../condition.ts";
import { businessTime } from "./business-day.ts";

export const checkHours: ConditionCheck = (conditions, situation) => {
  const { hours } = conditions;
  if (hours === null) {
    return null;
  }
  const { fromMinute, untilMinute } = hours;
  const { minuteOfDay } = businessTime(conditions, situation);
  const inside =
    fromMinute < untilMinute
      ? minuteOfDay >= fromMinute && minuteOfDay < untilMinute
      : minuteOfDay >= fromMinute || minuteOfDay < untilMinute;
  return inside
    ? null
    : {
        reason: "OUTSIDE_HOURS",
        wanted: `${clock(fromMinute)}-${clock(untilMinute)}`,
        got: clock(minuteOfDay),
      };
};

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
