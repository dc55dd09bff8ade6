/**
 * Owns taking the sales of another till of the store from its exported journal, so that goods sold there can come back
 * here. The whole file is proven before anything is kept; a key that was never seen must be named by a person first.
 * A file that is read again adds only what is new.
 */
import type { JournalFileHead } from "../../../contracts/journal-file.ts";
import type { KnownJournal, KnownSaleRepository } from "../../../db/repositories/known-sales.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { isSaleEntry, type JournalEntry } from "../../../domain/journal/journal-entry.ts";
import type { SaleBody } from "../../../domain/journal/sale-of-body.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { AuditDep, DbDep, ProfileDep, SalesDep } from "../deps.ts";
import { NO_PERSON } from "../session/audit-actor.ts";
import { keyFingerprint } from "./key-fingerprint.ts";
import { readJournalFile, type JournalFileFault } from "./read-journal-file.ts";

export type ImportSalesDeps = DbDep &
  AuditDep &
  ProfileDep &
  SalesDep & { readonly knownSales: KnownSaleRepository };

export interface ImportSalesOrder {
  readonly fileName: string;
  /** Read twice: once to prove it, once to keep it. */
  readonly lines: () => Iterable<string>;
  /** Fingerprints that a person compared with what the other till says. */
  readonly trusted: readonly string[];
}

export interface ImportedSales {
  readonly till: string;
  readonly entries: number;
  readonly added: number;
  /** Receipts of which two tills, not knowing of each other, took more back than was sold. */
  readonly moreBackThanSold: readonly string[];
}

export type ImportSalesError =
  | JournalFileFault
  | { readonly type: "OtherStore"; readonly till: string }
  | { readonly type: "OwnJournal"; readonly till: string }
  | { readonly type: "UnknownKey"; readonly till: string; readonly fingerprints: readonly string[] }
  /** The same entry of the same epoch says something else than it did before. */
  | { readonly type: "OtherHistory"; readonly till: string; readonly seq: number }
  | { readonly type: "SoldTwice"; readonly receiptNumber: string };

const BATCH = 500;

export const importSales = (
  deps: ImportSalesDeps,
  order: ImportSalesOrder,
): Result<ImportedSales, ImportSalesError> => {
  const proven = prove(deps, order);
  if (!proven.ok) {
    return proven;
  }
  const { head, entries } = proven.value;
  const keeper = createKeeper(deps, order, head);
  const kept = readJournalFile<never>(order.lines(), {
    head: () => ok(null),
    entry: (entry, sale) => {
      keeper.take(entry, sale);
      return ok(null);
    },
  });
  if (!kept.ok) {
    return kept;
  }
  keeper.flush();
  return ok({ till: head.till, entries, ...keeper.told() });
};

interface Proven {
  readonly head: JournalFileHead;
  readonly entries: number;
}

const prove = (deps: ImportSalesDeps, order: ImportSalesOrder): Result<Proven, ImportSalesError> => {
  let head: JournalFileHead | null = null;
  let entries = 0;
  let known: readonly KnownJournal[] = [];
  const receipts = new Set<string>();
  const read = readJournalFile<ImportSalesError>(order.lines(), {
    head: (next) => {
      head = next;
      known = deps.knownSales.journals(next.till);
      return headProblem(deps, next, { known, trusted: order.trusted });
    },
    entry: (entry, sale) => {
      entries += 1;
      const before = known.find(({ epoch }) => epoch === entry.epoch);
      if (before?.seq === entry.seq && before.hash !== entry.hash) {
        return err({ type: "OtherHistory", till: entry.till, seq: entry.seq });
      }
      if (sale !== null && receipts.has(sale.receiptNumber)) {
        return err({ type: "SoldTwice", receiptNumber: sale.receiptNumber });
      }
      receipts.add(sale?.receiptNumber ?? "");
      return ok(null);
    },
  });
  if (!read.ok) {
    return read;
  }
  return head === null ? err({ type: "NotAJournal" }) : ok({ head, entries });
};

const headProblem = (
  { profile }: ProfileDep,
  { till, epochs }: JournalFileHead,
  { known, trusted }: { readonly known: readonly KnownJournal[]; readonly trusted: readonly string[] },
): Result<null, ImportSalesError> => {
  if (!till.startsWith(`${profile.storeCode}-`)) {
    return err({ type: "OtherStore", till });
  }
  if (till === `${profile.storeCode}-${profile.tillCode}`) {
    return err({ type: "OwnJournal", till });
  }
  const keys = new Set(known.map(({ publicKey }) => publicKey));
  const named = new Set(trusted.map((fingerprint) => fingerprint.trim().toUpperCase()));
  const strange = epochs
    .filter(({ publicKey }) => !keys.has(publicKey))
    .map(({ publicKey }) => keyFingerprint(publicKey))
    .filter((fingerprint) => !named.has(fingerprint));
  const changed = epochs.find(({ epoch, publicKey }) =>
    known.some((before) => before.epoch === epoch && before.publicKey !== publicKey),
  );
  if (changed !== undefined) {
    return err({ type: "OtherHistory", till, seq: 1 });
  }
  return strange.length === 0
    ? ok(null)
    : err({ type: "UnknownKey", till, fingerprints: [...new Set(strange)] });
};

/** Batches, so that a till that sells meanwhile never waits long; each keeps its sales and how far it came. */
const createKeeper = (deps: ImportSalesDeps, order: ImportSalesOrder, head: JournalFileHead) => {
  const known = new Map(deps.knownSales.journals(head.till).map(({ epoch, seq }) => [epoch, seq]));
  const keys = new Map(head.epochs.map(({ epoch, publicKey }) => [epoch, publicKey]));
  const refunded = new Set<string>();
  let batch: JournalEntry[] = [];
  let added = 0;
  const keepBatch = (entries: readonly JournalEntry[]): void => {
    const sales = entries.filter(isSaleEntry);
    for (const { body } of sales) {
      deps.knownSales.add(body);
    }
    for (const { till, epoch, seq, hash } of entries) {
      deps.knownSales.advance({ till, epoch, seq, hash, publicKey: keys.get(epoch) ?? "" });
    }
    deps.audit.append({
      ...NO_PERSON,
      action: "journal.import",
      subject: head.till,
      before: null,
      after: { file: order.fileName, sales: sales.length },
      reason: null,
    });
    added += sales.length;
  };
  const flush = (): void => {
    if (batch.length > 0) {
      const entries = batch;
      batch = [];
      allOrNothing(deps.db, () => keepBatch(entries));
    }
  };
  return {
    take: (entry: JournalEntry, sale: SaleBody | null): void => {
      if (entry.seq <= (known.get(entry.epoch) ?? 0)) {
        return;
      }
      for (const line of sale?.lines ?? []) {
        refunded.add(line.refunds?.saleId ?? "");
      }
      batch.push(entry);
      if (batch.length === BATCH) {
        flush();
      }
    },
    flush,
    told: () => ({ added, moreBackThanSold: [...refunded].flatMap((saleId) => overdrawn(deps, saleId)) }),
  };
};

/** The receipt's number when more of a line came back than was sold. */
const overdrawn = (deps: SalesDep, saleId: string): readonly string[] => {
  const sale = deps.sales.findById(saleId);
  const refunded = deps.sales.refundedMilli(saleId);
  const isOver = sale?.lines.some(
    (line) => (refunded.get(line.lineNumber) ?? 0) > Math.max(0, line.quantityMilli),
  );
  return sale && isOver === true ? [sale.receiptNumber] : [];
};
