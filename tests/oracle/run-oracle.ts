/**
 * `npm run oracle -- --cases N [--seed S] [--space usual|offers|many] [--workers W]`: random cases through engine and
 * oracle, with progress; ends with 1 on any difference.
 */
import { Worker } from "node:worker_threads";
import { parseArgs } from "node:util";
import { isOracleKind, type OracleKind } from "../support/oracle/oracle-kinds.ts";
import { addCounts, casesOf, countsText, NO_COUNTS } from "./oracle-progress.ts";
import { compareShare, type OracleReport, type OracleShare } from "./oracle-worker.ts";

const USAGE = "usage: npm run oracle -- --cases N [--seed S] [--space usual|offers|many] [--workers W]";

interface Order {
  readonly kind: OracleKind;
  readonly cases: number;
  readonly seed: number;
  readonly workers: number;
}

const stringOption = { type: "string" } as const;

const readOrder = (): Order | null => {
  try {
    const { values } = parseArgs({
      options: { cases: stringOption, seed: stringOption, space: stringOption, workers: stringOption },
    });
    const kind = values.space ?? "usual";
    const cases = Number(values.cases ?? 10_000);
    const seed = Number(values.seed ?? 1);
    const workers = Number(values.workers ?? 1);
    const isRight = [cases, seed, workers].every(Number.isSafeInteger) && cases > 0 && workers > 0;
    return isRight && isOracleKind(kind) ? { kind, cases, seed, workers } : null;
  } catch {
    return null;
  }
};

const startedMs = performance.now();
let saidMs = startedMs;
let counts = NO_COUNTS;

const SAID_EVERY_MS = 5000;

const meet = ({ cases }: Order, report: OracleReport): void => {
  counts = addCounts(counts, report.counts);
  report.differences.forEach((text) => {
    console.log(text);
  });
  const nowMs = performance.now();
  if (nowMs - saidMs > SAID_EVERY_MS && casesOf(counts) < cases) {
    saidMs = nowMs;
    console.error(countsText(counts, cases, (nowMs - startedMs) / 1000));
  }
};

const inThread = (share: OracleShare, tell: (report: OracleReport) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("oracle-worker.ts", import.meta.url), { workerData: share });
    worker.on("message", tell);
    worker.on("error", reject);
    worker.on("exit", () => {
      resolve();
    });
  });

const order = readOrder();
if (order === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const { kind, cases, seed, workers } = order;
  const tell = (report: OracleReport): void => {
    meet(order, report);
  };
  if (workers === 1) {
    compareShare({ kind, from: seed, step: 1, cases }, tell);
  } else {
    const shares = Array.from({ length: workers }, (_, at) => ({
      kind,
      from: seed + at,
      step: workers,
      cases: Math.floor((cases - at + workers - 1) / workers),
    }));
    await Promise.all(shares.map((share) => inThread(share, tell)));
  }
  console.log(
    `${kind} from seed ${String(seed)}: ${countsText(counts, cases, (performance.now() - startedMs) / 1000)}`,
  );
  process.exitCode = counts.different > 0 ? 1 : 0;
}
