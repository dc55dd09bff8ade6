/** Owns the first thing a screen asks for: store, person, basket and devices as they are now. */
import type { AppView, StaffView } from "../../../contracts/ipc/session.ts";
import { currencyDecimals } from "../../../domain/money/decimal.ts";
import { grantsOf } from "../../../domain/staff/authorise.ts";
import { basketView } from "../pricing/basket-view.ts";
import type { Actor } from "../deps.ts";
import { shiftsView } from "../shifts/shifts-view.ts";
import type { Till } from "../till.ts";
import { readLanguage } from "./set-language.ts";

export const appView = (till: Till): AppView => {
  const { profile } = till;
  const actor = till.staffSession.current();
  const basket = till.basketSession.current();
  return {
    store: {
      storeCode: profile.storeCode,
      storeName: profile.storeName,
      tillCode: profile.tillCode,
      currency: profile.currency,
      currencyDecimals: currencyDecimals(profile.currency),
      locale: profile.locale,
      timezone: profile.timezone,
      pricesIncludeTax: profile.pricesIncludeTax,
    },
    language: readLanguage(till),
    staff: actor ? staffView(actor) : null,
    lockedName: till.staffSession.lockedName(),
    shifts: actor ? shiftsView(till, actor) : null,
    // What somebody rings up is nobody else's business before sign-in.
    basket: actor && basket ? basketView(till, basket) : null,
    parkedCount: till.baskets.countParked(),
    devices: till.devices(),
    demo: till.demo,
    nowMs: till.clock.nowMs(),
  };
};

export const staffView = (actor: Actor): StaffView => ({
  id: actor.staffId,
  name: actor.name,
  roleCode: actor.roleCode,
  grants: grantsOf(actor.rights),
});
