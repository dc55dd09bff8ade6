/** Owns the form of the referral program: figures as they are typed, read back into the program, or null where one is none. */
import type { ReferralProgram, ReferralReward } from "../../../../domain/referral/referral.ts";
import type { Formats } from "../../../formatting/formats.ts";
import { percentEntry } from "../../../formatting/percent-entry.ts";

export const REWARD_KINDS = [
  "none",
  "points",
  "credit",
  "coupon",
] as const satisfies readonly ReferralReward["kind"][];

export interface RewardDraft {
  readonly kind: ReferralReward["kind"];
  readonly value: string;
  readonly days: string;
}

export interface ProgramDraft {
  readonly active: boolean;
  readonly referrer: RewardDraft;
  readonly referee: RewardDraft;
  readonly least: string;
  readonly most: string;
  readonly wait: string;
}

export const programDraft = (program: ReferralProgram, formats: Formats): ProgramDraft => ({
  active: program.active,
  referrer: rewardDraft(program.referrer, formats),
  referee: rewardDraft(program.referee, formats),
  least: program.minPurchaseMinor === 0 ? "" : formats.plainAmount(program.minPurchaseMinor),
  most: String(program.maxPerCustomer ?? ""),
  wait: String(program.validDays ?? ""),
});

const rewardDraft = (reward: ReferralReward, formats: Formats): RewardDraft => {
  switch (reward.kind) {
    case "none":
      return { kind: "none", value: "", days: "30" };
    case "points":
      return { kind: "points", value: String(reward.points), days: "30" };
    case "credit":
      return { kind: "credit", value: formats.plainAmount(reward.amountMinor), days: "30" };
    case "coupon":
      return {
        kind: "coupon",
        value: percentEntry(reward.percentBp, formats),
        days: String(reward.validDays),
      };
  }
};

export const programFrom = (draft: ProgramDraft, formats: Formats): ReferralProgram | null => {
  const referrer = rewardFrom(draft.referrer, formats);
  const referee = rewardFrom(draft.referee, formats);
  const least =
    draft.least.trim() === "" ? { ok: true as const, value: 0 } : formats.parseAmount(draft.least);
  const most = optionalWhole(draft.most);
  const wait = optionalWhole(draft.wait);
  if (referrer === null || referee === null || !least.ok || most === "bad" || wait === "bad") {
    return null;
  }
  const limits = { maxPerCustomer: most, validDays: wait };
  return { active: draft.active, referrer, referee, minPurchaseMinor: least.value, ...limits };
};

const rewardFrom = ({ kind, value, days }: RewardDraft, formats: Formats): ReferralReward | null => {
  switch (kind) {
    case "none":
      return { kind };
    case "points": {
      const points = optionalWhole(value);
      return typeof points === "number" ? { kind, points } : null;
    }
    case "credit": {
      const amount = formats.parseAmount(value);
      return amount.ok && amount.value > 0 ? { kind, amountMinor: amount.value } : null;
    }
    case "coupon": {
      const percent = formats.parsePercent(value);
      const validDays = optionalWhole(days);
      const isSound = percent.ok && percent.value > 0 && percent.value <= 10_000;
      return isSound && typeof validDays === "number" ? { kind, percentBp: percent.value, validDays } : null;
    }
  }
};

const optionalWhole = (text: string): number | null | "bad" => {
  const bare = text.trim();
  return bare === "" ? null : /^[1-9]\d{0,3}$/.test(bare) ? Number(bare) : "bad";
};
