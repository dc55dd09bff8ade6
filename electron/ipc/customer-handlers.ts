/** Owns the handlers of customers: found, enrolled, edited, attached to the basket, merged and erased. */
import type { CustomerView } from "../../contracts/ipc/customers.ts";
import type { Customer } from "../../db/repositories/customers.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { CustomerDetails } from "../../domain/customer/customer.ts";
import { attachCustomerToBasket, detachCustomerFromBasket } from "../services/checkout/attach-customer.ts";
import { purchasesOf } from "../services/customers/customer-purchases.ts";
import { customerRules, setCustomerRules } from "../services/customers/customer-rules.ts";
import { customerView } from "../services/customers/customer-views.ts";
import { enrolCustomer } from "../services/customers/enrol-customer.ts";
import { eraseCustomer } from "../services/customers/erase-customer.ts";
import { exportCustomer } from "../services/customers/export-customer.ts";
import { findCustomers } from "../services/customers/find-customers.ts";
import { giveCard, printCard, setCardState } from "../services/customers/give-card.ts";
import { mergeCustomers } from "../services/customers/merge-customers.ts";
import { updateCustomer } from "../services/customers/update-customer.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type CustomerHandlers = Pick<Handlers, Extract<keyof Handlers, `${"customer" | "loyaltyCard"}.${string}`>>;

export const createCustomerHandlers = (till: Till): CustomerHandlers => ({
  ...createFindHandlers(till),
  ...createRecordHandlers(till),
  ...createBasketCustomerHandlers(till),
  ...createCardHandlers(till),
  "customer.rules": { needs: "staff", run: () => ok(customerRules(till)) },
  "customer.setRules": {
    needs: "store:configure",
    run: (rules, actor) => setCustomerRules(till, actor, rules),
  },
});

type FindNames = "customer.find" | "customer.get" | "customer.purchases";

const createFindHandlers = (till: Till): Pick<CustomerHandlers, FindNames> => ({
  "customer.find": { needs: "customer:read", run: ({ text }) => ok(findCustomers(till, text)) },
  "customer.get": {
    needs: "customer:read",
    run: ({ customerRef }) => {
      const customer = till.customers.findByRef(customerRef);
      return customer ? ok(customerView(till, customer)) : err({ type: "UnknownCustomer" });
    },
  },
  "customer.purchases": {
    needs: "customer:read",
    run: ({ customerRef }) => {
      const customer = till.customers.findByRef(customerRef);
      return customer ? ok(purchasesOf(till, customer, MOST_SHOWN)) : err({ type: "UnknownCustomer" });
    },
  },
});

const MOST_SHOWN = 100;

type RecordNames =
  | "customer.enrol"
  | "customer.update"
  | "customer.merge"
  | "customer.export"
  | "customer.erase";

const createRecordHandlers = (till: Till): Pick<CustomerHandlers, RecordNames> => ({
  "customer.enrol": {
    needs: "customer:create",
    run: ({ attach, details, ...enrolment }, actor) => {
      if (attach && (till.basketSession.current()?.tenders.length ?? 0) > 0) {
        return err({ type: "PaymentStarted" });
      }
      const enrolled = enrolCustomer(till, actor, {
        ...enrolment,
        referralCode: enrolment.referralCode ?? null,
        details: told(details),
      });
      if (!enrolled.ok) {
        return enrolled;
      }
      const { customerRef } = enrolled.value;
      const attached = attach ? attachCustomerToBasket(till, actor, customerRef) : null;
      return ok({
        customer: customerView(till, enrolled.value),
        basket: attached?.ok === true ? basketView(till, attached.value) : null,
      });
    },
  },
  "customer.update": {
    needs: "customer:update",
    run: (change, actor) => viewOf(till, updateCustomer(till, actor, change)),
  },
  "customer.merge": {
    needs: "customer:merge",
    run: (refs, actor) => viewOf(till, mergeCustomers(till, actor, refs)),
  },
  "customer.export": {
    needs: "customer:erase",
    run: ({ customerRef }, actor) => exportCustomer(till, actor, customerRef),
  },
  "customer.erase": {
    needs: "customer:erase",
    run: ({ customerRef }, actor) => eraseCustomer(till, actor, customerRef),
  },
});

type BasketCustomerNames = "customer.attach" | "customer.detach";

const createBasketCustomerHandlers = (till: Till): Pick<CustomerHandlers, BasketCustomerNames> => ({
  "customer.attach": {
    needs: "sale:create",
    run: ({ customerRef }, actor) => {
      const attached = attachCustomerToBasket(till, actor, customerRef);
      return attached.ok ? ok(basketView(till, attached.value)) : attached;
    },
  },
  "customer.detach": {
    needs: "sale:create",
    run: () => {
      const detached = detachCustomerFromBasket(till);
      return detached.ok ? ok(basketView(till, detached.value)) : detached;
    },
  },
});

const createCardHandlers = (
  till: Till,
): Pick<CustomerHandlers, Extract<keyof CustomerHandlers, `loyaltyCard.${string}`>> => ({
  "loyaltyCard.give": {
    needs: "loyaltyCard:create",
    run: (card, actor) => viewOf(till, giveCard(till, actor, card)),
  },
  "loyaltyCard.setState": {
    needs: "loyaltyCard:update",
    run: (card, actor) => viewOf(till, setCardState(till, actor, card)),
  },
  "loyaltyCard.print": { needs: "customer:read", run: ({ number }) => printCard(till, number) },
});

const viewOf = <E>(till: Till, changed: Result<Customer, E>): Result<CustomerView, E> =>
  changed.ok ? ok(customerView(till, changed.value)) : changed;

/** Leaves out what was not said at all. */
const told = (details: { readonly [K in keyof CustomerDetails]?: CustomerDetails[K] | undefined }) =>
  Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined),
  ) as Partial<CustomerDetails>;
