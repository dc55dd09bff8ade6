/**
 * Owns rehearsing a restore: the backup is copied beside the till's database, brought up to date there, checked as a
 * whole, and compared with what is here now. The backup itself and the till's database are not touched.
 */
import { copyFileSync, existsSync, realpathSync, rmSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type {
  BackupFacts,
  BackupFault,
  LostByRestore,
  RehearseError,
} from "../../../contracts/ipc/backups.ts";
import type { Clock } from "../../../db/clock.ts";
import type { Migration } from "../../../db/migration-files.ts";
import { migrate } from "../../../db/migrate.ts";
import { settleFile } from "../../../db/online-backup.ts";
import { readNumbersGiven, type NumbersGiven } from "../../../db/repositories/number-floors.ts";
import { storageFailureOf } from "../../../db/storage-failure.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { BookChecks } from "./book-checks.ts";
import { lostByRestore } from "./lost-by-restore.ts";

export interface RehearseDeps {
  /** The till's database; it may be missing or broken. */
  readonly databasePath: string;
  /** The same, where it can be read. */
  readonly present: Database.Database | null;
  /** Store and till of this place; null: there is none yet, and any till's backup is welcome. */
  readonly till: string | null;
  readonly migrations: readonly Migration[];
  readonly clock: Clock;
  readonly checks: Pick<BookChecks, "checkBackup">;
  readonly onCheck: (entries: number) => void;
}

export interface Rehearsal {
  /** The backup. */
  readonly path: string;
  /** Its size and time: another file under the same name is not the one that was rehearsed. */
  readonly stamp: string;
  /** The checked copy, at the shipped version. */
  readonly copyPath: string;
  readonly facts: BackupFacts;
  /** null: the present database cannot be read. */
  readonly lost: LostByRestore | null;
  readonly given: NumbersGiven;
}

export const rehearseRestore = async (
  deps: RehearseDeps,
  path: string,
): Promise<Result<Rehearsal, RehearseError>> => {
  const unfit = sourceFault(deps, path);
  if (unfit !== null) {
    return err(unfit);
  }
  const copyPath = `${deps.databasePath}.rehearsal`;
  const stamp = stampOf(path);
  const copied = copyAside(path, copyPath);
  if (!copied.ok) {
    return copied;
  }
  const checked = await checkCopy(deps, copyPath);
  if (!checked.ok) {
    removeCopy(copyPath);
    return checked;
  }
  const { till } = checked.value;
  if (deps.till !== null && till !== deps.till) {
    removeCopy(copyPath);
    return err({ type: "OtherTill", found: till ?? "", ours: deps.till });
  }
  return ok({ path, stamp, copyPath, facts: checked.value, ...compare(deps.present, copyPath) });
};

/** Changes when another file takes the backup's name. */
export const stampOf = (path: string): string => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "" : `${String(stat.size)} ${String(stat.mtimeMs)} ${String(stat.ino)}`;
};

const sourceFault = (deps: RehearseDeps, path: string): RehearseError | null => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) {
    return { type: "NoSuchFile" };
  }
  if (existsSync(deps.databasePath) && realpathSync(path) === realpathSync(deps.databasePath)) {
    return { type: "NotABackup" };
  }
  const { bavail, bsize } = statfsSync(dirname(deps.databasePath));
  const freeBytes = bavail * bsize;
  // The copy, and as much again for bringing it up to date.
  const neededBytes = stat.size * 2;
  return freeBytes < neededBytes ? { type: "NoRoomToRestore", neededBytes, freeBytes } : null;
};

const removeCopy = (copyPath: string): void => {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) {
    rmSync(copyPath + suffix, { force: true });
  }
};

/** With its log, where it has one: then it is a database that was in use, not a backup that the till wrote. */
const copyAside = (path: string, copyPath: string): Result<null, BackupFault> => {
  try {
    removeCopy(copyPath);
    copyFileSync(path, copyPath);
    if (existsSync(`${path}-wal`)) {
      copyFileSync(`${path}-wal`, `${copyPath}-wal`);
    }
    settleFile(copyPath);
    return ok(null);
  } catch (error) {
    removeCopy(copyPath);
    const failure = storageFailureOf(error);
    if (failure?.type === "NotADatabase") {
      return err({ type: "NotABackup" });
    }
    if (failure?.type === "Corrupt") {
      return err({ type: "DamagedBackup", detail: failure.detail });
    }
    return err({ type: "UnreadableFile", detail: error instanceof Error ? error.message : String(error) });
  }
};

const checkCopy = async (deps: RehearseDeps, copyPath: string): Promise<Result<BackupFacts, BackupFault>> => {
  const checked = await deps.checks.checkBackup(copyPath, deps.onCheck);
  if (!checked.ok || !checked.value.isOlder) {
    return checked;
  }
  const updated = bringUpToDate(deps, copyPath);
  return updated.ok ? deps.checks.checkBackup(copyPath, deps.onCheck) : updated;
};

const bringUpToDate = (deps: RehearseDeps, copyPath: string): Result<null, BackupFault> => {
  const sqlite = new Database(copyPath);
  try {
    sqlite.pragma("foreign_keys = ON");
    const migrated = migrate(
      { sqlite, clock: deps.clock, backup: () => ok("the backup itself") },
      deps.migrations,
    );
    return migrated.ok ? ok(null) : err({ type: "DamagedBackup", detail: JSON.stringify(migrated.error) });
  } finally {
    sqlite.close();
  }
};

const compare = (present: Database.Database | null, copyPath: string): Pick<Rehearsal, "lost" | "given"> => {
  const copy = new Database(copyPath, { readonly: true });
  try {
    return { lost: present === null ? null : lostByRestore(present, copy), given: readNumbersGiven(copy) };
  } finally {
    copy.close();
  }
};
