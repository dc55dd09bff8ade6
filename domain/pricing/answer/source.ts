/** Owns how an offer is named in the answer. */
import type { Offer } from "../offers/offer.ts";

export interface OfferSource {
  readonly campaign: string | null;
  readonly coupon: string | null;
  readonly rule: string | null;
  readonly tier: string | null;
}

export const sourceOf = ({ campaign, coupon, rule, tier }: Offer): OfferSource => ({
  campaign,
  coupon,
  rule,
  tier,
});
