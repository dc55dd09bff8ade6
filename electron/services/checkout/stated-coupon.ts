/**
 * Owns taking a coupon whose own code says what it is (GS1: a global coupon number, a North American coupon): the shop's
 * coupon of that name goes on the basket and what the code says is told. Without one, outside its days, or where only
 * its issuer could say that it is good, it is refused by name. What it takes off is the shop's own rule, never the code's.
 */
import type { CouponError } from "../../../contracts/ipc/basket.ts";
import type { StatedCouponRefused } from "../../../contracts/ipc/barcodes.ts";
import type { Basket, BasketError } from "../../../domain/basket/basket.ts";
import type { CouponStatement } from "../../../domain/catalogue/barcode/gs1-coupon.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import type { Actor, ClockDep, ProfileDep } from "../deps.ts";
import { addCouponToBasket, type AddCouponDeps } from "./coupons.ts";
import { todayIn } from "./store-today.ts";

export interface StatedCoupon {
  readonly spellings: readonly string[];
  readonly states: CouponStatement;
}

export interface StatedCouponAdded {
  readonly code: string;
  readonly states: CouponStatement;
  readonly basket: Basket;
}

export const addStatedCoupon = (
  deps: AddCouponDeps & ClockDep & ProfileDep,
  actor: Actor,
  { spellings, states }: StatedCoupon,
): Result<StatedCouponAdded, BasketError | CouponError | StatedCouponRefused | Refusal> => {
  const refused = (problem: StatedCouponRefused["problem"]) =>
    err({ type: "StatedCouponRefused", problem, states } as const);
  if (states.needsService) {
    return refused("needsService");
  }
  if (!spellings.some((spelling) => deps.offers.coupon(spelling) !== null)) {
    return refused("unknown");
  }
  const today = formatCivilDate(todayIn(deps));
  if (states.expiresOn !== null && states.expiresOn < today) {
    return refused("ended");
  }
  if (states.startsOn !== null && states.startsOn > today) {
    return refused("notYet");
  }
  const added = addCouponToBasket(deps, actor, spellings);
  return added.ok ? ok({ ...added.value, states }) : added;
};
