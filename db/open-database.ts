/**
 * Owns how the till's database is opened: settings, checks, migrations, and what can be wrong with it as values.
 * A handle that comes out is writable, whole as far as was checked, and at the shipped version. A commit is on the disk
 * when it returns (WAL with synchronous=FULL). Must never delete, truncate or "repair" a file that it cannot use.
 */
import Database from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { drizzle } from "./drizzle.ts";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { err, ok, type Result } from "../domain/result.ts";
import { backupDatabase, pruneBackups } from "./backup.ts";
import type { Clock } from "./clock.ts";
import { finishReplacing } from "./replace-database.ts";
import { migrate, type MigrateError, type MigrationStep } from "./migrate.ts";
import { type Migration, readMigrations, type MigrationFileError } from "./migration-files.ts";
import { isSqliteTooOld, OLDEST_SQLITE, readSqliteVersion } from "./sqlite-version.ts";
import { storageFailureOf, type StorageFailure } from "./storage-failure.ts";

export interface OpenDatabaseOptions {
  /** A file, or ":memory:" for a test. Its folder is made when missing. */
  readonly path: string;
  readonly migrationsDir: string;
  /** Where copies go before a migration. */
  readonly backupDir: string;
  readonly clock: Clock;
  readonly onMigration?: (step: MigrationStep) => void;
  /** What SQLite calls itself, for a test that plays an old one. */
  readonly sqliteVersion?: string;
  /** What a database in memory begins with: a whole one, serialized. For tests. */
  readonly image?: Uint8Array;
}

export interface TillDatabase {
  readonly sqlite: Database.Database;
  readonly orm: BetterSQLite3Database;
  readonly path: string;
  readonly clock: Clock;
  /** Moves the write-ahead log into the file while nobody waits, so that no sale has to. */
  readonly idleCheckpoint: () => void;
  /** Moves what was written into the file and empties the log, so that what was erased stands in neither. */
  readonly settleErased: () => void;
  readonly close: () => void;
}

export const openDatabase = (options: OpenDatabaseOptions): Result<TillDatabase, OpenDatabaseError> => {
  const migrations = readMigrations(options.migrationsDir);
  if (!migrations.ok) {
    return migrations;
  }
  let sqlite: Database.Database | null = null;
  try {
    if (options.path !== ":memory:") {
      finishReplacing(options.path);
    }
    const lost = findLostFile(options);
    if (lost !== null) {
      return err(lost);
    }
    const checkFirst = needsCheck(options.path);
    mkdirSync(dirname(options.path), { recursive: true });
    const source = options.image === undefined ? options.path : Buffer.from(options.image);
    sqlite = new Database(source, { timeout: BUSY_TIMEOUT_MS });
    const prepared = prepare(sqlite, options, { checkFirst, migrations: migrations.value });
    if (!prepared.ok) {
      sqlite.close();
      return prepared;
    }
    return ok(toTillDatabase(sqlite, options));
  } catch (error) {
    sqlite?.close();
    const failure = failureOf(error);
    if (failure === null) {
      throw error;
    }
    return err({ ...failure, path: options.path });
  }
};

export type OpenDatabaseError =
  | { readonly type: "SqliteTooOld"; readonly found: string; readonly needed: string }
  | (StorageFailure & { readonly path: string })
  | MigrateError
  | MigrationFileError;

const BUSY_TIMEOUT_MS = 5000;
/** Checking this much takes a few dozen milliseconds. A larger file is checked after an unclean end only. */
const SMALL_FILE_BYTES = 16 * 1024 * 1024;
const BACKUPS_KEPT = 14;

const prepare = (
  sqlite: Database.Database,
  options: OpenDatabaseOptions,
  plan: { readonly checkFirst: boolean; readonly migrations: readonly Migration[] },
): Result<void, OpenDatabaseError> => {
  const found = options.sqliteVersion ?? readSqliteVersion(sqlite);
  if (isSqliteTooOld(found)) {
    return err({ type: "SqliteTooOld", found, needed: OLDEST_SQLITE });
  }
  applySettings(sqlite);
  assertWritable(sqlite);
  const problem = plan.checkFirst ? findProblem(sqlite) : null;
  if (problem !== null) {
    return err({ type: "Corrupt", path: options.path, detail: problem });
  }
  const migrated = migrate(
    {
      sqlite,
      clock: options.clock,
      backup: (before) => backupBefore(sqlite, options, before),
      ...(options.onMigration === undefined ? {} : { onProgress: options.onMigration }),
    },
    plan.migrations,
  );
  if (!migrated.ok) {
    return migrated;
  }
  if (migrated.value.backupPath !== null) {
    pruneBackups(options.backupDir, BACKUP_PREFIX, BACKUPS_KEPT);
  }
  return ok(undefined);
};

const applySettings = (sqlite: Database.Database): void => {
  sqlite.pragma("journal_mode = WAL");
  // This build's default under WAL is NORMAL, which may lose the last commits in a power cut.
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  // Checkpoints of the default 1,000 pages would land in the middle of sales: idleCheckpoint does them instead.
  sqlite.pragma("wal_autocheckpoint = 10000");
  // Functions and virtual tables in a planted schema must not run with the till's rights.
  sqlite.pragma("trusted_schema = OFF");
  // What is erased (a customer's name) is overwritten in the file.
  sqlite.pragma("secure_delete = ON");
  // Without it, INSERT OR REPLACE deletes a row without the triggers that keep append-only tables append-only.
  sqlite.pragma("recursive_triggers = ON");
};

/** A file that may only be read opens without complaint; taking the write lock shows it before the first sale does. */
const assertWritable = (sqlite: Database.Database): void => {
  sqlite.exec("BEGIN IMMEDIATE");
  sqlite.exec("ROLLBACK");
};

/** A log beside the file means that the last process did not close it: it was killed, or the power went. */
const needsCheck = (path: string): boolean =>
  path !== ":memory:" && sizeOf(path) > 0 && (sizeOf(`${path}-wal`) > 0 || sizeOf(path) <= SMALL_FILE_BYTES);

const findProblem = (sqlite: Database.Database): string | null => {
  const found = sqlite.prepare("PRAGMA quick_check(5)").pluck().all() as readonly string[];
  return found.length === 1 && found[0] === "ok" ? null : found.join("; ");
};

/**
 * SQLite takes a missing or empty file for a new database, and would throw a log that belongs to it away.
 * With a log or a backup beside it there was data: say so instead of starting empty.
 */
const findLostFile = ({ path, backupDir }: OpenDatabaseOptions): OpenDatabaseError | null => {
  if (path === ":memory:" || sizeOf(path) > 0) {
    return null;
  }
  if (sizeOf(`${path}-wal`) > 0) {
    return {
      type: "Corrupt",
      path,
      detail: "the file is missing or empty, but its write-ahead log is there",
    };
  }
  return existsSync(path) && hasBackup(backupDir)
    ? { type: "Corrupt", path, detail: "the file is empty, but there are backups of it" }
    : null;
};

const hasBackup = (folder: string): boolean =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true &&
  readdirSync(folder).some((file) => file.endsWith(".sqlite"));

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const BACKUP_PREFIX = "before-";

const backupBefore = (sqlite: Database.Database, options: OpenDatabaseOptions, before: Migration) =>
  backupDatabase(sqlite, {
    backupDir: options.backupDir,
    name: `${BACKUP_PREFIX}${before.name}-${options.clock.nowMs()}`,
  });

/** better-sqlite3 reports a folder in the way, or one that is missing, as a plain TypeError or as CANTOPEN. */
const failureOf = (error: unknown): StorageFailure | null => {
  const failure = storageFailureOf(error);
  if (failure !== null) {
    return failure;
  }
  return error instanceof TypeError && error.message.startsWith("Cannot open database")
    ? { type: "CannotOpen", detail: error.message }
    : null;
};

const toTillDatabase = (sqlite: Database.Database, options: OpenDatabaseOptions): TillDatabase => ({
  sqlite,
  orm: drizzle({ client: sqlite }),
  path: options.path,
  clock: options.clock,
  idleCheckpoint: () => {
    if (!sqlite.inTransaction) {
      sqlite.pragma("wal_checkpoint(PASSIVE)");
    }
  },
  settleErased: () => {
    if (!sqlite.inTransaction) {
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
    }
  },
  close: () => {
    // No ANALYZE and no PRAGMA optimize: without statistics a query has the same plan on every till, the one tested.
    sqlite.close();
  },
});
