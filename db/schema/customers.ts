/**
 * Owns the drizzle view of the customers' tables (0030-staff.sql, 0140-customers.sql). The SQL files are the truth; a
 * test compares every column here with a migrated database.
 */
import { integer, primaryKey, sqliteTable, text } from "../drizzle.ts";

export const customer = sqliteTable("customer", {
  id: integer("id").primaryKey(),
  customerRef: text("customer_ref").notNull(),
  code: text("code"),
  name: text("name"),
  country: text("country"),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
  phone: text("phone"),
  email: text("email"),
  dateOfBirth: text("date_of_birth"),
  gender: text("gender"),
  nationalId: text("national_id"),
  invoiceName: text("invoice_name"),
  invoiceAddress: text("invoice_address"),
  taxOffice: text("tax_office"),
  taxId: text("tax_id"),
  registrationSource: text("registration_source").notNull().default("import"),
  preferencesJson: text("preferences_json").notNull().default("{}"),
  tagsJson: text("tags_json").notNull().default("[]"),
  mergedIntoId: integer("merged_into_id"),
  erasedAtMs: integer("erased_at_ms"),
});

export const customerWord = sqliteTable(
  "customer_word",
  { word: text("word").notNull(), customerId: integer("customer_id").notNull() },
  (table) => [primaryKey({ columns: [table.word, table.customerId] })],
);

export const loyaltyCard = sqliteTable("loyalty_card", {
  number: text("number").primaryKey(),
  customerId: integer("customer_id").notNull(),
  state: text("state").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
});

export const customerConsent = sqliteTable("customer_consent", {
  id: integer("id").primaryKey(),
  customerRef: text("customer_ref").notNull(),
  channel: text("channel").notNull(),
  granted: integer("granted").notNull(),
  atMs: integer("at_ms").notNull(),
  source: text("source").notNull(),
  wordingVersion: text("wording_version").notNull(),
  staffId: integer("staff_id"),
});

export const customerActivity = sqliteTable("customer_activity", {
  customerRef: text("customer_ref").primaryKey(),
  purchases: integer("purchases").notNull(),
  spentMinor: integer("spent_minor").notNull(),
  firstPurchaseAtMs: integer("first_purchase_at_ms"),
  lastPurchaseAtMs: integer("last_purchase_at_ms"),
});

export const customerSegment = sqliteTable("customer_segment", {
  id: integer("id").primaryKey(),
  code: text("code").notNull(),
  name: text("name").notNull(),
  type: text("type", {
    enum: ["VIP", "NEW_CUSTOMER", "FREQUENT_BUYER", "HIGH_VALUE", "INACTIVE", "BIRTHDAY", "CUSTOM"],
  }).notNull(),
  criteriaJson: text("criteria_json"),
  isDynamic: integer("is_dynamic", { mode: "boolean" }).notNull(),
  refreshedAtMs: integer("refreshed_at_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
});

export const customerSegmentMember = sqliteTable(
  "customer_segment_member",
  {
    segmentId: integer("segment_id").notNull(),
    customerRef: text("customer_ref").notNull(),
    assignment: text("assignment", { enum: ["manual", "auto", "system"] }).notNull(),
    reason: text("reason"),
    atMs: integer("at_ms").notNull(),
    staffId: integer("staff_id"),
  },
  (table) => [primaryKey({ columns: [table.segmentId, table.customerRef] })],
);
