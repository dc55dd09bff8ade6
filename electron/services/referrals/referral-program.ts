/** Owns what bringing others gives in this shop: the setting `referral.program`, changed by a manager and audited. */
import { inTransaction } from "../../../db/in-transaction.ts";
import {
  NO_REFERRAL_PROGRAM,
  type ReferralProgram,
  type ReferralReward,
} from "../../../domain/referral/referral.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, DbDep, LoyaltyDep, SettingsDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";

const KEY = "referral.program";

/** Written by this program alone, through the contract's schema; a setting that cannot be read counts as switched off. */
export const readReferralProgram = (deps: SettingsDep): ReferralProgram => {
  const stored = deps.settings.get(KEY, asProgram);
  return stored.ok ? (stored.value ?? NO_REFERRAL_PROGRAM) : NO_REFERRAL_PROGRAM;
};

const asProgram = (value: unknown): ReferralProgram | null =>
  typeof value === "object" &&
  value !== null &&
  "referrer" in value &&
  "referee" in value &&
  "active" in value
    ? (value as ReferralProgram)
    : null;

/** Points need a loyalty program that they belong to. */
export const setReferralProgram = (
  deps: SettingsDep & AuditDep & DbDep & LoyaltyDep,
  actor: Actor,
  program: ReferralProgram,
): Result<ReferralProgram, { readonly type: "NoLoyaltyProgram" }> =>
  inTransaction<ReferralProgram, { readonly type: "NoLoyaltyProgram" }>(deps.db, () => {
    const wantsPoints = [program.referrer, program.referee].some(({ kind }) => kind === "points");
    if (wantsPoints && deps.loyaltyProgram.read()?.active !== true) {
      return err({ type: "NoLoyaltyProgram" });
    }
    const before = readReferralProgram(deps);
    deps.settings.set(KEY, program, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "setting.referral",
      subject: "till",
      before: auditable(before),
      after: auditable(program),
      reason: null,
    });
    return ok(program);
  });

const auditable = ({ referrer, referee, ...terms }: ReferralProgram) => ({
  ...terms,
  referrer: rewardText(referrer),
  referee: rewardText(referee),
});

const rewardText = (reward: ReferralReward): string =>
  Object.values(reward)
    .map((part: string | number) => String(part))
    .join(" ");
