/** Owns reading main's whole state: at start, after signing in, and after the till process was away. */
import { resumeWork } from "../commands/till-worker.ts";
import { goTo, useScreen } from "../stores/screen-store.ts";
import { applyAppView, useTill } from "../stores/till-store.ts";
import { changeLanguage } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";

/** A basket with part payments belongs on the pay screen, also after a restart. */
const showWhereWorkIs = (): void => {
  const { basket } = useTill.getState();
  if (basket !== null && basket.tenders.length > 0 && useScreen.getState().screen.name === "sell") {
    goTo({ name: "pay" });
  }
};

export const readState = async (): Promise<void> => {
  const state = await call("app.state", {});
  if (state.ok) {
    applyAppView(state.value);
    await changeLanguage(state.value.language);
    showWhereWorkIs();
    resumeWork();
  }
};
