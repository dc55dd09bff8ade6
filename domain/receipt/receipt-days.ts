/** Owns how days of the store's calendar look on paper: as the locale writes short dates. `until` is the first day after. */
import { lastDayOf } from "../membership/membership-span.ts";
import { MS_PER_DAY, daysFromCivil, type CivilDate } from "../time/civil-date.ts";

/** "27.11.2026 - 26.12.2026" */
export const receiptDays = (locale: string, from: CivilDate, until: CivilDate): string =>
  `${receiptDay(locale, from)} - ${receiptDay(locale, lastDayOf(until))}`;

const receiptDay = (locale: string, day: CivilDate): string =>
  new Intl.DateTimeFormat(locale, {
    numberingSystem: "latn",
    timeZone: "UTC",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(daysFromCivil(day) * MS_PER_DAY);
