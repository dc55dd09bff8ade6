/** Owns the tables of referrals in TypeScript; the SQL migration is the truth. See 0211-referrals.sql. */
import { integer, sqliteTable, text } from "../drizzle.ts";
import { REFERRAL_STATES } from "../../domain/referral/referral.ts";

export const referralCode = sqliteTable("referral_code", {
  code: text("code").primaryKey(),
  customerRef: text("customer_ref").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});

export const referral = sqliteTable("referral", {
  id: text("id").primaryKey(),
  referrerRef: text("referrer_ref").notNull(),
  refereeRef: text("referee_ref").notNull(),
  code: text("code").notNull(),
  state: text("state", { enum: REFERRAL_STATES }).notNull(),
  saleSeq: integer("sale_seq"),
  completedAtMs: integer("completed_at_ms"),
  rewardedAtMs: integer("rewarded_at_ms"),
  referrerRewardJson: text("referrer_reward_json"),
  refereeRewardJson: text("referee_reward_json"),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
});
