/** Pricing may know whether it is somebody's birthday, never when they were born. */
import { expect, it } from "vitest";
import { birthdayState, pricedBirthday } from "../../../../domain/customer/birthday.ts";
import { addDays, parseCivilDate, type CivilDate } from "../../../../domain/time/civil-date.ts";

const day = (text: string): CivilDate => parseCivilDate(text) ?? { year: 0, month: 0, day: 0 };

it.each([
  ["1984-02-29", "2026-02-28", "today"],
  ["1984-02-29", "2026-03-01", null],
  ["1984-02-29", "2028-02-28", "thisMonth"],
  ["1984-02-29", "2028-02-29", "today"],
  ["1984-02-28", "2028-02-28", "today"],
  ["1990-11-20", "2026-11-20", "today"],
  ["1990-11-20", "2026-11-21", "thisMonth"],
  ["1990-11-20", "2026-12-20", null],
  [null, "2026-12-20", null],
] as const)("born %s, on %s: %s", (born, today, expected) => {
  expect(birthdayState(born, day(today))).toBe(expected);
});

it("what pricing is told answers as the date of birth does, on every day of a leap year and a common one", () => {
  for (const born of ["1984-02-29", "1984-02-28", "1990-01-01", "1990-01-02", "1977-12-31", "2000-03-01"]) {
    for (let today = day("2027-01-01"); today.year < 2029; today = addDays(today, 1)) {
      const told = pricedBirthday(born, today);
      expect([born, today, birthdayState(told, today)]).toEqual([born, today, birthdayState(born, today)]);
      expect(told?.slice(0, 4) ?? "2000").toBe("2000");
    }
  }
});
