/**
 * Owns proving the journal: walks every entry, recomputes the chain and the signatures, and holds each entry
 * against what is stored: sales, the drawer's ledger and Z reports. Reads only, in pages; names the first thing that is wrong.
 */
import type { JournalRepository } from "../../../db/repositories/journal.ts";
import type { SaleRepository } from "../../../db/repositories/sales.ts";
import { canonicalJson } from "../../../domain/journal/canonical-json.ts";
import { isSaleEntry, type JournalEntry, type JournalFault } from "../../../domain/journal/journal-entry.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { entryFault, readPublicKey } from "./check-entry.ts";
import { saleJournalBody } from "./sale-journal-body.ts";
import { pointsEntryFault, pointsFault, type VerifyPointsDeps } from "./verify-points.ts";
import { createDrawerCheck, type VerifyDrawerDeps } from "./verify-drawer.ts";

export interface VerifiedJournal {
  readonly count: number;
  /** Hash of the newest entry; null for an empty journal. */
  readonly head: string | null;
  readonly sales: number;
  /** When the first entry was written; null for an empty journal. */
  readonly sinceMs: number | null;
  /** More than one: backups were restored. */
  readonly epochs: number;
}

export interface VerifyJournalDeps extends VerifyDrawerDeps, VerifyPointsDeps {
  readonly journalRepository: JournalRepository;
  readonly sales: SaleRepository;
  readonly onProgress?: (checked: number) => void;
}

const PAGE = 500;

export const verifyJournal = (deps: VerifyJournalDeps): Result<VerifiedJournal, JournalFault> => {
  let count = 0;
  let sales = 0;
  let lastReceipt = 0;
  let sinceMs: number | null = null;
  let head: JournalEntry | null = null;
  const drawer = createDrawerCheck(deps);
  const epochs = deps.journalRepository.epochs();
  for (const epoch of epochs) {
    const key = readPublicKey(epoch.publicKey);
    let previous: JournalEntry | null = null;
    for (;;) {
      const page = deps.journalRepository.page({ epoch: epoch.epoch, seq: previous?.seq ?? 0, limit: PAGE });
      for (const entry of page) {
        const fault =
          entryFault(entry, { till: epoch.till, previous, key }) ??
          restoreFault(entry, lastReceipt) ??
          saleFault(deps, entry, lastReceipt + 1) ??
          drawer.entry(entry) ??
          pointsEntryFault(deps, entry);
        if (fault) {
          return err(fault);
        }
        lastReceipt = isSaleEntry(entry) ? lastReceipt + 1 : (continuesAfter(entry) ?? lastReceipt);
        sales += isSaleEntry(entry) ? 1 : 0;
        sinceMs ??= entry.atMs;
        previous = entry;
      }
      count += page.length;
      deps.onProgress?.(count);
      if (page.length < PAGE) {
        break;
      }
    }
    head = previous ?? head;
  }
  const stored = deps.sales.count();
  const headSeq = head?.seq ?? 0;
  if (stored !== sales) {
    return err({ type: "SaleWithoutEntry", seq: headSeq, stored, journalled: sales });
  }
  const leftOver = drawer.end(headSeq) ?? pointsFault(deps, headSeq);
  return leftOver
    ? err(leftOver)
    : ok({ count, head: head?.hash ?? null, sales, sinceMs, epochs: epochs.length });
};

/** The receipt number after which an epoch that a restored backup began goes on; null for every other entry. */
const continuesAfter = (entry: JournalEntry): number | null =>
  entry.type === "till.restored.v1"
    ? (JSON.parse(entry.body) as { readonly numbers: { readonly receipt: number } }).numbers.receipt
    : null;

/** Numbers jump only at the start of an epoch, and only upwards. */
const restoreFault = (entry: JournalEntry, lastReceipt: number): JournalFault | null => {
  const after = continuesAfter(entry);
  return after === null || (entry.seq === 1 && entry.epoch > 1 && after >= lastReceipt)
    ? null
    : { type: "ReceiptGap", seq: entry.seq, receiptNumber: String(after) };
};

/** The stored sale must say what the journal says, and carry the number after the sale before it. */
const saleFault = (deps: VerifyJournalDeps, entry: JournalEntry, nth: number): JournalFault | null => {
  if (!isSaleEntry(entry)) {
    return null;
  }
  const { receiptNumber } = JSON.parse(entry.body) as { readonly receiptNumber: string };
  const { seq } = entry;
  if (Number(receiptNumber.slice(receiptNumber.lastIndexOf("-") + 1)) !== nth) {
    return { type: "ReceiptGap", seq, receiptNumber };
  }
  const stored = storedBody(deps, receiptNumber);
  if (stored === null) {
    return { type: "SaleMissing", seq, receiptNumber };
  }
  return stored === entry.body ? null : { type: "SaleDiffers", seq, receiptNumber };
};

/** What the journal would say of the sale as it is stored now; null without it, "" where its JSON is broken. */
const storedBody = (deps: VerifyJournalDeps, receiptNumber: string): string | null => {
  try {
    const sale = deps.sales.findByReceiptNumber(receiptNumber);
    return sale && canonicalJson(saleJournalBody(sale));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) {
      return "";
    }
    throw error;
  }
};
