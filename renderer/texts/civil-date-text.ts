/** Owns how a calendar date from main reads in a sentence: in the store's words, without a time zone. */
import { daysFromCivil, MS_PER_DAY, parseCivilDate } from "../../domain/time/civil-date.ts";
import type { Formats } from "../formatting/formats.ts";

export const civilDateText = (isoDate: string, formats: Formats): string => {
  const date = parseCivilDate(isoDate);
  return date === null ? isoDate : formats.wall.date(daysFromCivil(date) * MS_PER_DAY);
};
