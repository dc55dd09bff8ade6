/** Owns the names of what a till does by itself. Names are stored, and each has a text in every language. */
export const JOB_NAMES = [
  "pointExpiry",
  "birthdayBonus",
  "tierReview",
  "segmentRefresh",
  "giftCardExpiry",
  "membershipExpiry",
  "referralRewards",
] as const;

export type JobName = (typeof JOB_NAMES)[number];
