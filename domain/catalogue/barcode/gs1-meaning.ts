/**
 * Owns what the elements of a GS1 string mean at a till: goods with their weight, count, price, date and numbers; a
 * coupon; a member's card. Amounts become integers here, in the store's minor units.
 */
import type { CodeMeaning } from "./code-meaning.ts";
import { couponMeaning } from "./gs1-coupon.ts";
import { gs1Date } from "./gs1-date.ts";
import type { Gs1Element } from "./gs1-elements.ts";
import { scaled, type MoneyContext } from "./money-context.ts";

/** ISO 4217 numbers, as AI 393n writes them, of the currencies that a price may be in. */
const CURRENCY_NUMBERS: Readonly<Record<string, string>> = {
  AED: "784",
  AUD: "036",
  BRL: "986",
  CAD: "124",
  CHF: "756",
  CNY: "156",
  EUR: "978",
  GBP: "826",
  INR: "356",
  JPY: "392",
  KWD: "414",
  MXN: "484",
  PLN: "985",
  SAR: "682",
  SEK: "752",
  TRY: "949",
  USD: "840",
};

export const gs1Meaning = (elements: readonly Gs1Element[], context: MoneyContext): CodeMeaning => {
  const find = (ai: string): Gs1Element | null => elements.find((element) => element.ai === ai) ?? null;
  const coupon = couponMeaning(find, context);
  if (coupon !== null) {
    return coupon;
  }
  const member = find("8018");
  if (member !== null) {
    return { kind: "loyaltyCard", number: member.value };
  }
  const gtin = find("01");
  if (gtin === null) {
    return { kind: "unreadable", problem: "noProduct" };
  }
  const date = find("17");
  const expiry = date === null ? null : gs1Date(date.value, context.today);
  const price = priceOf(find("392"), find("393"), context);
  if (price === "otherCurrency" || (date !== null && expiry === null)) {
    return { kind: "unreadable", problem: price === "otherCurrency" ? "otherCurrency" : "date" };
  }
  return {
    kind: "product",
    candidates: gtinForms(gtin.value),
    measure: measureOf(find("310"), find("30")) ?? price,
    expiry,
    batch: find("10")?.value ?? null,
    serial: find("21")?.value ?? null,
  };
};

/** The fourteen digits, and shorter where the leading ones are zeros. */
const gtinForms = (gtin: string): readonly string[] =>
  [14, 13, 12, 8]
    .filter((length) => /^0*$/.test(gtin.slice(0, 14 - length)))
    .map((length) => gtin.slice(14 - length))
    .toSorted((left, right) => Math.abs(13 - left.length) - Math.abs(13 - right.length));

type Measure = Extract<CodeMeaning, { readonly kind: "product" }>["measure"];

const measureOf = (weight: Gs1Element | null, count: Gs1Element | null): Measure => {
  if (weight !== null) {
    return { kind: "weight", weightMilli: scaled(Number(weight.value), weight.decimals ?? 0, 3) };
  }
  return count === null ? null : { kind: "count", units: Number(count.value) };
};

const priceOf = (
  price: Gs1Element | null,
  priceWithCurrency: Gs1Element | null,
  { currency, currencyDecimals }: MoneyContext,
): Measure | "otherCurrency" => {
  if (price !== null) {
    return {
      kind: "price",
      priceMinor: scaled(Number(price.value), price.decimals ?? 0, currencyDecimals),
      means: "price",
    };
  }
  if (priceWithCurrency === null) {
    return null;
  }
  const { value, decimals } = priceWithCurrency;
  return value.slice(0, 3) === CURRENCY_NUMBERS[currency]
    ? {
        kind: "price",
        priceMinor: scaled(Number(value.slice(3)), decimals ?? 0, currencyDecimals),
        means: "price",
      }
    : "otherCurrency";
};
