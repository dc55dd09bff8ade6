/**
 * Owns which SQLite the till trusts. Older ones are refused: 3.51.3 is the first without the WAL reset bug that could
 * corrupt a database whose checkpoint raced with a commit (sqlite.org/wal.html#walresetbug).
 */
import type Database from "better-sqlite3";

export const OLDEST_SQLITE = "3.51.3";

export const readSqliteVersion = (sqlite: Database.Database): string =>
  String(sqlite.prepare("SELECT sqlite_version()").pluck().get());

/** Compares dotted numbers part by part: "3.9.0" is older than "3.51.3". */
export const isSqliteTooOld = (version: string): boolean => {
  const found = version.split(".").map(Number);
  const oldest = OLDEST_SQLITE.split(".").map(Number);
  for (const [index, needed] of oldest.entries()) {
    const part = found[index] ?? 0;
    if (part !== needed) {
      return !(part > needed);
    }
  }
  return false;
};
