/**
 * Owns joining a campaign at the till: the customer is registered, and gets a coupon of their own that opens the campaign, at
 * once where it is meant for them and else when they are next served and it is. Each step is one transaction with its
 * audit entry and its fact in the journal, which name the ref only.
 */
import type { JoinCampaignError } from "../../../contracts/ipc/participation.ts";
import { allOrNothing, inTransaction } from "../../../db/in-transaction.ts";
import type { StoredParticipation } from "../../../db/repositories/participations.ts";
import type { Campaign } from "../../../domain/campaigns/campaign.ts";
import { isMeantFor } from "../../../domain/campaigns/participation.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type {
  Actor,
  AuditDep,
  ClockDep,
  CustomerForPricingDep,
  CustomersDep,
  DbDep,
  JournalDep,
  OffersDep,
  OfferUsesDep,
  ParticipationsDep,
  ProfileDep,
} from "../deps.ts";
import { makePersonalCoupon, type MakePersonalCouponDeps } from "../coupons/make-personal-coupon.ts";
import { offerLabel } from "../pricing/offer-label.ts";
import { auditActor } from "../session/audit-actor.ts";
import { joinBarrier } from "./campaign-openness.ts";

export type IssueDeps = ParticipationsDep &
  MakePersonalCouponDeps &
  OffersDep &
  CustomerForPricingDep &
  DbDep &
  AuditDep &
  JournalDep;

export type JoinCampaignDeps = IssueDeps & CustomersDep & OfferUsesDep & ClockDep & ProfileDep;

export interface CustomerAndCampaign {
  readonly customerRef: string;
  readonly campaign: string;
}

/** Answers with the coupon that was issued; null: the campaign is not meant for them yet. */
export const joinCampaign = (
  deps: JoinCampaignDeps,
  actor: Actor,
  wanted: CustomerAndCampaign,
): Result<string | null, JoinCampaignError> => {
  const campaign = deps.offers.current().campaigns.find(({ code }) => code === wanted.campaign);
  if (!campaign) {
    return err({ type: "UnknownCampaign", code: wanted.campaign });
  }
  const label = offerLabel(deps.offers.current(), campaign.code);
  return inTransaction<string | null, JoinCampaignError>(deps.db, () => {
    const customer = deps.customers.findByRef(wanted.customerRef);
    if (!customer) {
      return err({ type: "UnknownCustomer" });
    }
    const barrier = joinBarrier(deps, campaign);
    if (barrier !== null) {
      return err({ type: "CampaignNotOpen", label, barrier });
    }
    const { customerRef } = customer;
    if (deps.participations.find(customerRef, campaign.code)) {
      return err({ type: "AlreadyJoined", label });
    }
    const id = deps.participations.add({ campaign: campaign.code, customerRef }, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "participation.join",
      subject: `campaign ${campaign.code}`,
      before: null,
      after: { customerRef },
      reason: null,
    });
    deps.journal.append("participation.joined.v1", {
      campaign: campaign.code,
      customerRef,
      staffId: actor.staffId,
    });
    return ok(issueIfMeant(deps, actor, { id, customerRef, campaign }));
  });
};

/** The coupons of campaigns that were joined earlier and are meant for this customer by now. */
export const issueWaitingCoupons = (deps: IssueDeps, actor: Actor, customerRef: string): void => {
  const waiting = deps.participations.waiting(customerRef);
  if (waiting.length === 0) {
    return;
  }
  const { campaigns } = deps.offers.current();
  allOrNothing(deps.db, () => {
    for (const { id, campaign: code } of waiting) {
      const campaign = campaigns.find((known) => known.code === code);
      if (campaign) {
        issueIfMeant(deps, actor, { id, customerRef, campaign });
      }
    }
  });
};

const issueIfMeant = (
  deps: IssueDeps,
  actor: Actor,
  {
    id,
    customerRef,
    campaign,
  }: Pick<StoredParticipation, "id" | "customerRef"> & { readonly campaign: Campaign },
): string | null => {
  const person = deps.customerForPricing(customerRef);
  if (person === null || !isMeantFor(campaign.conditions, person)) {
    return null;
  }
  const usageLimit = campaign.limits.usesPerCustomer ?? 1;
  const coupon = makePersonalCoupon(deps, {
    customerRef,
    definition: { type: "personal", campaign: campaign.code, usageLimit },
    by: actor.staffId,
  });
  deps.participations.issue(id, coupon);
  deps.audit.append({
    ...auditActor(actor),
    action: "participation.couponIssued",
    subject: `campaign ${campaign.code}`,
    before: null,
    after: { customerRef, coupon },
    reason: null,
  });
  deps.journal.append("participation.couponIssued.v1", {
    campaign: campaign.code,
    coupon,
    customerRef,
    staffId: actor.staffId,
  });
  return coupon;
};
