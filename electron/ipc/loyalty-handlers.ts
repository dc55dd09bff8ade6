/** Owns the handlers of the loyalty program. */
import { ok } from "../../domain/result.ts";
import { adjustPoints } from "../services/loyalty/adjust-points.ts";
import { joinProgram } from "../services/loyalty/join-program.ts";
import { loyaltyAccountView } from "../services/loyalty/loyalty-views.ts";
import { setProgram } from "../services/loyalty/set-program.ts";
import { repriceForCustomer } from "../services/checkout/attach-customer.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

export const createLoyaltyHandlers = (
  till: Till,
): Pick<Handlers, Extract<keyof Handlers, `loyalty.${string}`>> => ({
  "loyalty.program": { needs: "staff", run: () => ok(till.loyaltyProgram.read()) },
  "loyalty.setProgram": {
    needs: "store:configure",
    run: (program, actor) => setProgram(till, actor, program),
  },
  "loyalty.account": {
    needs: "customer:read",
    run: ({ customerRef, beforeId }) => ok(loyaltyAccountView(till, customerRef, beforeId)),
  },
  "loyalty.join": {
    needs: "customer:create",
    run: ({ customerRef }, actor) => {
      const joined = joinProgram(till, actor, customerRef);
      repriceForCustomer(till);
      return joined.ok ? ok(loyaltyAccountView(till, customerRef, null)) : joined;
    },
  },
  "loyalty.adjust": {
    needs: "loyalty:adjust",
    run: (adjustment, actor) => {
      const adjusted = adjustPoints(till, actor, adjustment);
      repriceForCustomer(till);
      return adjusted.ok ? ok(loyaltyAccountView(till, adjustment.customerRef, null)) : adjusted;
    },
  },
});
