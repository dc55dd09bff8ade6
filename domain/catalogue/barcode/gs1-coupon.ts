/**
 * Owns what a coupon's own code says of it at a till: a global coupon number (AI 255) with the value written beside it
 * (390n, 394n), a North American coupon on paper (8110), and one that its issuer's service must confirm (8112). What it
 * says is told and shown; what a coupon takes off is decided by the shop's own definition of it.
 */
import { isValidGtin } from "../../scanning/check-digit.ts";
import { formatCivilDate } from "../../time/civil-date.ts";
import type { CodeMeaning } from "./code-meaning.ts";
import { readPaperCoupon, readServiceCoupon, type PaperCouponFields } from "./coupon-fields.ts";
import { gs1Date } from "./gs1-date.ts";
import type { Gs1Element } from "./gs1-elements.ts";
import { scaled, type MoneyContext } from "./money-context.ts";

export type CouponValue =
  | { readonly kind: "amount"; readonly amountMinor: number }
  /** Of a country that this store is not in. */
  | { readonly kind: "dollars"; readonly cents: number }
  | { readonly kind: "percent"; readonly percentBp: number }
  | { readonly kind: "free"; readonly units: number };

export interface CouponStatement {
  /** How it is called: its number, or its company's prefix and the offer's. */
  readonly name: string;
  readonly serial: string | null;
  readonly value: CouponValue | null;
  /** So many items must be bought; null: it asks for something else, or nothing. */
  readonly units: number | null;
  /** ISO dates, both days included. */
  readonly startsOn: string | null;
  readonly expiresOn: string | null;
  /** Good only if a central service says so. */
  readonly needsService: boolean;
}

const BROKEN: CodeMeaning = { kind: "unreadable", problem: "gs1" };
const GCN_DIGITS = 13;
const DOLLARS = ["USD", "CAD"];

/** null: no coupon is among the elements. */
export const couponMeaning = (
  find: (ai: string) => Gs1Element | null,
  context: MoneyContext,
): CodeMeaning | null => {
  const service = find("8112");
  if (service !== null) {
    return serviceMeaning(service.value);
  }
  const paper = find("8110");
  if (paper !== null) {
    return paperMeaning(paper.value, context);
  }
  const number = find("255");
  return number === null ? null : numberMeaning(number.value, valueBeside(find, context));
};

const numberMeaning = (text: string, value: CouponValue | "broken" | null): CodeMeaning => {
  const name = text.slice(0, GCN_DIGITS);
  if (!isValidGtin(name) || value === "broken") {
    return BROKEN;
  }
  const serial = text.slice(GCN_DIGITS) || null;
  return {
    kind: "coupon",
    code: text,
    spellings: serial === null ? [text] : [text, name],
    states: { ...NOTHING, name, serial, value },
  };
};

const NOTHING = {
  serial: null,
  value: null,
  units: null,
  startsOn: null,
  expiresOn: null,
  needsService: false,
} as const;

const valueBeside = (
  find: (ai: string) => Gs1Element | null,
  { currencyDecimals }: MoneyContext,
): CouponValue | "broken" | null => {
  const amount = find("390");
  if (amount !== null) {
    const amountMinor = scaled(Number(amount.value), amount.decimals ?? 0, currencyDecimals);
    return Number.isSafeInteger(amountMinor) ? { kind: "amount", amountMinor } : "broken";
  }
  const percent = find("394");
  if (percent === null) {
    return null;
  }
  const percentBp = scaled(Number(percent.value), percent.decimals ?? 0, 2);
  return percentBp > 10_000 ? "broken" : { kind: "percent", percentBp };
};

const paperMeaning = (text: string, { currency, today }: MoneyContext): CodeMeaning => {
  const fields = readPaperCoupon(text);
  if (fields === null) {
    return BROKEN;
  }
  const date = (digits: string | null): string | null | undefined => {
    const read = digits === null ? null : gs1Date(digits, today);
    return read === null ? (digits === null ? null : undefined) : formatCivilDate(read);
  };
  const [startsOn, expiresOn] = [date(fields.starts), date(fields.expires)];
  if (startsOn === undefined || expiresOn === undefined) {
    return { kind: "unreadable", problem: "date" };
  }
  const name = `${fields.companyPrefix}-${fields.offerCode}`;
  const [first] = fields.purchases;
  return {
    kind: "coupon",
    code: text,
    spellings: [text, name],
    states: {
      ...NOTHING,
      name,
      serial: fields.serial,
      value: valueOf(fields, currency),
      units: first?.code === 0 ? first.quantity : null,
      startsOn,
      expiresOn,
    },
  };
};

const valueOf = ({ saveCode, saveValue }: PaperCouponFields, currency: string): CouponValue => {
  switch (saveCode) {
    case 1:
      return { kind: "free", units: 1 };
    case 2:
      return { kind: "free", units: saveValue };
    case 5:
      return { kind: "percent", percentBp: saveValue * 100 };
    default:
      return DOLLARS.includes(currency)
        ? { kind: "amount", amountMinor: saveValue }
        : { kind: "dollars", cents: saveValue };
  }
};

const serviceMeaning = (text: string): CodeMeaning => {
  const fields = readServiceCoupon(text);
  return fields === null
    ? BROKEN
    : {
        kind: "coupon",
        code: text,
        spellings: [text],
        states: {
          ...NOTHING,
          name: `${fields.companyPrefix}-${fields.offerCode}`,
          serial: fields.serial,
          needsService: true,
        },
      };
};
