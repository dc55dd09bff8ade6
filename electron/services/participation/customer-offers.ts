/** Owns what there is for one customer: the coupons that are theirs, what they joined and how that stands, and what they may join. */
import type { CustomerCampaignView, CustomerOffersView } from "../../../contracts/ipc/participation.ts";
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import type { StoredParticipation } from "../../../db/repositories/participations.ts";
import { isMeantFor, participationState } from "../../../domain/campaigns/participation.ts";
import { hasEnded } from "../../../domain/pricing/offers/campaign-gate.ts";
import type { PricingCustomer } from "../../../domain/pricing/pricing-input.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { couponRow, type CouponListDeps } from "../coupons/list-coupons.ts";
import type { CustomerForPricingDep, OfferUsesDep, ParticipationsDep } from "../deps.ts";
import { offerLabel } from "../pricing/offer-label.ts";
import { joinBarrier } from "./campaign-openness.ts";

export type CustomerOffersDeps = CouponListDeps & OfferUsesDep & ParticipationsDep & CustomerForPricingDep;

export const customerOffers = (
  deps: CustomerOffersDeps,
  customerRef: string,
): Result<CustomerOffersView, UnknownCustomer> => {
  const person = deps.customerForPricing(customerRef);
  if (person === null) {
    return err({ type: "UnknownCustomer" });
  }
  const joined = deps.participations.ofCustomer(person.id);
  const running = new Set(
    joined.filter(({ cancelledAtMs }) => cancelledAtMs === null).map(({ campaign }) => campaign),
  );
  const offers = deps.offers.current();
  const open = offers.campaigns
    .filter((campaign) => !running.has(campaign.code) && joinBarrier(deps, campaign) === null)
    .map(({ code }): CustomerCampaignView => ({
      campaign: code,
      label: offerLabel(offers, code),
      state: "open",
      joinedAtMs: null,
      coupon: null,
    }));
  return ok({
    customerRef: person.id,
    coupons: deps.coupons.ofCustomer(person.id).flatMap((listed) => couponRow(deps, listed) ?? []),
    campaigns: [...open, ...joined.map((one) => joinedView(deps, person, one))],
  });
};

const joinedView = (
  deps: CustomerOffersDeps,
  person: PricingCustomer,
  { campaign: code, coupon, joinedAtMs, cancelledAtMs }: StoredParticipation,
): CustomerCampaignView => {
  const offers = deps.offers.current();
  const campaign = offers.campaigns.find((known) => known.code === code);
  const listed = coupon === null ? null : deps.coupons.listed(coupon);
  const row = listed && couponRow(deps, listed);
  const now = { atMs: deps.clock.nowMs(), timezone: deps.profile.timezone };
  return {
    campaign: code,
    label: offerLabel(offers, code),
    state: participationState({
      isCancelled: cancelledAtMs !== null,
      coupon:
        row === null
          ? null
          : { isUsedUp: row.uses > 0 && row.state === "usedUp", isBlocked: row.state === "blocked" },
      hasEnded: campaign === undefined || hasEnded(campaign.validUntil, now) || row?.state === "expired",
      isMeant: campaign !== undefined && isMeantFor(campaign.conditions, person),
    }),
    joinedAtMs,
    coupon: row?.code ?? null,
  };
};
