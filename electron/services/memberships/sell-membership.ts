/**
 * Owns offering memberships to the basket's customer and ringing one up: a line at the price of its period, which is
 * added to the membership when the sale is complete (settle-memberships.ts). One of a plan at a time.
 */
import type {
  MembershipCouponProblem,
  MembershipOffer,
  SellMembershipError,
} from "../../../contracts/ipc/memberships.ts";
import { addLine, approvedBy, type Basket } from "../../../domain/basket/basket.ts";
import { exceededLimit, quantityInBasket } from "../../../domain/basket/sale-limit.ts";
import { lastDayOf } from "../../../domain/membership/membership-span.ts";
import { receiptDays } from "../../../domain/receipt/receipt-days.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import type { Actor, IdsDep, ProductsDep, SessionDep } from "../deps.ts";
import { offerPeriod, type MembershipTermsDeps, type PeriodOffer } from "./membership-terms.ts";

export type SellMembershipDeps = MembershipTermsDeps & SessionDep & ProductsDep & IdsDep;

export const membershipOffers = (
  deps: MembershipTermsDeps & SessionDep,
  couponCode: string | null,
): Result<
  readonly MembershipOffer[],
  MembershipCouponProblem | { readonly type: "MembershipNeedsCustomer"; readonly name: string }
> => {
  const customerRef = deps.basketSession.current()?.customerRef ?? null;
  if (customerRef === null) {
    return err({ type: "MembershipNeedsCustomer", name: "" });
  }
  const offers: MembershipOffer[] = [];
  for (const plan of deps.membershipPlans.plans()) {
    const offer = offerPeriod(deps, { customerRef, plan, couponCode });
    if (!offer.ok) {
      return offer;
    }
    offers.push({ ...plan, ...shown(offer.value) });
  }
  return ok(offers);
};

const shown = ({ planned, from, until, renews }: PeriodOffer) => ({
  ...planned,
  from: formatCivilDate(from),
  lastDay: formatCivilDate(lastDayOf(until)),
  renews,
});

export const sellMembership = (
  deps: SellMembershipDeps,
  actor: Actor,
  wish: { readonly planId: number; readonly couponCode: string | null },
): Result<Basket, SellMembershipError> => {
  const plan = deps.membershipPlans.plans().find(({ id }) => id === wish.planId);
  const product = plan && deps.products.findById(plan.productId);
  if (!plan || !product) {
    return err({ type: "UnknownPlan" });
  }
  const before = deps.basketSession.currentOrNew(actor);
  if (before.customerRef === null) {
    return err({ type: "MembershipNeedsCustomer", name: plan.name });
  }
  const offer = offerPeriod(deps, { ...wish, customerRef: before.customerRef, plan });
  if (!offer.ok) {
    return offer;
  }
  const { planned, from, until } = offer.value;
  const lineId = deps.ids.next();
  const added = addLine(before, {
    lineId,
    product,
    barcode: null,
    quantityMilli: 1000,
    unitPriceMinor: planned.finalPriceMinor,
    listUnitPriceMinor: planned.finalPriceMinor === planned.listPriceMinor ? null : planned.listPriceMinor,
    deposit: null,
    // On the receipt too: from when to when.
    note: `${receiptDays(deps.profile.locale, from, until)}${planned.coupon === null ? "" : ` (${planned.coupon.code})`}`,
  });
  if (!added.ok) {
    return added;
  }
  const exceeded = exceededLimit(added.value);
  if (exceeded) {
    return err({
      ...exceeded,
      type: "OverQuantityLimit",
      inBasketMilli: quantityInBasket(before, exceeded.productId),
    });
  }
  return deps.basketSession.store<SellMembershipError>(approvedBy(added.value, actor.approver), () => {
    deps.memberships.plan(before.id, lineId, planned);
    return ok(null);
  });
};
