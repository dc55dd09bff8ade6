/** Owns the names of what a till does by itself. Names are stored, and each has a text in every language. */
export const JOB_NAMES = [
  "pointExpiry",
  "birthdayBonus",
  "tierReview",
  "segmentRefresh",
  "giftCardExpiry",
] as const;

export type JobName = (typeof JOB_NAMES)[number];
