/** Owns a loyalty card on paper: its number as a bar code for scanners and as a QR code for phones. */
import type { StoreProfile } from "../sale/store-profile.ts";
import {
  barcodeBlock,
  cutBlock,
  qrBlock,
  spacerBlock,
  textBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";

const TITLES: Readonly<Record<string, string>> = {
  tr: "Müşteri kartı",
  es: "Tarjeta de cliente",
  en: "Customer card",
};

export const buildCardSlip = (number: string, profile: StoreProfile): ReceiptDocument => ({
  locale: profile.locale,
  blocks: [
    textBlock(profile.storeName, { align: "center", bold: true, size: "tall" }),
    textBlock(TITLES[profile.locale.slice(0, 2)] ?? "Customer card", { align: "center" }),
    spacerBlock(),
    barcodeBlock(number),
    spacerBlock(),
    qrBlock(number),
    spacerBlock(),
    cutBlock,
  ],
});
