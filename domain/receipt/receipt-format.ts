/**
 * Owns how figures look on a receipt: money, quantities, tax rates and times, by the store's locale and zone.
 * Amounts carry no currency sign (the total names the currency once), because a sign such as the lira's is in no
 * printer's code page. Digits are always Latin. Spaces that printers do not know become plain spaces.
 */
import { currencyDecimals } from "../money/decimal.ts";

export interface ReceiptFormat {
  /** Minor units to "1,234.50", with the currency's own decimals and "-" in front of a negative amount. */
  readonly money: (amountMinor: number) => string;
  /** Thousandths to "2", "1.5": no needless zeros. */
  readonly quantity: (quantityMilli: number) => string;
  /** Grams to kilograms with three decimals, "0.345". */
  readonly weight: (weightGrams: number) => string;
  /** Basis points to "8.875%", as the locale writes percents. */
  readonly rate: (rateBp: number) => string;
  /** Epoch ms to the store's own date and time. */
  readonly dateTime: (atMs: number) => string;
}

export interface ReceiptFormatOptions {
  readonly locale: string;
  readonly currency: string;
  /** IANA zone. */
  readonly timezone: string;
}

const formats = new Map<string, ReceiptFormat>();

/** The formats of a store and a currency, built once: constructing Intl objects takes milliseconds. */
export const receiptFormatFor = (options: ReceiptFormatOptions): ReceiptFormat => {
  const key = JSON.stringify([options.locale, options.currency, options.timezone]);
  const format = formats.get(key) ?? createReceiptFormat(options);
  formats.set(key, format);
  return format;
};

const createReceiptFormat = (options: ReceiptFormatOptions): ReceiptFormat => {
  const { locale, currency, timezone } = options;
  const decimals = currencyDecimals(currency);
  const common = { numberingSystem: "latn", signDisplay: "negative" } as const;
  const money = new Intl.NumberFormat(locale, {
    ...common,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const quantity = new Intl.NumberFormat(locale, { ...common, maximumFractionDigits: 3 });
  const weight = new Intl.NumberFormat(locale, {
    ...common,
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  });
  const rate = new Intl.NumberFormat(locale, { ...common, style: "percent", maximumFractionDigits: 3 });
  const dateTime = new Intl.DateTimeFormat(locale, {
    numberingSystem: "latn",
    timeZone: timezone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  // Division by a power of ten is exact after rounding to `decimals` for every amount below 2^51 minor units.
  return {
    money: (amountMinor) => plainSigns(money.format(amountMinor / 10 ** decimals)),
    quantity: (quantityMilli) => plainSigns(quantity.format(quantityMilli / 1000)),
    weight: (weightGrams) => plainSigns(weight.format(weightGrams / 1000)),
    rate: (rateBp) => plainSigns(rate.format(rateBp / 10_000)),
    dateTime: (atMs) => plainSigns(dateTime.format(atMs)),
  };
};

/** ICU writes no-break and thin spaces, a true minus and direction marks in some locales; printers know none of them. */
const plainSigns = (text: string): string =>
  text
    .replace(/[\u00a0\u2007\u2009\u202f]/gu, " ")
    .replace(/\u2212/gu, "-")
    .replace(/[\u200e\u200f\u061c]/gu, "");
