/**
 * Owns `npm run backup -- [FOLDER]`: a verified copy of the till's database, also while the till runs. Default: the
 * till's own folder for backups. Exit code 0 when it was made, 1 when not, 2 for a wrong call.
 */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { openForReading } from "../db/open-for-reading.ts";
import { createSettingRepository } from "../db/repositories/settings.ts";
import { readStoreProfile } from "../db/repositories/store-profile.ts";
import { makeBackup } from "../electron/services/books/make-backup.ts";
import { inlineBooks } from "../electron/system/inline-books.ts";
import { dataPaths, migrationsDir } from "../electron/system/open-till.ts";
import { realClock } from "../electron/system/real-clock.ts";

const USAGE = "Usage: npm run backup -- [FOLDER]   (of .data/till, or of TILLWRIGHT_DATA_DIR)";

const fail = (message: string, exitCode: number): number => {
  console.error(message);
  return exitCode;
};

const main = async (args: readonly string[]): Promise<number> => {
  if (args.length > 1 || args.some((arg) => arg.startsWith("-"))) {
    return fail(USAGE, 2);
  }
  const dataDir = process.env["TILLWRIGHT_DATA_DIR"] ?? ".data/till";
  const paths = dataPaths(dataDir);
  const opened = openForReading(paths.database, realClock);
  if (!opened.ok) {
    return fail(`${paths.database} cannot be read: ${opened.error.type}.`, 1);
  }
  const db = opened.value;
  try {
    const profile = readStoreProfile(createSettingRepository(db));
    if (!profile.ok || profile.value === null) {
      return fail(`There is no store in ${dataDir}.`, 1);
    }
    const folder = resolve(args[0] ?? paths.backups);
    if (args[0] === undefined) {
      mkdirSync(folder, { recursive: true });
    }
    const made = await makeBackup(
      {
        db,
        profile: profile.value,
        clock: realClock,
        checks: inlineBooks(db, { dataDir, migrationsDir }).checks,
        audit: null,
        onBooksProgress: () => {},
      },
      null,
      { folder, kind: "hand" },
    );
    if (!made.ok) {
      return fail(`No backup was made: ${JSON.stringify(made.error)}`, 1);
    }
    const { facts, path, sameDisk } = made.value;
    console.log(`${path}: ${String(facts.sales)} sales, ${String(facts.entries)} journal entries, verified.`);
    if (sameDisk) {
      console.log("It lies on the disk that the till itself is on: keep a copy elsewhere.");
    }
    return 0;
  } finally {
    db.close();
  }
};

process.exitCode = await main(process.argv.slice(2));
