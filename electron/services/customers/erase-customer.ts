/**
 * Owns what a customer may ask for by law (GDPR, KVKK): their data as a file, and their data gone. Erasing overwrites what
 * the person told, their names in the search and their cards, in the database file itself; sales, consents and the journal
 * know a random ref only and stay as they are. Whatever else is personal joins by adding its step to STEPS.
 */
import type { CustomerExport, UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import { CONSENT_CHANNELS, CONSENT_WORDING, consentsAfter } from "../../../domain/customer/consent.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { repriceForCustomer } from "../checkout/attach-customer.ts";
import type {
  Actor,
  AuditDep,
  BasketsDep,
  ClockDep,
  CustomersDep,
  DbDep,
  JournalDep,
  MembershipsDep,
  RandomBytesDep,
  ReferralsDep,
  SettingsDep,
  PricingDep,
  ProfileDep,
  ReceiptSearchDep,
  SalesDep,
  SessionDep,
} from "../deps.ts";
import { membershipsOf } from "../memberships/membership-views.ts";
import { referralsOf } from "../referrals/referral-views.ts";
import { auditActor } from "../session/audit-actor.ts";
import { purchasesOf } from "./customer-purchases.ts";
import { customerView } from "./customer-views.ts";

type ExportDeps = CustomersDep &
  ReferralsDep &
  RandomBytesDep &
  SettingsDep &
  MembershipsDep &
  ProfileDep &
  ClockDep &
  SalesDep &
  ReceiptSearchDep &
  AuditDep &
  DbDep;

export type EraseDeps = DbDep &
  CustomersDep &
  BasketsDep &
  AuditDep &
  JournalDep &
  SessionDep &
  PricingDep &
  ProfileDep;

/** Everything that is kept of one person. Audited: it leaves the shop. */
export const exportCustomer = (
  deps: ExportDeps,
  actor: Actor,
  customerRef: string,
): Result<CustomerExport, UnknownCustomer> => {
  const customer = deps.customers.findByRef(customerRef);
  if (!customer) {
    return err({ type: "UnknownCustomer" });
  }
  const { code, country } = customer;
  const purchases = purchasesOf(deps, customer, MOST_PURCHASES).map(({ receiptNumber }) =>
    deps.sales.findByReceiptNumber(receiptNumber),
  );
  const data = {
    store: deps.profile.storeName,
    exportedAtMs: deps.clock.nowMs(),
    customer: { ...customerView(deps, customer), code, country },
    refs: deps.customers.refsOf(customer.id),
    memberships: membershipsOf(deps, customerRef),
    referrals: referralsOf(deps, customerRef),
    purchases,
  };
  deps.audit.append({ ...told(actor, customer, "customer.export") });
  return ok({
    fileName: `customer-${customer.customerRef}.json`,
    json: JSON.stringify(data, null, 2),
  });
};

const MOST_PURCHASES = 100_000;

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
        { channel, granted: false, source: "erasure", wordingVersion: CONSENT_WORDING },
        by,
      );
    }
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
    deps.audit.append(told(actor, customer, "customer.erase"));
    deps.journal.append("customer.erased.v1", { customerRef: customer.customerRef, staffId: actor.staffId });
    return ok(null);
  });
  repriceForCustomer(deps);
  deps.db.settleErased();
  return erased;
};

const told = (actor: Actor, customer: Customer, action: "customer.export" | "customer.erase") => ({
  ...auditActor(actor),
  action,
  subject: `customer ${customer.customerRef}`,
  before: null,
  after: null,
  reason: null,
});
