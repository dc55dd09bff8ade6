/** Owns drizzle's view of what is known of other tills of the store. Rows of sales are only ever inserted. */
import { integer, primaryKey, sqliteTable, text } from "../drizzle.ts";

export const knownJournal = sqliteTable(
  "known_journal",
  {
    till: text("till").notNull(),
    epoch: integer("epoch").notNull(),
    publicKey: text("public_key").notNull(),
    seq: integer("seq").notNull(),
    hash: text("hash").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.till, table.epoch] })],
);

export const knownSale = sqliteTable("known_sale", {
  receiptNumber: text("receipt_number").primaryKey(),
  saleId: text("sale_id").notNull(),
  atMs: integer("at_ms").notNull(),
  kind: text("kind", { enum: ["sale", "refund"] }).notNull(),
  isExchange: integer("is_exchange", { mode: "boolean" }).notNull(),
  itemCount: integer("item_count").notNull(),
  payableMinor: integer("payable_minor").notNull(),
  roundingMinor: integer("rounding_minor").notNull(),
  cardMinor: integer("card_minor").notNull(),
  bodyJson: text("body_json").notNull(),
});

export const knownReturn = sqliteTable(
  "known_return",
  {
    receiptNumber: text("receipt_number").notNull(),
    lineNumber: integer("line_number").notNull(),
    refundsSaleId: text("refunds_sale_id").notNull(),
    refundsLineNumber: integer("refunds_line_number").notNull(),
    quantityMilli: integer("quantity_milli").notNull(),
    totalMinor: integer("total_minor").notNull(),
  },
  (table) => [primaryKey({ columns: [table.receiptNumber, table.lineNumber] })],
);
