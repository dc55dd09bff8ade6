/** Owns drizzle's view of the journal and its epochs. Rows are only ever inserted. */
import { integer, sqliteTable, text } from "../drizzle.ts";

export const journalEpoch = sqliteTable("journal_epoch", {
  epoch: integer("epoch").primaryKey(),
  till: text("till").notNull(),
  publicKey: text("public_key").notNull(),
  startedAtMs: integer("started_at_ms").notNull(),
});

export const journal = sqliteTable("journal", {
  /** `epoch * 10^12 + seq`. */
  position: integer("position").primaryKey(),
  epoch: integer("epoch").notNull(),
  seq: integer("seq").notNull(),
  till: text("till").notNull(),
  atMs: integer("at_ms").notNull(),
  type: text("type").notNull(),
  body: text("body").notNull(),
  prevHash: text("prev_hash").notNull(),
  hash: text("hash").notNull(),
  sig: text("sig").notNull(),
});
