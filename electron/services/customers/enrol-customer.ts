/**
 * Owns making somebody a customer: what they told, what they agreed to (each channel with its wording), and their card,
 * all in one transaction, with an audit entry and a journal fact that name the ref only. Works offline.
 */
import type { EnrolError } from "../../../contracts/ipc/customers.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import { changedChannels, consentsAfter, type Consents } from "../../../domain/customer/consent.ts";
import { wordingInUse } from "../../../domain/customer/consent-wording.ts";
import {
  NO_DETAILS,
  soundDetails,
  type CustomerDetails,
  type DetailsError,
} from "../../../domain/customer/customer.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import type {
  Actor,
  AuditDep,
  ClockDep,
  CustomersDep,
  DbDep,
  IdsDep,
  JournalDep,
  LoyaltyDep,
  MembershipsDep,
  ProfileDep,
  RandomBytesDep,
  ReferralsDep,
  SettingsDep,
} from "../deps.ts";
import { referralCodeFor, trackReferral } from "../referrals/track-referral.ts";
import { auditActor } from "../session/audit-actor.ts";
import { giveBirthdayToday } from "../loyalty/birthday-points.ts";
import { openAccount } from "../loyalty/join-program.ts";
import { readConsentWordings } from "./consent-wordings.ts";
import { customerSummary } from "./customer-views.ts";
import { addCard } from "./loyalty-cards.ts";

export type EnrolDeps = DbDep &
  CustomersDep &
  SettingsDep &
  ProfileDep &
  ClockDep &
  IdsDep &
  AuditDep &
  JournalDep &
  LoyaltyDep &
  MembershipsDep &
  ReferralsDep &
  RandomBytesDep;

export interface Enrolment {
  readonly details: Partial<CustomerDetails>;
  readonly consents: Consents;
  readonly cardNumber: string | null;
  /** Of the friend who brought them. */
  readonly referralCode: string | null;
  /** Also when somebody with this phone number or email is known. */
  readonly evenIfKnown: boolean;
}

type EnrolRefusal = Exclude<EnrolError, { readonly type: "PaymentStarted" }>;

export const enrolCustomer = (
  deps: EnrolDeps,
  actor: Actor,
  enrolment: Enrolment,
): Result<Customer, EnrolRefusal> => {
  const details = detailsAsStored(deps, { ...NO_DETAILS, ...enrolment.details });
  if (!details.ok) {
    return details;
  }
  const known = enrolment.evenIfKnown ? [] : whoHas(deps, details.value);
  if (known.length > 0) {
    return err({
      type: "MaybeKnown",
      customers: known.map((customer) => customerSummary(deps, customer)),
    });
  }
  return inTransaction<Customer, EnrolRefusal>(deps.db, () => {
    const customer = deps.customers.create(
      {
        customerRef: deps.ids.next(),
        code: null,
        country: null,
        registrationSource: "till",
        details: details.value,
      },
      actor.staffId,
    );
    const consents = recordConsents(deps, actor, { customer, wished: enrolment.consents });
    if (enrolment.cardNumber !== null) {
      const card = addCard(deps, actor, { customerId: customer.id, typed: enrolment.cardNumber });
      if (!card.ok) {
        return card;
      }
    }
    openAccount(deps, customer.customerRef, actor.staffId);
    giveBirthdayToday(deps, customer);
    referralCodeFor(deps, customer.customerRef);
    if (enrolment.referralCode !== null) {
      const wish = { refereeRef: customer.customerRef, code: enrolment.referralCode };
      const tracked = trackReferral(deps, actor, wish);
      if (!tracked.ok) {
        return tracked.error.type === "UnknownCustomer" ? neverUnknown() : err(tracked.error);
      }
    }
    deps.audit.append({
      ...auditActor(actor),
      action: "customer.enrol",
      subject: `customer ${customer.customerRef}`,
      before: null,
      after: { consents, card: enrolment.cardNumber !== null },
      reason: null,
    });
    deps.journal.append("customer.enrolled.v1", {
      consents: { ...enrolment.consents },
      customerRef: customer.customerRef,
      staffId: actor.staffId,
      wordingVersion: wordingInUse(readConsentWordings(deps)),
    });
    return ok(customer);
  });
};

const neverUnknown = (): never => {
  throw new Error("Who was just enrolled is not known");
};

/** Stores each channel on which the wish differs from what holds; answers with those channels. */
export const recordConsents = (
  deps: CustomersDep & SettingsDep,
  actor: Actor,
  { customer, wished }: { readonly customer: Customer; readonly wished: Consents },
): readonly string[] => {
  const held = consentsAfter(deps.customerConsents.ofRefs(deps.customers.refsOf(customer.id)));
  const changed = changedChannels(held, wished);
  const wordingVersion = wordingInUse(readConsentWordings(deps));
  for (const channel of changed) {
    deps.customerConsents.append(
      customer.customerRef,
      { channel, granted: wished[channel], source: "till", wordingVersion },
      actor.staffId,
    );
  }
  return changed;
};

export const detailsAsStored = (
  deps: ProfileDep & ClockDep,
  typed: CustomerDetails,
): Result<CustomerDetails, DetailsError> =>
  soundDetails(typed, {
    locale: deps.profile.locale,
    today: wallClockAt(deps.clock.nowMs(), deps.profile.timezone).date,
  });

const MOST_KNOWN = 5;

/** Customers with the same phone number or the same email. */
const whoHas = (deps: CustomersDep, { phone, email }: CustomerDetails): readonly Customer[] => {
  const found = deps.customerSearch.find({
    phonePrefix: phone,
    emailPrefix: email,
    words: [],
    limit: MOST_KNOWN,
  });
  return deps.customers
    .findByIds(found)
    .filter(
      (other) => (phone !== null && other.phone === phone) || (email !== null && other.email === email),
    );
};
