/**
 * Owns backups, restoring one, proving the journal and rebuilding the search index. Sizes in bytes, money in minor
 * units, times in epoch milliseconds. Long work is told of by the event "books.progress".
 */
import { z } from "zod";
import type { BackupKind } from "../../domain/backup/backup-name.ts";
import type { JournalFault } from "../../domain/journal/journal-entry.ts";
import { reason } from "./money.ts";
import { procedure } from "./procedure.ts";

export interface BackupView {
  readonly path: string;
  readonly file: string;
  readonly kind: BackupKind;
  readonly madeAtMs: number;
  readonly sizeBytes: number;
  /** null: not counted yet. */
  readonly sales: number | null;
  readonly state: "verified" | "broken" | "unchecked";
}

export interface BackupsView {
  /** Of the till's own folder and of the one that was named last; newest first. */
  readonly backups: readonly BackupView[];
  /** The till's own folder. */
  readonly ownFolder: string;
  /** Named last by a person; null: none yet. */
  readonly lastFolder: string | null;
  readonly dailyProblem: MakeBackupError | null;
  /** What a person types to restore: store and till. */
  readonly till: string;
}

/** What stands in a whole backup. */
export interface BackupFacts {
  /** Store and till, "S1-T1"; null: no store was set up. */
  readonly till: string | null;
  readonly sales: number;
  readonly entries: number;
  readonly auditEntries: number;
  /** When the newest journal entry was written; null for an empty journal. */
  readonly newestAtMs: number | null;
  /** Made by an older version: the journal is verified after its tables are brought up to date. */
  readonly isOlder: boolean;
}

export type BackupFault =
  | { readonly type: "NoSuchFile" }
  | { readonly type: "UnreadableFile"; readonly detail: string }
  | { readonly type: "NotABackup" }
  | { readonly type: "DamagedBackup"; readonly detail: string }
  | { readonly type: "NewerBackup" }
  | { readonly type: "OtherVersion" }
  | { readonly type: "BackupJournalBroken"; readonly fault: JournalFault };

export type MakeBackupError =
  | { readonly type: "NoSuchFolder"; readonly folder: string }
  | { readonly type: "FolderNotWritable"; readonly folder: string }
  | {
      readonly type: "FolderFull";
      readonly folder: string;
      readonly neededBytes: number;
      /** null: the disk filled up while the copy was written. */
      readonly freeBytes: number | null;
    }
  | { readonly type: "BackupNotWhole"; readonly fault: BackupFault };

export type RehearseError =
  | BackupFault
  | { readonly type: "OtherTill"; readonly found: string; readonly ours: string }
  | { readonly type: "NoRoomToRestore"; readonly neededBytes: number; readonly freeBytes: number };

/** What only the present database has: gone from the till's view after restoring, kept in the file set aside. */
export interface LostByRestore {
  readonly sales: number;
  readonly salesMinor: number;
  readonly refunds: number;
  /** Negative or 0. */
  readonly refundsMinor: number;
  readonly firstReceipt: string | null;
  readonly lastReceipt: string | null;
  readonly zReports: number;
  readonly auditEntries: number;
  readonly configurationChanges: number;
  /** Journal entries, none of them sent to a head office yet. */
  readonly entries: number;
  readonly openBasketLines: number;
  readonly parkedBaskets: number;
}

export interface RehearsalView {
  readonly path: string;
  readonly facts: BackupFacts;
  /** null: the present database cannot be read. */
  readonly lost: LostByRestore | null;
  /** The number that the next receipt gets. */
  readonly nextReceipt: string;
}

export interface BooksBusy {
  readonly type: "BooksBusy";
}

export interface BooksProgress {
  readonly task: "copy" | "check" | "verify" | "index";
  readonly done: number;
  readonly total: number;
}

export interface VerifiedJournalView {
  readonly count: number;
  readonly sales: number;
  readonly sinceMs: number | null;
  readonly epochs: number;
}

/** A path on the till's own machine: no system knows one with control characters. */
const path = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^\P{Cc}+$/u);

export const backupProcedures = {
  "backup.list": procedure<BackupsView>()(z.strictObject({})),
  /** null: the till's own folder. */
  "backup.create": procedure<
    { readonly path: string; readonly facts: BackupFacts; readonly sameDisk: boolean },
    MakeBackupError | BooksBusy
  >()(z.strictObject({ folder: path.nullable() })),
  "backup.check": procedure<BackupFacts, BackupFault | BooksBusy>()(z.strictObject({ path })),
  /** Copies the backup beside the till's database, brings it up to date, checks it, and says what would be lost. */
  "backup.rehearse": procedure<RehearsalView, RehearseError | BooksBusy>()(z.strictObject({ path })),
  /** Puts the rehearsed copy in the place of the database. Everybody is signed out; screens read their state again. */
  "backup.restore": procedure<
    { readonly setAside: string },
    | { readonly type: "NotRehearsed" }
    | { readonly type: "WrongConfirmation"; readonly till: string }
    | { readonly type: "TerminalBusy" }
    | { readonly type: "RestartNeeded" }
    | BooksBusy
  >()(z.strictObject({ path, confirmation: z.string().trim().max(64), reason })),
  "journal.verify": procedure<
    VerifiedJournalView,
    { readonly type: "JournalBroken"; readonly fault: JournalFault } | BooksBusy
  >()(z.strictObject({})),
  "search.rebuild": procedure<{ readonly products: number }, BooksBusy>()(z.strictObject({})),
} as const;
