/**
 * A disk that fills up while a backup is made, by hand and the daily one: a clear answer, nothing that could be taken
 * for a backup, every older one kept, and selling goes on.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, expect, it } from "vitest";
import { fillDisk, freeDisk } from "../../support/full-disk.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const DAY_MS = 86_400_000;
const FULL = { type: "FolderFull", freeBytes: null };

const folders: string[] = [];
const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "backup-full-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const sell = async (test: TestTill): Promise<void> => {
  await test.must("basket.scan", { code: "BAKERY-001" });
  expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({ kind: "completed" });
  await test.printed();
};

/** A till with a backup by hand and a daily one. */
const withBackups = async (): Promise<{ test: TestTill; stick: string }> => {
  const test = openTestTill({ dataDir: makeFolder() });
  await signIn(test, "manager");
  await sell(test);
  const stick = makeFolder();
  await test.must("backup.create", { folder: stick });
  expect(await test.till.books.daily.tick()).toMatchObject({ ok: true });
  test.clock.advance(DAY_MS);
  return { test, stick };
};

/** The disk of the copy fills up once so many pages are written, and a sale is made just before. */
const fillUpAfter = (
  test: TestTill,
  pages: number,
  meanwhile: () => void,
): { readonly clear: () => void } => {
  const { sqlite } = test.till.db;
  const backup = sqlite.backup.bind(sqlite);
  sqlite.backup = (path, options) =>
    backup(path, {
      progress: (progress) => {
        options?.progress?.(progress);
        if (progress.totalPages - progress.remainingPages >= pages) {
          meanwhile();
          expect(existsSync(path)).toBe(true);
          throw new Database.SqliteError("database or disk is full", "SQLITE_FULL");
        }
        return 5;
      },
    });
  return {
    clear: () => {
      sqlite.backup = backup;
    },
  };
};

/** What its last page has left would still take an entry. */
const fillAuditLog = (test: TestTill): void => {
  const entry = { staffId: null, staffName: "", approverId: null, approverName: null, subject: "" };
  expect(() => {
    for (;;) {
      test.till.audit.append({ ...entry, action: "signOut", before: null, after: null, reason: null });
    }
  }).toThrow("full");
};

const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name)).toString("base64")]),
  );

it.each([1, 20, 60])("by hand: full after %i pages", async (pages) => {
  const { test, stick } = await withBackups();
  const before = filesIn(stick);
  const sales: Promise<void>[] = [];
  const disk = fillUpAfter(test, pages, () => sales.push(sell(test)));
  expect(await test.call("backup.create", { folder: stick })).toMatchObject({
    ok: false,
    error: { ...FULL, folder: stick },
  });
  await Promise.all(sales);
  expect(filesIn(stick)).toEqual(before);
  expect(test.till.sales.count()).toBe(2);
  disk.clear();
  const { path, facts } = await test.must("backup.create", { folder: stick });
  expect(dirname(path)).toBe(stick);
  expect(facts.sales).toBe(2);
  expect(test.bugs).toEqual([]);
  await test.close();
});

it("of the day: the older ones stay, the screen is told, and it is tried again an hour later", async () => {
  const { test } = await withBackups();
  const { daily } = test.till.books;
  const own = join(test.dataDir, "backups");
  const before = filesIn(own);
  const disk = fillUpAfter(test, 20, () => {});
  expect(await daily.tick()).toMatchObject({ ok: false, error: { ...FULL, folder: own } });
  expect(filesIn(own)).toEqual(before);
  expect((await test.must("backup.list", {})).dailyProblem).toMatchObject(FULL);
  expect(await daily.tick()).toBeNull();
  await sell(test);
  disk.clear();
  test.clock.advance(3_600_001);
  expect(await daily.tick()).toMatchObject({ ok: true });
  const listed = await test.must("backup.list", {});
  expect(listed.dailyProblem).toBeNull();
  expect(listed.backups.filter(({ kind }) => kind === "daily")).toHaveLength(2);
  await test.close();
});

it("the till's own disk, when the entry of a backup is to be kept: there is no backup without its entry", async () => {
  const { test, stick } = await withBackups();
  const { daily } = test.till.books;
  const own = join(test.dataDir, "backups");
  const [stickBefore, ownBefore] = [filesIn(stick), filesIn(own)];
  fillDisk(test);
  fillAuditLog(test);
  const told = { ...FULL, folder: test.dataDir };
  const entries = test.till.audit.count();
  expect(await test.call("backup.create", { folder: stick })).toMatchObject({ ok: false, error: told });
  expect(filesIn(stick)).toEqual(stickBefore);
  expect(await daily.tick()).toMatchObject({ ok: false, error: told });
  expect(await daily.tick()).toBeNull();
  expect(filesIn(own)).toEqual(ownBefore);
  expect(test.till.audit.count()).toBe(entries);
  freeDisk(test);
  await sell(test);
  test.clock.advance(3_600_001);
  expect(await daily.tick()).toMatchObject({ ok: true });
  expect(daily.problem()).toBeNull();
  expect(await test.call("backup.create", { folder: stick })).toMatchObject({ ok: true });
  expect(test.till.audit.count()).toBe(entries + 2);
  expect(test.bugs).toEqual([]);
  await test.close();
});
