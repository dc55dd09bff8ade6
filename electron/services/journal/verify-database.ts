/** Owns proving the journal of an open database: everything that verify-journal.ts reads, read from that one file. */
import type { TillDatabase } from "../../../db/open-database.ts";
import { createCashMovementRepository } from "../../../db/repositories/cash-movements.ts";
import { createJournalRepository } from "../../../db/repositories/journal.ts";
import { createLoyaltyLedger } from "../../../db/repositories/loyalty-ledger.ts";
import { createSaleRepository } from "../../../db/repositories/sales.ts";
import { createZReportRepository } from "../../../db/repositories/z-reports.ts";
import type { JournalFault } from "../../../domain/journal/journal-entry.ts";
import type { Result } from "../../../domain/result.ts";
import { verifyJournal, type VerifiedJournal } from "./verify-journal.ts";

export const verifyDatabase = (
  db: TillDatabase,
  onProgress: (entries: number) => void,
): Result<VerifiedJournal, JournalFault> =>
  // One picture of the file: a sale completed meanwhile must not be counted without its entry.
  db.sqlite
    .transaction(() =>
      verifyJournal({
        journalRepository: createJournalRepository(db),
        sales: createSaleRepository(db),
        cashMovements: createCashMovementRepository(db),
        zReports: createZReportRepository(db),
        loyaltyLedger: createLoyaltyLedger(db),
        onProgress,
      }),
    )
    .deferred();
