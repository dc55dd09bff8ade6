/**
 * Owns telling whether a file is a whole backup of a till: every page, every reference, the version, and the signed
 * journal against the stored sales. Reads only. A file that this program cannot vouch for is refused with the reason.
 */
import type { BackupFacts, BackupFault } from "../../../contracts/ipc/backups.ts";
import { findMismatch, readApplied } from "../../../db/migrate.ts";
import type { Migration } from "../../../db/migration-files.ts";
import { openForReading } from "../../../db/open-for-reading.ts";
import type { TillDatabase } from "../../../db/open-database.ts";
import { createSettingRepository } from "../../../db/repositories/settings.ts";
import { readStoreProfile } from "../../../db/repositories/store-profile.ts";
import { storageFailureOf } from "../../../db/storage-failure.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { verifyDatabase } from "../journal/verify-database.ts";

export const checkBackupFile = (
  path: string,
  migrations: readonly Migration[],
  onProgress: (entries: number) => void = () => {},
): Result<BackupFacts, BackupFault> => {
  const opened = openForReading(path, { nowMs: () => 0 });
  if (!opened.ok) {
    return err(openFault(opened.error));
  }
  const db = opened.value;
  try {
    return checkOpen(db, migrations, onProgress);
  } catch (error) {
    // A damaged file may break any query, or hold text that is no JSON: whatever it is, the file is not whole.
    return err({ type: "DamagedBackup", detail: storageFailureOf(error)?.detail ?? String(error) });
  } finally {
    db.close();
  }
};

const openFault = (error: { readonly type: string; readonly detail?: string }): BackupFault => {
  switch (error.type) {
    case "NoSuchFile":
      return { type: "NoSuchFile" };
    case "NotADatabase":
      return { type: "NotABackup" };
    case "Corrupt":
      return { type: "DamagedBackup", detail: error.detail ?? "" };
    default:
      return { type: "UnreadableFile", detail: error.detail ?? "" };
  }
};

const checkOpen = (
  db: TillDatabase,
  migrations: readonly Migration[],
  onProgress: (entries: number) => void,
): Result<BackupFacts, BackupFault> => {
  const { sqlite } = db;
  const whole = sqlite.prepare("PRAGMA integrity_check(5)").pluck().all() as readonly string[];
  if (whole.length !== 1 || whole[0] !== "ok") {
    return err({ type: "DamagedBackup", detail: whole.join("; ") });
  }
  const orphans = sqlite.pragma("foreign_key_check") as readonly { readonly table: string }[];
  if (orphans.length > 0) {
    return err({ type: "DamagedBackup", detail: `${String(orphans.length)} rows point nowhere` });
  }
  const applied = readApplied(sqlite);
  if (applied.length === 0) {
    return err({ type: "NotABackup" });
  }
  const mismatch = findMismatch(applied, migrations);
  if (mismatch !== null) {
    return err({ type: mismatch.type === "NewerSchema" ? "NewerBackup" : "OtherVersion" });
  }
  const isOlder = applied.length < migrations.length;
  if (!isOlder) {
    const verified = verifyDatabase(db, onProgress);
    if (!verified.ok) {
      return err({ type: "BackupJournalBroken", fault: verified.error });
    }
  }
  return ok({ ...countsOf(db), isOlder });
};

const countsOf = (db: TillDatabase): Omit<BackupFacts, "isOlder"> => {
  const count = (query: string): number | null =>
    db.sqlite.prepare<[], number | null>(query).pluck().get() ?? null;
  const profile = readStoreProfile(createSettingRepository(db));
  return {
    till: profile.ok && profile.value ? `${profile.value.storeCode}-${profile.value.tillCode}` : null,
    sales: count("SELECT count(*) FROM sale") ?? 0,
    entries: count("SELECT count(*) FROM journal") ?? 0,
    auditEntries: count("SELECT count(*) FROM audit_log") ?? 0,
    newestAtMs: count("SELECT at_ms FROM journal ORDER BY position DESC LIMIT 1"),
  };
};
