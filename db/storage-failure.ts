/**
 * Owns what can be wrong with the file or the disk below SQLite, as values that a screen can explain.
 * Only failures of the machine are named here; a broken constraint is a bug and stays a throw.
 */
import Database from "better-sqlite3";

export type StorageFailure =
  /** No room left on the disk. What was being written is undone; free some space and try again. */
  | { readonly type: "DiskFull"; readonly detail: string }
  /** The file, its folder or the disk refuses to be written. */
  | { readonly type: "ReadOnly"; readonly detail: string }
  /** The file is not whole. Stop selling on it and restore a backup. */
  | { readonly type: "Corrupt"; readonly detail: string }
  /** The file is no SQLite database at all. */
  | { readonly type: "NotADatabase"; readonly detail: string }
  /** Another process held the write lock for longer than the busy timeout. */
  | { readonly type: "InUse"; readonly detail: string }
  | { readonly type: "CannotOpen"; readonly detail: string }
  | { readonly type: "DiskError"; readonly detail: string };

const TYPE_BY_CODE: Readonly<Record<string, StorageFailure["type"]>> = {
  SQLITE_FULL: "DiskFull",
  SQLITE_READONLY: "ReadOnly",
  SQLITE_PERM: "ReadOnly",
  SQLITE_CORRUPT: "Corrupt",
  SQLITE_NOTADB: "NotADatabase",
  SQLITE_BUSY: "InUse",
  SQLITE_LOCKED: "InUse",
  SQLITE_CANTOPEN: "CannotOpen",
  SQLITE_IOERR: "DiskError",
};

const TYPE_BY_SYSTEM_CODE: Readonly<Record<string, StorageFailure["type"]>> = {
  ENOSPC: "DiskFull",
  EDQUOT: "DiskFull",
  EROFS: "ReadOnly",
  EACCES: "ReadOnly",
  EPERM: "ReadOnly",
  EIO: "DiskError",
};

/** The failure behind a thrown error, or null when the error is something else (a bug, a broken constraint). */
export const storageFailureOf = (error: unknown): StorageFailure | null => {
  if (error instanceof Database.SqliteError) {
    // Extended codes (SQLITE_READONLY_DBMOVED) begin with the primary one.
    const primary = error.code.split("_").slice(0, 2).join("_");
    const type = TYPE_BY_CODE[primary];
    return type === undefined ? null : { type, detail: `${error.code}: ${error.message}` };
  }
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    const type = TYPE_BY_SYSTEM_CODE[error.code];
    return type === undefined ? null : { type, detail: error.message };
  }
  return null;
};
