/**
 * Owns starting a migration: the next number in tens, the SQL file, and a test that fails until somebody has written
 * what becomes of old rows. Never touches a file that is there.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readMigrations } from "../db/migration-files.ts";
import { err, ok, type Result } from "../domain/result.ts";

export interface NewMigration {
  readonly migrationPath: string;
  readonly testPath: string;
}

/** The error is a sentence for a person. */
export const startMigration = (root: string, name: string): Result<NewMigration, string> => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    return err(
      `"${name}" is no name for a migration: small letters, digits and single hyphens, e.g. gift-cards`,
    );
  }
  const folder = join(root, "db", "migrations");
  const migrations = readMigrations(folder);
  if (!migrations.ok) {
    return err(`${folder} has a problem that must be solved first: ${migrations.error.type}`);
  }
  const lastId = migrations.value.at(-1)?.id ?? 0;
  const id = (Math.floor(lastId / 10) + 1) * 10;
  if (id > 9999) {
    return err("there is no number left below 9999");
  }
  const number = String(id).padStart(4, "0");
  const paths = {
    migrationPath: join(folder, `${number}-${name}.sql`),
    testPath: join(root, "tests", "migration", `${number}-${name}.test.ts`),
  };
  writeFileSync(paths.testPath, testOf(id, lastId), { flag: "wx" });
  writeFileSync(paths.migrationPath, sqlOf(name), { flag: "wx" });
  return ok(paths);
};

const sqlOf = (name: string): string => `-- What ${name} brings, in one or two sentences.
-- One transaction, forward only, STRICT tables, an index for every foreign key. Never edited after its release.
-- Declare new tables and columns in db/schema/ as well: a test compares the two.
`;

const testOf = (id: number, lastId: number): string => `import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps the rows of the version before", () => {
  const sqlite = databaseAt(${lastId});
  // Insert rows as the version before writes them.
  migrateTo(sqlite, ${id});
  // Compare them with what they have become, and show what the new version refuses.
  expect.unreachable("this migration's test has not been written yet");
});
`;
