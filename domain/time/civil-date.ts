/**
 * Owns the calendar as arithmetic: days since 1970-01-01 from a civil date and back (proleptic Gregorian), and
 * reading ISO dates and instants. No zone lives here, and no Date.
 */
export const MS_PER_DAY = 86_400_000;

export interface CivilDate {
  readonly year: number;
  /** 1-12. */
  readonly month: number;
  readonly day: number;
}

/** Days since 1970-01-01 (Howard Hinnant's days_from_civil: years start in March, eras have 400 years). */
export const daysFromCivil = ({ year, month, day }: CivilDate): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The civil date of a day number: the inverse of daysFromCivil. */
export const civilFromDays = (days: number): CivilDate => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
};

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads "2026-11-20"; null when the text is no date of the calendar. */
export const parseCivilDate = (text: string): CivilDate | null => {
  const match = DATE.exec(text);
  if (match === null) {
    return null;
  }
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return formatCivilDate(civilFromDays(daysFromCivil(date))) === text ? date : null;
};

/** Writes "2026-11-20". */
export const formatCivilDate = ({ year, month, day }: CivilDate): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** The date `count` days later. */
export const addDays = (date: CivilDate, count: number): CivilDate =>
  civilFromDays(daysFromCivil(date) + count);

export interface LocalDateTime {
  readonly date: CivilDate;
  readonly secondOfDay: number;
}

const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})?$/;

export type ParsedMoment =
  | { readonly kind: "instant"; readonly atMs: number }
  | { readonly kind: "local"; readonly local: LocalDateTime };

/** Reads an ISO date-time: with an offset it is an instant, without one it is a local wall clock. */
export const parseDateTime = (text: string): ParsedMoment | null => {
  const match = DATE_TIME.exec(text);
  const date = parseCivilDate(match?.[1] ?? "");
  const [hour, minute, second] = [Number(match?.[2]), Number(match?.[3]), Number(match?.[4] ?? "0")];
  if (match === null || date === null || hour > 23 || minute > 59 || second > 59) {
    return null;
  }
  const secondOfDay = hour * 3600 + minute * 60 + second;
  const offset = match[6];
  if (offset === undefined) {
    return { kind: "local", local: { date, secondOfDay } };
  }
  const ms = Number((match[5] ?? "").padEnd(3, "0").slice(0, 3));
  const localMs = daysFromCivil(date) * MS_PER_DAY + secondOfDay * 1000 + ms;
  return { kind: "instant", atMs: localMs - offsetMinutes(offset) * 60_000 };
};

const offsetMinutes = (offset: string): number => {
  if (offset.length < 5) {
    return 0;
  }
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith("-") ? -minutes : minutes;
};
