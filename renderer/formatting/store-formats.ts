/** Owns one set of formats per store, for components and for code outside of them. */
import type { StoreView } from "../../contracts/ipc/session.ts";
import { useTill } from "../stores/till-store.ts";
import { createFormats, type Formats } from "./formats.ts";

const formatsByStore = new WeakMap<StoreView, Formats>();

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

const formatsOf = (store: StoreView): Formats => {
  const known = formatsByStore.get(store);
  if (known !== undefined) {
    return known;
  }
  const made = createFormats(store);
  formatsByStore.set(store, made);
  return made;
};

export const useFormats = (): Formats => formatsOf(useTill((state) => state.store) ?? NO_STORE);

export const currentFormats = (): Formats => formatsOf(useTill.getState().store ?? NO_STORE);
