/**
 * Owns splitting the coupon codes of North America into their fields: AI 8110, a coupon on paper (North American Coupon
 * Application Guideline), and AI 8112, one that a central service must confirm. Most fields have their length before
 * them. Says what is written, never what it is worth here; a code that does not split to its very end is none.
 */
export interface CouponPurchase {
  /** Of `code`: 0 items, 1 worth of them, 2 worth of the basket, 3 pounds, 4 kilograms, 9 anything else. */
  readonly quantity: number;
  readonly code: number;
  readonly family: string;
  /** null: of the company that issued the coupon. */
  readonly companyPrefix: string | null;
}

export interface PaperCouponFields {
  readonly companyPrefix: string;
  readonly offerCode: string;
  /** Cents, items or percent, by `saveCode`. */
  readonly saveValue: number;
  /** 0 off the items, 1 an item free, 2 several free, 5 percent, 6 off the whole. */
  readonly saveCode: number;
  /** The first, then up to two more. */
  readonly purchases: readonly CouponPurchase[];
  /** YYMMDD. */
  readonly expires: string | null;
  readonly starts: string | null;
  readonly serial: string | null;
  readonly retailer: string | null;
  /** Save code, item, store's own coupon, not to be doubled, as they stand. */
  readonly flags: string | null;
}

export interface ServiceCouponFields {
  readonly companyPrefix: string;
  readonly offerCode: string;
  readonly serial: string;
}

/** A field behind the digit that tells its length: from `first` to `last`, and `more` digits each. */
const counted = (first: number, last: number, more: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .map((digit) => `${String(digit)}\\d{${String(digit + more)}}`)
    .join("|");

const PREFIX = counted(0, 6, 6);
const QUANTITY = counted(1, 5, 0);
const SERIAL = counted(0, 9, 6);
const purchase = (which: string): string =>
  `(?<quantity${which}>${QUANTITY})(?<code${which}>[0-49])(?<family${which}>\\d{3})`;
const otherPurchase = (which: string): string => `${purchase(which)}(?:9|(?<prefix${which}>${PREFIX}))`;

const PAPER = new RegExp(
  [
    `^(?<prefix>${PREFIX})(?<offer>\\d{6})(?<save>${QUANTITY})${purchase("1")}`,
    `(?:1[0-3]${otherPurchase("2")})?(?:2${otherPurchase("3")})?`,
    `(?:3(?<expires>\\d{6}))?(?:4(?<starts>\\d{6}))?(?:5(?<serial>${SERIAL}))?`,
    `(?:6(?<retailer>${counted(1, 7, 6)}))?(?:9(?<flags>[01256][012]\\d[01]))?$`,
  ].join(""),
);
const SERVICE = new RegExp(`^[01](?<prefix>${PREFIX})(?<offer>\\d{6})(?<serial>${SERIAL})$`);

type Groups = Readonly<Record<string, string | undefined>>;

/** What stands behind the digit that told the length. */
const behindCount = (field: string | undefined): string | null => field?.slice(1) ?? null;

const purchaseOf = (groups: Groups, which: string): readonly CouponPurchase[] => {
  const quantity = behindCount(groups[`quantity${which}`]);
  return quantity === null
    ? []
    : [
        {
          quantity: Number(quantity),
          code: Number(groups[`code${which}`]),
          family: groups[`family${which}`] ?? "",
          companyPrefix: behindCount(groups[`prefix${which}`]),
        },
      ];
};

/** The value of AI 8110; null: it is none. */
export const readPaperCoupon = (text: string): PaperCouponFields | null => {
  const groups: Groups | undefined = PAPER.exec(text)?.groups;
  return groups === undefined
    ? null
    : {
        companyPrefix: behindCount(groups["prefix"]) ?? "",
        offerCode: groups["offer"] ?? "",
        saveValue: Number(behindCount(groups["save"])),
        saveCode: Number(groups["flags"]?.[0] ?? 0),
        purchases: ["1", "2", "3"].flatMap((which) => purchaseOf(groups, which)),
        expires: groups["expires"] ?? null,
        starts: groups["starts"] ?? null,
        serial: behindCount(groups["serial"]),
        retailer: behindCount(groups["retailer"]),
        flags: groups["flags"] ?? null,
      };
};

/** The value of AI 8112; null: it is none. */
export const readServiceCoupon = (text: string): ServiceCouponFields | null => {
  const groups: Groups | undefined = SERVICE.exec(text)?.groups;
  return groups === undefined
    ? null
    : {
        companyPrefix: behindCount(groups["prefix"]) ?? "",
        offerCode: groups["offer"] ?? "",
        serial: behindCount(groups["serial"]) ?? "",
      };
};
