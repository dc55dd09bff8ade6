/** Points are good to the end of the same day of a later month, or of its last day where that month is shorter. */
import { expect, it } from "vitest";
import { goneOn } from "../../../../domain/loyalty/expiry.ts";
import { formatCivilDate, parseCivilDate } from "../../../../domain/time/civil-date.ts";

const gone = (date: string, months: number): string => {
  const parsed = parseCivilDate(date);
  return parsed ? formatCivilDate(goneOn(parsed, months)) : "";
};

it.each([
  ["2026-11-27", 12, "2027-11-28"],
  ["2028-02-29", 12, "2029-03-01"],
  ["2028-02-29", 48, "2032-03-01"],
  ["2026-01-31", 1, "2026-03-01"],
  ["2028-01-31", 1, "2028-03-01"],
  ["2026-10-31", 1, "2026-12-01"],
  ["2026-12-31", 2, "2027-03-01"],
  ["2026-12-15", 120, "2036-12-16"],
])("what is given on %s for %i months is gone on %s", (date, months, expected) => {
  expect(gone(date, months)).toBe(expected);
});
