/**
 * `npm run journal -- verify` and `-- export`, and `npm run import -- sales`, as the processes that they are: what they
 * print and how they end.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { writeStoreProfile } from "../../../db/repositories/store-profile.ts";
import { openTestTill, signIn } from "../../support/test-till.ts";

const rootDir = join(import.meta.dirname, "..", "..", "..");

const script = (name: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(rootDir, "scripts", name), ...args], {
    cwd: rootDir,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};

const journal = (...args: readonly string[]) => script("journal.ts", ...args);

let file: string;
let head: string;

beforeAll(async () => {
  const test = openTestTill();
  await signIn(test);
  for (let count = 0; count < 3; count += 1) {
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.cash", { tenderedMinor: null });
  }
  head = test.till.journalRepository.head(1)?.hash ?? "";
  file = test.till.db.path;
  await test.close();
});

describe("npm run journal", () => {
  it("prints the count and the head of a good journal", () => {
    expect(journal("verify", file)).toEqual({
      status: 0,
      stdout: `4 entries, 3 of them sales and refunds; all chained and signed.\nhead ${head}\n`,
      stderr: "",
    });
  });

  it.each([[], ["check"], ["verify", "a", "b"]])("explains itself when called wrongly (%j)", (...args) => {
    const answer = journal(...(args as readonly string[]));
    expect(answer).toMatchObject({ status: 2, stdout: "" });
    expect(answer.stderr).toContain("Usage: npm run journal -- verify [DATABASE]");
  });

  it("says that a file is not there, and makes none", () => {
    const missing = join(rootDir, "no-such-till.sqlite");
    expect(journal("verify", missing)).toEqual({
      status: 1,
      stdout: "",
      stderr: `There is no database ${missing}.\n`,
    });
  });

  it("says that a file is no database", () => {
    const answer = journal("verify", join(rootDir, "package.json"));
    expect(answer).toMatchObject({ status: 1, stdout: "" });
    expect(answer.stderr).not.toContain("    at ");
  });

  it("exports a journal that another till takes in once its key is named", async () => {
    const exported = join(dirname(file), "T1.jsonl");
    const made = journal("export", exported, file);
    expect(made).toMatchObject({ status: 0, stderr: "" });
    const [, key = ""] = /^signed by ([0-9A-F-]{24})$/m.exec(made.stdout) ?? [];
    expect(made.stdout).toContain("4 entries of S1-T1, 3 of them sales and refunds.");
    expect(journal("export", exported, file)).toMatchObject({ status: 1, stdout: "" });

    const other = openTestTill();
    writeStoreProfile(other.till.settings, { ...other.till.profile, tillCode: "T2" });
    await other.close();
    const take = (...args: readonly string[]) =>
      script("import.ts", "sales", exported, "--data-dir", other.dataDir, ...args);
    const refused = take();
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toContain(`--key ${key}`);
    expect(take("--key", key)).toEqual({
      status: 0,
      stdout: "S1-T1: 4 entries, all chained and signed; 3 sales and refunds are new here.\n",
      stderr: "",
    });
  });

  it("names the first bad entry", () => {
    const sqlite = new Database(file);
    sqlite.exec("DROP TRIGGER journal_no_update; UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 2");
    sqlite.close();
    const changed = "Bad entry 2: its content was changed after it was written.\n";
    expect(journal("verify", file)).toEqual({ status: 1, stdout: "", stderr: changed });
    const exported = join(dirname(file), "bad.jsonl");
    expect(journal("export", exported, file)).toEqual({
      status: 1,
      stdout: "",
      stderr: `Nothing was written. ${changed}`,
    });
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith("bad"))).toEqual([]);
  });
});
