/**
 * Owns the questions that an item asks before it can be sold (age, price, weight): one after the other, each in its
 * dialog, while the queue of scans stands still. A question that is closed without an answer leaves the item out.
 */
import type { NeedsAgeCheck } from "../../contracts/ipc/sale-rules.ts";
import { openDialog, say, useScreen, type Dialog } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import { sayError } from "./say-error.ts";

/** Resolves when the dialog has been answered or closed. */
export const askAndWait = (dialog: Dialog): Promise<void> => {
  openDialog(dialog);
  return new Promise((resolve) => {
    const stop = useScreen.subscribe((state) => {
      if (state.dialog !== dialog) {
        stop();
        resolve();
      }
    });
  });
};

/** Whether the customer showed the age. A refusal is main's to know too. */
export const askAge = async (needed: NeedsAgeCheck): Promise<boolean> => {
  await askAndWait({ kind: "ageCheck", needed });
  if ((useTill.getState().basket?.ageCheck?.minAge ?? 0) >= needed.minAge) {
    return true;
  }
  const refused = await call("basket.refuseAge", { productId: needed.productId });
  if (refused.ok) {
    say(translate("age.refused", { name: needed.name }));
  } else {
    sayError(refused.error);
  }
  return false;
};
