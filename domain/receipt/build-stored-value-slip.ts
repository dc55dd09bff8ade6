/** Owns the slip of a gift card or a store credit: what is on it, until when, and its code to scan or to type. */
import type { StoreProfile } from "../sale/store-profile.ts";
import { spacedCode } from "../stored-value/card-code.ts";
import type { StoredCard } from "../stored-value/stored-value.ts";
import {
  barcodeBlock,
  columnsBlock,
  cutBlock,
  qrBlock,
  spacerBlock,
  textBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";
import { receiptFormatFor } from "./receipt-format.ts";
import { storedValueWordsFor } from "./stored-value-words.ts";

export const buildStoredValueSlip = (card: StoredCard, profile: StoreProfile): ReceiptDocument => {
  const { locale, timezone } = profile;
  const words = storedValueWordsFor(locale);
  const format = receiptFormatFor({ locale, timezone, currency: card.currency });
  return {
    locale,
    blocks: [
      textBlock(profile.storeName, { align: "center", bold: true, size: "big" }),
      textBlock(words.titles[card.kind], { align: "center", bold: true, size: "tall" }),
      spacerBlock(),
      columnsBlock(
        { left: `${words.balance} ${card.currency}`, right: format.money(card.balanceMinor) },
        { bold: true, size: "tall" },
      ),
      ...(card.expiresAtMs === null
        ? []
        : [columnsBlock({ left: words.validUntil, right: format.dateTime(card.expiresAtMs - 1) })]),
      spacerBlock(),
      qrBlock(card.code),
      barcodeBlock(card.code),
      textBlock(spacedCode(card.code), { align: "center", bold: true }),
      spacerBlock(),
      textBlock(words.keepSafe, { align: "center" }),
      cutBlock,
    ],
  };
};
