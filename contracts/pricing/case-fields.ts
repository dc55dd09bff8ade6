/**
 * Owns the scalar fields of a pricing case: decimal strings to scaled integers, whole numbers, moments. Each says in
 * its message what it expects, because the message is what a shop reads when its file is refused.
 */
import { z } from "zod";
import { formatDecimalShort, parseDecimal } from "../../domain/money/decimal.ts";
import type { Moment } from "../../domain/campaigns/campaign.ts";
import { addDays, formatCivilDate, parseCivilDate, parseDateTime } from "../../domain/time/civil-date.ts";

/** Figures stay far inside the safe range, so that sums over a long basket do too. */
const MAX_FIGURE = 1e12;

export interface DecimalForm {
  readonly decimals: number;
  readonly what: string;
  /** "any" lets a rule carry a negative figure: that is INVALID_RULE in the answer, not a broken case. */
  readonly sign: "any" | "notNegative" | "positive";
  /** The most that a case may carry, scaled like the value; without one, 10^12. */
  readonly most?: number;
}

/** A decimal string as a scaled integer. */
export const decimalField = ({ decimals, what, sign, most = MAX_FIGURE }: DecimalForm) => {
  const form = decimals === 0 ? "without decimals" : `with at most ${String(decimals)} decimals`;
  const range = sign === "any" ? "" : sign === "positive" ? ", above zero" : ", not negative";
  const expected = `${what} as a decimal string ${form}${range}`;
  const limit = formatDecimalShort(most, decimals);
  return z.unknown().transform((value, context): number => {
    const read = readFigure(value, decimals);
    const tooLow = read !== null && ((sign !== "any" && read < 0) || (sign === "positive" && read === 0));
    if (read === null || tooLow) {
      context.addIssue({ code: "custom", message: expected });
      return z.NEVER;
    }
    if (Math.abs(read) > most) {
      context.addIssue({
        code: "custom",
        message: read > 0 ? `${what} up to ${limit}` : `${what} from -${limit}`,
      });
      return z.NEVER;
    }
    return read;
  });
};

/** A figure beyond all limits is read as endless, null is no figure at all. */
const readFigure = (value: unknown, decimals: number): number | null => {
  if (typeof value !== "string") {
    return null;
  }
  const parsed = parseDecimal(value.trim(), decimals);
  if (parsed.ok) {
    return parsed.value;
  }
  const isTooLarge = parsed.error.type === "TooLarge";
  return isTooLarge ? (value.trim().startsWith("-") ? -1 : 1) * Number.POSITIVE_INFINITY : null;
};

/** `mostBp` in basis points. */
export const percentField = (sign: DecimalForm["sign"], mostBp?: number) =>
  decimalField({ decimals: 2, what: "a percent", sign, ...(mostBp === undefined ? {} : { most: mostBp }) });
export const quantityField = (sign: DecimalForm["sign"]) =>
  decimalField({ decimals: 3, what: "a quantity", sign });
export const multiplierField = (sign: DecimalForm["sign"]) =>
  decimalField({ decimals: 3, what: "a multiplier", sign });

const MAX_WHOLE = 1e9;

/** A whole number (a JSON integer); `min` is the least that a case may carry. */
export const wholeField = (min = -MAX_WHOLE) =>
  z.unknown().transform((value, context): number => {
    const problem = wholeProblem(value, min);
    if (typeof value !== "number" || problem !== null) {
      context.addIssue({ code: "custom", message: `a whole number${problem ?? ""}` });
      return z.NEVER;
    }
    return value;
  });

/** How "a whole number" goes on where this is none, or one beyond a limit; null where nothing is wrong. */
const wholeProblem = (value: unknown, min: number): string | null => {
  if (typeof value === "number" && value > MAX_WHOLE) {
    return ` up to ${String(MAX_WHOLE)}`;
  }
  if (typeof value === "number" && value >= min && Number.isInteger(value)) {
    return null;
  }
  const isTooLow = typeof value === "number" && value < min;
  return min === -MAX_WHOLE && !isTooLow ? "" : ` from ${String(min)}`;
};

/** A code or name that is not blank; surrounding blanks are not part of it. */
export const textField = z.unknown().transform((value, context): string => {
  if (typeof value !== "string" || value.trim() === "") {
    context.addIssue({ code: "custom", message: "a text that is not empty" });
    return z.NEVER;
  }
  return value.trim();
});

const reads = <T>(expected: string, read: (text: string) => T | null, first: z.ZodType = z.unknown()) =>
  first.transform((value, context): T => {
    const result = typeof value === "string" ? read(value) : null;
    if (result === null) {
      context.addIssue({ code: "custom", message: expected });
      return z.NEVER;
    }
    return result;
  });

const EXAMPLE = '"2026-11-20T15:30:00+03:00"';
const MAX_OFFSET_MINUTES = 14 * 60;

/** No clock on earth is further from UTC than 14 hours. */
const hasKnownOffset = (text: string): boolean => {
  const [, hours, minutes] = /[+-](\d{2}):?(\d{2})$/.exec(text) ?? [];
  const isInstant = parseDateTime(text)?.kind === "instant";
  return !isInstant || !(Number(minutes) > 59 || Number(hours) * 60 + Number(minutes) > MAX_OFFSET_MINUTES);
};

const knownOffset = z.unknown().refine((value) => typeof value !== "string" || hasKnownOffset(value), {
  message: `an instant with an offset from -14:00 to +14:00, such as ${EXAMPLE}`,
});

/** An instant: an ISO date-time with its offset. */
export const instantField = reads(
  `an instant such as ${EXAMPLE}`,
  (text) => {
    const moment = parseDateTime(text);
    return moment?.kind === "instant" ? moment.atMs : null;
  },
  knownOffset,
);

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
