/** Owns what a fault in a journal is called in a terminal. */
import type { JournalFault } from "../domain/journal/journal-entry.ts";

export const faultText = (fault: JournalFault): string => {
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
    case "PointsDiffer":
      return "points, or what they add up to, are not what the ledger says.";
    case "ZDiffers":
      return `the stored Z report ${String(fault.number)} says something else.`;
    case "ZWithoutEntry":
      return `${String(fault.stored)} Z reports are stored, but the journal has ${String(fault.journalled)}.`;
    case "SaleWithoutEntry":
      return `${String(fault.stored)} sales are stored, but the journal has ${String(fault.journalled)}.`;
  }
};
