/**
 * Owns reading and appending journal rows. Appending is the caller's transaction's business; nothing here updates or
 * deletes, and the schema's triggers refuse it. Hashing and signing happen above.
 */
import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { JournalEntry } from "../../domain/journal/journal-entry.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { journal, journalEpoch } from "../schema/journal.ts";

export interface JournalEpoch {
  readonly epoch: number;
  readonly till: string;
  /** Ed25519 public key, SPKI PEM. */
  readonly publicKey: string;
  readonly startedAtMs: number;
}

export interface JournalRepository {
  readonly append: (entry: JournalEntry) => void;
  /** The newest entry of an epoch, or null. */
  readonly head: (epoch: number) => JournalEntry | null;
  readonly page: (after: {
    readonly epoch: number;
    readonly seq: number;
    readonly limit: number;
  }) => readonly JournalEntry[];
  readonly count: () => number;
  readonly epochs: () => readonly JournalEpoch[];
  readonly startEpoch: (epoch: JournalEpoch) => void;
}

export const createJournalRepository = (db: TillDatabase): JournalRepository => {
  const insertEntry = preparedInsert(db, journal);
  const insertEpoch = preparedInsert(db, journalEpoch);
  const head = db.orm
    .select()
    .from(journal)
    .where(eq(journal.epoch, sql.placeholder("epoch")))
    .orderBy(desc(journal.seq))
    .limit(1)
    .prepare();
  const page = db.orm
    .select()
    .from(journal)
    .where(and(eq(journal.epoch, sql.placeholder("epoch")), gt(journal.seq, sql.placeholder("seq"))))
    .orderBy(asc(journal.seq))
    .limit(sql.placeholder("limit"))
    .prepare();
  const epochs = db.orm.select().from(journalEpoch).orderBy(asc(journalEpoch.epoch)).prepare();
  const count = db.orm
    .select({ count: sql<number>`count(*)` })
    .from(journal)
    .prepare();
  return {
    append: (entry) => {
      insertEntry(entry);
    },
    head: (epoch) => head.get({ epoch }) ?? null,
    page: (after) => page.all(after),
    count: () => count.get()?.count ?? 0,
    epochs: () => epochs.all(),
    startEpoch: (epoch) => {
      insertEpoch(epoch);
    },
  };
};
