/** A thread of `npm run oracle -- --workers N`: compares its share of the seeds, a chunk at a time, and says what it found. */
import { parentPort, workerData } from "node:worker_threads";
import { compareCase, type OracleKind } from "../support/oracle/oracle-kinds.ts";
import { countIn, NO_COUNTS, type OracleCounts } from "./oracle-progress.ts";

export interface OracleShare {
  readonly kind: OracleKind;
  /** Seeds from `from`, `cases` of them, `step` apart. */
  readonly from: number;
  readonly step: number;
  readonly cases: number;
}

export interface OracleReport {
  readonly counts: OracleCounts;
  readonly differences: readonly string[];
}

const CHUNK = 500;

/** Compares a share; tells after every chunk. */
export const compareShare = (
  { kind, from, step, cases }: OracleShare,
  tell: (report: OracleReport) => void,
): void => {
  for (let done = 0; done < cases; done += CHUNK) {
    let counts = NO_COUNTS;
    const differences: string[] = [];
    for (let at = done; at < Math.min(cases, done + CHUNK); at += 1) {
      const comparison = compareCase(kind, from + at * step);
      counts = countIn(counts, comparison);
      if (comparison.type === "different") {
        differences.push(comparison.text);
      }
    }
    tell({ counts, differences });
  }
};

if (parentPort !== null) {
  const port = parentPort;
  compareShare(workerData as OracleShare, (report) => {
    port.postMessage(report);
  });
}
