/** Owns the handlers of what there is for one customer: their coupons and campaigns, joining one, and taking that back. */
import { ok, type Result } from "../../domain/result.ts";
import type { UnknownCustomer } from "../../contracts/ipc/customers.ts";
import type { CustomerOffersView } from "../../contracts/ipc/participation.ts";
import { addCouponToBasket } from "../services/checkout/coupons.ts";
import type { Actor } from "../services/deps.ts";
import { cancelParticipation } from "../services/participation/cancel-participation.ts";
import { customerOffers } from "../services/participation/customer-offers.ts";
import { joinCampaign } from "../services/participation/join-campaign.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type ParticipationHandlers = Pick<Handlers, Extract<keyof Handlers, `participation.${string}`>>;

export const createParticipationHandlers = (till: Till): ParticipationHandlers => ({
  "participation.offers": {
    needs: "customer:read",
    run: ({ customerRef }) => customerOffers(till, customerRef),
  },
  "participation.join": {
    needs: "coupon:apply",
    run: (wanted, actor) => {
      const joined = joinCampaign(till, actor, wanted);
      if (!joined.ok) {
        return joined;
      }
      const offers = viewOf(till, wanted.customerRef);
      if (!offers.ok) {
        return offers;
      }
      if (joined.value !== null) {
        putInTheirBasket(till, actor, { customerRef: offers.value.customerRef, coupon: joined.value });
      }
      const basket = till.basketSession.current();
      return ok({
        offers: offers.value,
        basket: basket?.customerRef === offers.value.customerRef ? basketView(till, basket) : null,
      });
    },
  },
  "participation.cancel": {
    needs: "coupon:update",
    run: (wanted, actor) => {
      const cancelled = cancelParticipation(till, actor, wanted);
      return cancelled.ok ? viewOf(till, wanted.customerRef) : cancelled;
    },
  },
});

const viewOf = (till: Till, customerRef: string): Result<CustomerOffersView, UnknownCustomer> =>
  customerOffers(till, till.customers.findByRef(customerRef)?.customerRef ?? customerRef);

/** Nothing happens once payment began: the coupon is theirs all the same. */
const putInTheirBasket = (
  till: Till,
  actor: Actor,
  { customerRef, coupon }: { readonly customerRef: string; readonly coupon: string },
): void => {
  const basket = till.basketSession.current();
  if (basket?.customerRef === customerRef && basket.tenders.length === 0) {
    addCouponToBasket(till, actor, [coupon]);
  }
};
