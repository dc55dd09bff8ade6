/** Owns the handlers of memberships: plans and coupons, selling, a customer's memberships, cancelling. */
import { ok } from "../../domain/result.ts";
import {
  createPlan,
  membershipSettings,
  putCoupon,
  removeCoupon,
  removePlan,
  updatePlan,
} from "../services/memberships/change-plans.ts";
import { cancelMembership } from "../services/memberships/end-membership.ts";
import { membershipsOf } from "../services/memberships/membership-views.ts";
import { membershipOffers, sellMembership } from "../services/memberships/sell-membership.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type MembershipHandlers = Pick<Handlers, Extract<keyof Handlers, `membership.${string}`>>;

export const createMembershipHandlers = (till: Till): MembershipHandlers => ({
  "membership.settings": { needs: "membership:configure", run: () => ok(membershipSettings(till)) },
  "membership.createPlan": {
    needs: "membership:configure",
    run: (plan, actor) => createPlan(till, actor, plan),
  },
  "membership.updatePlan": {
    needs: "membership:configure",
    run: (plan, actor) => updatePlan(till, actor, plan),
  },
  "membership.removePlan": {
    needs: "membership:configure",
    run: ({ planId }, actor) => removePlan(till, actor, planId),
  },
  "membership.putCoupon": {
    needs: "membership:configure",
    run: (coupon, actor) => putCoupon(till, actor, coupon),
  },
  "membership.removeCoupon": {
    needs: "membership:configure",
    run: ({ code }, actor) => removeCoupon(till, actor, code),
  },
  "membership.offers": {
    needs: "membership:sell",
    run: ({ couponCode }) => membershipOffers(till, couponCode),
  },
  "membership.sell": {
    needs: "membership:sell",
    run: (wish, actor) => {
      const sold = sellMembership(till, actor, wish);
      return sold.ok ? ok(basketView(till, sold.value)) : sold;
    },
  },
  "membership.ofCustomer": {
    needs: "customer:read",
    run: ({ customerRef }) => membershipsOf(till, customerRef),
  },
  "membership.cancel": {
    needs: "membership:cancel",
    run: (wish, actor) => cancelMembership(till, actor, wish),
  },
});
