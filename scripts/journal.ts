/**
 * Owns `npm run journal -- verify [FILE]`: walks a till's journal and prints the count and the head, or the first bad
 * entry. Exit code 0 when everything holds, 1 when something is wrong, 2 for a wrong call. Reads only.
 */
import { createCashMovementRepository } from "../db/repositories/cash-movements.ts";
import { createJournalRepository } from "../db/repositories/journal.ts";
import { createSaleRepository } from "../db/repositories/sales.ts";
import { createZReportRepository } from "../db/repositories/z-reports.ts";
import { openForReading } from "../db/open-for-reading.ts";
import type { JournalFault } from "../domain/journal/journal-entry.ts";
import { verifyJournal } from "../electron/services/journal/verify-journal.ts";
import { dataPaths } from "../electron/system/open-till.ts";
import { realClock } from "../electron/system/real-clock.ts";

const USAGE = "Usage: npm run journal -- verify [FILE]   (default: .data/till/till.sqlite)";

const main = (args: readonly string[]): number => {
  const [command, file = dataPaths(".data/till").database] = args;
  if (command !== "verify" || args.length > 2) {
    console.error(USAGE);
    return 2;
  }
  const opened = openForReading(file, realClock);
  if (!opened.ok) {
    console.error(
      opened.error.type === "NoSuchFile"
        ? `There is no database ${file}.`
        : `${file} cannot be read: ${opened.error.type}.`,
    );
    return 1;
  }
  const db = opened.value;
  try {
    const verified = verifyJournal({
      journalRepository: createJournalRepository(db),
      sales: createSaleRepository(db),
      cashMovements: createCashMovementRepository(db),
      zReports: createZReportRepository(db),
    });
    if (!verified.ok) {
      console.error(`Bad entry ${String(verified.error.seq)}: ${faultText(verified.error)}`);
      return 1;
    }
    const { count, sales, head } = verified.value;
    console.log(
      `${String(count)} entries, ${String(sales)} of them sales and refunds; all chained and signed.`,
    );
    console.log(`head ${head ?? "(empty journal)"}`);
    return 0;
  } finally {
    db.close();
  }
};

const faultText = (fault: JournalFault): string => {
  switch (fault.type) {
    case "Gap":
      return `expected number ${String(fault.expectedSeq)}; entries between are missing.`;
    case "BrokenChain":
      return "it does not continue the entry before it.";
    case "WrongHash":
      return "its content was changed after it was written.";
    case "WrongSignature":
      return "it was not signed by this till's key.";
    case "WrongTill":
      return "it was written by another till.";
    case "ReceiptGap":
      return `receipt ${fault.receiptNumber} does not follow the receipt before it.`;
    case "SaleMissing":
      return `receipt ${fault.receiptNumber} is not among the stored sales.`;
    case "SaleDiffers":
      return `the stored sale ${fault.receiptNumber} says something else.`;
    case "CashDiffers":
      return "the drawer's ledger says something else.";
    case "CashWithoutEntry":
      return "the drawer's ledger has cash that the journal does not know.";
    case "ZDiffers":
      return `the stored Z report ${String(fault.number)} says something else.`;
    case "ZWithoutEntry":
      return `${String(fault.stored)} Z reports are stored, but the journal has ${String(fault.journalled)}.`;
    case "SaleWithoutEntry":
      return `${String(fault.stored)} sales are stored, but the journal has ${String(fault.journalled)}.`;
  }
};

process.exitCode = main(process.argv.slice(2));
