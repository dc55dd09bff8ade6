/**
 * Owns what a period of a plan would be for a customer today: from when to when, with which coupon, at what price. A
 * membership that runs on keeps the price and coupon that it was sold with; one that lapsed starts at the plan's own.
 */
import type { MembershipCouponProblem } from "../../../contracts/ipc/memberships.ts";
import type {
  PaidEvent,
  StoredMembership,
  StoredMembershipEvent,
} from "../../../db/repositories/memberships.ts";
import { isUsedUp, pricePeriod, type MembershipCoupon } from "../../../domain/membership/membership-price.ts";
import {
  courseOf,
  isUnbroken,
  type MembershipCourse,
  type MembershipEvent,
} from "../../../domain/membership/membership-span.ts";
import type { MembershipPlan, PlannedPeriod } from "../../../domain/membership/membership.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { formatCivilDate, parseCivilDate, type CivilDate } from "../../../domain/time/civil-date.ts";
import { todayIn } from "../checkout/store-today.ts";
import type { ClockDep, MembershipsDep, ProfileDep } from "../deps.ts";

export type MembershipTermsDeps = MembershipsDep & ClockDep & ProfileDep;

/** A membership read from what happened to it. */
export interface MembershipNow {
  readonly membership: StoredMembership | null;
  readonly live: readonly StoredMembershipEvent[];
  readonly course: MembershipCourse;
}

export interface PeriodOffer {
  readonly planned: PlannedPeriod;
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly renews: boolean;
}

export interface PeriodWish {
  readonly customerRef: string;
  readonly plan: MembershipPlan;
  /** null: the coupon that was kept, if one was. */
  readonly couponCode: string | null;
}

export const offerPeriod = (
  deps: MembershipTermsDeps,
  { customerRef, plan, couponCode }: PeriodWish,
): Result<PeriodOffer, MembershipCouponProblem> => {
  const today = todayIn(deps);
  const now = membershipNow(deps, membershipOf(deps, customerRef, plan.id));
  const renews = isUnbroken(now.course, today);
  const kept = renews ? keptTerms(now, plan) : { listPriceMinor: plan.priceMinor, coupon: null };
  const typed = couponCode === null ? ok(null) : findCoupon(deps, { couponCode, today, now });
  if (!typed.ok) {
    return typed;
  }
  const coupon = typed.value ?? kept.coupon;
  const priced = pricePeriod({ ...kept, coupon }, coupon === null ? 0 : usesOf(now.live, coupon.code));
  const events: MembershipEvent[] = [
    ...now.live.map(toEvent),
    { kind: "paid", on: today, period: plan.period },
  ];
  const span = courseOf(events).newest ?? { from: today, until: today };
  return ok({ ...span, planned: { planId: plan.id, ...priced }, renews });
};

export const membershipOf = (
  { memberships }: MembershipsDep,
  customerRef: string,
  planId: number,
): StoredMembership | null =>
  memberships.ofCustomer(customerRef).find((membership) => membership.planId === planId) ?? null;

export const membershipNow = (
  { memberships }: MembershipsDep,
  membership: StoredMembership | null,
  withoutEvent: number | null = null,
): MembershipNow => {
  const live =
    membership === null
      ? []
      : memberships.events(membership.id).filter(({ id, isBack }) => !isBack && id !== withoutEvent);
  return { membership, live, course: courseOf(live.map(toEvent)) };
};

/** What the run that lasts today was sold at. Another kind of period has another price. */
export const keptTerms = (
  { live, course }: MembershipNow,
  plan: MembershipPlan,
): { readonly listPriceMinor: number; readonly coupon: MembershipCoupon | null } => {
  const run = live
    .slice(course.runFrom)
    .filter((event): event is PaidEvent & StoredMembershipEvent => event.kind === "paid");
  const newest = run.at(-1);
  return newest?.period === plan.period
    ? {
        listPriceMinor: newest.listPriceMinor,
        coupon: run.findLast((event) => event.coupon !== null)?.coupon ?? null,
      }
    : { listPriceMinor: plan.priceMinor, coupon: null };
};

export const usesOf = (live: readonly StoredMembershipEvent[], code: string): number =>
  live.filter((event) => event.kind === "paid" && event.coupon?.code === code).length;

const findCoupon = (
  { membershipPlans }: MembershipsDep,
  asked: { readonly couponCode: string; readonly today: CivilDate; readonly now: MembershipNow },
): Result<MembershipCoupon, MembershipCouponProblem> => {
  const found = membershipPlans.findCoupon(asked.couponCode);
  if (!found) {
    return err({ type: "UnknownMembershipCoupon", code: asked.couponCode });
  }
  const { code, off, duration, periods, validUntil, maxMembers, members } = found;
  if (validUntil !== null && validUntil < formatCivilDate(asked.today)) {
    return err({ type: "MembershipCouponEnded", code, day: validUntil });
  }
  const used = usesOf(asked.now.live, code);
  if (maxMembers !== null && used === 0 && members >= maxMembers) {
    return err({ type: "MembershipCouponGone", code });
  }
  const coupon = { code, off, duration, periods };
  return isUsedUp(coupon, used) ? err({ type: "MembershipCouponUsed", code }) : ok(coupon);
};

const toEvent = (event: StoredMembershipEvent): MembershipEvent => {
  const on = dayOf(event.onDay);
  return event.kind === "paid" ? { kind: "paid", on, period: event.period } : { kind: "cancelled", on };
};

/** Days are written by this program alone. */
export const dayOf = (text: string): CivilDate => {
  const day = parseCivilDate(text);
  if (day === null) {
    throw new Error(`${text} is no day`);
  }
  return day;
};
