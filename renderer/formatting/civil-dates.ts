/**
 * Owns calendar dates without a time, as the store's country writes them: shown in figures, and read as typed. The order
 * of day, month and year is the locale's; any separators do, and none ("20112008") as well.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import { parseCivilDate } from "../../domain/time/civil-date.ts";

type Part = "day" | "month" | "year";

const partsOf = (locale: string): readonly Intl.DateTimeFormatPart[] =>
  new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    numberingSystem: "latn",
    calendar: "gregory",
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
  }).formatToParts(Date.UTC(2008, 10, 20));

const isPart = (type: string): type is Part => type === "day" || type === "month" || type === "year";

const orderOf = (locale: string): readonly Part[] =>
  partsOf(locale).flatMap(({ type }) => (isPart(type) ? [type] : []));

/** "2008-11-20" as "20.11.2008". */
export const showCivilDate = (isoDate: string, locale: string): string => {
  const [year = "", month = "", day = ""] = isoDate.split("-");
  const figures: Readonly<Record<Part, string>> = { year, month, day };
  return partsOf(locale)
    .map(({ type, value }) => (isPart(type) ? figures[type] : value))
    .join("");
};

/** The letters of the parts in the locale's order, for a field's hint: "dmy". */
export const datePattern = (locale: string): string =>
  orderOf(locale)
    .map((part) => part[0])
    .join("");

/** Reads what a person typed into an ISO date. Years have four digits: nobody's century is guessed. */
export const readTypedDate = (text: string, locale: string): Result<string, "notADate"> => {
  const order = orderOf(locale);
  const groups = text.trim().split(/[^\d]+/u);
  const figures = groups.length === 3 ? groups : splitDigits(groups, order);
  const found = new Map(order.map((part, index) => [part, figures[index] ?? ""]));
  const [year = "", month = "", day = ""] = [found.get("year"), found.get("month"), found.get("day")];
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return parseCivilDate(iso) === null ? err("notADate") : ok(iso);
};

const splitDigits = (groups: readonly string[], order: readonly Part[]): readonly string[] => {
  const [digits = ""] = groups;
  if (groups.length !== 1 || digits.length !== 8) {
    return [];
  }
  let at = 0;
  return order.map((part) => {
    const length = part === "year" ? 4 : 2;
    at += length;
    return digits.slice(at - length, at);
  });
};
