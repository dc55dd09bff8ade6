/**
 * Owns the scalar fields of a pricing case: decimal strings to scaled integers, whole numbers, moments. Each says in
 * its message what it expects, because the message is what a shop reads when its file is refused.
 */
import { z } from "zod";
import { parseDecimal } from "../../domain/money/decimal.ts";
import type { Moment } from "../../domain/campaigns/campaign.ts";
import { addDays, formatCivilDate, parseCivilDate, parseDateTime } from "../../domain/time/civil-date.ts";

export interface DecimalForm {
  readonly decimals: number;
  readonly what: string;
  /** "any" lets a rule carry a negative figure: that is INVALID_RULE in the answer, not a broken case. */
  readonly sign: "any" | "notNegative" | "positive";
}

/** A decimal string as a scaled integer. */
export const decimalField = ({ decimals, what, sign }: DecimalForm) => {
  const form = decimals === 0 ? "without decimals" : `with at most ${String(decimals)} decimals`;
  const range = sign === "any" ? "" : sign === "positive" ? ", above zero" : ", not negative";
  const expected = `${what} as a decimal string ${form}${range}`;
  return z.unknown().transform((value, context): number => {
    const parsed = typeof value === "string" ? parseDecimal(value.trim(), decimals) : null;
    const tooLow =
      parsed?.ok === true &&
      ((sign === "notNegative" && parsed.value < 0) || (sign === "positive" && parsed.value <= 0));
    if (parsed === null || !parsed.ok || tooLow || Math.abs(parsed.value) > MAX_FIGURE) {
      context.addIssue({ code: "custom", message: expected });
      return z.NEVER;
    }
    return parsed.value;
  });
};

/** Figures stay far inside the safe range, so that sums over a long basket do too. */
const MAX_FIGURE = 1e12;

export const percentField = (sign: DecimalForm["sign"]) =>
  decimalField({ decimals: 2, what: "a percent", sign });
export const quantityField = (sign: DecimalForm["sign"]) =>
  decimalField({ decimals: 3, what: "a quantity", sign });
export const multiplierField = (sign: DecimalForm["sign"]) =>
  decimalField({ decimals: 3, what: "a multiplier", sign });

const MAX_WHOLE = 1e9;

/** A whole number (a JSON integer); `min` is the least that a case may carry. */
export const wholeField = (min = -MAX_WHOLE) =>
  z.unknown().transform((value, context): number => {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < min || value > MAX_WHOLE) {
      context.addIssue({
        code: "custom",
        message: min === -MAX_WHOLE ? "a whole number" : `a whole number from ${String(min)}`,
      });
      return z.NEVER;
    }
    return value;
  });

/** A code or name that is not blank; surrounding blanks are not part of it. */
export const textField = z.unknown().transform((value, context): string => {
  if (typeof value !== "string" || value.trim() === "") {
    context.addIssue({ code: "custom", message: "a text that is not empty" });
    return z.NEVER;
  }
  return value.trim();
});

const reads = <T>(expected: string, read: (text: string) => T | null) =>
  z.unknown().transform((value, context): T => {
    const result = typeof value === "string" ? read(value) : null;
    if (result === null) {
      context.addIssue({ code: "custom", message: expected });
      return z.NEVER;
    }
    return result;
  });

/** An instant: an ISO date-time with its offset. */
export const instantField = reads('an instant such as "2026-11-20T15:30:00+03:00"', (text) => {
  const moment = parseDateTime(text);
  return moment?.kind === "instant" ? moment.atMs : null;
});

export const dateField = reads('a date such as "1990-11-20"', (text) =>
  parseCivilDate(text) === null ? null : text,
);

/** "For ever" in many back offices; no date comes after it. */
const LAST_DAY = "9999-12-31";

/** An instant, a local date-time, or a whole day: as an end, a bare date lasts until the next day begins. */
export const momentField = (edge: "from" | "until") =>
  reads('an instant, a local date-time or a date, such as "2026-11-20"', (text): Moment | null => {
    const day = parseCivilDate(text);
    if (text === LAST_DAY && edge === "until") {
      return { kind: "local", date: LAST_DAY, secondOfDay: 86_400 };
    }
    if (day !== null) {
      const date = edge === "from" ? day : addDays(day, 1);
      return { kind: "local", date: formatCivilDate(date), secondOfDay: 0 };
    }
    const moment = parseDateTime(text);
    if (moment === null) {
      return null;
    }
    return moment.kind === "instant"
      ? moment
      : { kind: "local", date: formatCivilDate(moment.local.date), secondOfDay: moment.local.secondOfDay };
  });

/** "15:30" as minutes of the day; "24:00" is the end of the day. */
export const clockField = reads('a time such as "15:30"', (text) => {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2]);
  return match !== null && Number(match[2]) < 60 && minutes <= 1440 ? minutes : null;
});

/** A currency code that this machine knows; its decimals decide the form of every amount. */
export const currencyField = reads("a currency code of three letters", (text) =>
  /^[A-Z]{3}$/.test(text) ? text : null,
);

export const timezoneField = reads('an IANA time zone such as "Europe/Istanbul"', (text) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone === "" ? null : text;
  } catch {
    return null;
  }
});

/** null and a missing field both mean the default. */
export const orElse = <T extends z.ZodType, const D>(field: T, fallback: D) =>
  field.nullish().transform((value): z.output<T> | D => value ?? fallback);
