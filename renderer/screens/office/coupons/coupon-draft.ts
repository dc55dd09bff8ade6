/** Owns what a person has entered of a new coupon, and reading it: figures are checked here, main has the last word. */
import type { Payload } from "../../../../contracts/ipc.ts";
import type { CouponType } from "../../../../contracts/ipc/coupons.ts";
import type { Formats } from "../../../formatting/formats.ts";

export const GIFTS = ["percent", "amount", "campaign"] as const;

export interface Draft {
  readonly name: string;
  readonly type: CouponType;
  readonly gift: (typeof GIFTS)[number];
  readonly value: string;
  readonly campaign: string;
  readonly size: string;
  readonly limit: string;
  readonly perCustomer: string;
  readonly endsItself: boolean;
  readonly from: string;
  readonly until: string;
}

export const EMPTY_DRAFT: Draft = {
  name: "",
  type: "singleUse",
  gift: "percent",
  value: "",
  campaign: "",
  size: "100",
  limit: "",
  perCustomer: "",
  endsItself: true,
  from: "",
  until: "",
};

type Terms = Omit<Payload<"coupon.createBatch">, "name" | "size">;

/** null: a figure is missing or none. */
export const termsOf = (draft: Draft, formats: Formats): Terms | null => {
  const gives = givesOf(draft, formats);
  const usageLimit = wholeOf(draft.limit);
  const usesPerCustomer = wholeOf(draft.perCustomer);
  return gives === null || usageLimit === "bad" || usesPerCustomer === "bad"
    ? null
    : {
        type: draft.type,
        gives,
        usageLimit,
        usesPerCustomer,
        autoDeactivate: draft.endsItself,
        validFrom: draft.from || null,
        validUntil: draft.until || null,
      };
};

export const givesOf = ({ gift, value, campaign }: Draft, formats: Formats): Terms["gives"] | null => {
  if (gift === "campaign") {
    return campaign === "" ? null : { campaign };
  }
  const figure = gift === "percent" ? formats.parsePercent(value) : formats.parseAmount(value);
  if (!figure.ok || figure.value <= 0 || (gift === "percent" && figure.value > 10_000)) {
    return null;
  }
  return gift === "percent" ? { percentBp: figure.value } : { amountMinor: figure.value };
};

export const wholeOf = (text: string): number | null | "bad" => {
  if (text.trim() === "") {
    return null;
  }
  return /^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text) : "bad";
};

/** Places in the order of the codes, the first is 1. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

/** null: none of the batch. */
export const rangeOf = (
  { from, to }: { readonly from: string; readonly to: string },
  size: number,
): PlaceRange | null => {
  const [first, last] = [wholeOf(from), wholeOf(to)];
  return typeof first === "number" && typeof last === "number" && first <= last && last <= size
    ? { from: first, to: last }
    : null;
};

/** A hundred pages of 24: more in one file is more than a browser prints at once. */
export const MOST_ON_SHEETS = 2400;

/** What goes into the next file of sheets; `next`: where the one after it begins, null at the end. */
export const sheetRangeOf = ({
  from,
  to,
}: PlaceRange): { readonly from: number; readonly count: number; readonly next: number | null } => {
  const count = Math.min(MOST_ON_SHEETS, to - from + 1);
  return { from, count, next: from + count > to ? null : from + count };
};
