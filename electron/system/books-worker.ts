/**
 * Owns one long check of the books in a thread of its own: reads the database file beside the till, tells how far it
 * is, and answers once. Started by thread-checks.ts only.
 */
import { parentPort, workerData } from "node:worker_threads";
import { readMigrations } from "../../db/migration-files.ts";
import { openForReading } from "../../db/open-for-reading.ts";
import { checkBackupFile } from "../services/books/check-backup.ts";
import { verifyDatabase } from "../services/journal/verify-database.ts";

/** What the thread is started with. */
export interface BooksTask {
  readonly kind: "verify" | "check";
  readonly path: string;
  readonly migrationsDir: string;
}

/** What it says: how far it is, then the answer. */
export type BooksMessage =
  | { readonly type: "progress"; readonly entries: number }
  | { readonly type: "done"; readonly answer: unknown };

const post = (message: BooksMessage): void => parentPort?.postMessage(message, []);

const onProgress = (entries: number): void => post({ type: "progress", entries });

const verify = ({ path }: BooksTask): unknown => {
  const opened = openForReading(path, { nowMs: () => 0 });
  if (!opened.ok) {
    throw new Error(`The database cannot be read: ${opened.error.type}`);
  }
  const db = opened.value;
  try {
    return verifyDatabase(db, onProgress);
  } finally {
    db.close();
  }
};

const check = ({ path, migrationsDir }: BooksTask): unknown => {
  const migrations = readMigrations(migrationsDir);
  if (!migrations.ok) {
    throw new Error(`The migrations cannot be read: ${migrations.error.type}`);
  }
  return checkBackupFile(path, migrations.value, onProgress);
};

const task = workerData as BooksTask;
post({ type: "done", answer: task.kind === "verify" ? verify(task) : check(task) });
