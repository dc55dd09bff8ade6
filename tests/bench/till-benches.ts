/**
 * Owns the benches of the main process on the big shop: start, scan, search, complete, replay. Each goes through the
 * same door as the screens (validated call in, whole view out), on a real file with full durability.
 */
import Database from "better-sqlite3";
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { growLog } from "../../db/grow-log.ts";
import { startRunningTill } from "../support/running-till.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { connectToTill } from "../support/till-client.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";
import { barcodeOf, PRODUCTS, productName } from "./big-shop.ts";
import { rowOf, sampleMs, type BenchRow } from "./measure.ts";

const SCAN_GOAL_MS = 5;
const SEARCH_GOAL_MS = 20;
const BASKET_LINES = 10;
const SALE_LINES = 6;

/** From starting the process to an answer to the first question, on a file that was closed cleanly. */
export const benchStart = async (dataDir: string): Promise<BenchRow> => {
  const samples = await sampleMs(8, async () => {
    const till = await startRunningTill({ dataDir });
    const client = await connectToTill(till.url);
    await client.call("session.signIn", { pin: "1111" });
    await client.call("basket.get", {});
    client.close();
    await till.stop();
  });
  return rowOf("start to ready-to-scan, and stop again", samples, { p99Ms: 3000 });
};

export const openBigShop = async (dataDir: string): Promise<TestTill> => {
  const test = openTestTill({ dataDir, printsReceipts: false });
  await signIn(test, "manager");
  return test;
};

export const benchScan = async (test: TestTill): Promise<BenchRow> => {
  const random = seededRandom(1);
  const samples: number[] = [];
  for (let basket = 0; basket < 200; basket += 1) {
    const codes = Array.from({ length: BASKET_LINES }, () => barcodeOf(random.between(0, PRODUCTS - 1)));
    samples.push(
      ...(await sampleMs(BASKET_LINES, (index) => test.must("basket.scan", { code: codes[index] ?? "" }))),
    );
    await test.must("basket.void", { reason: "bench" });
  }
  return rowOf("barcode to priced basket, main process", samples, { p99Ms: SCAN_GOAL_MS });
};

/** Every prefix of a name that a person types, letter by letter. */
export const benchSearch = async (test: TestTill): Promise<BenchRow> => {
  const random = seededRandom(2);
  const samples: number[] = [];
  for (let person = 0; person < 120; person += 1) {
    const name = productName(random.between(0, PRODUCTS - 1));
    const typed = Array.from({ length: name.length }, (_, index) => name.slice(0, index + 1));
    samples.push(
      ...(await sampleMs(typed.length, (index) =>
        test.must("catalogue.search", { text: typed[index] ?? "", limit: 20 }),
      )),
    );
  }
  return rowOf("search as you type, each letter", samples, { p99Ms: SEARCH_GOAL_MS });
};

/**
 * How much of the disk's own rate of durable commits a whole sale keeps. The disk is asked right after each sale, on
 * the same minute's load: a record appended to a growing file, and one row and many committed by SQLite with the till's
 * own settings, on a log with room as the till's has. The goal counts against the disk alone; the share of one-row
 * commits, which the database's prepared log makes cheaper than the disk's own, stands in the name. The log is moved into
 * the file now and then, as the idle till does it; no sample holds that.
 */
export const benchComplete = async (test: TestTill): Promise<readonly BenchRow[]> => {
  growLog(test.till.db.path);
  const disk = openDisk(test.dataDir);
  const random = seededRandom(3);
  const samples = { sale: [] as number[], raw: [] as number[], commit: [] as number[], wide: [] as number[] };
  for (let sale = 0; sale < 400; sale += 1) {
    for (let line = 0; line < SALE_LINES; line += 1) {
      await test.must("basket.scan", { code: barcodeOf(random.between(0, PRODUCTS - 1)) });
    }
    samples.sale.push(...(await sampleMs(1, () => test.must("payment.cash", { tenderedMinor: null }))));
    samples.raw.push(...(await sampleMs(1, disk.append)));
    samples.commit.push(...(await sampleMs(1, disk.one.commit)));
    samples.wide.push(...(await sampleMs(1, disk.wide.commit)));
    if (sale % SALES_PER_CHECKPOINT === 0) {
      test.till.db.idleCheckpoint();
      disk.one.checkpoint();
      disk.wide.checkpoint();
    }
  }
  disk.close();
  const sales = rowOf("", samples.sale);
  const appended = rowOf("disk: append 4 KiB and fdatasync", samples.raw);
  const commit = rowOf("disk: commit one row in SQLite", samples.commit);
  const share = appended.p50 / sales.p50;
  return [
    appended,
    commit,
    rowOf(`disk: commit ${String(SALE_PAGES)} pages in SQLite`, samples.wide),
    {
      ...sales,
      name: `complete a 6-line sale, durably (${percent(commit.p50 / sales.p50)} of one-row commits)`,
      goal: { text: `half the disk's rate of durable appends (is ${percent(share)})`, met: share >= 0.5 },
    },
  ];
};

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** Fewer than the log has room for. */
const SALES_PER_CHECKPOINT = 20;
/** About the pages that a 6-line sale writes. */
const SALE_PAGES = 10;

interface Commits {
  readonly commit: () => void;
  readonly checkpoint: () => void;
  readonly close: () => void;
}

interface Disk {
  readonly append: () => void;
  readonly one: Commits;
  readonly wide: Commits;
  readonly close: () => void;
}

const openDisk = (dataDir: string): Disk => {
  const path = join(dataDir, "disk-rate.bin");
  const file = openSync(path, "w");
  const page = Buffer.alloc(4096, 7);
  const one = openCommits(`${path}-1.sqlite`, 1);
  const wide = openCommits(`${path}-2.sqlite`, SALE_PAGES);
  return {
    append: () => {
      writeSync(file, page);
      fdatasyncSync(file);
    },
    one,
    wide,
    close: () => {
      closeSync(file);
      rmSync(path);
      one.close();
      wide.close();
    },
  };
};

/** Durable commits that each insert one row into as many tables. */
const openCommits = (path: string, tables: number): Commits => {
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("wal_autocheckpoint = 10000");
  const inserts = Array.from({ length: tables }, (_, table) => {
    database.exec(`CREATE TABLE t${String(table)} (id INTEGER PRIMARY KEY, text TEXT)`);
    return database.prepare(`INSERT INTO t${String(table)} (text) VALUES (?)`);
  });
  growLog(path);
  return {
    commit: database.transaction(() => {
      for (const insert of inserts) {
        insert.run("x".repeat(200));
      }
    }),
    checkpoint: () => {
      database.pragma("wal_checkpoint(PASSIVE)");
    },
    close: () => {
      database.close();
    },
  };
};
