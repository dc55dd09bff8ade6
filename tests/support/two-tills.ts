/**
 * Owns two tills of a store for tests, and carrying the journal of one to the other as its export has it: in memory,
 * by the same reading and writing as on the command line.
 */
import { createKnownSaleRepository } from "../../db/repositories/known-sales.ts";
import { exportJournal } from "../../electron/services/journal/export-journal.ts";
import { importSales } from "../../electron/services/journal/import-sales.ts";
import { openTestTill, signIn, type TestTill } from "./test-till.ts";

export interface TwoTills {
  /** S1-T1 */
  readonly here: TestTill;
  /** S1-T2 */
  readonly there: TestTill;
}

/** Both with the demo store and a manager signed in. */
export const openTwoTills = async (): Promise<TwoTills> => {
  const here = openTestTill({ dataDir: ":memory:" });
  const there = openTestTill({ dataDir: ":memory:", profile: { tillCode: "T2" } });
  await signIn(here, "manager");
  await signIn(there, "manager");
  return { here, there };
};

export interface Exported {
  readonly lines: readonly string[];
  readonly fingerprints: readonly string[];
}

export const exportOf = (test: TestTill): Exported => {
  const lines: string[] = [];
  const exported = exportJournal(test.till.db, (line) => lines.push(line));
  if (!exported.ok) {
    throw new Error(`Not exported: ${JSON.stringify(exported.error)}`);
  }
  return { lines, fingerprints: exported.value.fingerprints };
};

export const importInto = (
  test: TestTill,
  { lines, fingerprints }: Exported,
  trusted: readonly string[] = fingerprints,
) => {
  const { till } = test;
  return importSales(
    { ...till, knownSales: createKnownSaleRepository(till.db) },
    { fileName: "journal.jsonl", lines: () => lines, trusted },
  );
};

/** What `from` knows of itself, `to` knows too; throws where it is refused. */
export const carry = (from: TestTill, to: TestTill) => {
  const imported = importInto(to, exportOf(from));
  if (!imported.ok) {
    throw new Error(`Not imported: ${JSON.stringify(imported.error)}`);
  }
  return imported.value;
};
