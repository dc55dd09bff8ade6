/**
 * Owns databases for tests: in memory or in a folder that goes away, at the shipped version or at an older one, with a
 * clock that only the test moves.
 */
import Database from "better-sqlite3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { migrate } from "../../db/migrate.ts";
import { readMigrations, type Migration } from "../../db/migration-files.ts";
import { openDatabase, type OpenDatabaseOptions, type TillDatabase } from "../../db/open-database.ts";
import { ok } from "../../domain/result.ts";

export const migrationsDir = join(import.meta.dirname, "..", "..", "db", "migrations");

export interface TestClock {
  readonly nowMs: () => number;
  readonly advance: (ms: number) => void;
}

/** Starts at 2026-11-20 09:00 UTC. */
export const createTestClock = (startMs = 1_795_165_200_000): TestClock => {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
};

export const makeTestFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "tillwright-db-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Options for a database file in a folder of its own. */
export const testOptions = (folder = makeTestFolder()): OpenDatabaseOptions => ({
  path: join(folder, "till.sqlite"),
  migrationsDir,
  backupDir: join(folder, "backups"),
  clock: createTestClock(),
});

export const openTestDatabase = (options: Partial<OpenDatabaseOptions> = {}): TillDatabase => {
  const opened = openDatabase({ ...testOptions(), path: ":memory:", ...options });
  if (!opened.ok) {
    throw new Error(`could not open the test database: ${JSON.stringify(opened.error)}`);
  }
  onTestFinished(() => opened.value.close());
  return opened.value;
};

export const shippedMigrations = (): readonly Migration[] => {
  const migrations = readMigrations(migrationsDir);
  if (!migrations.ok) {
    throw new Error(JSON.stringify(migrations.error));
  }
  return migrations.value;
};

/** Takes a database to the version that ends with the migration of that number; 0 is empty. */
export const migrateTo = (sqlite: Database.Database, id: number): void => {
  const upTo = shippedMigrations().filter((migration) => migration.id <= id);
  const report = migrate({ sqlite, clock: createTestClock(), backup: () => ok("not needed") }, upTo);
  if (!report.ok) {
    throw new Error(JSON.stringify(report.error));
  }
};

/** An in-memory database at an older version, for a migration's own test. */
export const databaseAt = (id: number): Database.Database => {
  const sqlite = new Database(":memory:");
  onTestFinished(() => {
    sqlite.close();
  });
  sqlite.pragma("foreign_keys = ON");
  if (id > 0) {
    migrateTo(sqlite, id);
  }
  return sqlite;
};
