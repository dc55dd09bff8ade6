/**
 * Owns the nightly reward of referrals: whoever completed gets what the program gives on both sides, once, and whoever
 * waited too long expires. The night between gives a purchase time to come back before anything is handed out.
 */
import type { GivenReward, ReferralReward } from "../../../domain/referral/referral.ts";
import { lastFour } from "../../../domain/stored-value/card-code.ts";
import { addDays, formatCivilDate } from "../../../domain/time/civil-date.ts";
import { todayIn } from "../checkout/store-today.ts";
import { definitionOf } from "../coupons/coupon-terms.ts";
import { makePersonalCoupon, type MakePersonalCouponDeps } from "../coupons/make-personal-coupon.ts";
import type { CustomersDep, JournalDep, OffersDep, ReferralsDep, SettingsDep } from "../deps.ts";
import type { Job } from "../jobs/job.ts";
import { openAccount } from "../loyalty/join-program.ts";
import { memberOf } from "../loyalty/sale-points.ts";
import { postPointsAlone, type PostPointsDeps } from "../loyalty/post-points.ts";
import { issueCard, newExpiry, type IssueCardDeps } from "../stored-value/issue-card.ts";
import { readReferralProgram } from "./referral-program.ts";
import { BY_ITSELF } from "./take-rewards-back.ts";
import { tellReferral } from "./tell-referral.ts";

const MS_PER_DAY = 86_400_000;

export type RewardDeps = ReferralsDep &
  CustomersDep &
  SettingsDep &
  PostPointsDeps &
  JournalDep &
  IssueCardDeps &
  MakePersonalCouponDeps &
  OffersDep;

export const referralRewards = (deps: RewardDeps): Job => ({
  name: "referralRewards",
  every: "day",
  run: () => rewardCompleted(deps) + expireLate(deps),
});

const rewardCompleted = (deps: RewardDeps): number => {
  const program = readReferralProgram(deps);
  const completed = deps.referrals.completed();
  for (const referral of completed) {
    const { id, referrerRef, refereeRef } = referral;
    const ofReferrer = { customerRef: referrerRef, reason: `referral:${id}:referrer` };
    const ofReferee = { customerRef: refereeRef, reason: `referral:${id}:referee` };
    const after = {
      ...referral,
      state: "rewarded",
      rewardedAtMs: deps.clock.nowMs(),
      referrerReward: give(deps, { ...ofReferrer, reward: program.referrer }),
      refereeReward: give(deps, { ...ofReferee, reward: program.referee }),
    } as const;
    deps.referrals.change(after, null);
    tellReferral(deps, after);
  }
  return completed.length;
};

const expireLate = (deps: RewardDeps): number => {
  const { validDays } = readReferralProgram(deps);
  const late =
    validDays === null ? [] : deps.referrals.pendingSince(deps.clock.nowMs() - validDays * MS_PER_DAY);
  for (const referral of late) {
    const after = { ...referral, state: "expired" } as const;
    deps.referrals.change(after, null);
    tellReferral(deps, after);
  }
  return late.length;
};

interface Giving {
  readonly customerRef: string;
  readonly reward: ReferralReward;
  /** Comes once in an account's ledger. */
  readonly reason: string;
}

/** null: nothing, or nobody is there any more who could get it. */
const give = (deps: RewardDeps, { customerRef, reward, reason }: Giving): GivenReward | null => {
  if (!deps.customers.findByRef(customerRef)) {
    return null;
  }
  switch (reward.kind) {
    case "none":
      return null;
    case "points":
      return givePoints(deps, { customerRef, points: reward.points, reason });
    case "credit":
      return giveCredit(deps, customerRef, reward.amountMinor);
    case "coupon":
      return giveCoupon(deps, customerRef, reward);
  }
};

const givePoints = (
  deps: RewardDeps,
  given: { readonly customerRef: string; readonly points: number; readonly reason: string },
): GivenReward | null => {
  openAccount(deps, given.customerRef, null);
  const account = memberOf(deps, given.customerRef);
  if (!account) {
    return null;
  }
  const { points, reason } = given;
  const entry = { customerRef: account.customerRef, reason, points, staffId: null, note: null };
  postPointsAlone(deps, { ...entry, type: "BONUS" });
  return { kind: "points", points };
};

/** Onto the credit that they have, or a new one. */
const giveCredit = (deps: RewardDeps, customerRef: string, amountMinor: number): GivenReward => {
  const known = deps.storedValue.creditOf(customerRef, deps.clock.nowMs());
  const card = known ?? issueCard(deps, { kind: "STORE_CREDIT", customerRef, by: BY_ITSELF });
  if (known) {
    deps.storedValue.setExpiry(card.id, newExpiry(deps), BY_ITSELF);
  }
  const kind = known ? "TOP_UP" : "ISSUED";
  const entry = { cardId: card.id, kind, amountMinor, atMs: deps.clock.nowMs(), staffId: null } as const;
  deps.storedValue.append({ ...entry, saleSeq: null, lineNumber: null, reason: null });
  deps.journal.append("storedValue.moved.v1", { ...entry, reason: null });
  return { kind: "credit", cardId: card.id, last4: lastFour(card.code), amountMinor };
};

const giveCoupon = (
  deps: RewardDeps,
  customerRef: string,
  { percentBp, validDays }: Extract<ReferralReward, { readonly kind: "coupon" }>,
): GivenReward => {
  const definition = definitionOf(deps, {
    type: "personal",
    gives: { percentBp },
    validFrom: null,
    validUntil: formatCivilDate(addDays(todayIn(deps), validDays)),
    usageLimit: 1,
    usesPerCustomer: 1,
    autoDeactivate: true,
  });
  if (!definition.ok) {
    throw new Error("A coupon for a percent needs no campaign");
  }
  const code = makePersonalCoupon(deps, { customerRef, definition: definition.value, by: null });
  return { kind: "coupon", code };
};
