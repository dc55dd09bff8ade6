import Database from "better-sqlite3";
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../../db/open-database.ts";
import { isSqliteTooOld, readSqliteVersion } from "../../../db/sqlite-version.ts";
import { storageFailureOf } from "../../../db/storage-failure.ts";
import { createProductRepository } from "../../../db/repositories/products.ts";
import {
  makeTestFolder,
  openTestDatabase,
  shippedMigrations,
  testOptions,
} from "../../support/test-database.ts";
import { migrate } from "../../../db/migrate.ts";

/** A closed database file with some products in it. */
const makeShop = () => {
  const options = testOptions();
  const db = openTestDatabase(options);
  createProductRepository(db).upsertMany(
    Array.from({ length: 500 }, (_, index) => ({
      sku: `P${index}`,
      name: `Product ${index}`,
      unitPriceMinor: 100,
    })),
    null,
  );
  db.close();
  return options;
};

test("commits are durable, keys are checked, erased text is overwritten", () => {
  const { sqlite } = openTestDatabase(testOptions());
  const setting = (name: string): unknown => sqlite.pragma(name, { simple: true });
  expect(setting("journal_mode")).toBe("wal");
  expect(setting("synchronous")).toBe(2);
  expect(setting("foreign_keys")).toBe(1);
  expect(setting("busy_timeout")).toBe(5000);
  expect(setting("wal_autocheckpoint")).toBe(10_000);
  expect(setting("trusted_schema")).toBe(0);
  expect(setting("secure_delete")).toBe(1);
  expect(setting("recursive_triggers")).toBe(1);
});

test("the SQLite that is installed is new enough, and older ones are refused by number, not by text", () => {
  expect(isSqliteTooOld(readSqliteVersion(openTestDatabase().sqlite))).toBe(false);
  expect(isSqliteTooOld("3.51.3")).toBe(false);
  expect(isSqliteTooOld("4.0")).toBe(false);
  expect(isSqliteTooOld("3.51.2")).toBe(true);
  expect(isSqliteTooOld("3.9.9")).toBe(true);
  const options = testOptions();
  expect(openDatabase({ ...options, sqliteVersion: "3.51.2" })).toEqual({
    ok: false,
    error: { type: "SqliteTooOld", found: "3.51.2", needed: "3.51.3" },
  });
});

test("closing leaves one whole file", () => {
  const { path } = makeShop();
  expect(existsSync(`${path}-wal`)).toBe(false);
});

test("an idle checkpoint moves the log into the file", () => {
  const options = testOptions();
  const db = openTestDatabase(options);
  const before = statSync(options.path).size;
  db.sqlite.exec("CREATE TABLE bulk (x BLOB); INSERT INTO bulk VALUES (zeroblob(500000))");
  db.idleCheckpoint();
  expect(statSync(options.path).size).toBeGreaterThan(before + 400_000);
});

test("random bytes are not a database", () => {
  const options = testOptions();
  writeFileSync(
    options.path,
    Buffer.from(Array.from({ length: 8192 }, (_, index) => (index * 97 + 13) % 256)),
  );
  const before = readFileSync(options.path);
  expect(openDatabase(options)).toMatchObject({
    ok: false,
    error: { type: "NotADatabase", path: options.path },
  });
  expect(readFileSync(options.path).equals(before)).toBe(true);
});

test("a flipped header is not a database", () => {
  const options = makeShop();
  const file = openSync(options.path, "r+");
  writeSync(file, "sqlite FORMAT 3");
  closeSync(file);
  expect(openDatabase(options)).toMatchObject({ ok: false, error: { type: "NotADatabase" } });
});

test("a truncated file is corrupt, and nothing is written to it", () => {
  const options = makeShop();
  truncateSync(options.path, Math.floor(statSync(options.path).size / 2 / 4096) * 4096);
  const before = readFileSync(options.path);
  expect(openDatabase(options)).toMatchObject({ ok: false, error: { type: "Corrupt", path: options.path } });
  expect(readFileSync(options.path).equals(before)).toBe(true);
});

test("bytes flipped inside a page are found before anything is sold", () => {
  const options = makeShop();
  const file = openSync(options.path, "r+");
  const garbage = Buffer.alloc(4096, 0xa5);
  const pages = statSync(options.path).size / 4096;
  for (let page = 20; page < pages; page += 5) {
    writeSync(file, garbage, 0, garbage.length, page * 4096);
  }
  closeSync(file);
  expect(openDatabase(options)).toMatchObject({ ok: false, error: { type: "Corrupt" } });
});

test("an emptied file with a backup beside it is corrupt, not a new shop", () => {
  const options = makeShop();
  mkdirSync(options.backupDir);
  copyFileSync(options.path, join(options.backupDir, "before-0050-journal-1.sqlite"));
  truncateSync(options.path, 0);
  expect(openDatabase(options)).toMatchObject({ ok: false, error: { type: "Corrupt" } });
  expect(statSync(options.path).size).toBe(0);
});

test("a log without its file is kept, not thrown away", () => {
  const options = makeShop();
  rmSync(options.path);
  writeFileSync(`${options.path}-wal`, "pages of a sale");
  expect(openDatabase(options)).toMatchObject({ ok: false, error: { type: "Corrupt" } });
  expect(readFileSync(`${options.path}-wal`, "utf8")).toBe("pages of a sale");
});

test("a folder in place of the file cannot be opened", () => {
  const options = testOptions();
  mkdirSync(options.path);
  expect(openDatabase(options)).toMatchObject({ ok: false, error: { type: "CannotOpen" } });
});

test("what was committed before a kill is there when the log is all that holds it", () => {
  const options = testOptions();
  const db = openTestDatabase(options);
  db.sqlite.exec("INSERT INTO counter (name, value) VALUES ('receipt', 7)");
  const folder = makeTestFolder();
  const killed = join(folder, "till.sqlite");
  copyFileSync(options.path, killed);
  copyFileSync(`${options.path}-wal`, `${killed}-wal`);
  const again = openTestDatabase({ ...options, path: killed });
  expect(again.sqlite.prepare("SELECT value FROM counter").pluck().get()).toBe(7);
});

/** Root may write anything, so it becomes nobody for the moment; everybody else stays who they are. */
const asOrdinaryUser = <T>(work: () => T): T => {
  if (process.getuid?.() !== 0) {
    return work();
  }
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
};

test("a file that may only be read is refused at the start, not at the first sale", () => {
  const options = makeShop();
  const folder = join(options.path, "..");
  if (process.getuid?.() === 0) {
    chownSync(folder, 65_534, 65_534);
    chownSync(options.path, 65_534, 65_534);
  }
  chmodSync(options.path, 0o444);
  chmodSync(folder, 0o555);
  const opened = asOrdinaryUser(() => openDatabase(options));
  chmodSync(folder, 0o755);
  expect(opened).toMatchObject({ ok: false, error: { type: "ReadOnly", path: options.path } });
});

test("a folder that may not be written is refused", () => {
  const options = testOptions();
  const folder = join(options.path, "..");
  if (process.getuid?.() === 0) {
    chownSync(folder, 65_534, 65_534);
  }
  chmodSync(folder, 0o555);
  const opened = asOrdinaryUser(() =>
    openDatabase({ ...options, path: join(folder, "data", "till.sqlite") }),
  );
  chmodSync(folder, 0o755);
  expect(opened).toMatchObject({ ok: false, error: { type: "ReadOnly" } });
});

test("another process that holds the file for too long is named", () => {
  const options = makeShop();
  const other = new Database(options.path);
  other.exec("BEGIN EXCLUSIVE");
  const db = new Database(options.path, { timeout: 0 });
  try {
    db.exec("BEGIN IMMEDIATE");
    expect.unreachable();
  } catch (error) {
    expect(storageFailureOf(error)).toMatchObject({ type: "InUse" });
  } finally {
    db.close();
    other.close();
  }
});

const limitPages = (sqlite: Database.Database, spare: number): void => {
  const pages = Number(sqlite.pragma("page_count", { simple: true }));
  sqlite.pragma(`max_page_count = ${pages + spare}`);
};

test("a full disk undoes the whole write, and the till goes on with what it had", () => {
  const options = makeShop();
  const db = openTestDatabase(options);
  const products = createProductRepository(db);
  limitPages(db.sqlite, 2);
  const many = Array.from({ length: 5000 }, (_, index) => ({ sku: `N${index}`, name: `New ${index}` }));
  try {
    products.upsertMany(many, null);
    expect.unreachable();
  } catch (error) {
    expect(storageFailureOf(error)).toMatchObject({ type: "DiskFull" });
  }
  expect(db.sqlite.inTransaction).toBe(false);
  expect(products.count()).toBe(500);
  expect(products.findBySku("P499")?.unitPriceMinor).toBe(100);
  db.sqlite.pragma("max_page_count = 1000000");
  expect(products.upsertMany(many.slice(0, 1), null)).toMatchObject([{ type: "Created" }]);
});

test("a disk that fills up while migrating leaves the version before", () => {
  const sqlite = new Database(":memory:");
  const shipped = shippedMigrations();
  const deps = { sqlite, clock: { nowMs: () => 1 }, backup: () => ({ ok: true, value: "copy" }) as const };
  expect(migrate(deps, shipped.slice(0, 1)).ok).toBe(true);
  limitPages(sqlite, 3);
  expect(migrate(deps, shipped.slice(0, 2))).toMatchObject({
    ok: false,
    error: {
      type: "MigrationFailed",
      name: "0020-catalogue",
      failure: { type: "DiskFull" },
      backupPath: "copy",
    },
  });
  expect(sqlite.prepare("SELECT name FROM schema_migration").pluck().all()).toEqual(["0010-system"]);
  expect(sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'product'").pluck().get()).toBe(0);
  sqlite.close();
});

test("a backup that cannot be written stops the migration before it begins", () => {
  const options = testOptions();
  writeFileSync(options.backupDir, "a file where the folder should be");
  const sqlite = new Database(options.path);
  migrate(
    { sqlite, clock: options.clock, backup: () => ({ ok: true, value: "" }) as const },
    shippedMigrations().slice(0, 1),
  );
  sqlite.close();
  expect(openDatabase(options)).toMatchObject({ ok: false, error: { type: "BackupFailed" } });
  const after = new Database(options.path, { readonly: true });
  expect(after.prepare("SELECT name FROM schema_migration").pluck().all()).toEqual(["0010-system"]);
  after.close();
});
