/**
 * Owns drizzle's view of the offers: definitions of rules, campaigns and coupons as JSON, the releases that sales were
 * priced with, and which sale used what.
 */
import { integer, primaryKey, sqliteTable, text } from "../drizzle.ts";

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

export const campaign = sqliteTable("campaign", {
  ...definitionColumns(),
  givesBack: text("gives_back", { enum: ["never", "void", "whole"] }).notNull(),
  autoDeactivatedAtMs: integer("auto_deactivated_at_ms"),
});

export const couponBatch = sqliteTable("coupon_batch", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  definitionJson: text("definition_json").notNull(),
  size: integer("size").notNull(),
  state: text("state", { enum: ["making", "ready", "cancelled"] }).notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
});

export const coupon = sqliteTable("coupon", {
  codeKey: text("code_key").primaryKey(),
  code: text("code").notNull(),
  batchId: integer("batch_id"),
  definitionJson: text("definition_json"),
  customerRef: text("customer_ref"),
  customDiscountValue: text("custom_discount_value"),
  validUntil: text("valid_until"),
  blockedAtMs: integer("blocked_at_ms"),
  autoDeactivatedAtMs: integer("auto_deactivated_at_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
});

export const couponDistribution = sqliteTable("coupon_distribution", {
  id: integer("id").primaryKey(),
  codeKey: text("code_key").notNull(),
  channel: text("channel", { enum: ["SMS", "EMAIL", "PUSH", "MANUAL"] }).notNull(),
  atMs: integer("at_ms").notNull(),
  staffId: integer("staff_id"),
  customerRef: text("customer_ref"),
});

export const campaignParticipation = sqliteTable("campaign_participation", {
  id: integer("id").primaryKey(),
  campaign: text("campaign").notNull(),
  customerRef: text("customer_ref").notNull(),
  codeKey: text("code_key"),
  joinedAtMs: integer("joined_at_ms").notNull(),
  joinedBy: integer("joined_by"),
  issuedAtMs: integer("issued_at_ms"),
  cancelledAtMs: integer("cancelled_at_ms"),
  cancelledBy: integer("cancelled_by"),
});

export const couponKey = sqliteTable("coupon_key", {
  keyId: text("key_id").primaryKey(),
  publicKey: text("public_key").notNull(),
  name: text("name").notNull(),
  revokedAtMs: integer("revoked_at_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
});

const useColumns = () => ({
  customerRef: text("customer_ref"),
  staffId: integer("staff_id").notNull(),
  atMs: integer("at_ms").notNull(),
  amountMinor: integer("amount_minor").notNull(),
  times: integer("times").notNull(),
  linesJson: text("lines_json").notNull(),
  givenBackBySeq: integer("given_back_by_seq"),
});

export const campaignUsage = sqliteTable(
  "campaign_usage",
  {
    saleSeq: integer("sale_seq").notNull(),
    campaign: text("campaign").notNull(),
    coupon: text("coupon"),
    ...useColumns(),
  },
  (table) => [primaryKey({ columns: [table.saleSeq, table.campaign] })],
);

export const couponUsage = sqliteTable(
  "coupon_usage",
  {
    saleSeq: integer("sale_seq").notNull(),
    coupon: text("coupon").notNull(),
    campaign: text("campaign"),
    ...useColumns(),
  },
  (table) => [primaryKey({ columns: [table.saleSeq, table.coupon] })],
);

export const offerUseTotal = sqliteTable(
  "offer_use_total",
  {
    kind: text("kind", { enum: ["campaign", "coupon"] }).notNull(),
    code: text("code").notNull(),
    uses: integer("uses").notNull(),
    spentMinor: integer("spent_minor").notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.code] })],
);

export const offerRelease = sqliteTable("offer_release", {
  hash: text("hash").primaryKey(),
  definitionsJson: text("definitions_json").notNull(),
  firstUsedAtMs: integer("first_used_at_ms").notNull(),
});
