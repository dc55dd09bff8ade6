/** Owns the first thing a screen asks for: store, person, basket and devices as they are now. */
import type { AppView, StaffView } from "../../../contracts/ipc/session.ts";
import { grantsOf } from "../../../domain/staff/authorise.ts";
import { basketView } from "../pricing/basket-view.ts";
import type { Actor } from "../deps.ts";
import { shiftsView } from "../shifts/shifts-view.ts";
import type { Till } from "../till.ts";
import { readLanguage } from "./set-language.ts";
import { storeView } from "./store-view.ts";

export const appView = (till: Till): AppView => {
  const actor = till.staffSession.current();
  const basket = till.basketSession.current();
  return {
    store: storeView(till),
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
