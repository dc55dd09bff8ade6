/**
 * Owns what time does to points: lots that expire, birthdays, and the year's review of tiers. Each is safe to do again
 * for the same day or year: an entry's reason comes once for a customer, and a year begins once.
 */
import { instantOf } from "../../../domain/time/zoned-time.ts";
import type { JournalDep } from "../deps.ts";
import type { Job } from "../jobs/job.ts";
import { birthdayPoints, birthdayReason, birthdaysKeptOn, postBirthday } from "./birthday-points.ts";
import { inYear, postPointsAlone, type PostPointsDeps } from "./post-points.ts";

type LoyaltyJobsDeps = PostPointsDeps & JournalDep;

/** Takes what is left of lots whose last day is over, and never more than there is. */
export const pointExpiry = (deps: LoyaltyJobsDeps): Job => ({
  name: "pointExpiry",
  every: "day",
  run: ({ key, first }) => {
    const atMs = instantOf({ date: first, secondOfDay: 0 }, deps.profile.timezone);
    const customers = deps.loyaltyLedger.expiredBefore(atMs);
    for (const customerRef of customers) {
      const expired = deps.loyaltyLedger
        .lots(customerRef)
        .filter(({ expiresAtMs }) => expiresAtMs !== null && expiresAtMs <= atMs);
      const points = expired.reduce((sum, { left }) => sum + left, 0);
      // Points may come back, from a refund, into a lot that is over: then a day expires a second time.
      const again = deps.loyaltyLedger.hasReason(customerRef, `expired:${key}`);
      postPointsAlone(deps, {
        customerRef,
        type: "EXPIRED",
        reason: again ? `expired:${key}:${String(expired.at(-1)?.id ?? 0)}` : `expired:${key}`,
        points: -points,
        staffId: null,
        note: null,
      });
    }
    return customers.length;
  },
});

export const birthdayBonus = (deps: LoyaltyJobsDeps): Job => ({
  name: "birthdayBonus",
  every: "day",
  run: ({ first }) => {
    if (birthdayPoints(deps) === 0) {
      return 0;
    }
    const lucky = deps.loyaltyLedger.membersBornOn(birthdaysKeptOn(first), birthdayReason(first));
    for (const customerRef of lucky) {
      postBirthday(deps, customerRef, first);
    }
    return lucky.length;
  },
});

export const tierReview = (deps: LoyaltyJobsDeps): Job => ({
  name: "tierReview",
  every: "year",
  run: ({ key }) => {
    const program = deps.loyaltyProgram.read();
    if (!program) {
      return 0;
    }
    let changed = 0;
    for (const customerRef of deps.loyaltyLedger.accountsBefore(key)) {
      const account = deps.loyaltyLedger.account(customerRef);
      if (account) {
        const reviewed = inYear(account, program, key);
        deps.loyaltyLedger.update(reviewed);
        changed += reviewed.tier === account.tier ? 0 : 1;
      }
    }
    return changed;
  },
});
