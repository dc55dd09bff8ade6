/** Owns the handlers of exchanges: payload in, use case, whole new view out. */
import { ok } from "../../domain/result.ts";
import { addReturns } from "../services/exchange/add-returns.ts";
import { payOut } from "../services/exchange/pay-out.ts";
import { removeBasketReturn } from "../services/exchange/remove-return.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";
import { paymentOutcome } from "./payment-outcome.ts";

type ExchangeHandlers = Pick<Handlers, Extract<keyof Handlers, `exchange.${string}`>>;

export const createExchangeHandlers = (till: Till): ExchangeHandlers => ({
  "exchange.addReturns": {
    needs: "refund:create",
    run: (payload, actor) => {
      const added = addReturns(till, actor, payload);
      return added.ok ? ok(basketView(till, added.value)) : added;
    },
  },
  "exchange.removeReturn": {
    needs: "sale:create",
    run: ({ returnId }, actor) => {
      const removed = removeBasketReturn(till, actor, returnId);
      return removed.ok ? ok(basketView(till, removed.value)) : removed;
    },
  },
  // Who may take the goods back was asked when they were put in; who may pay in cash is asked here, by amount.
  "exchange.payOut": {
    needs: "sale:create",
    run: async ({ tender }, actor) => paymentOutcome(till, await payOut(till, actor, tender)),
  },
});
