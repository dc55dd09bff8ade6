/** Owns what day it is in the store: by its own time zone, not the machine's. */
import type { CivilDate } from "../../../domain/time/civil-date.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import type { ClockDep, ProfileDep } from "../deps.ts";

export const todayIn = ({ clock, profile }: ClockDep & ProfileDep): CivilDate =>
  wallClockAt(clock.nowMs(), profile.timezone).date;
