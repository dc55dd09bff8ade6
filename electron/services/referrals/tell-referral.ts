/** Owns what the journal says of a referral: each time that its state changes, who brought whom and what both got. */
import type { StoredReferral } from "../../../db/repositories/referrals.ts";
import type { GivenReward } from "../../../domain/referral/referral.ts";
import type { JournalDep } from "../deps.ts";

export const tellReferral = (deps: JournalDep, referral: StoredReferral): void => {
  const { id, referrerRef, refereeRef, state, referrerReward, refereeReward } = referral;
  deps.journal.append("referral.changed.v1", {
    refereeRef,
    refereeReward: worthOf(refereeReward),
    referralId: id,
    referrerRef,
    referrerReward: worthOf(referrerReward),
    state,
  });
};

/** A coupon's code is worth something: it stays out of the journal. */
const worthOf = (reward: GivenReward | null) => {
  switch (reward?.kind) {
    case undefined:
      return null;
    case "points":
      return { kind: "points", points: reward.points };
    case "credit":
      return { amountMinor: reward.amountMinor, cardId: reward.cardId, kind: "credit" };
    case "coupon":
      return { kind: "coupon" };
  }
};
