/** Owns opening a till's database from a command that writes to it, and closing it whatever happens. */
import { join } from "node:path";
import { openDatabase, type TillDatabase } from "../db/open-database.ts";
import { openTillMessage } from "../electron/system/open-till-message.ts";
import { realClock } from "../electron/system/real-clock.ts";
import { rootDir } from "./run-tool.ts";

const EXIT_NOT_DONE = 1;

export const databasePath = (dataDir: string): string => join(dataDir, "till.sqlite");

/** Says why it cannot be opened. */
export const withTillDatabase = async (
  dataDir: string,
  work: (db: TillDatabase) => number | Promise<number>,
): Promise<number> => {
  const opened = openDatabase({
    path: databasePath(dataDir),
    migrationsDir: join(rootDir, "db", "migrations"),
    backupDir: join(dataDir, "backups"),
    clock: realClock,
  });
  if (!opened.ok) {
    process.stderr.write(`${openTillMessage(opened.error)}\n`);
    return EXIT_NOT_DONE;
  }
  try {
    return await work(opened.value);
  } finally {
    opened.value.close();
  }
};
