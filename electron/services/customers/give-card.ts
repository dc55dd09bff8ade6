/**
 * Owns handing out, blocking and printing loyalty cards. A card that the till makes up has random digits, so that nobody
 * guesses another one from it. The audit log names a card by its last four digits.
 */
import type { LoyaltyCardError, NewCardError, UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { CardState } from "../../../db/repositories/loyalty-cards.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import type { AuditAction } from "../../../domain/audit/audit-action.ts";
import { cardNumber } from "../../../domain/customer/card-format.ts";
import { buildCardSlip } from "../../../domain/receipt/build-card-slip.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, CustomersDep, DbDep, IdsDep, ProfileDep, SettingsDep } from "../deps.ts";
import { queueDocument, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import { auditActor } from "../session/audit-actor.ts";
import { readCardFormats } from "./card-formats.ts";
import { addCard } from "./loyalty-cards.ts";

type CardDeps = DbDep & CustomersDep & SettingsDep & IdsDep & AuditDep;

/** `number` null: the till makes one up. */
export const giveCard = (
  deps: CardDeps,
  actor: Actor,
  { customerRef, number }: { readonly customerRef: string; readonly number: string | null },
): Result<Customer, UnknownCustomer | NewCardError> => {
  const customer = deps.customers.findByRef(customerRef);
  if (!customer) {
    return err({ type: "UnknownCustomer" });
  }
  return inTransaction<Customer, NewCardError>(deps.db, () => {
    const typed = number ?? freshNumber(deps);
    const added = addCard(deps, actor, { customerId: customer.id, typed });
    if (!added.ok) {
      return added;
    }
    note(deps, actor, { action: "loyaltyCard.create", customer, number: typed, state: "active" });
    return ok(customer);
  });
};

export const setCardState = (
  deps: CardDeps,
  actor: Actor,
  { number, state }: { readonly number: string; readonly state: CardState },
): Result<Customer, LoyaltyCardError> => {
  const card = deps.loyaltyCards.find(number);
  const customer = card ? deps.customers.findByIds([card.customerId])[0] : undefined;
  if (!customer) {
    return err({ type: "UnknownCard" });
  }
  return inTransaction<Customer, never>(deps.db, () => {
    deps.loyaltyCards.setState(number, state, actor.staffId);
    note(deps, actor, { action: "loyaltyCard.update", customer, number, state });
    return ok(customer);
  });
};

/** Its number as a bar code and as a QR code. The person's name is not on it: a print job outlives an erasure. */
export const printCard = (
  deps: CustomersDep & ProfileDep & QueueDocumentsDeps,
  number: string,
): Result<null, LoyaltyCardError> => {
  if (!deps.loyaltyCards.find(number)) {
    return err({ type: "UnknownCard" });
  }
  queueDocument(deps, { kind: "slip", document: buildCardSlip(number, deps.profile), opensDrawer: false });
  deps.printing.wake();
  return ok(null);
};

const MOST_TRIES = 20;

const freshNumber = (deps: CardDeps): string => {
  const format = readCardFormats(deps).find((each) => each.own);
  if (!format) {
    throw new Error("The shop has no card format of its own");
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const hex = deps.ids
      .next()
      .replaceAll(/[^0-9a-f]/g, "")
      .slice(-12);
    const number = cardNumber(format, BigInt(`0x0${hex}`).toString());
    if (!deps.loyaltyCards.find(number)) {
      return number;
    }
  }
  throw new Error("No free card number was found");
};

const note = (
  deps: AuditDep,
  actor: Actor,
  card: {
    readonly action: Extract<AuditAction, `loyaltyCard.${string}`>;
    readonly customer: Customer;
    readonly number: string;
    readonly state: CardState;
  },
): void => {
  deps.audit.append({
    ...auditActor(actor),
    action: card.action,
    subject: `customer ${card.customer.customerRef}`,
    before: null,
    after: { last4: card.number.slice(-4), state: card.state },
    reason: null,
  });
};
