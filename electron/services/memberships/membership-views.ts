/** Owns how memberships are shown: beside the basket, and on a customer's page with everything that happened. */
import type {
  MembershipBadge,
  MembershipEventView,
  MembershipView,
} from "../../../contracts/ipc/memberships.ts";
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import type { StoredMembership, StoredMembershipEvent } from "../../../db/repositories/memberships.ts";
import { lastDayOf, stateOn } from "../../../domain/membership/membership-span.ts";
import { MEMBER_SEGMENT, segmentOfPlan } from "../../../domain/membership/membership.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import { todayIn } from "../checkout/store-today.ts";
import type { CustomersDep } from "../deps.ts";
import { dayOf, type MembershipTermsDeps } from "./membership-terms.ts";

export const membershipsOf = (
  deps: MembershipTermsDeps & CustomersDep,
  customerRef: string,
): Result<readonly MembershipView[], UnknownCustomer> => {
  const customer = deps.customers.findByRef(customerRef);
  return customer
    ? ok(
        deps.memberships
          .ofCustomer(customer.customerRef)
          .map((membership) => membershipView(deps, membership)),
      )
    : err({ type: "UnknownCustomer" });
};

export const membershipBadges = (
  deps: MembershipTermsDeps,
  customerRef: string,
): readonly MembershipBadge[] =>
  activeOf(deps, customerRef).map(({ plan, untilDay }) => ({
    planName: plan.name,
    lastDay: lastDayText(untilDay),
  }));

/** What campaigns may ask for: of any plan, and of which. */
export const membershipSegments = (deps: MembershipTermsDeps, customerRef: string): readonly string[] => {
  const active = activeOf(deps, customerRef);
  return active.length === 0 ? [] : [MEMBER_SEGMENT, ...active.map(({ plan }) => segmentOfPlan(plan.code))];
};

/** By the day and not by what a job last wrote. */
const activeOf = (deps: MembershipTermsDeps, customerRef: string) =>
  deps.memberships.ofCustomer(customerRef).flatMap((membership) => {
    const { untilDay, planId } = membership;
    const plan = deps.membershipPlans.find(planId);
    return plan && untilDay !== null && stateNow(deps, membership) === "active" ? [{ plan, untilDay }] : [];
  });

const stateNow = (deps: MembershipTermsDeps, { state, untilDay }: StoredMembership) =>
  stateOn(
    { until: untilDay === null ? null : dayOf(untilDay), cancelled: state === "cancelled" },
    todayIn(deps),
  );

const membershipView = (deps: MembershipTermsDeps, membership: StoredMembership): MembershipView => {
  const plan = deps.membershipPlans.find(membership.planId);
  return {
    id: membership.id,
    planName: plan?.name ?? "",
    period: plan?.period ?? "month",
    state: stateNow(deps, membership),
    lastDay: membership.untilDay === null ? null : lastDayText(membership.untilDay),
    coupon: membership.coupon,
    finalPriceMinor: membership.finalPriceMinor,
    events: deps.memberships.events(membership.id).map(eventView).toReversed(),
  };
};

const eventView = (event: StoredMembershipEvent): MembershipEventView => {
  const { id, atMs, receiptNumber, reason } = event;
  const told = { id, atMs, receiptNumber, reason };
  if (event.kind === "cancelled") {
    return { ...told, kind: "cancelled", from: null, lastDay: null, priceMinor: null, coupon: null };
  }
  return {
    ...told,
    kind: event.isBack ? "takenBack" : event.renews ? "renewed" : "sold",
    from: event.fromDay,
    lastDay: lastDayText(event.untilDay),
    priceMinor: event.finalPriceMinor,
    coupon: event.coupon?.code ?? null,
  };
};

const lastDayText = (untilDay: string): string => formatCivilDate(lastDayOf(dayOf(untilDay)));
