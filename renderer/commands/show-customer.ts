/** Owns saying whose the basket is now. */
import type { BasketView } from "../../contracts/ipc/basket.ts";
import { playSound } from "../scanning/sounds.ts";
import { say } from "../stores/screen-store.ts";
import { translate } from "../texts/i18n.ts";

/** After a card was scanned or a customer was picked. */
export const showCustomer = ({ customer }: BasketView): void => {
  if (customer === null) {
    return;
  }
  playSound("ok");
  say(translate("customer.attached", { name: customer.name ?? translate("customer.nameless") }));
};
