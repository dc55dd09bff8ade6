/**
 * Owns making one customer of two who are the same person, in one transaction. The one that stays wins wherever both say
 * something; what only the other said is filled in. The other's ref stays good: it stands in old sales, and finds the one
 * that stayed. Whatever else is kept under a ref joins by adding its step to STEPS.
 */
import type { MergeError } from "../../../contracts/ipc/customers.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import { mergedDetails } from "../../../domain/customer/customer.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { mergeReferrals } from "../referrals/merge-referrals.ts";
import { mergeMemberships } from "../memberships/end-membership.ts";
import { giveBirthdayToday } from "../loyalty/birthday-points.ts";
import { mergePoints } from "../loyalty/merge-points.ts";
import type { PostPointsDeps } from "../loyalty/post-points.ts";
import { repriceForCustomer } from "../checkout/attach-customer.ts";
import type {
  Actor,
  AuditDep,
  BasketsDep,
  CustomersDep,
  DbDep,
  JournalDep,
  ParticipationsDep,
  MembershipsDep,
  PricingDep,
  ReferralsDep,
  SegmentsDep,
  SessionDep,
  StoredValueDep,
} from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";

export type MergeDeps = PostPointsDeps &
  MembershipsDep &
  ReferralsDep &
  DbDep &
  CustomersDep &
  ParticipationsDep &
  Pick<SegmentsDep, "segments"> &
  BasketsDep &
  AuditDep &
  JournalDep &
  SessionDep &
  PricingDep &
  Pick<StoredValueDep, "storedValue">;

interface Merge {
  /** Goes. */
  readonly from: Customer;
  /** Stays. */
  readonly into: Customer;
  readonly by: number;
}

/** Each moves what is kept under `from.customerRef` to `into.customerRef`; in this order, in the merge's transaction. */
const STEPS: readonly ((deps: MergeDeps, merge: Merge) => void)[] = [
  ({ loyaltyCards }, { from, into, by }) => {
    loyaltyCards.moveAll(from.id, into.id, by);
  },
  ({ customerActivity }, { from, into }) => {
    customerActivity.move(from.customerRef, into.customerRef);
  },
  ({ participations }, { from, into, by }) => {
    participations.move(from.customerRef, into.customerRef, by);
  },
  ({ segments }, { from, into }) => {
    segments.moveMember(from.customerRef, into.customerRef);
  },
  ({ baskets }, { from, into }) => {
    baskets.moveCustomer(from.customerRef, into.customerRef);
  },
  (deps, { from, into, by }) => {
    mergePoints(deps, { fromRef: from.customerRef, intoRef: into.customerRef, staffId: by });
  },
  (deps, { from, into, by }) => {
    mergeMemberships(deps, { fromRef: from.customerRef, intoRef: into.customerRef, staffId: by });
  },
  (deps, { from, into, by }) => {
    mergeReferrals(deps, { fromRef: from.customerRef, intoRef: into.customerRef, staffId: by });
  },
  ({ storedValue }, { from, into, by }) => {
    storedValue.moveCustomer(from.customerRef, into.customerRef, by);
  },
  // What is never changed stays under its ref and is asked for under every ref of the customer: sales, uses of offers, and
  // consents, of which the newest holds.
];

export const mergeCustomers = (
  deps: MergeDeps,
  actor: Actor,
  refs: { readonly fromRef: string; readonly intoRef: string },
): Result<Customer, MergeError> => {
  const from = deps.customers.findByRef(refs.fromRef);
  const into = deps.customers.findByRef(refs.intoRef);
  if (!from || !into) {
    return err({ type: "UnknownCustomer" });
  }
  if (from.id === into.id) {
    return err({ type: "SameCustomer" });
  }
  const details = mergedDetails(into, from);
  const merged = inTransaction<Customer, never>(deps.db, () => {
    const merge = { from, into, by: actor.staffId };
    for (const step of STEPS) {
      step(deps, merge);
    }
    deps.customers.mergeInto(from.id, into.id, actor.staffId);
    deps.customers.update(into.id, details, actor.staffId);
    if (into.dateOfBirth === null) {
      giveBirthdayToday(deps, { ...into, ...details });
    }
    deps.audit.append({
      ...auditActor(actor),
      action: "customer.merge",
      subject: `customer ${into.customerRef}`,
      before: { customerRef: from.customerRef },
      after: { customerRef: into.customerRef },
      reason: null,
    });
    deps.journal.append("customer.merged.v1", {
      fromRef: from.customerRef,
      intoRef: into.customerRef,
      staffId: actor.staffId,
    });
    return ok({ ...into, ...details });
  });
  repriceForCustomer(deps);
  return merged;
};
