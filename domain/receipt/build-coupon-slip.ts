/** Owns the slip that is a coupon: what it gives, until when, for whom it is, and its code as bars and in letters. */
import type { StoreProfile } from "../sale/store-profile.ts";
import { couponWordsFor } from "./coupon-words.ts";
import {
  barcodeBlock,
  columnsBlock,
  cutBlock,
  qrBlock,
  ruleBlock,
  spacerBlock,
  textBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";
import { receiptFormatFor } from "./receipt-format.ts";

export interface CouponSlip {
  readonly code: string;
  readonly grouped: string;
  /** The name of the campaign that it opens. */
  readonly campaign: string | null;
  readonly percentBp: number | null;
  readonly amountMinor: number | null;
  /** As it was entered; null: no end. */
  readonly validUntil: string | null;
  readonly isPersonal: boolean;
  /** Of a signed coupon: what its QR code holds, which is too long for bars. */
  readonly signed?: string;
}

export const buildCouponSlip = (slip: CouponSlip, profile: StoreProfile): ReceiptDocument => {
  const words = couponWordsFor(profile.locale);
  return {
    locale: profile.locale,
    blocks: [
      textBlock(profile.storeName, { align: "center", bold: true }),
      textBlock(words.title, { align: "center", bold: true, size: "tall" }),
      spacerBlock(),
      textBlock(giftText(slip, profile), { align: "center", bold: true, size: "big" }),
      spacerBlock(),
      ...(slip.validUntil === null ? [] : [columnsBlock({ left: words.validUntil, right: slip.validUntil })]),
      ...(slip.isPersonal ? [textBlock(words.personal, { align: "center" })] : []),
      ruleBlock(),
      ...(slip.signed === undefined ? [barcodeBlock(slip.code), qrBlock(slip.code)] : [qrBlock(slip.signed)]),
      textBlock(slip.grouped, { align: "center" }),
      cutBlock,
    ],
  };
};

const giftText = ({ campaign, percentBp, amountMinor, code }: CouponSlip, profile: StoreProfile): string => {
  const format = receiptFormatFor(profile);
  if (percentBp !== null) {
    return `-${format.rate(percentBp)}`;
  }
  return amountMinor === null ? (campaign ?? code) : `-${format.money(amountMinor)} ${profile.currency}`;
};
