/**
 * Owns the rules of bringing others: what the program gives to whom, when a purchase qualifies, and the states of a
 * referral. PENDING until the friend's purchase reaches the minimum, COMPLETED by it, REWARDED when both sides got what
 * the program gives, EXPIRED when time ran out or the purchase came back. Amounts in minor units. Pure.
 */
export const REFERRAL_STATES = ["pending", "completed", "rewarded", "expired"] as const;

export type ReferralState = (typeof REFERRAL_STATES)[number];

export type ReferralReward =
  | { readonly kind: "none" }
  | { readonly kind: "points"; readonly points: number }
  | { readonly kind: "credit"; readonly amountMinor: number }
  /** A personal coupon, once, for so many days. */
  | { readonly kind: "coupon"; readonly percentBp: number; readonly validDays: number };

export interface ReferralProgram {
  readonly active: boolean;
  readonly referrer: ReferralReward;
  readonly referee: ReferralReward;
  /** What the friend must buy in one sale; 0: anything. */
  readonly minPurchaseMinor: number;
  /** How many friends a customer may bring; null: no limit. */
  readonly maxPerCustomer: number | null;
  /** How long a friend has for the purchase; null: for ever. */
  readonly validDays: number | null;
}

export const NO_REFERRAL_PROGRAM: ReferralProgram = {
  active: false,
  referrer: { kind: "none" },
  referee: { kind: "none" },
  minPurchaseMinor: 0,
  maxPerCustomer: null,
  validDays: null,
};

/** What was handed out to one side, so that it can be taken back. */
export type GivenReward =
  | { readonly kind: "points"; readonly points: number }
  | { readonly kind: "credit"; readonly cardId: string; readonly last4: string; readonly amountMinor: number }
  | { readonly kind: "coupon"; readonly code: string };

/** Whether what remains of a sale is enough. Gift cards are no purchase. */
export const qualifies = (
  program: Pick<ReferralProgram, "minPurchaseMinor">,
  remainingMinor: number,
): boolean => remainingMinor > 0 && remainingMinor >= program.minPurchaseMinor;

/** How much of it can be taken back: what was spent stays spent. */
export const takeableOf = (given: number, left: number): number => Math.max(0, Math.min(given, left));
