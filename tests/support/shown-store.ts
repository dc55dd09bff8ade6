/** Owns the store whose figures the text tests read, and how screens show them there. */
import type { Language, StoreView } from "../../contracts/ipc/session.ts";
import { createFormats, type Formats } from "../../renderer/formatting/formats.ts";

export const shownStore: StoreView = {
  storeCode: "S1",
  storeName: "Köşe Market",
  tillCode: "T1",
  currency: "TRY",
  currencyDecimals: 2,
  locale: "tr-TR",
  timezone: "Europe/Istanbul",
  pricesIncludeTax: true,
};

export const shownIn = (language: Language): Formats => createFormats(shownStore, language);
