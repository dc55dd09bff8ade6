/**
 * Owns the numbers below which nothing is numbered again: after a restored backup, receipts and Z reports go on above
 * those of the time that was lost. Kept among the counters: a Z report takes its number from its own one, a receipt is
 * one above the newest sale and this floor. 0 where nothing was given.
 */
import type Database from "better-sqlite3";

export type NumberedThing = "receipt" | "zReport";

/** Where numbers stand: the highest given for each thing, and the newest epoch of the journal. */
export interface NumbersGiven {
  readonly receipt: number;
  readonly zReport: number;
  readonly epoch: number;
}

const COUNTERS: Readonly<Record<NumberedThing, string>> = { receipt: "receipt.floor", zReport: "zReport" };

/** Read once per opened database: only restoring a backup sets it, and that opens another one. */
export const readNumberFloor = (sqlite: Database.Database, thing: NumberedThing): number =>
  sqlite.prepare<[string], number>("SELECT value FROM counter WHERE name = ?").pluck().get(COUNTERS[thing]) ??
  0;

export const setNumberFloor = (sqlite: Database.Database, thing: NumberedThing, value: number): void => {
  sqlite
    .prepare(
      "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .run(COUNTERS[thing], value);
};

export const readNumbersGiven = (sqlite: Database.Database): NumbersGiven => {
  const highest = (query: string): number => sqlite.prepare<[], number | null>(query).pluck().get() ?? 0;
  return {
    receipt: Math.max(highest("SELECT max(seq) FROM sale"), readNumberFloor(sqlite, "receipt")),
    zReport: Math.max(highest("SELECT max(number) FROM z_report"), readNumberFloor(sqlite, "zReport")),
    epoch: highest("SELECT max(epoch) FROM journal_epoch"),
  };
};
