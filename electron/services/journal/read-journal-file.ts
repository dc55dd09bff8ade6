/**
 * Owns reading an exported journal line by line and proving it on the way: form, chain, signatures, and that nothing is
 * missing at its end. Whether its keys are to be trusted is the caller's question, asked before the first entry.
 */
import type { z } from "zod";
import {
  journalFileEnd,
  journalFileEntry,
  journalFileHead,
  journalledSale,
  type JournalFileHead,
} from "../../../contracts/journal-file.ts";
import { isSaleEntry, type JournalEntry, type JournalFault } from "../../../domain/journal/journal-entry.ts";
import type { SaleBody } from "../../../domain/journal/sale-of-body.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { entryFault, readPublicKey } from "./check-entry.ts";

export type JournalFileFault =
  | { readonly type: "NotAJournal" }
  | { readonly type: "BadLine"; readonly line: number }
  | { readonly type: "BadEntry"; readonly line: number; readonly fault: JournalFault }
  /** A signed entry that says nothing a till would say. */
  | { readonly type: "BadSale"; readonly line: number }
  | { readonly type: "CutOff" };

export interface JournalFileVisitor<E> {
  readonly head: (head: JournalFileHead) => Result<null, E>;
  /** `sale`: what the entry says of a sale or refund; null for every other entry. */
  readonly entry: (entry: JournalEntry, sale: SaleBody | null, line: number) => Result<null, E>;
}

/** Stops at the first fault, or at the first error of the visitor. */
export const readJournalFile = <E>(
  lines: Iterable<string>,
  visitor: JournalFileVisitor<E>,
): Result<null, JournalFileFault | E> => {
  const reader = createReader(visitor);
  let number = 0;
  for (const line of lines) {
    number += 1;
    const read = number === 1 ? reader.head(line) : reader.next(line, number);
    if (!read.ok) {
      return read;
    }
  }
  return number === 0 ? err({ type: "NotAJournal" }) : reader.end();
};

const createReader = <E>(visitor: JournalFileVisitor<E>) => {
  let head: JournalFileHead | null = null;
  let epoch = { index: -1, key: readPublicKey("") };
  let previous: JournalEntry | null = null;
  let count = 0;
  let isWhole = false;
  /** false: no such epoch, or one before the entries that were read. */
  const enterEpoch = (wanted: number): boolean => {
    const index = head?.epochs.findIndex((candidate) => candidate.epoch === wanted) ?? -1;
    if (index > epoch.index) {
      epoch = { index, key: readPublicKey(head?.epochs[index]?.publicKey ?? "") };
      previous = null;
    }
    return index === epoch.index && index >= 0;
  };
  return {
    head: (line: string): Result<null, JournalFileFault | E> => {
      head = parsed(line, journalFileHead);
      return head === null ? err({ type: "NotAJournal" }) : visitor.head(head);
    },
    next: (line: string, number: number): Result<null, JournalFileFault | E> => {
      const end = isWhole ? null : parsed(line, journalFileEnd);
      if (end !== null) {
        isWhole = end.entries === count;
        return isWhole ? ok(null) : err({ type: "CutOff" });
      }
      const entry = isWhole ? null : parsed(line, journalFileEntry);
      if (entry === null || head === null) {
        return err({ type: "BadLine", line: number });
      }
      const fault: JournalFault | null = enterEpoch(entry.epoch)
        ? entryFault(entry, { till: head.till, previous, key: epoch.key })
        : { type: "WrongSignature", seq: entry.seq };
      if (fault !== null) {
        return err({ type: "BadEntry", line: number, fault });
      }
      const sale = isSaleEntry(entry) ? parsed(entry.body, journalledSale) : null;
      if (isSaleEntry(entry) && !isOfTill(sale, head.till)) {
        return err({ type: "BadSale", line: number });
      }
      previous = entry;
      count += 1;
      return visitor.entry(entry, sale, number);
    },
    end: (): Result<null, JournalFileFault> => (isWhole ? ok(null) : err({ type: "CutOff" })),
  };
};

/** null for what is no JSON or has another form. */
const parsed = <T>(text: string, schema: z.ZodType<T>): T | null => {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
};

const isOfTill = (sale: SaleBody | null, till: string): boolean =>
  sale !== null && `${sale.store}-${sale.till}` === till && sale.receiptNumber.startsWith(`${till}-`);
