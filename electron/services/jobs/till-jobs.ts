/** Owns the list of what this till does by itself. A new job is one line here, and its name in domain/jobs/job-name.ts. */
import type { DbDep, JournalDep, MembershipsDep } from "../deps.ts";
import { birthdayBonus, pointExpiry, tierReview } from "../loyalty/loyalty-jobs.ts";
import { membershipExpiry } from "../memberships/end-membership.ts";
import type { PostPointsDeps } from "../loyalty/post-points.ts";
import { createSegmentJob } from "../segments/refresh-segments.ts";
import type { FactsDeps } from "../segments/segment-facts.ts";
import { referralRewards, type RewardDeps } from "../referrals/reward-referrals.ts";
import type { Job } from "./job.ts";
import { expireCards, type ExpireCardsDeps } from "../stored-value/expire-cards.ts";

export type TillJobsDeps = PostPointsDeps &
  JournalDep &
  FactsDeps &
  DbDep &
  ExpireCardsDeps &
  MembershipsDep &
  RewardDeps;

export const createTillJobs = (deps: TillJobsDeps): readonly Job[] => [
  pointExpiry(deps),
  birthdayBonus(deps),
  tierReview(deps),
  createSegmentJob(deps),
  { name: "giftCardExpiry", every: "day", run: () => expireCards(deps) },
  membershipExpiry(deps),
  referralRewards(deps),
];
