/**
 * Owns what becomes of referrals when two customers are one: codes and whom they brought go along; who was brought twice
 * keeps the first; who brought themselves did not bring anybody.
 */
import type { StoredReferral } from "../../../db/repositories/referrals.ts";
import type { JournalDep, ReferralsDep } from "../deps.ts";
import { tellReferral } from "./tell-referral.ts";

/** In the transaction of the merge. */
export const mergeReferrals = (
  deps: ReferralsDep & JournalDep,
  {
    fromRef,
    intoRef,
    staffId,
  }: { readonly fromRef: string; readonly intoRef: string; readonly staffId: number },
): void => {
  const change = (after: StoredReferral): void => {
    deps.referrals.change(after, staffId);
    tellReferral(deps, after);
  };
  deps.referrals.moveCodes(fromRef, intoRef);
  for (const made of deps.referrals.ofReferrer(fromRef)) {
    const isSelf = made.refereeRef === intoRef;
    change({ ...made, referrerRef: intoRef, state: isSelf ? "expired" : made.state });
  }
  const own = deps.referrals.ofReferee(intoRef);
  if (own?.referrerRef === fromRef || own?.referrerRef === intoRef) {
    change({ ...own, state: "expired" });
  }
  const brought = deps.referrals.ofReferee(fromRef);
  if (!brought) {
    return;
  }
  if (brought.referrerRef === intoRef || own) {
    // Under the old ref: a customer has been brought once.
    change({ ...brought, state: "expired" });
  } else {
    change({ ...brought, refereeRef: intoRef });
  }
};
