/**
 * Owns changing what is known of a customer and what they agree to. The audit entry and the journal name which fields
 * changed, never their values: those are erased with the person. An open basket of theirs is priced again.
 */
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import type { Consents } from "../../../domain/customer/consent.ts";
import { wordingInUse } from "../../../domain/customer/consent-wording.ts";
import {
  changedDetails,
  type CustomerDetails,
  type DetailsError,
} from "../../../domain/customer/customer.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { repriceForCustomer } from "../checkout/attach-customer.ts";
import { giveBirthdayToday } from "../loyalty/birthday-points.ts";
import type { Actor, PricingDep, SessionDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { readConsentWordings } from "./consent-wordings.ts";
import { detailsAsStored, recordConsents, type EnrolDeps } from "./enrol-customer.ts";

export interface CustomerChange {
  readonly customerRef: string;
  readonly details: CustomerDetails;
  readonly consents: Consents;
}

export const updateCustomer = (
  deps: EnrolDeps & SessionDep & PricingDep,
  actor: Actor,
  change: CustomerChange,
): Result<Customer, DetailsError | UnknownCustomer> => {
  const customer = deps.customers.findByRef(change.customerRef);
  if (!customer) {
    return err({ type: "UnknownCustomer" });
  }
  const details = detailsAsStored(deps, change.details);
  if (!details.ok) {
    return details;
  }
  const fields = changedDetails(customer, details.value);
  const updated = inTransaction<Customer, never>(deps.db, () => {
    const consents = recordConsents(deps, actor, { customer, wished: change.consents });
    if (fields.length > 0) {
      deps.customers.update(customer.id, details.value, actor.staffId);
    }
    if (fields.includes("dateOfBirth")) {
      giveBirthdayToday(deps, { ...customer, ...details.value });
    }
    if (fields.length > 0 || consents.length > 0) {
      noteChange(deps, actor, { customer, fields, consents, wished: change.consents });
    }
    return ok({ ...customer, ...details.value });
  });
  repriceForCustomer(deps);
  return updated;
};

const noteChange = (
  deps: EnrolDeps,
  actor: Actor,
  change: {
    readonly customer: Customer;
    readonly fields: readonly string[];
    readonly consents: readonly string[];
    readonly wished: Consents;
  },
): void => {
  const { customerRef } = change.customer;
  deps.audit.append({
    ...auditActor(actor),
    action: "customer.update",
    subject: `customer ${customerRef}`,
    before: null,
    after: { changed: change.fields, consents: change.consents },
    reason: null,
  });
  deps.journal.append("customer.changed.v1", {
    consents: { ...change.wished },
    customerRef,
    staffId: actor.staffId,
    wordingVersion: wordingInUse(readConsentWordings(deps)),
  });
};
