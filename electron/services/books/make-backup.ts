/**
 * Owns making a backup while the till sells: copied page by page, checked as the file that was written, named only
 * then, together with its entry in the audit log. The till's private key is not in it (docs/decisions/0007-restored-backups.md).
 */
import type { BackupFacts, BooksProgress, MakeBackupError } from "../../../contracts/ipc/backups.ts";
import Database from "better-sqlite3";
import { existsSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { copyOnline } from "../../../db/online-backup.ts";
import { storageFailureOf } from "../../../db/storage-failure.ts";
import { backupName } from "../../../domain/backup/backup-name.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import { auditActor, NO_PERSON } from "../session/audit-actor.ts";
import type { Actor, AuditDep, ClockDep, DbDep, ProfileDep } from "../deps.ts";
import { noteCheck } from "./backup-folder.ts";
import type { BookChecks } from "./book-checks.ts";

export interface MakeBackupDeps extends ClockDep, DbDep, ProfileDep {
  /** null: the database is only read; then the backup leaves no entry. */
  readonly audit: AuditDep["audit"] | null;
  readonly checks: BookChecks;
  readonly onBooksProgress: (progress: BooksProgress) => void;
}

export interface MadeBackup {
  readonly path: string;
  readonly facts: BackupFacts;
  /** The folder is on the disk that the till itself is on: it protects against mistakes, not against a broken disk. */
  readonly sameDisk: boolean;
}

/** `actor` null: the till itself, once a day. */
export const makeBackup = async (
  deps: MakeBackupDeps,
  actor: Actor | null,
  wanted: { readonly folder: string; readonly kind: "daily" | "hand" },
): Promise<Result<MadeBackup, MakeBackupError>> => {
  const { folder } = wanted;
  const unfit = folderFault(deps, folder);
  if (unfit !== null) {
    return err(unfit);
  }
  const path = join(folder, nameOf(deps, wanted.kind));
  const draft = `${path}.partial`;
  try {
    await copyOnline(deps.db.sqlite, draft, (progress) =>
      deps.onBooksProgress({ task: "copy", ...progress }),
    );
    const total = deps.db.sqlite.prepare<[], number>("SELECT count(*) FROM journal").pluck().get() ?? 0;
    const checked = await deps.checks.checkBackup(draft, (done) =>
      deps.onBooksProgress({ task: "check", done, total }),
    );
    if (!checked.ok) {
      rmSync(draft, { force: true });
      return err({ type: "BackupNotWhole", fault: checked.error });
    }
    const unkept = keep(deps, actor, { draft, path, facts: checked.value });
    if (unkept !== null) {
      return err(unkept);
    }
    noteCheck(path, checked.value.sales);
    return ok({ path, facts: checked.value, sameDisk: isSameDisk(folder, deps.db.path) });
  } catch (error) {
    removeDraft(draft);
    return err(writeFault(deps, folder, error));
  }
};

interface CheckedDraft {
  readonly draft: string;
  readonly path: string;
  readonly facts: BackupFacts;
}

/** The backup under its name and its entry in the audit log, both or neither. */
const keep = (deps: MakeBackupDeps, actor: Actor | null, made: CheckedDraft): MakeBackupError | null => {
  const { audit, db } = deps;
  const { draft, path, facts } = made;
  if (audit === null) {
    renameSync(draft, path);
    return null;
  }
  try {
    allOrNothing(db, () => {
      audit.append({
        ...(actor === null ? NO_PERSON : auditActor(actor)),
        action: "backup.create",
        subject: path,
        before: null,
        after: { sales: facts.sales, entries: facts.entries },
        reason: null,
      });
      renameSync(draft, path);
    });
    return null;
  } catch (error) {
    removeDraft(draft);
    removeDraft(path);
    // The entry is written to the till's own disk, which may be another than the backup's.
    const isOwnDisk = error instanceof Database.SqliteError;
    return writeFault(deps, isOwnDisk ? dirname(db.path) : dirname(path), error);
  }
};

const nameOf = ({ profile, clock }: MakeBackupDeps, kind: "daily" | "hand"): string =>
  backupName({
    kind,
    till: `${profile.storeCode}-${profile.tillCode}`,
    day: wallClockAt(clock.nowMs(), profile.timezone).date,
    madeAtMs: clock.nowMs(),
  });

const folderFault = (deps: MakeBackupDeps, folder: string): MakeBackupError | null => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return { type: "NoSuchFolder", folder };
  }
  const neededBytes = sizeOfDatabase(deps);
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  return freeBytes < neededBytes ? { type: "FolderFull", folder, neededBytes, freeBytes } : null;
};

const sizeOfDatabase = ({ db: { sqlite } }: DbDep): number =>
  Number(sqlite.pragma("page_count", { simple: true })) *
  Number(sqlite.pragma("page_size", { simple: true }));

/** What the person can act on; anything else is a bug and flies on. */
const writeFault = (deps: MakeBackupDeps, folder: string, error: unknown): MakeBackupError => {
  switch (storageFailureOf(error)?.type) {
    case "DiskFull":
      return { type: "FolderFull", folder, neededBytes: sizeOfDatabase(deps), freeBytes: null };
    case "ReadOnly":
    case "CannotOpen":
    case "DiskError":
      return { type: "FolderNotWritable", folder };
    default:
      if (error instanceof TypeError && !existsSync(folder)) {
        return { type: "NoSuchFolder", folder };
      }
      throw error;
  }
};

/** The reason why the copy failed may also keep it from being removed; the reason is what counts. */
const removeDraft = (draft: string): void => {
  try {
    rmSync(draft, { force: true });
  } catch {
    // It has no backup's name, so nobody takes it for one.
  }
};

const isSameDisk = (folder: string, database: string): boolean =>
  existsSync(database) && statSync(folder).dev === statSync(dirname(database)).dev;
