/** Owns what the list of parked baskets shows: who parked it, when, how much, and the first things in it. */
import type { ParkedBasketView } from "../../../contracts/ipc/basket.ts";
import type { ParkedBasket } from "../../../db/repositories/baskets.ts";
import { countItems, liveLines } from "../../../domain/basket/basket.ts";
import type { PricingDep, StaffDep } from "../deps.ts";
import { totalOf } from "./amount-due.ts";

const NAMES_SHOWN = 3;

export const parkedBasketView = (deps: PricingDep & StaffDep, parked: ParkedBasket): ParkedBasketView => ({
  id: parked.basket.id,
  label: parked.label,
  parkedAtMs: parked.parkedAtMs,
  parkedByName: deps.staff.findById(parked.basket.staffId)?.name ?? "",
  itemCount: countItems(parked.basket),
  totalMinor: totalOf(deps, parked.basket),
  returnsCount: parked.basket.returns.length,
  firstNames: [
    ...liveLines(parked.basket).map((line) => line.product.name),
    ...parked.basket.returns.map((returned) => returned.name),
  ].slice(0, NAMES_SHOWN),
});
