/** Owns the condition `daysOfWeek`, by the wall clock of the conditions' zone. */
import { missUnlessListed, type ConditionCheck } from "../condition.ts";
import { businessTime } from "./business-day.ts";

export const checkDaysOfWeek: ConditionCheck = (conditions, situation) =>
  conditions.daysOfWeek === null
    ? null
    : missUnlessListed("WRONG_DAY", conditions.daysOfWeek, [businessTime(conditions, situation).weekday]);
