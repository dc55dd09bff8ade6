/** Owns what people read for an offer: the campaign's name where it has one, else its code. */
import type { OffersInForce } from "../deps.ts";

export const offerLabel = (offers: OffersInForce, code: string | null): string =>
  offers.campaigns.find((campaign) => campaign.code === code)?.name ?? code ?? "";
