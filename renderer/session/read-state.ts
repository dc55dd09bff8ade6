/** Owns reading main's whole state: at start, after signing in, and after the till process was away. */
import { resumeWork } from "../commands/till-worker.ts";
import { goTo, useScreen } from "../stores/screen-store.ts";
import { applyAppView, useTill } from "../stores/till-store.ts";
import { changeLanguage } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";

/** A basket with part payments belongs on the pay screen, also after a restart; without a shift nothing can be paid. */
const showWhereWorkIs = (): void => {
  const { basket, shifts } = useTill.getState();
  if (useScreen.getState().screen.name !== "sell") {
    return;
  }
  if (shifts !== null && shifts.current === null) {
    goTo({ name: "openShift" });
  } else if (basket !== null && basket.tenders.length > 0) {
    goTo({ name: "pay" });
  }
};

export const readState = async (): Promise<void> => {
  const state = await call("app.state", {});
  if (state.ok) {
    applyAppView(state.value);
    // At once: no other screen shows up in between and takes what is typed.
    showWhereWorkIs();
    await changeLanguage(state.value.language);
    resumeWork();
  }
};
