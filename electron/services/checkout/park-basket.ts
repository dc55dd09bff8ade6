/**
 * Owns setting a basket aside and taking it up again. A parked basket is rows, so it survives anything; on recall
 * its prices are today's, and every price that changed is told.
 */
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { ParkedBasket } from "../../../db/repositories/baskets.ts";
import { addCoupon, type Basket, type BasketLine } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, BasketsDep, ClockDep, DbDep, SessionDep } from "../deps.ts";

export type ParkBasketDeps = SessionDep & BasketsDep & ClockDep & DbDep;

export interface PriceChange {
  readonly lineId: string;
  readonly name: string;
  readonly oldUnitPriceMinor: number;
  readonly newUnitPriceMinor: number;
}

export const parkBasket = (
  deps: ParkBasketDeps,
  label: string | null,
): Result<null, { readonly type: "NoBasket" } | { readonly type: "PaymentStarted" }> => {
  const basket = deps.basketSession.current();
  if (!basket || (basket.lines.length === 0 && basket.returns.length === 0)) {
    return err({ type: "NoBasket" });
  }
  if (basket.tenders.length > 0) {
    return err({ type: "PaymentStarted" });
  }
  return deps.basketSession.close(() => {
    deps.baskets.park({ basketId: basket.id, label, atMs: deps.clock.nowMs() });
    return ok(null);
  });
};

export const listParked = (deps: BasketsDep): readonly ParkedBasket[] => deps.baskets.parked();

export const recallBasket = (
  deps: ParkBasketDeps,
  actor: Actor,
  basketId: string,
): Result<
  { readonly basket: Basket; readonly priceChanges: readonly PriceChange[] },
  { readonly type: "UnknownBasket" } | { readonly type: "BasketInUse" }
> => {
  const current = deps.basketSession.current();
  if (current && (current.lines.length > 0 || current.returns.length > 0)) {
    return err({ type: "BasketInUse" });
  }
  const parked = deps.baskets.findParked(basketId);
  if (!parked) {
    return err({ type: "UnknownBasket" });
  }
  const before = parked.basket;
  const lines = before.lines.map(withTodaysPrice);
  const basket: Basket = {
    ...withCoupons({ ...before, lines }, current?.coupons ?? []),
    staffId: actor.staffId,
    revision: before.revision + 1,
  };
  allOrNothing(deps.db, () => {
    const atMs = deps.clock.nowMs();
    if (current) {
      deps.baskets.remove(current.id);
    }
    deps.baskets.reopen({ basketId, atMs });
    deps.baskets.save({ before, after: basket, atMs });
  });
  deps.basketSession.adopt(basket);
  return ok({ basket, priceChanges: before.lines.flatMap((line, index) => priceChange(line, lines[index])) });
};

/** Coupons handed over before the recall are not lost with the empty basket that they were on. */
const withCoupons = (basket: Basket, codes: readonly string[]): Basket =>
  codes.reduce((before, code) => {
    const added = addCoupon(before, code);
    return added.ok ? added.value : before;
  }, basket);

/** A price that a person set stays; the price-list price behind it follows the list. */
const withTodaysPrice = (line: BasketLine): BasketLine => {
  const todayMinor = line.product.unitPriceMinor;
  if (todayMinor === null || todayMinor === (line.listUnitPriceMinor ?? line.unitPriceMinor)) {
    return line;
  }
  return line.listUnitPriceMinor === null
    ? { ...line, unitPriceMinor: todayMinor }
    : { ...line, listUnitPriceMinor: todayMinor };
};

const priceChange = (before: BasketLine, after: BasketLine | undefined): readonly PriceChange[] =>
  after && after.unitPriceMinor !== before.unitPriceMinor
    ? [
        {
          lineId: before.id,
          name: before.product.name,
          oldUnitPriceMinor: before.unitPriceMinor,
          newUnitPriceMinor: after.unitPriceMinor,
        },
      ]
    : [];
