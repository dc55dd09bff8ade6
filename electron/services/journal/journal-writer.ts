/**
 * Owns appending to the journal inside the caller's transaction: numbers the entry after the stored head, chains it,
 * hashes and signs it. Reads the head each time, because a transaction that rolled back must leave no trace here.
 */
import { hash as oneShotHash } from "node:crypto";
import type { EntryHead, JournalRepository } from "../../../db/repositories/journal.ts";
import type { JsonValue } from "../../../domain/journal/canonical-json.ts";
import {
  GENESIS_HASH,
  hashInput,
  journalBody,
  type JournalEntryType,
  type UnsealedEntry,
} from "../../../domain/journal/journal-entry.ts";
import type { ClockDep } from "../deps.ts";

export interface EntryPosition {
  readonly epoch: number;
  readonly seq: number;
}

export interface JournalWriter {
  readonly append: (type: JournalEntryType, body: JsonValue) => EntryPosition;
  /** Where the next entry will stand: a sale stores it beside itself. Valid inside one transaction. */
  readonly next: () => EntryPosition;
}

/** Signs the hash with the till's private key; base64. */
export interface EntrySigner {
  readonly sign: (hash: string) => string;
}

interface JournalWriterDeps extends ClockDep {
  readonly journalRepository: JournalRepository;
  readonly signer: EntrySigner;
  readonly till: string;
  readonly epoch: number;
}

export const createJournalWriter = (deps: JournalWriterDeps): JournalWriter => {
  const head = (): EntryHead | null => deps.journalRepository.head(deps.epoch);
  return {
    next: () => ({ epoch: deps.epoch, seq: (head()?.seq ?? 0) + 1 }),
    append: (type, body) => {
      const last = head();
      const unsealed: UnsealedEntry = {
        till: deps.till,
        epoch: deps.epoch,
        seq: (last?.seq ?? 0) + 1,
        atMs: deps.clock.nowMs(),
        type,
        body: journalBody(body),
        prevHash: last?.hash ?? GENESIS_HASH,
      };
      const hash = hashEntry(unsealed);
      deps.journalRepository.append({ ...unsealed, hash, sig: deps.signer.sign(hash) });
      return { epoch: unsealed.epoch, seq: unsealed.seq };
    },
  };
};

/** SHA-256 of the entry's text, lower-case hex. */
export const hashEntry = (entry: UnsealedEntry): string => oneShotHash("sha256", hashInput(entry), "hex");
