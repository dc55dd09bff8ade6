/**
 * Owns what a journal entry is and the exact bytes that are hashed. The journal is append-only, numbered per till
 * without gaps, and chained: each entry holds the hash of the one before. It is also the outbox for a head office.
 * Hashing and signing are effects; only the text to hash is made here. See docs/sync-protocol.md.
 */
import { canonicalJson, type JsonValue } from "./canonical-json.ts";

/** Past tense and versioned: a reader a year from now must still know what an entry means. */
export type JournalEntryType =
  | "till.started.v1"
  /** First of an epoch that a restored backup began: what it continues, and above which numbers it goes on. */
  | "till.restored.v1"
  | "sale.completed.v1"
  | "refund.completed.v1"
  | "basket.voided.v1"
  | "shift.opened.v1"
  | "cash.moved.v1"
  | "shift.closed.v1"
  /** A ref and, where consents changed, the decisions: what a person told of themselves is never in the journal. */
  | "customer.enrolled.v1"
  | "customer.changed.v1"
  /** Points that moved without a sale. */
  | "points.changed.v1"
  | "customer.merged.v1"
  | "customer.erased.v1"
  /** Somebody joined a campaign, got the coupon of it, or took it back: a ref, the campaign and the coupon. */
  | "participation.joined.v1"
  | "participation.couponIssued.v1"
  | "participation.cancelled.v1"
  /** What is on a gift card or store credit changed without a sale: it expired, or was corrected. */
  | "storedValue.moved.v1"
  | "membership.cancelled.v1"
  | "membership.expired.v1"
  /** Who brought whom, and what both got for it. */
  | "referral.changed.v1";

export interface JournalEntry {
  readonly till: string;
  readonly epoch: number;
  readonly seq: number;
  readonly atMs: number;
  readonly type: string;
  /** Canonical JSON of the body, as it was hashed. */
  readonly body: string;
  readonly prevHash: string;
  readonly hash: string;
  /** Ed25519 over the hash, base64. */
  readonly sig: string;
}

export const isSaleEntry = ({ type }: Pick<JournalEntry, "type">): boolean =>
  type === "sale.completed.v1" || type === "refund.completed.v1";

export type UnsealedEntry = Omit<JournalEntry, "hash" | "sig">;

/** prevHash of the first entry of an epoch. */
export const GENESIS_HASH = "0".repeat(64);

export const journalBody = (body: JsonValue): string => canonicalJson(body);

/** The text whose SHA-256 is the entry's hash. Type and time are inside, so that neither can be changed unseen. */
export const hashInput = (entry: UnsealedEntry): string =>
  [
    "till-journal-1",
    entry.till,
    String(entry.epoch),
    String(entry.seq),
    entry.prevHash,
    String(entry.atMs),
    entry.type,
    entry.body,
  ].join("|");

export type JournalFault =
  | { readonly type: "Gap"; readonly seq: number; readonly expectedSeq: number }
  | { readonly type: "BrokenChain"; readonly seq: number }
  | { readonly type: "WrongHash"; readonly seq: number }
  | { readonly type: "WrongSignature"; readonly seq: number }
  | { readonly type: "WrongTill"; readonly seq: number }
  | { readonly type: "ReceiptGap"; readonly seq: number; readonly receiptNumber: string }
  | { readonly type: "SaleMissing"; readonly seq: number; readonly receiptNumber: string }
  | { readonly type: "SaleDiffers"; readonly seq: number; readonly receiptNumber: string }
  /** A row of the drawer's ledger that the entry speaks for is missing, or says something else. */
  | { readonly type: "CashDiffers"; readonly seq: number }
  /** At the end: the ledger has more rows than the journal speaks for. */
  | { readonly type: "CashWithoutEntry"; readonly seq: number }
  /** Points that the entry speaks for, or an account that is not the sum of its movements. */
  | { readonly type: "PointsDiffer"; readonly seq: number }
  | { readonly type: "ZDiffers"; readonly seq: number; readonly number: number }
  | {
      readonly type: "ZWithoutEntry";
      readonly seq: number;
      readonly stored: number;
      readonly journalled: number;
    }
  /** At the end: more sales are stored than the journal knows. `seq` is the head's. */
  | {
      readonly type: "SaleWithoutEntry";
      readonly seq: number;
      readonly stored: number;
      readonly journalled: number;
    };
