/**
 * Owns the shop's rules for what a code means when no product has it as its bar code: the prefixes of its own cards and
 * slips, the layouts of its scale labels, and how GS1 element strings are taken. Plain data, edited by a manager.
 */
export const OWN_CODE_KINDS = [
  "loyaltyCard",
  "coupon",
  "giftCard",
  "receipt",
  "staffBadge",
  "referral",
] as const;

export type OwnCodeKind = (typeof OWN_CODE_KINDS)[number];

/** Says what a code is that nobody has stored: without it a strange card is only an unknown code. */
export interface OwnPrefixRule {
  readonly kind: OwnCodeKind;
  readonly prefix: string;
  /** Of the whole code; null: however long. */
  readonly length: number | null;
  /** The last digit is a GTIN check digit, and a code with a wrong one is refused. */
  readonly checksDigit: boolean;
}

export interface LabelRule {
  /** Digits as they stand, and fields: `21{item:5}{weight:5}`. The check digit follows by itself. */
  readonly layout: string;
  /** Of the weight (in kilograms), the count or the price (in major units). */
  readonly decimals: number;
  /** false: scales exist that print a wrong check digit. */
  readonly checksDigit: boolean;
  /** A label's price: as many units as it pays for, or one unit at that price. */
  readonly priceMeans: "quantity" | "price";
}

export interface BarcodeRules {
  readonly ownPrefixes: readonly OwnPrefixRule[];
  readonly labels: readonly LabelRule[];
  /** What a scanner sends where GS1's separator (FNC1) is swallowed; null: it sends the separator. */
  readonly gs1Separator: string | null;
  /** An item whose GS1 code says that it is past its date is not sold. */
  readonly refusesExpired: boolean;
}

/** The layouts in wide use; a shop with other scales changes them. */
export const DEFAULT_BARCODE_RULES: BarcodeRules = {
  ownPrefixes: [],
  labels: [
    { layout: "21{item:5}{weight:5}", decimals: 3, checksDigit: true, priceMeans: "quantity" },
    { layout: "23{item:5}{price:5}", decimals: 2, checksDigit: true, priceMeans: "price" },
    { layout: "02{item:5}{price:5}", decimals: 2, checksDigit: true, priceMeans: "quantity" },
  ],
  gs1Separator: null,
  refusesExpired: true,
};
