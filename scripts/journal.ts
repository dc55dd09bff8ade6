/**
 * Owns `npm run journal -- verify [FILE]`: walks a till's journal and prints the count and the head, or the first bad
 * entry; and `npm run journal -- export FILE`, which writes the proven journal for another till of the store.
 * Exit code 0 when everything holds, 1 when something is wrong, 2 for a wrong call. Changes nothing.
 */
import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { openForReading } from "../db/open-for-reading.ts";
import type { TillDatabase } from "../db/open-database.ts";
import { exportJournal } from "../electron/services/journal/export-journal.ts";
import { verifyDatabase } from "../electron/services/journal/verify-database.ts";
import { dataPaths } from "../electron/system/open-till.ts";
import { realClock } from "../electron/system/real-clock.ts";
import { faultText } from "./fault-text.ts";

const USAGE = `Usage: npm run journal -- verify [DATABASE]           (default: .data/till/till.sqlite)
       npm run journal -- export FILE [DATABASE]      for another till of the store: npm run import -- sales FILE`;

const main = (args: readonly string[]): number => {
  const [command, ...words] = args;
  const database = dataPaths(process.env["TILLWRIGHT_DATA_DIR"] ?? ".data/till").database;
  if (command === "verify" && words.length <= 1) {
    return withDatabase(words[0] ?? database, verify);
  }
  const [file] = words;
  if (command === "export" && file !== undefined && words.length <= 2) {
    return withDatabase(words[1] ?? database, (db) => exportTo(db, fromWhereThePersonStands(file)));
  }
  console.error(USAGE);
  return 2;
};

/** npm runs scripts in the project's folder. */
const fromWhereThePersonStands = (path: string): string => resolve(process.env["INIT_CWD"] ?? "", path);

const withDatabase = (file: string, work: (db: TillDatabase) => number): number => {
  const opened = openForReading(file, realClock);
  if (!opened.ok) {
    console.error(
      opened.error.type === "NoSuchFile"
        ? `There is no database ${file}.`
        : `${file} cannot be read: ${opened.error.type}.`,
    );
    return 1;
  }
  try {
    return work(opened.value);
  } finally {
    opened.value.close();
  }
};

const verify = (db: TillDatabase): number => {
  const verified = verifyDatabase(db, () => {});
  if (!verified.ok) {
    console.error(`Bad entry ${String(verified.error.seq)}: ${faultText(verified.error)}`);
    return 1;
  }
  const { count, sales, head } = verified.value;
  console.log(
    `${String(count)} entries, ${String(sales)} of them sales and refunds; all chained and signed.`,
  );
  console.log(`head ${head ?? "(empty journal)"}`);
  return 0;
};

/** Under another name first: a file that is there is whole. */
const exportTo = (db: TillDatabase, path: string): number => {
  if (existsSync(path)) {
    console.error(`${path} is there already; nothing was written.`);
    return 1;
  }
  const part = `${path}.part`;
  try {
    const file = openSync(part, "w");
    let exported: ReturnType<typeof exportJournal>;
    try {
      exported = exportJournal(db, (line) => writeSync(file, `${line}\n`));
    } finally {
      closeSync(file);
    }
    if (!exported.ok) {
      rmSync(part, { force: true });
      console.error(
        exported.error.type === "NothingToExport"
          ? "There is no journal yet."
          : `Nothing was written. Bad entry ${String(exported.error.seq)}: ${faultText(exported.error)}`,
      );
      return 1;
    }
    renameSync(part, path);
    const { till, entries, sales, fingerprints } = exported.value;
    console.log(
      `${path}: ${String(entries)} entries of ${till}, ${String(sales)} of them sales and refunds.`,
    );
    console.log(`signed by ${fingerprints.join(", ")}`);
    return 0;
  } catch (error) {
    rmSync(part, { force: true });
    console.error(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
    return 1;
  }
};

process.exitCode = main(process.argv.slice(2));
