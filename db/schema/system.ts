/**
 * Owns the drizzle view of 0010-system.sql and of the migrator's own list. The SQL file is the truth (checks, triggers);
 * a test compares every column here with a migrated database.
 */
import { integer, sqliteTable, text } from "../drizzle.ts";

export const schemaMigration = sqliteTable("schema_migration", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  checksum: text("checksum").notNull(),
  appliedAtMs: integer("applied_at_ms").notNull(),
});

export const counter = sqliteTable("counter", {
  name: text("name").primaryKey(),
  value: integer("value").notNull(),
});

export const setting = sqliteTable("setting", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
});

export const device = sqliteTable("device", {
  id: integer("id").primaryKey(),
  code: text("code").notNull(),
  kind: text("kind", { enum: ["printer", "drawer", "scanner", "display", "scale", "terminal"] }).notNull(),
  name: text("name").notNull(),
  settings: text("settings").notNull().default("{}"),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
});

export const auditLog = sqliteTable("audit_log", {
  id: integer("id").primaryKey(),
  atMs: integer("at_ms").notNull(),
  staffId: integer("staff_id"),
  staffName: text("staff_name").notNull(),
  approverId: integer("approver_id"),
  action: text("action").notNull(),
  subject: text("subject").notNull(),
  beforeJson: text("before_json"),
  afterJson: text("after_json"),
  reason: text("reason"),
  approverName: text("approver_name"),
});

export const syncState = sqliteTable("sync_state", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});

export const deadLetter = sqliteTable("dead_letter", {
  id: integer("id").primaryKey(),
  direction: text("direction", { enum: ["in", "out"] }).notNull(),
  kind: text("kind").notNull(),
  payload: text("payload").notNull(),
  reason: text("reason").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  resolvedAtMs: integer("resolved_at_ms"),
  resolvedBy: integer("resolved_by"),
});
