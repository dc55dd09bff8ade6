/** Owns the tables of memberships in TypeScript; the SQL migration is the truth. See 0210-memberships.sql. */
import { integer, primaryKey, sqliteTable, text } from "../drizzle.ts";
import { COUPON_DURATIONS } from "../../domain/membership/membership-price.ts";
import { MEMBERSHIP_PERIODS } from "../../domain/membership/membership-span.ts";

const audited = {
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
};

export const membershipPlan = sqliteTable("membership_plan", {
  id: integer("id").primaryKey(),
  code: text("code").notNull(),
  name: text("name").notNull(),
  period: text("period", { enum: MEMBERSHIP_PERIODS }).notNull(),
  priceMinor: integer("price_minor").notNull(),
  taxRateBp: integer("tax_rate_bp").notNull(),
  productId: integer("product_id").notNull(),
  ...audited,
});

export const membershipCoupon = sqliteTable("membership_coupon", {
  codeKey: text("code_key").primaryKey(),
  code: text("code").notNull(),
  offJson: text("off_json").notNull(),
  duration: text("duration", { enum: COUPON_DURATIONS }).notNull(),
  periods: integer("periods"),
  validUntil: text("valid_until"),
  maxMembers: integer("max_members"),
  ...audited,
});

export const membership = sqliteTable("membership", {
  id: text("id").primaryKey(),
  customerRef: text("customer_ref").notNull(),
  planId: integer("plan_id").notNull(),
  state: text("state", { enum: ["active", "expired", "cancelled"] }).notNull(),
  untilDay: text("until_day"),
  couponJson: text("coupon_json"),
  finalPriceMinor: integer("final_price_minor").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
});

export const membershipEvent = sqliteTable("membership_event", {
  id: integer("id").primaryKey(),
  membershipId: text("membership_id").notNull(),
  kind: text("kind", { enum: ["paid", "cancelled"] }).notNull(),
  onDay: text("on_day").notNull(),
  period: text("period", { enum: MEMBERSHIP_PERIODS }),
  listPriceMinor: integer("list_price_minor"),
  couponJson: text("coupon_json"),
  finalPriceMinor: integer("final_price_minor"),
  fromDay: text("from_day"),
  untilDay: text("until_day"),
  renews: integer("renews"),
  saleSeq: integer("sale_seq"),
  lineNumber: integer("line_number"),
  backSeq: integer("back_seq"),
  backLineNumber: integer("back_line_number"),
  backUntilDay: text("back_until_day"),
  atMs: integer("at_ms").notNull(),
  staffId: integer("staff_id"),
  reason: text("reason"),
});

export const basketMembership = sqliteTable(
  "basket_membership",
  {
    basketId: text("basket_id").notNull(),
    lineId: text("line_id").notNull(),
    planId: integer("plan_id").notNull(),
    listPriceMinor: integer("list_price_minor").notNull(),
    couponJson: text("coupon_json"),
    finalPriceMinor: integer("final_price_minor").notNull(),
  },
  (table) => [primaryKey({ columns: [table.basketId, table.lineId] })],
);
