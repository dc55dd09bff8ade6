/** Owns reading main's whole state: at start, after signing in, and after the till process was away. */
import { goToWork } from "../commands/place-of-work.ts";
import { resumeWork } from "../commands/till-worker.ts";
import { applyAppView } from "../stores/till-store.ts";
import { changeLanguage } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";

export const readState = async (): Promise<void> => {
  const state = await call("app.state", {});
  if (state.ok) {
    applyAppView(state.value);
    // At once: no other screen shows up in between and takes what is typed.
    goToWork();
    await changeLanguage(state.value.language);
    resumeWork();
  }
};
