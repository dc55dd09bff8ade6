/**
 * Owns reading and appending journal rows. Appending is the caller's transaction's business; nothing here updates or
 * deletes, and the schema's triggers refuse it. Hashing and signing happen above.
 */
import { and, asc, gt, lt, sql } from "../drizzle.ts";
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

/** What the next entry needs of the one before. */
export type EntryHead = Pick<JournalEntry, "seq" | "hash">;

export interface JournalRepository {
  readonly append: (entry: JournalEntry) => void;
  /** The newest entry of an epoch, or null. */
  readonly head: (epoch: number) => EntryHead | null;
  readonly page: (after: {
    readonly epoch: number;
    readonly seq: number;
    readonly limit: number;
  }) => readonly JournalEntry[];
  readonly count: () => number;
  readonly epochs: () => readonly JournalEpoch[];
  readonly startEpoch: (epoch: JournalEpoch) => void;
}

/** Room for a million million entries in an epoch. */
const EPOCH_SIZE = 1_000_000_000_000;

export const positionOf = (epoch: number, seq: number): number => epoch * EPOCH_SIZE + seq;

export const createJournalRepository = (db: TillDatabase): JournalRepository => {
  const insertEntry = preparedInsert(db, journal);
  const insertEpoch = preparedInsert(db, journalEpoch);
  const head = db.sqlite.prepare<[number, number], EntryHead>(
    "SELECT seq, hash FROM journal WHERE position > ? AND position < ? ORDER BY position DESC LIMIT 1",
  );
  const page = db.orm
    .select()
    .from(journal)
    .where(and(gt(journal.position, sql.placeholder("after")), lt(journal.position, sql.placeholder("end"))))
    .orderBy(asc(journal.position))
    .limit(sql.placeholder("limit"))
    .prepare();
  const epochs = db.orm.select().from(journalEpoch).orderBy(asc(journalEpoch.epoch)).prepare();
  const count = db.orm
    .select({ count: sql<number>`count(*)` })
    .from(journal)
    .prepare();
  return {
    append: (entry) => {
      insertEntry({ ...entry, position: positionOf(entry.epoch, entry.seq) });
    },
    head: (epoch) => head.get(positionOf(epoch, 0), positionOf(epoch + 1, 0)) ?? null,
    page: ({ epoch, seq, limit }) =>
      page
        .all({ after: positionOf(epoch, seq), end: positionOf(epoch + 1, 0), limit })
        .map(({ position: _position, ...entry }) => entry),
    count: () => count.get()?.count ?? 0,
    epochs: () => epochs.all(),
    startEpoch: (epoch) => {
      insertEpoch(epoch);
    },
  };
};
