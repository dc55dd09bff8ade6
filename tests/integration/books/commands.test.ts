/** Backing up and restoring from the command line, also when the database is broken or gone. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { rootDir } from "../../support/source-files.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

let dataDir: string;
let stick: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "books-cli-"));
  stick = mkdtempSync(join(tmpdir(), "books-stick-"));
});
afterEach(() => {
  for (const folder of [dataDir, stick]) rmSync(folder, { recursive: true, force: true });
});

const run = (script: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(rootDir, "scripts", script), ...args], {
    cwd: rootDir,
    env: { ...process.env, TILLWRIGHT_DATA_DIR: dataDir },
    encoding: "utf8",
  });

const sell = async (test: TestTill): Promise<string> => {
  await test.must("basket.scan", { code: "BAKERY-001" });
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  return paid.kind === "completed" ? paid.sale.receiptNumber : "";
};

const withTill = async (work: (test: TestTill) => Promise<void>): Promise<void> => {
  const test = openTestTill({ dataDir });
  await signIn(test, "manager");
  await work(test);
  await test.printed();
  await test.close();
};

const backup = (): string => {
  const made = run("backup.ts", stick);
  expect(made.stderr).toBe("");
  expect(made.status).toBe(0);
  return join(stick, readdirSync(stick).find((name) => name.endsWith(".sqlite")) ?? "");
};

it("tells first, restores with --yes, and goes on above", async () => {
  await withTill(async (test) => {
    expect(await sell(test)).toBe("S1-T1-000001");
  });
  const path = backup();
  await withTill(async (test) => {
    expect(await sell(test)).toBe("S1-T1-000002");
  });
  const told = run("restore.ts", path);
  expect(told.stdout).toContain("1 sales and 0 refunds, S1-T1-000002 to S1-T1-000002");
  expect(told.stdout).toContain("Nothing was changed.");
  const done = run("restore.ts", path, "--yes");
  expect(done.stderr).toBe("");
  const setAside = /till-replaced-\S+\.sqlite/.exec(done.stdout)?.[0] ?? "none";
  const aside = new Database(join(dataDir, setAside), { readonly: true });
  expect(aside.prepare("SELECT receipt_number FROM sale ORDER BY seq").pluck().all()).toEqual([
    "S1-T1-000001",
    "S1-T1-000002",
  ]);
  expect(aside.prepare("SELECT count(*) FROM journal WHERE type = 'sale.completed.v1'").pluck().get()).toBe(
    2,
  );
  aside.close();
  await withTill(async (test) => {
    expect(test.till.sales.count()).toBe(1);
    expect(await sell(test)).toBe("S1-T1-000003");
    expect(await test.must("journal.verify", {})).toMatchObject({ epochs: 2 });
  });
});

it("a broken database is set aside, and numbers jump to where none was given", async () => {
  await withTill(async (test) => {
    await sell(test);
  });
  const path = backup();
  writeFileSync(join(dataDir, "till.sqlite"), "gone");
  expect(run("restore.ts", path).stdout).toContain("cannot be read");
  expect(run("restore.ts", path, "--yes").status).toBe(0);
  await withTill(async (test) => {
    expect(Number((await sell(test)).slice(-6)) % 100_000).toBe(1);
    expect(await test.must("journal.verify", {})).toMatchObject({ sales: 2, epochs: 2 });
  });
});

it("refuses what is no backup, and explains itself when called wrongly", () => {
  writeFileSync(join(stick, "list.sqlite"), "milk, bread, and no database at all");
  expect(run("restore.ts", join(stick, "list.sqlite"))).toMatchObject({ status: 1 });
  expect(run("restore.ts", join(stick, "missing")).stderr).toContain("there is no such file");
  expect(run("restore.ts")).toMatchObject({ status: 2 });
  expect(run("backup.ts", "a", "b")).toMatchObject({ status: 2 });
  expect(run("backup.ts").stderr).toContain("cannot be read");
});
