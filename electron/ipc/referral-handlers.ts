/** Owns the handlers of referrals: the program, a customer's code and friends, a friend's code taken, slips. */
import { inTransaction } from "../../db/in-transaction.ts";
import type { StoredReferral } from "../../db/repositories/referrals.ts";
import type { ReferralCodeProblem } from "../../contracts/ipc/referrals.ts";
import type { UnknownCustomer } from "../../contracts/ipc/customers.ts";
import { ok } from "../../domain/result.ts";
import { readReferralProgram, setReferralProgram } from "../services/referrals/referral-program.ts";
import { printReferralCode, printReward, referralsOf } from "../services/referrals/referral-views.ts";
import { trackReferral } from "../services/referrals/track-referral.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type ReferralHandlers = Pick<Handlers, Extract<keyof Handlers, `referral.${string}`>>;

export const createReferralHandlers = (till: Till): ReferralHandlers => ({
  "referral.program": { needs: "referral:read", run: () => ok(readReferralProgram(till)) },
  "referral.setProgram": {
    needs: "referral:configure",
    run: (program, actor) => setReferralProgram(till, actor, program),
  },
  "referral.ofCustomer": {
    needs: "customer:read",
    run: ({ customerRef }) => referralsOf(till, customerRef),
  },
  "referral.track": {
    needs: "customer:update",
    run: ({ customerRef, code }, actor) => {
      const tracked = inTransaction<StoredReferral, UnknownCustomer | ReferralCodeProblem>(till.db, () =>
        trackReferral(till, actor, { refereeRef: customerRef, code }),
      );
      return tracked.ok ? referralsOf(till, customerRef) : tracked;
    },
  },
  "referral.printCode": {
    needs: "customer:read",
    run: ({ customerRef }) => printReferralCode(till, customerRef),
  },
  "referral.printReward": { needs: "customer:read", run: (wish) => printReward(till, wish) },
});
