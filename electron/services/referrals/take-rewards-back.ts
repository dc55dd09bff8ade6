/** Owns taking back what a referral gave, as far as it was not spent: points, money on a credit, an unused coupon. */
import type { StoredReferral } from "../../../db/repositories/referrals.ts";
import { takeableOf, type GivenReward } from "../../../domain/referral/referral.ts";
import type { CouponsDep, CustomersDep, JournalDep, OfferUsesDep, StoredValueDep } from "../deps.ts";
import { memberOf } from "../loyalty/sale-points.ts";
import { postPointsAlone, type PostPointsDeps } from "../loyalty/post-points.ts";

export type TakeRewardDeps = PostPointsDeps &
  CustomersDep &
  JournalDep &
  StoredValueDep &
  CouponsDep &
  OfferUsesDep;

export const takeRewardsBack = (deps: TakeRewardDeps, referral: StoredReferral): void => {
  const { id, referrerRef, refereeRef, referrerReward, refereeReward } = referral;
  take(deps, { customerRef: referrerRef, reward: referrerReward, reason: `referralBack:${id}:referrer` });
  take(deps, { customerRef: refereeRef, reward: refereeReward, reason: `referralBack:${id}:referee` });
};

interface Taking {
  readonly customerRef: string;
  readonly reward: GivenReward | null;
  readonly reason: string;
}

const take = (deps: TakeRewardDeps, taking: Taking): void => {
  switch (taking.reward?.kind) {
    case undefined:
      return;
    case "points":
      takePoints(deps, taking, taking.reward.points);
      return;
    case "credit":
      takeCredit(deps, taking.reward);
      return;
    case "coupon":
      blockCoupon(deps, taking.reward.code);
      return;
  }
};

const takePoints = (deps: TakeRewardDeps, { customerRef, reason }: Taking, given: number): void => {
  const account = memberOf(deps, customerRef);
  const points = takeableOf(given, account?.points ?? 0);
  if (account && points > 0) {
    postPointsAlone(deps, {
      customerRef: account.customerRef,
      type: "ADJUSTED",
      reason,
      points: -points,
      staffId: null,
      note: null,
    });
  }
};

const takeCredit = (
  deps: TakeRewardDeps,
  { cardId, amountMinor: given }: Extract<GivenReward, { readonly kind: "credit" }>,
): void => {
  const amountMinor = takeableOf(given, deps.storedValue.findById(cardId)?.balanceMinor ?? 0);
  if (amountMinor > 0) {
    const atMs = deps.clock.nowMs();
    const entry = { cardId, kind: "ADJUSTED", amountMinor: -amountMinor, atMs, staffId: null } as const;
    deps.storedValue.append({ ...entry, saleSeq: null, lineNumber: null, reason: null });
    deps.journal.append("storedValue.moved.v1", { ...entry, reason: null });
  }
};

const blockCoupon = (deps: TakeRewardDeps, code: string): void => {
  const coupon = deps.coupons.find(code);
  if (coupon?.blockedAtMs === null && deps.offerUses.count("coupon", coupon.code, null).uses === 0) {
    const { customerRef, customDiscountValue, validUntil } = coupon;
    const changed = { customerRef, customDiscountValue, validUntil, blockedAtMs: deps.clock.nowMs() };
    deps.coupons.change(coupon.code, changed, BY_ITSELF);
  }
};

/** What the till does by itself in a column that names a person. */
export const BY_ITSELF = 0;
