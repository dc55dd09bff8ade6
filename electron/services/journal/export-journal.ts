/**
 * Owns writing a till's journal to a file for another till of the store: proven first, whole, and in one picture of the
 * database, also while the till runs. The file holds no names: people are numbers in a journal.
 */
import { JOURNAL_FILE_FORMAT, type JournalFileHead } from "../../../contracts/journal-file.ts";
import type { TillDatabase } from "../../../db/open-database.ts";
import { createJournalRepository } from "../../../db/repositories/journal.ts";
import type { JournalFault } from "../../../domain/journal/journal-entry.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { keyFingerprint } from "./key-fingerprint.ts";
import { verifyDatabase } from "./verify-database.ts";

export interface ExportedJournal {
  readonly till: string;
  readonly entries: number;
  readonly sales: number;
  /** Of the keys that signed it, as a person compares them. */
  readonly fingerprints: readonly string[];
}

export type ExportJournalError = JournalFault | { readonly type: "NothingToExport" };

const PAGE = 500;

/** `write` gets a line at a time, without its end. */
export const exportJournal = (
  db: TillDatabase,
  write: (line: string) => void,
): Result<ExportedJournal, ExportJournalError> =>
  db.sqlite
    .transaction((): Result<ExportedJournal, ExportJournalError> => {
      const verified = verifyDatabase(db, () => {});
      if (!verified.ok) {
        return verified;
      }
      const journal = createJournalRepository(db);
      const epochs = journal.epochs();
      const till = epochs.at(-1)?.till;
      if (till === undefined) {
        return err({ type: "NothingToExport" });
      }
      const head: JournalFileHead = {
        format: JOURNAL_FILE_FORMAT,
        till,
        epochs: epochs.map(({ epoch, publicKey }) => ({ epoch, publicKey })),
      };
      write(JSON.stringify(head));
      for (const { epoch } of epochs) {
        let seq = 0;
        let page = journal.page({ epoch, seq, limit: PAGE });
        while (page.length > 0) {
          for (const entry of page) {
            write(JSON.stringify(entry));
            ({ seq } = entry);
          }
          page = journal.page({ epoch, seq, limit: PAGE });
        }
      }
      const { count, sales } = verified.value;
      write(JSON.stringify({ entries: count }));
      const fingerprints = [...new Set(epochs.map(({ publicKey }) => keyFingerprint(publicKey)))];
      return ok({ till, entries: count, sales, fingerprints });
    })
    .deferred();
