/** Owns what a scanned friend's code does: the basket's customer was brought by them. */
import type { ReferralScanProblem } from "../../../contracts/ipc/basket.ts";
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import type { ReferralCodeProblem } from "../../../contracts/ipc/referrals.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { StoredReferral } from "../../../db/repositories/referrals.ts";
import type { Basket } from "../../../domain/basket/basket.ts";
import { readReferralCode } from "../../../domain/referral/referral-code.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { repriceForCustomer } from "../checkout/attach-customer.ts";
import type { Actor, DbDep, PricingDep, SessionDep } from "../deps.ts";
import { trackReferral, type TrackReferralDeps } from "./track-referral.ts";

export type ScanReferralDeps = TrackReferralDeps & SessionDep & PricingDep & DbDep;

/** ok(null): no friend's code. `candidates` are spellings of the code, best first. */
export const scanReferral = (
  deps: ScanReferralDeps,
  actor: Actor,
  candidates: readonly string[],
): Result<Basket | null, ReferralScanProblem> => {
  const code = candidates.find(
    (candidate) => readReferralCode(candidate).kind !== "other" || deps.referrals.ownerOf(candidate) !== null,
  );
  if (code === undefined) {
    return ok(null);
  }
  const basket = deps.basketSession.current();
  if (!basket || basket.customerRef === null) {
    return err({ type: "ReferralNeedsCustomer" });
  }
  const refereeRef = basket.customerRef;
  const tracked = inTransaction<StoredReferral, ReferralCodeProblem | UnknownCustomer>(deps.db, () =>
    trackReferral(deps, actor, { refereeRef, code }),
  );
  if (!tracked.ok) {
    return tracked.error.type === "UnknownCustomer"
      ? err({ type: "ReferralNeedsCustomer" })
      : err(tracked.error);
  }
  // It is shown beside the basket from now on.
  repriceForCustomer(deps);
  return ok(deps.basketSession.current() ?? basket);
};
