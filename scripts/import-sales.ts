/**
 * Owns `npm run import -- sales FILE`: takes the sales out of another till's exported journal, so that what was sold
 * there can come back here. The first time, a person compares the other till's key and names it with --key.
 */
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createAuditLogRepository } from "../db/repositories/audit-log.ts";
import { createKnownSaleRepository } from "../db/repositories/known-sales.ts";
import { createSaleRepository } from "../db/repositories/sales.ts";
import { createSettingRepository } from "../db/repositories/settings.ts";
import { readStoreProfile } from "../db/repositories/store-profile.ts";
import type { TillDatabase } from "../db/open-database.ts";
import { importSales, type ImportSalesError } from "../electron/services/journal/import-sales.ts";
import { faultText } from "./fault-text.ts";
import { fileLines } from "./file-lines.ts";
import { rootDir } from "./run-tool.ts";
import { databasePath, withTillDatabase } from "./till-database.ts";

const USAGE = `usage: npm run import -- sales FILE [--key FINGERPRINT] [--data-dir DIR]
  FILE                     what the other till wrote with: npm run journal -- export FILE
  --key FINGERPRINT        a key of the other till, as it showed it; may be repeated
  --data-dir DIR           this till's data folder (default: TILLWRIGHT_DATA_DIR, else .data/till)`;

export const importSalesCommand = async (
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> => {
  const options = readOptions(words);
  if (typeof options === "string") {
    return fail(`${options}\n${USAGE}`);
  }
  const file = resolve(env["INIT_CWD"] ?? "", options.file);
  const dataDir = resolve(options.dataDir ?? env["TILLWRIGHT_DATA_DIR"] ?? join(rootDir, ".data", "till"));
  if (!existsSync(file)) {
    return fail(`There is no file ${file}.`);
  }
  if (!existsSync(databasePath(dataDir))) {
    return fail(`There is no till in ${dataDir}.`);
  }
  return withTillDatabase(dataDir, (db) => run(db, file, options.keys));
};

const run = (db: TillDatabase, file: string, trusted: readonly string[]): number => {
  const profile = readStoreProfile(createSettingRepository(db));
  if (!profile.ok || profile.value === null) {
    return fail("There is no store in this till yet.");
  }
  const imported = importSales(
    {
      db,
      profile: profile.value,
      audit: createAuditLogRepository(db),
      sales: createSaleRepository(db),
      knownSales: createKnownSaleRepository(db),
    },
    { fileName: basename(file), lines: () => fileLines(file), trusted },
  );
  if (!imported.ok) {
    return fail(`${file}: ${problemText(imported.error)} Nothing was kept.`);
  }
  const { till, entries, added, moreBackThanSold } = imported.value;
  process.stdout.write(
    `${till}: ${String(entries)} entries, all chained and signed; ${String(added)} sales and refunds are new here.\n`,
  );
  for (const receiptNumber of moreBackThanSold) {
    process.stdout.write(
      `${receiptNumber}: more came back than was sold; two tills did not know of each other.\n`,
    );
  }
  return 0;
};

const problemText = (error: ImportSalesError): string => {
  switch (error.type) {
    case "NotAJournal":
      return "this is no exported journal.";
    case "BadLine":
      return `line ${String(error.line)} cannot be read.`;
    case "BadEntry":
      return `line ${String(error.line)}, entry ${String(error.fault.seq)}: ${faultText(error.fault)}`;
    case "BadSale":
      return `line ${String(error.line)} holds no sale of that till.`;
    case "CutOff":
      return "the end is missing.";
    case "OtherStore":
      return `${error.till} is a till of another store.`;
    case "OwnJournal":
      return "this is this till's own journal.";
    case "UnknownKey":
      return `it is signed by ${error.fingerprints.join(", ")}, which was never seen here. Compare it with what ${error.till} shows when it exports, then say --key ${error.fingerprints.join(" --key ")}.`;
    case "OtherHistory":
      return `${error.till} told another story before, up to entry ${String(error.seq)}.`;
    case "SoldTwice":
      return `receipt ${error.receiptNumber} is in it twice.`;
  }
};

interface Options {
  readonly file: string;
  readonly keys: readonly string[];
  readonly dataDir: string | undefined;
}

/** A sentence where the words make no sense. */
const readOptions = (words: readonly string[]): Options | string => {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { key: { type: "string", multiple: true }, "data-dir": { type: "string" } },
    });
    const [file] = positionals;
    return file === undefined || positionals.length > 1
      ? "say which file"
      : { file, keys: values.key ?? [], dataDir: values["data-dir"] };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const fail = (message: string): number => {
  process.stderr.write(`${message}\n`);
  return 1;
};
