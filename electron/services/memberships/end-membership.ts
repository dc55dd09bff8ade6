/**
 * Owns how memberships end and move: cancelled by a person with a reason, marked as expired by a job once their last day
 * is over, and made one when two customers are. Each is a fact in the journal.
 */
import type { MembershipView } from "../../../contracts/ipc/memberships.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { StoredMembership } from "../../../db/repositories/memberships.ts";
import { stateOn } from "../../../domain/membership/membership-span.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import { repriceForCustomer } from "../checkout/attach-customer.ts";
import { todayIn } from "../checkout/store-today.ts";
import type { Actor, AuditDep, CustomersDep, DbDep, JournalDep, PricingDep, SessionDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Job } from "../jobs/job.ts";
import { membershipNow, membershipOf, type MembershipTermsDeps } from "./membership-terms.ts";
import { membershipsOf } from "./membership-views.ts";
import { refold } from "./settle-memberships.ts";

type CancelDeps = MembershipTermsDeps &
  DbDep &
  AuditDep &
  JournalDep &
  CustomersDep &
  SessionDep &
  PricingDep;

type CancelError =
  | { readonly type: "UnknownMembership" }
  | { readonly type: "MembershipNotActive" }
  | { readonly type: "ReasonMissing" };

export const cancelMembership = (
  deps: CancelDeps,
  actor: Actor,
  { membershipId, reason }: { readonly membershipId: string; readonly reason: string },
): Result<readonly MembershipView[], CancelError> => {
  const cancelled = inTransaction<readonly MembershipView[], CancelError>(deps.db, () => {
    const membership = deps.memberships.find(membershipId);
    if (!membership) {
      return err({ type: "UnknownMembership" });
    }
    if (reason === "") {
      return err({ type: "ReasonMissing" });
    }
    const today = todayIn(deps);
    if (stateOn(membershipNow(deps, membership).course, today) !== "active") {
      return err({ type: "MembershipNotActive" });
    }
    const by = actor.staffId;
    deps.memberships.addCancelled(membership.id, formatCivilDate(today), {
      atMs: deps.clock.nowMs(),
      staffId: by,
      reason,
    });
    refold(deps, membership.id, by);
    deps.audit.append({
      ...auditActor(actor),
      action: "membership.cancel",
      subject: `customer ${membership.customerRef}`,
      before: { until: membership.untilDay },
      after: { until: formatCivilDate(today) },
      reason,
    });
    deps.journal.append("membership.cancelled.v1", {
      ...toldOf(deps, membership),
      on: formatCivilDate(today),
      staffId: by,
    });
    const shown = membershipsOf(deps, membership.customerRef);
    return ok(shown.ok ? shown.value : []);
  });
  repriceForCustomer(deps);
  return cancelled;
};

/** What is active by its last mark and not by the day. A second run finds none. */
export const membershipExpiry = (deps: MembershipTermsDeps & JournalDep): Job => ({
  name: "membershipExpiry",
  every: "day",
  run: ({ first }) => {
    const day = formatCivilDate(first);
    const ended = deps.memberships.endedBefore(day);
    for (const membership of ended) {
      refold(deps, membership.id, null);
      deps.journal.append("membership.expired.v1", {
        ...toldOf(deps, membership),
        on: membership.untilDay,
      });
    }
    return ended.length;
  },
});

/** A customer has one membership of a plan: these two name it. */
const toldOf = (deps: MembershipTermsDeps, { customerRef, planId }: StoredMembership) => ({
  customerRef,
  plan: deps.membershipPlans.find(planId)?.code ?? null,
});

/** In the transaction of the merge. Periods of both follow each other in the order in which they were paid. */
export const mergeMemberships = (
  deps: MembershipTermsDeps,
  merge: { readonly fromRef: string; readonly intoRef: string; readonly staffId: number },
): void => {
  for (const from of deps.memberships.ofCustomer(merge.fromRef)) {
    const into = membershipOf(deps, merge.intoRef, from.planId);
    if (into === null) {
      deps.memberships.moveCustomer(from.id, merge.intoRef, merge.staffId);
    } else {
      deps.memberships.moveEvents(from.id, into.id);
      refold(deps, from.id, merge.staffId);
      refold(deps, into.id, merge.staffId);
    }
  }
};
