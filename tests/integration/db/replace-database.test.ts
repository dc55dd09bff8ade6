/** Putting another database in the till's place, cut off after every single step. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { finishReplacing, incomingPath, promiseReplacing } from "../../../db/replace-database.ts";
import { makeTestFolder } from "../../support/test-database.ts";

const ASIDE = "till-replaced-2026-11-20-1.sqlite";

const prepared = (folder: string): string => {
  mkdirSync(folder);
  const path = join(folder, "till.sqlite");
  writeFileSync(path, "old");
  writeFileSync(`${path}-wal`, "old log");
  writeFileSync(incomingPath(path), "new");
  return path;
};

/** Each does one more of the steps that finishing takes, as a crash after it would leave them. */
const STEPS: readonly ((path: string, folder: string) => void)[] = [
  (path) => promiseReplacing(path, ASIDE),
  (path, folder) => renameSync(path, join(folder, ASIDE)),
  (path, folder) => renameSync(`${path}-wal`, join(folder, `${ASIDE}-wal`)),
  (path) => renameSync(incomingPath(path), path),
  (path) => rmSync(`${path}.replacing`),
];

test.each(STEPS.map((_, done) => done + 1))(
  "cut off after step %i it is finished by the next opening",
  (done) => {
    const folder = join(makeTestFolder(), "data");
    const path = prepared(folder);
    for (const step of STEPS.slice(0, done)) {
      step(path, folder);
    }
    finishReplacing(path);
    finishReplacing(path);
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(readFileSync(join(folder, ASIDE), "utf8")).toBe("old");
    expect(readFileSync(join(folder, `${ASIDE}-wal`), "utf8")).toBe("old log");
    expect(readdirSync(folder).toSorted()).toEqual(["till.sqlite", ASIDE, `${ASIDE}-wal`].toSorted());
  },
);

test("without the promise nothing happens, and an earlier replaced file is not overwritten", () => {
  const folder = join(makeTestFolder(), "data");
  const path = prepared(folder);
  finishReplacing(path);
  expect(readFileSync(path, "utf8")).toBe("old");
  expect(existsSync(incomingPath(path))).toBe(true);
  cpSync(path, join(folder, "till-replaced-2026-11-19-0.sqlite"));
  promiseReplacing(path, ASIDE);
  finishReplacing(path);
  expect(readFileSync(join(folder, "till-replaced-2026-11-19-0.sqlite"), "utf8")).toBe("old");
});
