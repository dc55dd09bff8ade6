/**
 * Owns opening a till's database to look and not to touch: for verifying a journal, also of a till that is running or
 * of a backup. Applies no migration and writes nothing.
 */
import Database from "better-sqlite3";
import { drizzle } from "./drizzle.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { Clock } from "./clock.ts";
import type { TillDatabase } from "./open-database.ts";
import { storageFailureOf, type StorageFailure } from "./storage-failure.ts";

export const openForReading = (
  path: string,
  clock: Clock,
): Result<TillDatabase, StorageFailure | { readonly type: "NoSuchFile" }> => {
  try {
    const sqlite = new Database(path, { readonly: true, fileMustExist: true });
    sqlite.prepare("SELECT count(*) FROM sqlite_schema").get();
    return ok({
      sqlite,
      orm: drizzle({ client: sqlite }),
      path,
      clock,
      idleCheckpoint: () => {},
      settleErased: () => {},
      close: () => sqlite.close(),
    });
  } catch (error) {
    const failure = storageFailureOf(error);
    if (failure) {
      return err(failure.type === "CannotOpen" ? { type: "NoSuchFile" } : failure);
    }
    if (error instanceof TypeError) {
      return err({ type: "NoSuchFile" });
    }
    throw error;
  }
};
