/**
 * Owns that one till program at a time works on a data folder. The lock is an open exclusive transaction on a tiny
 * SQLite file, so the operating system gives it back when the process ends, also by kill -9 or power loss: there is
 * never a stale lock to delete by hand.
 */
import Database from "better-sqlite3";
import { join } from "node:path";

export interface TillLock {
  readonly release: () => void;
}

/** null: another till program holds the folder. */
export const takeTillLock = (dataDir: string): TillLock | null => {
  const file = new Database(join(dataDir, "till.lock"), { timeout: 0 });
  try {
    file.pragma("journal_mode = MEMORY");
    file.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) {
      return null;
    }
    throw error;
  }
  return {
    release: () => {
      file.close();
    },
  };
};
