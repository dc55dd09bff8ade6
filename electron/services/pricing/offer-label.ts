/** Owns what people read for an offer: the name of the campaign or of the tier where it has one, else its code. */
import type { OffersInForce } from "../deps.ts";

export const offerLabel = (offers: OffersInForce, code: string | null): string =>
  offers.campaigns.find((campaign) => campaign.code === code)?.name ??
  offers.tiers?.find((tier) => tier.code === code)?.name ??
  code ??
  "";
