/**
 * Owns copying a database that is in use: page by page between the till's other work, so that selling goes on. The copy
 * is one file that needs no log beside it, and is synced. It is not checked here, and has a draft's name until it is.
 */
import Database from "better-sqlite3";
import { closeSync, fsyncSync, openSync, rmSync } from "node:fs";

/** Some two megabytes between two turns of everything else. */
const PAGES_PER_TURN = 500;

export interface CopyProgress {
  readonly done: number;
  readonly total: number;
}

/** Throws what SQLite or the disk throws (storageFailureOf names it); then no draft is left. */
export const copyOnline = async (
  sqlite: Database.Database,
  draftPath: string,
  onProgress: (progress: CopyProgress) => void,
): Promise<void> => {
  rmSync(draftPath, { force: true });
  try {
    await sqlite.backup(draftPath, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress({ done: totalPages - remainingPages, total: totalPages });
        return PAGES_PER_TURN;
      },
    });
    settleFile(draftPath);
  } catch (error) {
    rmSync(draftPath, { force: true });
    throw error;
  }
};

/** Moves a log into the file, takes it away, and waits for the disk. */
export const settleFile = (path: string): void => {
  const copy = new Database(path);
  try {
    copy.pragma("wal_checkpoint(TRUNCATE)");
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};
