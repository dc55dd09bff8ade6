/** Owns one person leaving the till to another with the basket on it: by locking it, or by the other's badge. */
import { placeOfWork } from "./place-of-work.ts";
import { clearEntry, goTo, say } from "../stores/screen-store.ts";
import { applyAppView, useTill } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import { sayError } from "./say-error.ts";

export const lockTill = async (): Promise<void> => {
  const result = await call("session.lock", {});
  if (!result.ok) {
    sayError(result.error);
  }
};

/** What the one before was typing or looking at is not the next one's. */
export const showNextPerson = (): void => {
  clearEntry();
  goTo(placeOfWork());
};

export const switchByBadge = async (badge: string): Promise<void> => {
  const before = useTill.getState().staff?.id;
  const result = await call("session.signIn", { badge });
  if (!result.ok) {
    sayError(result.error);
    return;
  }
  applyAppView(result.value);
  if (result.value.staff !== null && result.value.staff.id !== before) {
    showNextPerson();
    say(translate("signIn.nowHere", { name: result.value.staff.name }));
  }
};
