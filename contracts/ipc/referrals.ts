/**
 * Owns referrals as the screens see them: the program that a manager keeps, a customer's own code, who brought them and
 * whom they brought. Amounts in minor units.
 */
import { z } from "zod";
import type { GivenReward, ReferralProgram, ReferralState } from "../../domain/referral/referral.ts";
import { MOST_POINTS } from "../../domain/loyalty/program.ts";
import type { UnknownCustomer } from "./customers.ts";
import { amountMinor, id, percentBp, positiveAmountMinor } from "./money.ts";
import { procedure } from "./procedure.ts";

export interface MadeReferralView {
  readonly id: string;
  /** Of the other person; null: nobody told it. */
  readonly name: string | null;
  readonly state: ReferralState;
  readonly createdAtMs: number;
  readonly completedAtMs: number | null;
  readonly rewardedAtMs: number | null;
  readonly referrerReward: GivenReward | null;
  readonly refereeReward: GivenReward | null;
}

export interface CustomerReferralsView {
  readonly code: string;
  /** In groups, for people. */
  readonly spaced: string;
  readonly program: ReferralProgram;
  /** Nothing bought yet: a friend's code may still be given. */
  readonly isNew: boolean;
  readonly broughtBy: MadeReferralView | null;
  /** Newest first. */
  readonly made: readonly MadeReferralView[];
}

/** Why a friend's code is not taken. */
export type ReferralCodeProblem =
  | { readonly type: "ReferralMistyped" }
  | { readonly type: "UnknownReferralCode" }
  | { readonly type: "ReferralsOff" }
  | { readonly type: "OwnReferralCode" }
  | { readonly type: "AlreadyReferred" }
  | { readonly type: "ReferralNotNew"; readonly purchases: number }
  | { readonly type: "ReferralCircle" }
  | { readonly type: "ReferralLimit"; readonly most: number };

export const referralCode = z.string().trim().min(1).max(64);

const reward = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("points"), points: z.int().min(1).max(MOST_POINTS) }),
  z.strictObject({ kind: z.literal("credit"), amountMinor: positiveAmountMinor }),
  z.strictObject({
    kind: z.literal("coupon"),
    percentBp: percentBp.min(1),
    validDays: z.int().min(1).max(3650),
  }),
]);

const byRef = z.strictObject({ customerRef: id });

export const referralProcedures = {
  "referral.program": procedure<ReferralProgram>()(z.strictObject({})),
  "referral.setProgram": procedure<ReferralProgram, { readonly type: "NoLoyaltyProgram" }>()(
    z.strictObject({
      active: z.boolean(),
      referrer: reward,
      referee: reward,
      minPurchaseMinor: amountMinor,
      maxPerCustomer: z.int().min(1).max(1_000_000).nullable(),
      validDays: z.int().min(1).max(3650).nullable(),
    }),
  ),
  /** Makes their code, where they have none yet. */
  "referral.ofCustomer": procedure<CustomerReferralsView, UnknownCustomer>()(byRef),
  /** A friend's code, before the first purchase. */
  "referral.track": procedure<CustomerReferralsView, UnknownCustomer | ReferralCodeProblem>()(
    z.strictObject({ customerRef: id, code: referralCode }),
  ),
  "referral.printCode": procedure<null, UnknownCustomer>()(byRef),
  /** The slip of a credit or coupon that they got. */
  "referral.printReward": procedure<null, { readonly type: "NoReward" }>()(
    z.strictObject({ referralId: id, customerRef: id }),
  ),
} as const;
