/** Dates: the words in the language of the screens, the clock and the zone of the store. */
import { expect, test } from "vitest";
import { createFormats } from "../../../renderer/formatting/formats.ts";
import { shownIn, shownStore } from "../../support/shown-store.ts";

const AT_MS = Date.UTC(2026, 10, 30, 20, 5);

test.each([
  ["en", "30 Nov 2026", "30 Nov 2026, 23:05"],
  ["tr", "30 Kas 2026", "30 Kas 2026 23:05"],
  ["es", "30 nov 2026", "30 nov 2026, 23:05"],
] as const)("in %s", (language, date, dateTime) => {
  const formats = shownIn(language);
  expect(formats.date(AT_MS)).toBe(date);
  expect(formats.dateTime(AT_MS)).toBe(dateTime);
  expect(formats.clock(AT_MS)).toBe("23:05");
});

test("a store that speaks the language writes its own way, and its clock is kept in another one", () => {
  const american = { ...shownStore, locale: "en-US" };
  expect(createFormats(american, "en").date(AT_MS)).toBe("Nov 30, 2026");
  expect(createFormats(american, "es").dateTime(AT_MS)).toMatch(/^30 nov 2026, 11:05\sp\.\sm\.$/u);
  expect(createFormats(american, "es").wall.date(AT_MS)).toBe("30 nov 2026");
});
