/**
 * Owns what a sale or refund does to memberships, inside its own transaction and before its record is made: periods
 * that were sold are added, at the terms that were rung up if they still hold; periods that come back are taken away
 * as if they had never been sold.
 */
import type { MembershipRefusal } from "../../../contracts/ipc/memberships.ts";
import { liveLines, type Basket } from "../../../domain/basket/basket.ts";
import { pricePeriod } from "../../../domain/membership/membership-price.ts";
import { isUnbroken, stateOn } from "../../../domain/membership/membership-span.ts";
import {
  isPlanSku,
  type MembershipMovement,
  type PlannedPeriod,
} from "../../../domain/membership/membership.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { SaleLine, UnrecordedSale } from "../../../domain/sale/sale.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import { todayIn } from "../checkout/store-today.ts";
import type { IdsDep } from "../deps.ts";
import {
  keptTerms,
  membershipNow,
  membershipOf,
  offerPeriod,
  usesOf,
  type MembershipTermsDeps,
  type PeriodOffer,
} from "./membership-terms.ts";

export interface SaleOfMemberships {
  readonly sale: UnrecordedSale;
  readonly seq: number;
  /** Line number to what it sells. */
  readonly planned: ReadonlyMap<number, PlannedPeriod>;
}

export const settleMemberships = (
  deps: MembershipTermsDeps & IdsDep,
  toSettle: SaleOfMemberships,
): Result<readonly MembershipMovement[], MembershipRefusal> => {
  const movements: MembershipMovement[] = [];
  for (const line of toSettle.sale.lines.filter(({ sku }) => isPlanSku(sku))) {
    const moved =
      line.quantityMilli > 0 ? addPeriod(deps, toSettle, line) : takePeriodBack(deps, toSettle, line);
    if (!moved.ok) {
      return moved;
    }
    movements.push(...moved.value);
  }
  return ok(movements);
};

const addPeriod = (
  deps: MembershipTermsDeps & IdsDep,
  { sale, seq, planned }: SaleOfMemberships,
  line: SaleLine,
): Result<readonly MembershipMovement[], MembershipRefusal> => {
  const { lineNumber, name, quantityMilli } = line;
  const offer = stillOffered(deps, {
    planned: planned.get(lineNumber),
    name,
    quantityMilli,
    customerRef: sale.customerRef,
  });
  if (!offer.ok) {
    return offer;
  }
  const { plan, customerRef, period } = offer.value;
  const by = sale.cashierId;
  const membership =
    membershipOf(deps, customerRef, plan.id) ??
    deps.memberships.open({ id: deps.ids.next(), customerRef, planId: plan.id }, by);
  const { listPriceMinor, finalPriceMinor, coupon } = period.planned;
  const fromDay = formatCivilDate(period.from);
  const untilDay = formatCivilDate(period.until);
  deps.memberships.addPaid(
    membership.id,
    {
      onDay: formatCivilDate(todayIn(deps)),
      period: plan.period,
      listPriceMinor,
      coupon,
      finalPriceMinor,
      fromDay,
      untilDay,
      renews: period.renews,
      saleSeq: seq,
      lineNumber,
    },
    { atMs: sale.atMs, staffId: by, reason: null },
  );
  refold(deps, membership.id, by);
  const kind = period.renews ? "renewed" : "sold";
  const told = { plan: plan.code, lineNumber, from: fromDay, until: untilDay };
  return ok([{ ...told, kind, coupon: coupon?.code ?? null, finalPriceMinor }]);
};

/** What was sold at another till is not known here: there is nothing to take back. */
const takePeriodBack = (
  deps: MembershipTermsDeps,
  { sale, seq }: SaleOfMemberships,
  { lineNumber, name, refunds }: SaleLine,
): Result<readonly MembershipMovement[], MembershipRefusal> => {
  if (!refunds) {
    return err({ type: "MembershipNeedsReceipt", name });
  }
  const paid = deps.memberships.paidBy(refunds.saleId, refunds.lineNumber);
  const event = paid && deps.memberships.events(paid.membershipId).find(({ id }) => id === paid.id);
  if (!paid || event?.kind !== "paid") {
    return ok([]);
  }
  const without = membershipNow(deps, deps.memberships.find(paid.membershipId), paid.id);
  const untilDay = without.course.until === null ? null : formatCivilDate(without.course.until);
  deps.memberships.takeBack(paid.id, { seq, lineNumber, untilDay });
  refold(deps, paid.membershipId, sale.cashierId);
  const plan = deps.membershipPlans.find(without.membership?.planId ?? 0);
  return ok([
    {
      plan: plan?.code ?? "",
      kind: "takenBack",
      lineNumber,
      from: event.fromDay,
      until: untilDay ?? event.fromDay,
      coupon: event.coupon?.code ?? null,
      finalPriceMinor: event.finalPriceMinor,
    },
  ]);
};

/** Writes beside a membership what its events come to today. */
export const refold = (deps: MembershipTermsDeps, membershipId: string, by: number | null): void => {
  const now = membershipNow(deps, deps.memberships.find(membershipId));
  const plan = deps.membershipPlans.find(now.membership?.planId ?? 0);
  if (!plan) {
    throw new Error(`Membership ${membershipId} has no plan`);
  }
  const today = todayIn(deps);
  const { until } = now.course;
  const terms = isUnbroken(now.course, today)
    ? keptTerms(now, plan)
    : { listPriceMinor: plan.priceMinor, coupon: null };
  const { coupon, finalPriceMinor } = pricePeriod(
    terms,
    terms.coupon === null ? 0 : usesOf(now.live, terms.coupon.code),
  );
  const untilDay = until === null ? null : formatCivilDate(until);
  deps.memberships.settle(
    membershipId,
    { state: stateOn(now.course, today), untilDay, coupon, finalPriceMinor },
    by,
  );
};

/** Why a basket cannot be paid because of a membership in it; asked before any money is taken. */
export const membershipProblem = (deps: MembershipTermsDeps, basket: Basket): MembershipRefusal | null => {
  const lines = liveLines(basket).filter(({ product }) => isPlanSku(product.sku));
  const planned = lines.length === 0 ? null : deps.memberships.plannedOf(basket.id);
  for (const { id, product, quantityMilli } of lines) {
    const offer = stillOffered(deps, {
      planned: planned?.get(id),
      name: product.name,
      quantityMilli,
      customerRef: basket.customerRef,
    });
    if (!offer.ok) {
      return offer.error;
    }
  }
  return null;
};

interface Rung {
  readonly planned: PlannedPeriod | undefined;
  readonly name: string;
  readonly quantityMilli: number;
  readonly customerRef: string | null;
}

/** Somebody else's membership, or one that was sold meanwhile, has other terms. */
const stillOffered = (deps: MembershipTermsDeps, { planned, name, quantityMilli, customerRef }: Rung) => {
  if (customerRef === null) {
    return err<MembershipRefusal>({ type: "MembershipNeedsCustomer", name });
  }
  if (quantityMilli !== 1000) {
    return err<MembershipRefusal>({ type: "MembershipOnce", name });
  }
  const plan = planned && deps.membershipPlans.find(planned.planId);
  if (!planned || !plan) {
    return err<MembershipRefusal>({ type: "MembershipChanged", name });
  }
  const codes = planned.coupon === null ? [null] : [null, planned.coupon.code];
  const period = codes
    .map((couponCode) => offerOf(deps, { customerRef, plan, couponCode }))
    .find((offer) => isAs(planned, offer));
  return period
    ? ok({ plan, customerRef, period })
    : err<MembershipRefusal>({ type: "MembershipChanged", name });
};

const offerOf = (deps: MembershipTermsDeps, wish: Parameters<typeof offerPeriod>[1]): PeriodOffer | null => {
  const offer = offerPeriod(deps, wish);
  return offer.ok ? offer.value : null;
};

const isAs = (planned: PlannedPeriod, offer: PeriodOffer | null): boolean =>
  offer?.planned.finalPriceMinor === planned.finalPriceMinor &&
  offer.planned.listPriceMinor === planned.listPriceMinor &&
  offer.planned.coupon?.code === planned.coupon?.code;
