import Database from "better-sqlite3";
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMigrations } from "../../../db/migration-files.ts";
import { openDatabase } from "../../../db/open-database.ts";
import {
  makeTestFolder,
  migrationsDir,
  openTestDatabase,
  shippedMigrations,
  testOptions,
} from "../../support/test-database.ts";

/** A copy of the shipped migrations that a test may change, and a database at their version with a row in it. */
const openRelease = () => {
  const folder = makeTestFolder();
  const options = { ...testOptions(folder), migrationsDir: join(folder, "migrations") };
  cpSync(migrationsDir, options.migrationsDir, { recursive: true });
  const db = openTestDatabase(options);
  db.sqlite.exec("INSERT INTO counter (name, value) VALUES ('receipt', 41)");
  db.close();
  const ship = (file: string, sql: string) => writeFileSync(join(options.migrationsDir, file), sql);
  return {
    options,
    ship,
    backups: () => (existsSync(options.backupDir) ? readdirSync(options.backupDir) : []),
  };
};

const receiptCounter = (path: string): unknown => {
  const sqlite = new Database(path, { readonly: true });
  try {
    return sqlite.prepare("SELECT value FROM counter WHERE name = 'receipt'").pluck().get();
  } finally {
    sqlite.close();
  }
};

test("no shipped migration ends the transaction that it runs in", () => {
  for (const { name, sql } of shippedMigrations()) {
    expect(sql, name).not.toMatch(
      /^\s*(COMMIT|ROLLBACK|BEGIN\s+(IMMEDIATE|EXCLUSIVE|DEFERRED|TRANSACTION)|PRAGMA)\b/im,
    );
  }
});

test("a fresh database gets every migration in order, reports each, and needs no backup", () => {
  const options = testOptions();
  const steps: string[] = [];
  const db = openTestDatabase({
    ...options,
    onMigration: ({ name, number, count }) => steps.push(`${number}/${count} ${name}`),
  });
  const shipped = shippedMigrations();
  expect(steps).toEqual(shipped.map(({ name }, index) => `${index + 1}/${shipped.length} ${name}`));
  expect(db.sqlite.prepare("SELECT id, name, checksum FROM schema_migration ORDER BY id").all()).toEqual(
    shipped.map(({ id, name, checksum }) => ({ id, name, checksum })),
  );
  expect(existsSync(options.backupDir)).toBe(false);
});

test("opening again applies nothing", () => {
  const { options } = openRelease();
  const steps: unknown[] = [];
  openTestDatabase({ ...options, onMigration: (step) => steps.push(step) });
  expect(steps).toEqual([]);
});

test("a new migration keeps the rows, and a whole copy of the version before is kept", () => {
  const { options, ship, backups } = openRelease();
  ship("9990-extra.sql", "-- more\nCREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;");
  const db = openTestDatabase(options);
  expect(db.sqlite.prepare("SELECT count(*) FROM extra").pluck().get()).toBe(0);
  expect(receiptCounter(options.path)).toBe(41);
  const [backup, ...others] = backups();
  expect(others).toEqual([]);
  expect(backup).toMatch(/^before-9990-extra-\d+\.sqlite$/);
  const copy = join(options.backupDir, backup ?? "");
  expect(receiptCounter(copy)).toBe(41);
  const old = new Database(copy, { readonly: true });
  expect(old.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").pluck().get()).toBe(0);
  old.close();
});

test("a copy that a power cut left unfinished is removed by the next one", () => {
  const { options, ship, backups } = openRelease();
  mkdirSync(options.backupDir);
  writeFileSync(join(options.backupDir, "before-0040-selling-1.sqlite.partial"), "half");
  ship("9990-extra.sql", "-- more\nCREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;");
  openTestDatabase(options);
  expect(backups()).toEqual([expect.stringMatching(/^before-9990-extra-\d+\.sqlite$/)]);
});

test("two programs that open the same new file at once both get it whole", () => {
  const options = testOptions();
  let other: ReturnType<typeof openTestDatabase> | null = null;
  const db = openTestDatabase({
    ...options,
    onMigration: () => {
      other ??= openTestDatabase(options);
    },
  });
  const ids = shippedMigrations().map(({ id }) => id);
  expect(db.sqlite.prepare("SELECT id FROM schema_migration ORDER BY id").pluck().all()).toEqual(ids);
  expect(other).not.toBeNull();
});

test("a migration that fails leaves the old version, its rows and the backup", () => {
  const { options, ship, backups } = openRelease();
  ship(
    "9990-broken.sql",
    "-- broken\nDELETE FROM counter; CREATE TABLE extra (id INTEGER) STRICT; SELECT nonsense;",
  );
  const opened = openDatabase(options);
  expect(opened).toMatchObject({
    ok: false,
    error: {
      type: "MigrationFailed",
      name: "9990-broken",
      reason: expect.stringContaining("nonsense"),
      failure: null,
    },
  });
  expect(backups()).toHaveLength(1);
  expect(receiptCounter(options.path)).toBe(41);
  rmSync(join(options.migrationsDir, "9990-broken.sql"));
  const db = openTestDatabase(options);
  expect(db.sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").pluck().get()).toBe(0);
});

test("a migration that leaves rows pointing nowhere fails as a whole", () => {
  const { options, ship } = openRelease();
  ship("9990-orphans.sql", "-- orphans\nINSERT INTO product_tag (product_id, tag) VALUES (999, 'x');");
  expect(openDatabase(options)).toMatchObject({
    ok: false,
    error: { type: "MigrationFailed", reason: "1 rows point nowhere, the first in product_tag" },
  });
});

test("the newest fourteen copies before a migration are kept", () => {
  const { options, ship, backups } = openRelease();
  const steps = Array.from({ length: 16 }, (_, index) => ({ id: 9900 + index, atMs: (index + 1) * 1000 }));
  for (const { id, atMs } of steps) {
    ship(`${id}-step.sql`, `-- step\nCREATE TABLE step_${id} (id INTEGER PRIMARY KEY) STRICT;`);
    openTestDatabase({ ...options, clock: { nowMs: () => atMs } }).close();
  }
  const kept = steps.slice(2).map(({ id, atMs }) => `before-${id}-step-${atMs}.sqlite`);
  expect(backups().toSorted()).toEqual(kept);
});

test("a migration edited after its release is refused", () => {
  const { options, backups } = openRelease();
  appendFileSync(join(options.migrationsDir, "0020-catalogue.sql"), "\n-- one more word\n");
  expect(openDatabase(options)).toEqual({
    ok: false,
    error: { type: "ChecksumMismatch", name: "0020-catalogue" },
  });
  expect(backups()).toEqual([]);
  expect(receiptCounter(options.path)).toBe(41);
});

test("line ends of another system are no edit", () => {
  const { options, ship } = openRelease();
  const [first] = shippedMigrations();
  ship("0010-system.sql", first?.sql.replaceAll("\n", "\r\n") ?? "");
  expect(openDatabase(options).ok).toBe(true);
});

test("a database of a newer program is refused and named", () => {
  const { options, ship } = openRelease();
  ship("9990-future.sql", "-- future\nCREATE TABLE future (id INTEGER PRIMARY KEY) STRICT;");
  openTestDatabase(options).close();
  rmSync(join(options.migrationsDir, "9990-future.sql"));
  expect(openDatabase(options)).toEqual({
    ok: false,
    error: { type: "NewerSchema", unknown: ["9990-future"] },
  });
});

test("a migration that was merged late, below one that is applied, is refused", () => {
  const { options, ship } = openRelease();
  ship("0025-late.sql", "-- late\nCREATE TABLE late (id INTEGER PRIMARY KEY) STRICT;");
  expect(openDatabase(options)).toEqual({
    ok: false,
    error: { type: "NotAPrefix", applied: "0030-staff", shipped: "0025-late" },
  });
});

test("another program's database is refused and left alone", () => {
  const options = testOptions();
  const other = new Database(options.path);
  other.exec("CREATE TABLE recipes (id INTEGER)");
  other.close();
  expect(openDatabase(options)).toEqual({ ok: false, error: { type: "NotATillDatabase" } });
});

test("a migration folder with a bad name, a double number or nothing in it is refused", () => {
  const folder = makeTestFolder();
  expect(readMigrations(folder)).toEqual({ ok: false, error: { type: "NoMigrations", folder } });
  const missing = join(folder, "missing");
  expect(readMigrations(missing)).toEqual({ ok: false, error: { type: "NoMigrations", folder: missing } });
  writeFileSync(join(folder, "0010-a.sql"), "");
  writeFileSync(join(folder, "0010-b.sql"), "");
  expect(readMigrations(folder)).toEqual({
    ok: false,
    error: { type: "DuplicateMigrationNumber", id: 10, files: ["0010-a.sql", "0010-b.sql"] },
  });
  rmSync(join(folder, "0010-b.sql"));
  writeFileSync(join(folder, "00_x.sql"), "");
  expect(readMigrations(folder)).toEqual({
    ok: false,
    error: { type: "BadMigrationName", file: "00_x.sql" },
  });
});
