/**
 * Owns drizzle's view of 0060-offers.sql: definitions of rules, campaigns and coupons as JSON, and the releases that
 * sales were priced with.
 */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

const definitionColumns = () => ({
  code: text("code").primaryKey(),
  definitionJson: text("definition_json").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
});

export const discountRule = sqliteTable("discount_rule", definitionColumns());
export const campaign = sqliteTable("campaign", definitionColumns());
export const coupon = sqliteTable("coupon", definitionColumns());

export const offerRelease = sqliteTable("offer_release", {
  hash: text("hash").primaryKey(),
  definitionsJson: text("definitions_json").notNull(),
  firstUsedAtMs: integer("first_used_at_ms").notNull(),
});
