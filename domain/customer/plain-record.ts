/**
 * Owns how what is stored reads to a person: amounts, quantities, percents and moments as they write them, under names
 * without a unit. By the ends of names, which the whole product keeps to; what has none stays as it is. Pure.
 */
import { formatDecimal, formatDecimalShort } from "../money/decimal.ts";
import { formatCivilDate } from "../time/civil-date.ts";
import { wallClockAt } from "../time/zoned-time.ts";

export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue };

export interface PlainTerms {
  readonly decimals: number;
  /** Moments are told by its wall clock. */
  readonly timezone: string;
}

/** `value` is anything that JSON can hold. */
export const plainRecord = (value: unknown, terms: PlainTerms): PlainValue => {
  if (Array.isArray(value)) {
    return value.map((item) => plainRecord(item, terms));
  }
  if (typeof value !== "object" || value === null) {
    return value as PlainValue;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .map(([name, held]) => plainEntry(name, held, terms)),
  );
};

const plainEntry = (name: string, held: unknown, terms: PlainTerms): readonly [string, PlainValue] => {
  const [end] = ENDS.filter((known) => name.endsWith(known) && name.length > known.length);
  if (end === undefined) {
    return [name, plainRecord(held, terms)];
  }
  const bare = name.slice(0, -end.length);
  if (end === "Json") {
    return [bare, plainRecord(typeof held === "string" ? JSON.parse(held) : held, terms)];
  }
  return typeof held === "number" ? [bare, written(end, held, terms)] : [bare, plainRecord(held, terms)];
};

const ENDS = ["Ms", "Minor", "Milli", "Bp", "Json"] as const;

const written = (end: (typeof ENDS)[number], held: number, { decimals, timezone }: PlainTerms): string => {
  switch (end) {
    case "Minor":
      return formatDecimal(held, decimals);
    case "Milli":
      return formatDecimalShort(held, 3);
    case "Bp":
      return `${formatDecimalShort(held, 2)} %`;
    case "Ms":
      return moment(held, timezone);
    case "Json":
      return String(held);
  }
};

/** "2026-11-20 15:00:00" */
const moment = (atMs: number, timezone: string): string => {
  const { date, secondOfDay } = wallClockAt(atMs, timezone);
  const time = [Math.floor(secondOfDay / 3600), Math.floor(secondOfDay / 60) % 60, secondOfDay % 60];
  return `${formatCivilDate(date)} ${time.map((part) => String(part).padStart(2, "0")).join(":")}`;
};
