/**
 * Owns who is old enough: the latest date of birth that an age allows, and what the basket remembers of a check.
 * Dates are the store's; somebody who has the birthday today is old enough, and who was born on 29 February is a year
 * older on 1 March of other years (as in German and English law; never too early). No date of birth is remembered.
 */
import { daysFromCivil, isLeapYear, type CivilDate } from "../time/civil-date.ts";
import { liveLines, type Basket, type BasketLine } from "./basket.ts";

/** An age that was shown for this basket. */
export interface AgeCheck {
  /** In years: shown to be this old or older. */
  readonly minAge: number;
  /** The cashier looked and confirmed, or entered a date of birth. */
  readonly method: "confirmed" | "dateOfBirth";
  readonly staffId: number;
  readonly atMs: number;
}

/** Whoever was born on this date or before is `minAge` years old today. */
export const latestBirthDate = (today: CivilDate, minAge: number): CivilDate => {
  const year = today.year - minAge;
  const isMissing = today.month === 2 && today.day === 29 && !isLeapYear(year);
  return isMissing ? { year, month: 2, day: 28 } : { ...today, year };
};

export const isOldEnough = (born: CivilDate, today: CivilDate, minAge: number): boolean =>
  daysFromCivil(born) <= daysFromCivil(latestBirthDate(today, minAge));

/** No customer was born tomorrow, or more than 130 years ago: a slip of the fingers. */
export const isPossibleBirthDate = (born: CivilDate, today: CivilDate): boolean =>
  daysFromCivil(born) <= daysFromCivil(today) && born.year >= today.year - 130;

/** Whether the basket's check covers an age. */
export const coversAge = ({ ageCheck }: Pick<Basket, "ageCheck">, minAge: number | null): boolean =>
  minAge === null || (ageCheck !== null && ageCheck.minAge >= minAge);

/** The line with the highest age that nobody has shown yet, or null. */
export const uncheckedLine = (basket: Basket): BasketLine | null =>
  liveLines(basket)
    .filter((line) => !coversAge(basket, line.product.minAge))
    .toSorted((a, b) => (b.product.minAge ?? 0) - (a.product.minAge ?? 0))[0] ?? null;

/** A check never lowers what was shown before. It ends what a date of birth was too young for up to that age. */
export const rememberAge = (basket: Basket, ageCheck: AgeCheck): Basket =>
  coversAge(basket, ageCheck.minAge)
    ? basket
    : {
        ...basket,
        ageCheck,
        tooYoungFor: isTooYoung(basket, ageCheck.minAge) ? null : basket.tooYoungFor,
        revision: basket.revision + 1,
      };

/** Whether a date of birth was entered for this basket that is too young for that age. */
export const isTooYoung = ({ tooYoungFor }: Pick<Basket, "tooYoungFor">, minAge: number | null): boolean =>
  minAge !== null && tooYoungFor !== null && minAge >= tooYoungFor;

/** A date of birth that is too young goes before what was seen or shown before. */
export const rememberTooYoung = (basket: Basket, minAge: number): Basket => ({
  ...basket,
  ageCheck: basket.ageCheck !== null && basket.ageCheck.minAge >= minAge ? null : basket.ageCheck,
  tooYoungFor: Math.min(minAge, basket.tooYoungFor ?? minAge),
  revision: basket.revision + 1,
});
