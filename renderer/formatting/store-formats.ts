/** Owns one set of formats per store and language, for components and for code outside of them. */
import type { Language, StoreView } from "../../contracts/ipc/session.ts";
import { useTill } from "../stores/till-store.ts";
import { createFormats, type Formats } from "./formats.ts";

const formatsByStore = new WeakMap<StoreView, Map<Language, Formats>>();

/** Before the first answer of main there is nothing to show but texts; figures then read plainly. */
const NO_STORE: StoreView = {
  storeCode: "",
  storeName: "",
  tillCode: "",
  currency: "EUR",
  currencyDecimals: 2,
  locale: "en",
  timezone: "UTC",
  pricesIncludeTax: true,
};

const formatsOf = (store: StoreView, language: Language): Formats => {
  const byLanguage = formatsByStore.get(store) ?? new Map<Language, Formats>();
  formatsByStore.set(store, byLanguage);
  const formats = byLanguage.get(language) ?? createFormats(store, language);
  byLanguage.set(language, formats);
  return formats;
};

export const useFormats = (): Formats => {
  const store = useTill((state) => state.store);
  const language = useTill((state) => state.language);
  return formatsOf(store ?? NO_STORE, language);
};

export const currentFormats = (): Formats => {
  const { store, language } = useTill.getState();
  return formatsOf(store ?? NO_STORE, language);
};
