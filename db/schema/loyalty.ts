/** Owns drizzle's view of the loyalty tables (0152-loyalty.sql, 0256-tier-benefits.sql); a test compares every column with a migrated database. */
import { integer, sqliteTable, text } from "../drizzle.ts";
import { POINT_ENTRY_TYPES } from "../../domain/loyalty/point-entry.ts";
import { TIER_ICONS } from "../../domain/loyalty/program.ts";

export const loyaltyProgram = sqliteTable("loyalty_program", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  active: integer("active", { mode: "boolean" }).notNull(),
  earnPoints: integer("earn_points").notNull(),
  earnPerMinor: integer("earn_per_minor").notNull(),
  pointValueMinor: integer("point_value_minor").notNull(),
  minRedeemPoints: integer("min_redeem_points").notNull(),
  redeemStep: integer("redeem_step").notNull(),
  maxShareBp: integer("max_share_bp").notNull(),
  minPurchaseMinor: integer("min_purchase_minor").notNull(),
  expiryMonths: integer("expiry_months"),
  welcomePoints: integer("welcome_points").notNull(),
  birthdayPoints: integer("birthday_points").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
});

export const loyaltyTier = sqliteTable("loyalty_tier", {
  code: text("code").primaryKey(),
  position: integer("position").notNull(),
  name: text("name").notNull(),
  minPoints: integer("min_points").notNull(),
  minSpendMinor: integer("min_spend_minor"),
  multiplierMilli: integer("multiplier_milli").notNull(),
  discountBp: integer("discount_bp").notNull(),
  color: text("color").notNull(),
  icon: text("icon", { enum: TIER_ICONS }).notNull(),
  benefits: text("benefits").notNull(),
});

export const customerLoyalty = sqliteTable("customer_loyalty", {
  customerRef: text("customer_ref").primaryKey(),
  points: integer("points").notNull(),
  lifetimePoints: integer("lifetime_points").notNull(),
  tier: text("tier"),
  period: text("period").notNull(),
  periodPoints: integer("period_points").notNull(),
  periodSpentMinor: integer("period_spent_minor").notNull(),
  joinedAtMs: integer("joined_at_ms").notNull(),
  lastActivityAtMs: integer("last_activity_at_ms").notNull(),
});

export const loyaltyPointTransaction = sqliteTable("loyalty_point_transaction", {
  id: integer("id").primaryKey(),
  customerRef: text("customer_ref").notNull(),
  saleSeq: integer("sale_seq"),
  type: text("type", { enum: POINT_ENTRY_TYPES }).notNull(),
  reason: text("reason").notNull(),
  points: integer("points").notNull(),
  spentMinor: integer("spent_minor").notNull(),
  balanceAfter: integer("balance_after").notNull(),
  tierAfter: text("tier_after"),
  period: text("period").notNull(),
  atMs: integer("at_ms").notNull(),
  staffId: integer("staff_id"),
  note: text("note"),
});

export const loyaltyPointLot = sqliteTable("loyalty_point_lot", {
  entryId: integer("entry_id").primaryKey(),
  customerRef: text("customer_ref").notNull(),
  points: integer("points").notNull(),
  leftPoints: integer("left_points").notNull(),
  expiresAtMs: integer("expires_at_ms"),
});
