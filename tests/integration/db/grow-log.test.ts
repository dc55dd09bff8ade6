import { copyFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { expect, test } from "vitest";
import { growLog } from "../../../db/grow-log.ts";
import { openTestDatabase, testOptions } from "../../support/test-database.ts";

const logOf = (path: string): string => `${path}-wal`;
const sizeOfLog = (path: string): number => statSync(logOf(path)).size;

/** What is left when the power goes now: the file and its log, without the shared memory. */
const killedCopyOf = (path: string) => {
  const copy = testOptions();
  rmSync(copy.path, { force: true });
  copyFileSync(path, copy.path);
  copyFileSync(logOf(path), logOf(copy.path));
  return copy;
};

test("the log has its room at once, and commits do not lengthen it", () => {
  const options = testOptions();
  const { sqlite, idleCheckpoint } = openTestDatabase(options);
  growLog(options.path);
  const size = sizeOfLog(options.path);
  expect(size).toBe(4 * 1024 * 1024);
  sqlite.exec("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
  const add = sqlite.prepare("INSERT INTO note (text) VALUES (?)");
  for (let index = 0; index < 2000; index += 1) {
    add.run("sold");
    if (index % 300 === 0) {
      idleCheckpoint();
    }
  }
  expect(sizeOfLog(options.path)).toBe(size);
});

test("every commit is there after a kill: before the log had room, after, and after it began again", () => {
  const options = testOptions();
  const { sqlite, idleCheckpoint } = openTestDatabase(options);
  sqlite.exec("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
  const add = sqlite.prepare("INSERT INTO note (text) VALUES (?)");
  const countAfterKill = (): unknown =>
    openTestDatabase(killedCopyOf(options.path)).sqlite.prepare("SELECT count(*) FROM note").pluck().get();
  add.run("before");
  growLog(options.path);
  expect(countAfterKill()).toBe(1);
  add.run("after");
  expect(countAfterKill()).toBe(2);
  idleCheckpoint();
  expect(countAfterKill()).toBe(2);
  add.run("from the beginning again");
  expect(countAfterKill()).toBe(3);
});

test("a log of zeros alone is an empty log", () => {
  const options = testOptions();
  const { sqlite } = openTestDatabase(options);
  sqlite.exec("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)");
  sqlite.pragma("wal_checkpoint(TRUNCATE)");
  growLog(options.path);
  expect(
    openTestDatabase(killedCopyOf(options.path)).sqlite.pragma("integrity_check", { simple: true }),
  ).toBe("ok");
});

test("a log that is long already is left alone, and one that is not there is not made", () => {
  const options = testOptions();
  const db = openTestDatabase(options);
  truncateSync(logOf(options.path), 5 * 1024 * 1024);
  growLog(options.path);
  expect(sizeOfLog(options.path)).toBe(5 * 1024 * 1024);
  db.close();
  growLog(options.path);
  expect(statSync(logOf(options.path), { throwIfNoEntry: false })).toBeUndefined();
});
