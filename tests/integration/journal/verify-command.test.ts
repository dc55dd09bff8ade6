/** `npm run journal -- verify` as the process that it is: what it prints and how it ends. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { openTestTill, signIn } from "../../support/test-till.ts";

const rootDir = join(import.meta.dirname, "..", "..", "..");

const journal = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(rootDir, "scripts", "journal.ts"), ...args],
    {
      cwd: rootDir,
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr };
};

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
    expect(answer.stderr).toContain("Usage: npm run journal -- verify [FILE]");
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

  it("names the first bad entry", () => {
    const sqlite = new Database(file);
    sqlite.exec("DROP TRIGGER journal_no_update; UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 2");
    sqlite.close();
    expect(journal("verify", file)).toEqual({
      status: 1,
      stdout: "",
      stderr: "Bad entry 2: its content was changed after it was written.\n",
    });
  });
});
