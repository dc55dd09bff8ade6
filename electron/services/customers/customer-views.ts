/** Owns how a customer is shown: beside the basket, in a list, and as a whole. Decides nothing. */
import type { BasketCustomerView, CustomerSummary, CustomerView } from "../../../contracts/ipc/customers.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import { birthdayState } from "../../../domain/customer/birthday.ts";
import { consentsAfter } from "../../../domain/customer/consent.ts";
import { maskEmail, maskPhone } from "../../../domain/customer/phone.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import { membershipBadges } from "../memberships/membership-views.ts";
import type { ClockDep, CustomersDep, MembershipsDep, ProfileDep, ReferralsDep } from "../deps.ts";

export type CustomerViewDeps = CustomersDep & MembershipsDep & ReferralsDep & ProfileDep & ClockDep;

export const basketCustomerView = (
  deps: CustomerViewDeps,
  customerRef: string | null,
): BasketCustomerView | null => {
  const customer = customerRef === null ? null : deps.customers.findByRef(customerRef);
  return customer && besideBasket(deps, customer);
};

export const customerSummary = (deps: CustomerViewDeps, customer: Customer): CustomerSummary => ({
  ...besideBasket(deps, customer),
  maskedEmail: customer.email === null ? null : maskEmail(customer.email),
  cards: deps.loyaltyCards.ofCustomer(customer.id).map((card) => card.number),
  lastPurchaseAtMs: deps.customerActivity.of(customer.customerRef).lastPurchaseAtMs,
});

export const customerView = (deps: CustomerViewDeps, customer: Customer): CustomerView => {
  const { id, code: _code, country: _country, ...told } = customer;
  const decisions = deps.customerConsents.ofRefs(deps.customers.refsOf(id));
  return {
    ...told,
    birthday: birthdayOf(deps, customer),
    cards: deps.loyaltyCards
      .ofCustomer(id)
      .map(({ number, state, createdAtMs }) => ({ number, state, createdAtMs })),
    consents: consentsAfter(decisions),
    consentHistory: decisions.toReversed().map(({ staffId: _staffId, ...decision }) => decision),
    ...deps.customerActivity.of(customer.customerRef),
  };
};

const besideBasket = (deps: CustomerViewDeps, customer: Customer): BasketCustomerView => ({
  customerRef: customer.customerRef,
  name: customer.name,
  maskedPhone: customer.phone === null ? null : maskPhone(customer.phone),
  purchases: deps.customerActivity.of(customer.customerRef).purchases,
  birthday: birthdayOf(deps, customer),
  isReferred: deps.referrals.ofReferee(customer.customerRef)?.state === "pending",
  memberships: membershipBadges(deps, customer.customerRef),
});

const birthdayOf = (deps: CustomerViewDeps, { dateOfBirth }: Customer) =>
  birthdayState(dateOfBirth, wallClockAt(deps.clock.nowMs(), deps.profile.timezone).date);
