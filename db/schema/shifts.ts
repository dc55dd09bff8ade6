/**
 * Owns drizzle's view of shifts, the drawer's ledger, counts and Z reports. The SQL migrations make the tables; a test
 * compares the two column by column. Amounts in minor units, times in epoch ms.
 */
import { integer, sqliteTable, text } from "../drizzle.ts";

export const shift = sqliteTable("shift", {
  id: integer("id").primaryKey(),
  cashierId: integer("cashier_id"),
  openedAtMs: integer("opened_at_ms").notNull(),
  openedBy: integer("opened_by").notNull(),
  openedByName: text("opened_by_name").notNull(),
  floatJson: text("float_json").notNull(),
  journalEpoch: integer("journal_epoch").notNull(),
  journalSeq: integer("journal_seq").notNull(),
  auditId: integer("audit_id").notNull(),
  saleSeq: integer("sale_seq").notNull(),
  movementId: integer("movement_id").notNull(),
  draftJson: text("draft_json"),
  draftBy: integer("draft_by"),
  closedAtMs: integer("closed_at_ms"),
  closedBy: integer("closed_by"),
  closedByName: text("closed_by_name"),
});

export const shiftCount = sqliteTable("shift_count", {
  id: integer("id").primaryKey(),
  shiftId: integer("shift_id").notNull(),
  atMs: integer("at_ms").notNull(),
  staffId: integer("staff_id").notNull(),
  staffName: text("staff_name").notNull(),
  countJson: text("count_json").notNull(),
  totalMinor: integer("total_minor").notNull(),
  expectedMinor: integer("expected_minor").notNull(),
  movementId: integer("movement_id").notNull(),
});

export const cashMovement = sqliteTable("cash_movement", {
  id: integer("id").primaryKey(),
  shiftId: integer("shift_id"),
  atMs: integer("at_ms").notNull(),
  kind: text("kind", {
    enum: ["float", "sale", "refund", "payIn", "payOut", "safeDrop", "noSale"],
  }).notNull(),
  amountMinor: integer("amount_minor").notNull(),
  saleSeq: integer("sale_seq"),
  staffId: integer("staff_id").notNull(),
  reason: text("reason"),
  tenderId: text("tender_id"),
});

export const zReport = sqliteTable("z_report", {
  number: integer("number").primaryKey(),
  shiftId: integer("shift_id").notNull(),
  atMs: integer("at_ms").notNull(),
  documentJson: text("document_json").notNull(),
  journalEpoch: integer("journal_epoch").notNull(),
  journalSeq: integer("journal_seq").notNull(),
});
