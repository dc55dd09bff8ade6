/** Owns drizzle's view of the journal and its epochs. Rows are only ever inserted. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const journalEpoch = sqliteTable("journal_epoch", {
  epoch: integer("epoch").primaryKey(),
  till: text("till").notNull(),
  publicKey: text("public_key").notNull(),
  startedAtMs: integer("started_at_ms").notNull(),
});

export const journal = sqliteTable(
  "journal",
  {
    epoch: integer("epoch").notNull(),
    seq: integer("seq").notNull(),
    till: text("till").notNull(),
    atMs: integer("at_ms").notNull(),
    type: text("type").notNull(),
    body: text("body").notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
    sig: text("sig").notNull(),
  },
  (table) => [primaryKey({ columns: [table.epoch, table.seq] })],
);
