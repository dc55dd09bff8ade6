/**
 * Owns what long checks of the books are asked through: they run beside the till (in a thread of their own), so that
 * selling goes on. Nothing here has behaviour.
 */
import type { BackupFacts, BackupFault } from "../../../contracts/ipc/backups.ts";
import type { JournalFault } from "../../../domain/journal/journal-entry.ts";
import type { Result } from "../../../domain/result.ts";
import type { VerifiedJournal } from "../journal/verify-journal.ts";

export interface BookChecks {
  /** `onProgress`: entries checked so far. */
  readonly verifyJournal: (
    onProgress: (entries: number) => void,
  ) => Promise<Result<VerifiedJournal, JournalFault>>;
  readonly checkBackup: (
    path: string,
    onProgress: (entries: number) => void,
  ) => Promise<Result<BackupFacts, BackupFault>>;
}
