/** Owns the handlers of customers: found, enrolled, edited, attached to the basket, merged and erased. */
import { err, ok } from "../../domain/result.ts";
import type { CustomerDetails } from "../../domain/customer/customer.ts";
import { attachCustomerToBasket, detachCustomerFromBasket } from "../services/checkout/attach-customer.ts";
import { customerView } from "../services/customers/customer-views.ts";
import { enrolCustomer } from "../services/customers/enrol-customer.ts";
import { findCustomers } from "../services/customers/find-customers.ts";
import { updateCustomer } from "../services/customers/update-customer.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type CustomerHandlers = Pick<Handlers, Extract<keyof Handlers, `customer.${string}`>>;

export const createCustomerHandlers = (till: Till): CustomerHandlers => ({
  "customer.find": { needs: "customer:read", run: ({ text }) => ok(findCustomers(till, text)) },
  "customer.get": {
    needs: "customer:read",
    run: ({ customerRef }) => {
      const customer = till.customers.findByRef(customerRef);
      return customer ? ok(customerView(till, customer)) : err({ type: "UnknownCustomer" });
    },
  },
  "customer.enrol": {
    needs: "customer:create",
    run: ({ attach, details, ...enrolment }, actor) => {
      if (attach && (till.basketSession.current()?.tenders.length ?? 0) > 0) {
        return err({ type: "PaymentStarted" });
      }
      const enrolled = enrolCustomer(till, actor, { ...enrolment, details: told(details) });
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
    run: (change, actor) => {
      const updated = updateCustomer(till, actor, change);
      return updated.ok ? ok(customerView(till, updated.value)) : updated;
    },
  },
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

/** Leaves out what was not said at all. */
const told = (details: { readonly [K in keyof CustomerDetails]?: CustomerDetails[K] | undefined }) =>
  Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined),
  ) as Partial<CustomerDetails>;
