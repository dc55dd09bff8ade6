/**
 * Owns bringing a till's database from the version it has to the one this program ships, forward only.
 * Each migration is one transaction: either all of it is applied and written down in schema_migration, or nothing is.
 * It refuses a database whose applied list is not the beginning of the shipped list, or whose checksums differ.
 * A database that already has a version is copied to a verified backup before the first new migration runs.
 */
import type Database from "better-sqlite3";
import { err, ok, type Result } from "../domain/result.ts";
import type { BackupError } from "./backup.ts";
import type { Clock } from "./clock.ts";
import { inTransaction } from "./in-transaction.ts";
import type { Migration } from "./migration-files.ts";
import { storageFailureOf, type StorageFailure } from "./storage-failure.ts";

export interface MigrateDeps {
  readonly sqlite: Database.Database;
  readonly clock: Clock;
  /** Copies the database as it is now; called at most once, only when it already has a version and needs a new one. */
  readonly backup: (before: Migration) => Result<string, BackupError>;
  readonly onProgress?: (step: MigrationStep) => void;
}

export interface MigrationStep {
  readonly name: string;
  /** 1-based. */
  readonly number: number;
  readonly count: number;
}

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly backupPath: string | null;
}

export const migrate = (
  deps: MigrateDeps,
  shipped: readonly Migration[],
): Result<MigrationReport, MigrateError> => {
  if (!hasTable(deps.sqlite, "schema_migration") && hasTables(deps.sqlite)) {
    return err({ type: "NotATillDatabase" });
  }
  const applied = readApplied(deps.sqlite);
  const mismatch = findMismatch(applied, shipped);
  if (mismatch !== null) {
    return err(mismatch);
  }
  const pending = shipped.slice(applied.length);
  const first = pending[0];
  if (first === undefined) {
    return ok({ applied: [], backupPath: null });
  }
  let backupPath: string | null = null;
  if (applied.length > 0) {
    const backup = deps.backup(first);
    if (!backup.ok) {
      return backup;
    }
    backupPath = backup.value;
  }
  for (const [index, migration] of pending.entries()) {
    deps.onProgress?.({ name: migration.name, number: index + 1, count: pending.length });
    const step = applyMigration(deps, migration);
    if (!step.ok) {
      return err({ ...step.error, backupPath });
    }
  }
  return ok({ applied: pending.map((migration) => migration.name), backupPath });
};

export type MigrateError =
  | MismatchError
  | BackupError
  /** Tables are there, but none of ours: some other program's database. */
  | { readonly type: "NotATillDatabase" }
  /** The version before it is untouched. */
  | (MigrationFailed & { readonly backupPath: string | null });

interface MigrationFailed {
  readonly type: "MigrationFailed";
  readonly name: string;
  readonly reason: string;
  /** What the disk did, when it was the disk. */
  readonly failure: StorageFailure | null;
}

const CREATE_LIST = `
  CREATE TABLE IF NOT EXISTS schema_migration (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    checksum TEXT NOT NULL CHECK (length(checksum) = 64),
    applied_at_ms INTEGER NOT NULL
  ) STRICT`;

/** Foreign keys are off while tables are rebuilt, as SQLite asks for, and checked as a whole before the commit. */
const applyMigration = (deps: MigrateDeps, migration: Migration): Result<void, MigrationFailed> => {
  const { sqlite } = deps;
  const failed = (reason: string, failure: StorageFailure | null): Result<void, MigrationFailed> =>
    err({ type: "MigrationFailed", name: migration.name, reason, failure });
  sqlite.pragma("foreign_keys = OFF");
  try {
    return inTransaction(deps, () => {
      sqlite.exec(CREATE_LIST);
      // Another process that opened the same file at the same moment may have been first.
      if (sqlite.prepare("SELECT 1 FROM schema_migration WHERE id = ?").get(migration.id) !== undefined) {
        return ok(undefined);
      }
      sqlite.exec(migration.sql);
      if (!sqlite.inTransaction) {
        return failed("it ends the transaction that it runs in", null);
      }
      const orphans = sqlite.pragma("foreign_key_check") as readonly { readonly table: string }[];
      if (orphans.length > 0) {
        return failed(`${orphans.length} rows point nowhere, the first in ${orphans[0]?.table ?? "?"}`, null);
      }
      sqlite
        .prepare("INSERT INTO schema_migration (id, name, checksum, applied_at_ms) VALUES (?, ?, ?, ?)")
        .run(migration.id, migration.name, migration.checksum, deps.clock.nowMs());
      return ok(undefined);
    });
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), storageFailureOf(error));
  } finally {
    sqlite.pragma("foreign_keys = ON");
  }
};

export interface AppliedMigration {
  readonly id: number;
  readonly name: string;
  readonly checksum: string;
}

export const readApplied = (sqlite: Database.Database): readonly AppliedMigration[] =>
  hasTable(sqlite, "schema_migration")
    ? (sqlite
        .prepare("SELECT id, name, checksum FROM schema_migration ORDER BY id")
        .all() as readonly AppliedMigration[])
    : [];

export const findMismatch = (
  applied: readonly AppliedMigration[],
  shipped: readonly Migration[],
): MismatchError | null => {
  for (const [index, done] of applied.entries()) {
    const ours = shipped[index];
    if (ours === undefined) {
      return { type: "NewerSchema", unknown: applied.slice(index).map((migration) => migration.name) };
    }
    if (ours.id !== done.id || ours.name !== done.name) {
      return { type: "NotAPrefix", applied: done.name, shipped: ours.name };
    }
    if (ours.checksum !== done.checksum) {
      return { type: "ChecksumMismatch", name: ours.name };
    }
  }
  return null;
};

export type MismatchError =
  /** A newer program wrote this database: install that one again. */
  | { readonly type: "NewerSchema"; readonly unknown: readonly string[] }
  /** A migration that this program ships was skipped, or one was applied that it does not know. */
  | { readonly type: "NotAPrefix"; readonly applied: string; readonly shipped: string }
  /** A migration was edited after it had been applied here. */
  | { readonly type: "ChecksumMismatch"; readonly name: string };

const hasTable = (sqlite: Database.Database, name: string): boolean =>
  sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

const hasTables = (sqlite: Database.Database): boolean =>
  sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").get() !==
  undefined;
