/** Owns the tables of gift cards and store credit in TypeScript; the SQL migration is the truth. See 0180-stored-value.sql. */
import { integer, primaryKey, sqliteTable, text } from "../drizzle.ts";
import { STORED_VALUE_ENTRIES, STORED_VALUE_KINDS } from "../../domain/stored-value/stored-value.ts";

export const giftCard = sqliteTable("gift_card", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: STORED_VALUE_KINDS }).notNull(),
  code: text("code").notNull(),
  customerRef: text("customer_ref"),
  currency: text("currency").notNull(),
  balanceMinor: integer("balance_minor").notNull(),
  expiresAtMs: integer("expires_at_ms"),
  blockedReason: text("blocked_reason"),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by").notNull(),
});

export const giftCardTransaction = sqliteTable("gift_card_transaction", {
  id: integer("id").primaryKey(),
  cardId: text("card_id").notNull(),
  kind: text("kind", { enum: STORED_VALUE_ENTRIES }).notNull(),
  amountMinor: integer("amount_minor").notNull(),
  balanceAfterMinor: integer("balance_after_minor").notNull(),
  saleSeq: integer("sale_seq"),
  lineNumber: integer("line_number"),
  atMs: integer("at_ms").notNull(),
  staffId: integer("staff_id"),
  reason: text("reason"),
});

export const giftCardTopUp = sqliteTable(
  "gift_card_top_up",
  {
    basketId: text("basket_id").notNull(),
    lineId: text("line_id").notNull(),
    cardId: text("card_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.basketId, table.lineId] })],
);
