/** Owns what bringing others gives in this shop: the setting `referral.program`, changed by a manager and audited. */
import {
  NO_REFERRAL_PROGRAM,
  type ReferralProgram,
  type ReferralReward,
} from "../../../domain/referral/referral.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, LoyaltyDep, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";

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
  deps: ChangeSettingsDeps & LoyaltyDep,
  actor: Actor,
  program: ReferralProgram,
): Result<ReferralProgram, { readonly type: "NoLoyaltyProgram" }> => {
  const wantsPoints = [program.referrer, program.referee].some(({ kind }) => kind === "points");
  if (wantsPoints && deps.loyaltyProgram.read()?.active !== true) {
    return err({ type: "NoLoyaltyProgram" });
  }
  changeSettings(deps, actor, {
    values: { [KEY]: program },
    action: "setting.referral",
    before: auditable(readReferralProgram(deps)),
    after: auditable(program),
  });
  return ok(program);
};

const auditable = ({ referrer, referee, ...terms }: ReferralProgram) => ({
  ...terms,
  referrer: rewardText(referrer),
  referee: rewardText(referee),
});

const rewardText = (reward: ReferralReward): string =>
  Object.values(reward)
    .map((part: string | number) => String(part))
    .join(" ");
