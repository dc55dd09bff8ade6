/**
 * Owns copies of the whole database: written beside their final name, synced, opened and checked, and only then named.
 * A file with a backup's name is therefore a whole database. Must not touch the database that it copies.
 */
import Database from "better-sqlite3";
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../domain/result.ts";
import { storageFailureOf, type StorageFailure } from "./storage-failure.ts";

export interface BackupTarget {
  readonly backupDir: string;
  /** File name without ending; ends in the time in ms, so that names sort by age. */
  readonly name: string;
}

/** Writes a verified copy and returns its path. Runs outside any transaction. */
export const backupDatabase = (
  sqlite: Database.Database,
  target: BackupTarget,
): Result<string, BackupError> => {
  const path = join(target.backupDir, `${target.name}.sqlite`);
  const partial = `${path}.partial`;
  try {
    mkdirSync(target.backupDir, { recursive: true });
    removeUnfinished(target.backupDir);
    sqlite.prepare("VACUUM INTO ?").run(partial);
    const problem = findProblem(partial);
    if (problem !== null) {
      removePartial(partial);
      return err({ type: "BackupFailed", path, reason: problem, failure: null });
    }
    syncFile(partial);
    renameSync(partial, path);
    return ok(path);
  } catch (error) {
    removePartial(partial);
    const reason = error instanceof Error ? error.message : String(error);
    return err({ type: "BackupFailed", path, reason, failure: storageFailureOf(error) });
  }
};

export interface BackupError {
  readonly type: "BackupFailed";
  readonly path: string;
  readonly reason: string;
  readonly failure: StorageFailure | null;
}

/** Removes all but the newest `keep` copies whose names begin with the prefix. */
export const pruneBackups = (backupDir: string, prefix: string, keep: number): void => {
  const newestFirst = readdirSync(backupDir)
    .filter((file) => file.startsWith(prefix) && file.endsWith(".sqlite"))
    .toSorted((a, b) => timeInName(b) - timeInName(a));
  for (const file of newestFirst.slice(keep)) {
    rmSync(join(backupDir, file), { force: true });
  }
};

const timeInName = (file: string): number => Number(/(\d+)\.sqlite$/.exec(file)?.[1] ?? 0);

/** The reason why the copy failed may also keep it from being removed; the reason is what counts. */
const removePartial = (partial: string): void => {
  try {
    rmSync(partial, { force: true });
  } catch {
    // It has no backup's name, and the next copy begins by removing it.
  }
};

/** Copies that a power cut left behind. */
const removeUnfinished = (backupDir: string): void => {
  for (const file of readdirSync(backupDir).filter((name) => name.endsWith(".sqlite.partial"))) {
    rmSync(join(backupDir, file), { force: true });
  }
};

const findProblem = (path: string): string | null => {
  const copy = new Database(path, { readonly: true });
  try {
    const found = copy.pragma("integrity_check", { simple: true });
    return found === "ok" ? null : `the copy is not whole: ${String(found)}`;
  } finally {
    copy.close();
  }
};

const syncFile = (path: string): void => {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};
