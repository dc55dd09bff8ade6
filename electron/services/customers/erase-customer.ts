/**
 * Owns that a person's data are gone when they ask for it (GDPR, KVKK). Erasing overwrites what the person told, what
 * was typed about them, their names in the search and their cards, in the database file itself; sales, points, consents and
 * the journal know a random ref only and stay as they are. Whatever else is personal joins by adding its step to STEPS.
 */
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import { CONSENT_CHANNELS, consentsAfter } from "../../../domain/customer/consent.ts";
import { PROGRAM_WORDING } from "../../../domain/customer/program-wording.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { repriceForCustomer } from "../checkout/attach-customer.ts";
import type {
  Actor,
  AuditDep,
  BasketsDep,
  CustomersDep,
  DbDep,
  JournalDep,
  PricingDep,
  ProfileDep,
  SessionDep,
} from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";

export type EraseDeps = DbDep &
  CustomersDep &
  BasketsDep &
  AuditDep &
  JournalDep &
  SessionDep &
  PricingDep &
  ProfileDep;

interface Erasure {
  readonly customer: Customer;
  /** Their own, and those that were merged into it. */
  readonly refs: readonly string[];
  readonly by: number;
}

/** Each forgets what it keeps of the person, in the erasure's transaction; what only names a ref may stay. */
const STEPS: readonly ((deps: EraseDeps, erasure: Erasure) => void)[] = [
  (deps, { customer, refs, by }) => {
    const held = consentsAfter(deps.customerConsents.ofRefs(refs));
    for (const channel of CONSENT_CHANNELS.filter((each) => held[each])) {
      deps.customerConsents.append(
        customer.customerRef,
        { channel, granted: false, source: "erasure", wordingVersion: PROGRAM_WORDING },
        by,
      );
    }
  },
  // Before the baskets lose their customer: it is found by them.
  ({ customerWords }, { refs }) => {
    customerWords.forget(refs);
  },
  ({ loyaltyCards }, { customer }) => {
    loyaltyCards.removeAll(customer.id);
  },
  ({ baskets }, { customer }) => {
    baskets.moveCustomer(customer.customerRef, null);
  },
  ({ customers }, { customer, by }) => {
    customers.erase(customer.id, by);
  },
];

export const eraseCustomer = (
  deps: EraseDeps,
  actor: Actor,
  customerRef: string,
): Result<null, UnknownCustomer> => {
  const customer = deps.customers.findByRef(customerRef);
  if (!customer) {
    return err({ type: "UnknownCustomer" });
  }
  const refs = deps.customers.refsOf(customer.id);
  const erased = inTransaction<null, never>(deps.db, () => {
    for (const step of STEPS) {
      step(deps, { customer, refs, by: actor.staffId });
    }
    deps.audit.append({
      ...auditActor(actor),
      action: "customer.erase",
      subject: `customer ${customer.customerRef}`,
      before: null,
      after: null,
      reason: null,
    });
    deps.journal.append("customer.erased.v1", { customerRef: customer.customerRef, staffId: actor.staffId });
    return ok(null);
  });
  repriceForCustomer(deps);
  deps.db.settleErased();
  return erased;
};
