/** Owns telling whether one journal entry is genuine: it follows the one before, says what was hashed, and is signed. */
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { GENESIS_HASH, type JournalEntry, type JournalFault } from "../../../domain/journal/journal-entry.ts";
import { hashEntry } from "./journal-writer.ts";

export interface EntryPlace {
  readonly till: string;
  /** The entry before it in its epoch; null at the start. */
  readonly previous: Pick<JournalEntry, "seq" | "hash"> | null;
  /** null when the key is none: then nothing is signed by it. */
  readonly key: KeyObject | null;
}

export const readPublicKey = (pem: string): KeyObject | null => {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
};

export const entryFault = (entry: JournalEntry, { till, previous, key }: EntryPlace): JournalFault | null => {
  const { seq } = entry;
  const expectedSeq = (previous?.seq ?? 0) + 1;
  if (seq !== expectedSeq) {
    return { type: "Gap", seq, expectedSeq };
  }
  if (entry.till !== till) {
    return { type: "WrongTill", seq };
  }
  if (entry.prevHash !== (previous?.hash ?? GENESIS_HASH)) {
    return { type: "BrokenChain", seq };
  }
  // A type with a separator in it would let text move between type and body without changing what was hashed.
  if (entry.type.includes("|") || hashEntry(entry) !== entry.hash) {
    return { type: "WrongHash", seq };
  }
  const signed =
    key !== null && verify(null, Buffer.from(entry.hash, "hex"), key, Buffer.from(entry.sig, "base64"));
  return signed ? null : { type: "WrongSignature", seq };
};
