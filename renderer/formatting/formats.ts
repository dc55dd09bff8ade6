/**
 * Owns how figures and times look on screen, by the store's locale, currency and zone (never the browser's); the names of
 * months are words, and so in the language of the screens.
 * Formatters are built once per store: building Intl objects is the slow part. Figures go in as exact decimal strings.
 */
import type { Language, StoreView } from "../../contracts/ipc/session.ts";
import { formatDecimal } from "../../domain/money/decimal.ts";
import type { Result } from "../../domain/result.ts";
import { parseNumber, type NumberProblem } from "./parse-number.ts";

export interface Formats {
  readonly decimalSign: string;
  readonly decimals: number;
  /** With the currency's sign: totals and keys. */
  readonly money: (amountMinor: number) => string;
  /** Without: columns of figures. A true minus sign in front of what is taken off. */
  readonly amount: (amountMinor: number) => string;
  /** As a person would type it, to start an entry with. */
  readonly plainAmount: (amountMinor: number) => string;
  readonly quantity: (quantityMilli: number) => string;
  readonly percent: (basisPoints: number) => string;
  readonly count: (value: number) => string;
  readonly megabytes: (bytes: number) => string;
  readonly clock: (atMs: number) => string;
  readonly dateTime: (atMs: number) => string;
  readonly date: (atMs: number) => string;
  /** Minutes since midnight. */
  readonly timeOfDay: (minutes: number) => string;
  /** For a wall-clock time that was read as if it were UTC. */
  readonly wall: Pick<Formats, "clock" | "dateTime" | "date">;
  readonly parseAmount: (text: string) => Result<number, NumberProblem>;
  readonly parseQuantity: (text: string) => Result<number, NumberProblem>;
  readonly parsePercent: (text: string) => Result<number, NumberProblem>;
}

const exact = (value: number, decimals: number): Intl.StringNumericLiteral =>
  formatDecimal(value, decimals) as Intl.StringNumericLiteral;

const minus = (text: string): string => text.replace("-", "−");

const findDecimalSign = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? ".";

const createNumberFormats = (store: StoreView) => {
  const { locale, currency, currencyDecimals: decimals } = store;
  const digits = {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    numberingSystem: "latn",
  } as const;
  const money = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    ...digits,
  });
  const amount = new Intl.NumberFormat(locale, digits);
  const quantity = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, numberingSystem: "latn" });
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 2,
    numberingSystem: "latn",
  });
  const megabytes = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
    numberingSystem: "latn",
  });
  return {
    megabytes: (bytes: number) => megabytes.format(bytes / 1_000_000),
    money: (value: number) => minus(money.format(exact(value, decimals))),
    amount: (value: number) => minus(amount.format(exact(value, decimals))),
    quantity: (value: number) => quantity.format(exact(value, 3)),
    percent: (basisPoints: number) => percent.format(exact(basisPoints, 4)),
    count: (value: number) => quantity.format(value),
  };
};

/** Without America's order of day and month, which no store beside it expects. */
const LANGUAGE_LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", tr: "tr", es: "es" };

const dateLocale = (storeLocale: string, language: Language): string =>
  new Intl.Locale(storeLocale).language === language ? storeLocale : LANGUAGE_LOCALES[language];

const createTimeFormats = (store: Pick<StoreView, "locale" | "timezone">, language: Language) => {
  const zone = { timeZone: store.timezone, numberingSystem: "latn", calendar: "gregory" } as const;
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  const clock = new Intl.DateTimeFormat(store.locale, { ...zone, ...time });
  const { hour12 } = clock.resolvedOptions();
  const written = dateLocale(store.locale, language);
  const date = new Intl.DateTimeFormat(written, { ...zone, ...day });
  const dateTime = new Intl.DateTimeFormat(written, {
    ...zone,
    ...day,
    ...time,
    ...(hour12 === undefined ? {} : { hour12 }),
  });
  return {
    clock: (atMs: number) => clock.format(atMs),
    date: (atMs: number) => date.format(atMs),
    dateTime: (atMs: number) => dateTime.format(atMs),
  };
};

export const createFormats = (store: StoreView, language: Language): Formats => {
  const decimalSign = findDecimalSign(store.locale);
  const wall = createTimeFormats({ locale: store.locale, timezone: "UTC" }, language);
  const decimals = store.currencyDecimals;
  return {
    decimalSign,
    decimals,
    ...createNumberFormats(store),
    ...createTimeFormats(store, language),
    timeOfDay: (minutes) => wall.clock(minutes * 60_000),
    wall,
    plainAmount: (value) => formatDecimal(value, decimals).replace(".", decimalSign),
    parseAmount: (text) => parseNumber(text, { decimalSign, decimals }),
    parseQuantity: (text) => parseNumber(text, { decimalSign, decimals: 3 }),
    parsePercent: (text) => parseNumber(text, { decimalSign, decimals: 2 }),
  };
};
