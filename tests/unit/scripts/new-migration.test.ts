import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMigrations } from "../../../db/migration-files.ts";
import { startMigration } from "../../../scripts/new-migration.ts";
import { makeTestFolder, migrationsDir, shippedMigrations } from "../../support/test-database.ts";

const nextTen = (id: number): number => Math.floor(id / 10) * 10 + 10;

const makeProject = (): string => {
  const root = makeTestFolder();
  mkdirSync(join(root, "tests", "migration"), { recursive: true });
  cpSync(migrationsDir, join(root, "db", "migrations"), { recursive: true });
  return root;
};

test("the next migration has the next number in tens, and a test that fails until it is written", () => {
  const root = makeProject();
  const lastId = shippedMigrations().at(-1)?.id ?? 0;
  const started = startMigration(root, "gift-cards");
  if (!started.ok) {
    throw new Error(started.error);
  }
  const number = String(nextTen(lastId)).padStart(4, "0");
  expect(started.value.migrationPath).toBe(join(root, "db", "migrations", `${number}-gift-cards.sql`));
  const skeleton = readFileSync(started.value.testPath, "utf8");
  expect(skeleton).toContain(`databaseAt(${lastId})`);
  expect(skeleton).toContain(`migrateTo(sqlite, ${nextTen(lastId)})`);
  expect(skeleton).toContain("expect.unreachable(");
  expect(readFileSync(started.value.migrationPath, "utf8")).toMatch(/^-- /);
  expect(readMigrations(join(root, "db", "migrations"))).toMatchObject({ ok: true });
});

test("after a hotfix between two tens the next number is a ten again", () => {
  const root = makeProject();
  const hotfixId = nextTen(shippedMigrations().at(-1)?.id ?? 0) + 1;
  writeFileSync(
    join(root, "db", "migrations", `${String(hotfixId).padStart(4, "0")}-hotfix.sql`),
    "-- hotfix\n",
  );
  expect(startMigration(root, "next")).toMatchObject({
    ok: true,
    value: { migrationPath: expect.stringContaining(`${String(hotfixId + 9).padStart(4, "0")}-next.sql`) },
  });
});

test.each(["", "Gift Cards", "gift_cards", "-x", "../x"])("%j is no name", (name) => {
  expect(startMigration(makeProject(), name)).toEqual({
    ok: false,
    error: expect.stringContaining("is no name"),
  });
});
