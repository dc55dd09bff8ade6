/**
 * Owns the drizzle view of 0030-staff.sql and its later changes. The SQL file is the truth; a test compares every column here with a
 * migrated database.
 */
import { integer, sqliteTable, text } from "../drizzle.ts";

export const role = sqliteTable("role", {
  code: text("code").primaryKey(),
  name: text("name").notNull(),
  rightsJson: text("rights_json").notNull().default("{}"),
  createdAtMs: integer("created_at_ms"),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms"),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
});

export const staff = sqliteTable("staff", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  pinHash: text("pin_hash").notNull(),
  badge: text("badge"),
  role: text("role").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
});
