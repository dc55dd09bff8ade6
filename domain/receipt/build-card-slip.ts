/** Owns a loyalty card or a referral code on paper: its number as a bar code for scanners and as a QR code for phones. */
import type { StoreProfile } from "../sale/store-profile.ts";
import {
  barcodeBlock,
  cutBlock,
  qrBlock,
  spacerBlock,
  textBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";

const TITLES = {
  card: { tr: "Müşteri kartı", es: "Tarjeta de cliente", en: "Customer card" },
  /** For the friend who comes with it. */
  referral: { tr: "Arkadaşını getir", es: "Trae a un amigo", en: "Bring a friend" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

const titleIn = (locale: string, what: keyof typeof TITLES): string => {
  const titles: Readonly<Record<string, string>> = TITLES[what];
  return titles[locale.slice(0, 2)] ?? TITLES[what].en;
};

export const buildCardSlip = (
  number: string,
  profile: StoreProfile,
  what: keyof typeof TITLES = "card",
): ReceiptDocument => ({
  locale: profile.locale,
  blocks: [
    textBlock(profile.storeName, { align: "center", bold: true, size: "tall" }),
    textBlock(titleIn(profile.locale, what), { align: "center" }),
    spacerBlock(),
    barcodeBlock(number),
    spacerBlock(),
    qrBlock(number),
    spacerBlock(),
    cutBlock,
  ],
});
