/** Owns what a person does with what there is for a customer: reads it, joins a campaign, takes a coupon of theirs. */
import { useEffect } from "react";
import type { CustomerOffersView } from "../../contracts/ipc/participation.ts";
import { keepCustomerOffers } from "../stores/customer-offers-store.ts";
import { say } from "../stores/screen-store.ts";
import { applyBasket, useTill } from "../stores/till-store.ts";
import { translate } from "../texts/i18n.ts";
import { call } from "../transport/link.ts";
import { addCoupon } from "./coupon-actions.ts";
import { sayError } from "./say-error.ts";
import { inTurn } from "./till-worker.ts";

/** Reads what there is for the basket's customer: when they come, and when coupons come and go. */
export const useReadingCustomerOffers = (): void => {
  const customerRef = useTill((state) => state.basket?.customer?.customerRef ?? null);
  const coupons = useTill((state) => state.basket?.coupons.map(({ code }) => code).join(" ") ?? "");
  useEffect(() => {
    let isWanted = true;
    if (customerRef === null) {
      keepCustomerOffers(null);
      return undefined;
    }
    void call("participation.offers", { customerRef }).then((result) => {
      if (isWanted && result.ok) {
        keepCustomerOffers(result.value);
      }
    });
    return () => {
      isWanted = false;
    };
  }, [customerRef, coupons]);
};

/** `onJoined`: with what there is for them now. */
export const joinCampaign = (
  wanted: { readonly customerRef: string; readonly campaign: string; readonly label: string },
  onJoined?: (offers: CustomerOffersView) => void,
): void => {
  const { label, ...which } = wanted;
  inTurn(async () => {
    const result = await call("participation.join", which);
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    const { offers, basket } = result.value;
    onJoined?.(offers);
    if (basket !== null) {
      applyBasket(basket);
      keepCustomerOffers(offers);
    }
    const coupon = offers.campaigns.find(
      ({ campaign, state }) => campaign === which.campaign && state === "couponIssued",
    )?.coupon;
    const isInBasket = basket?.coupons.some(({ code }) => code === coupon) === true;
    say(translate(saidOf(coupon ?? null, isInBasket), { label }));
  });
};

const saidOf = (coupon: string | null, isInBasket: boolean) => {
  if (coupon === null) {
    return "participation.joinedLater";
  }
  return isInBasket ? "participation.joined" : "participation.joinedOther";
};

export const takeTheirCoupon = (code: string): void => {
  inTurn(async () => {
    const error = await addCoupon(code);
    if (error !== null) {
      sayError(error);
    }
  });
};
