/**
 * Owns what a shipped migration is: a file `NNNN-name.sql`, in the order of its number, with the checksum of its text.
 * Numbers go up in tens, so that a hotfix finds room between two of them. A released file never changes again.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { err, ok, type Result } from "../domain/result.ts";

export interface Migration {
  readonly id: number;
  /** The file's name without ".sql", e.g. "0020-catalogue". */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text with LF line ends, in hex: a checkout on Windows has the same one. */
  readonly checksum: string;
}

export type MigrationFileError =
  | { readonly type: "BadMigrationName"; readonly file: string }
  | { readonly type: "DuplicateMigrationNumber"; readonly id: number; readonly files: readonly string[] }
  | { readonly type: "NoMigrations"; readonly folder: string };

const FILE_NAME = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/;

export const readMigrations = (folder: string): Result<readonly Migration[], MigrationFileError> => {
  const files = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith(".sql"))
    .toSorted();
  const migrations: Migration[] = [];
  for (const file of files) {
    const match = FILE_NAME.exec(file);
    if (match === null) {
      return err({ type: "BadMigrationName", file });
    }
    const id = Number(match[1]);
    const before = migrations.at(-1);
    if (before?.id === id) {
      return err({ type: "DuplicateMigrationNumber", id, files: [`${before.name}.sql`, file] });
    }
    const sql = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
    migrations.push({ id, name: file.slice(0, -".sql".length), sql, checksum: checksumOf(sql) });
  }
  return migrations.length === 0 ? err({ type: "NoMigrations", folder }) : ok(migrations);
};

const checksumOf = (sql: string): string => createHash("sha256").update(sql, "utf8").digest("hex");
