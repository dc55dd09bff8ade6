/** Owns taking a participation back before it was redeemed: its coupon counts no more. They may join again. */
import type { CancelParticipationError } from "../../../contracts/ipc/participation.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type {
  Actor,
  AuditDep,
  ClockDep,
  CouponsDep,
  CustomersDep,
  DbDep,
  JournalDep,
  OfferUsesDep,
  ParticipationsDep,
} from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { CustomerAndCampaign } from "./join-campaign.ts";

type CancelDeps = ParticipationsDep &
  CouponsDep &
  CustomersDep &
  OfferUsesDep &
  DbDep &
  AuditDep &
  JournalDep &
  ClockDep;

export const cancelParticipation = (
  deps: CancelDeps,
  actor: Actor,
  wanted: CustomerAndCampaign,
): Result<null, CancelParticipationError> =>
  inTransaction<null, CancelParticipationError>(deps.db, () => {
    const customerRef = deps.customers.findByRef(wanted.customerRef)?.customerRef ?? wanted.customerRef;
    const joined = deps.participations.find(customerRef, wanted.campaign);
    if (!joined) {
      return err({ type: "NotJoined" });
    }
    const { coupon, campaign } = joined;
    if (coupon !== null && deps.offerUses.count("coupon", coupon, null).uses > 0) {
      return err({ type: "ParticipationRedeemed" });
    }
    deps.participations.cancel(joined.id, actor.staffId);
    const stored = coupon === null ? null : deps.coupons.find(coupon);
    if (stored) {
      deps.coupons.change(stored.code, { ...stored, blockedAtMs: deps.clock.nowMs() }, actor.staffId);
    }
    deps.audit.append({
      ...auditActor(actor),
      action: "participation.cancel",
      subject: `campaign ${campaign}`,
      before: { customerRef, coupon },
      after: null,
      reason: null,
    });
    deps.journal.append("participation.cancelled.v1", {
      campaign,
      coupon,
      customerRef,
      staffId: actor.staffId,
    });
    return ok(null);
  });
