/** Owns what a person reads about the books: what is wrong with a journal or a backup, and what to do. */
import type { BackupFault, MakeBackupError } from "../../contracts/ipc/backups.ts";
import type { JournalFault } from "../../domain/journal/journal-entry.ts";
import type { Wording } from "./error-text.ts";

export const describeJournalFault = (fault: JournalFault, { t, formats }: Wording): string => {
  const seq = formats.count(fault.seq);
  switch (fault.type) {
    case "Gap":
      return t("journal.fault.Gap", { seq, expected: formats.count(fault.expectedSeq) });
    case "ReceiptGap":
    case "SaleMissing":
    case "SaleDiffers":
      return t(`journal.fault.${fault.type}`, { seq, receipt: fault.receiptNumber });
    case "ZDiffers":
      return t("journal.fault.ZDiffers", { seq, number: formats.count(fault.number) });
    case "SaleWithoutEntry":
    case "ZWithoutEntry":
      return t(`journal.fault.${fault.type}`, {
        stored: formats.count(fault.stored),
        journalled: formats.count(fault.journalled),
      });
    default:
      return t(`journal.fault.${fault.type}`, { seq });
  }
};

export const describeBackupFault = (fault: BackupFault, wording: Wording): string => {
  switch (fault.type) {
    case "UnreadableFile":
    case "DamagedBackup":
      return wording.t(`error.${fault.type}`, { detail: fault.detail });
    case "BackupJournalBroken":
      return wording.t("error.BackupJournalBroken", { fault: describeJournalFault(fault.fault, wording) });
    default:
      return wording.t(`error.${fault.type}`);
  }
};

export const describeMakeBackupError = (error: MakeBackupError, wording: Wording): string => {
  const { t, formats } = wording;
  switch (error.type) {
    case "BackupNotWhole":
      return t("error.BackupNotWhole", { fault: describeBackupFault(error.fault, wording) });
    case "FolderFull":
      return error.freeBytes === null
        ? t("error.FolderFilledUp", { folder: error.folder })
        : t("error.FolderFull", {
            folder: error.folder,
            needed: formats.megabytes(error.neededBytes),
            free: formats.megabytes(error.freeBytes),
          });
    default:
      return t(`error.${error.type}`, { folder: error.folder });
  }
};
