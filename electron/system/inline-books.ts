/** Owns the books of a till that nobody works at a screen: checks run where they are asked for, nothing is reopened. */
import { join } from "node:path";
import { readMigrations } from "../../db/migration-files.ts";
import type { TillDatabase } from "../../db/open-database.ts";
import type { BooksParts } from "../services/books/books.ts";
import { checkBackupFile } from "../services/books/check-backup.ts";
import { verifyDatabase } from "../services/journal/verify-database.ts";

export const inlineBooks = (
  db: TillDatabase,
  place: { readonly dataDir: string; readonly migrationsDir: string },
): BooksParts => {
  const read = readMigrations(place.migrationsDir);
  const migrations = read.ok ? read.value : [];
  return {
    backupDir: join(place.dataDir, "backups"),
    migrationsDir: place.migrationsDir,
    migrations,
    onBooksChange: () => {},
    reopenAfter: async () => false,
    checks: {
      checkBackup: async (path, onProgress) => checkBackupFile(path, migrations, onProgress),
      verifyJournal: async (onProgress) => verifyDatabase(db, onProgress),
    },
  };
};
