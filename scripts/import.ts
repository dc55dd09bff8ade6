/**
 * Owns `npm run import -- products FILE` (for `sales` see import-sales.ts): opens the till's database, shows how far
 * the import is, and says at the end what it did. The summary goes to standard output, everything else to standard error. Ctrl-C stops after the batch
 * that is being written. Exit codes: 0 done (bad rows are reported), 1 not done, 130 stopped.
 */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { TillDatabase } from "../db/open-database.ts";
import { createAuditLogRepository } from "../db/repositories/audit-log.ts";
import { createProductRepository } from "../db/repositories/products.ts";
import { storageFailureOf } from "../db/storage-failure.ts";
import {
  importProducts,
  type BadRow,
  type ImportProductsError,
  type ImportReport,
} from "../electron/services/catalogue/import-products.ts";
import { openTillMessage } from "../electron/system/open-till-message.ts";
import { IMPORT_USAGE, readImportOptions, type ImportOptions } from "./import-options.ts";
import { createProgressBar, type ProgressBar } from "./progress-bar.ts";
import { importSalesCommand } from "./import-sales.ts";
import { databasePath, withTillDatabase } from "./till-database.ts";
import { openTextFile, type TextFile } from "./text-file.ts";

const BAD_ROWS_SHOWN = 20;
const EXIT_NOT_DONE = 1;
const EXIT_STOPPED = 130;

const main = async (): Promise<number> => {
  const [what, ...words] = process.argv.slice(2);
  if (what === "sales") {
    return importSalesCommand(words, process.env);
  }
  const options = readImportOptions(process.argv.slice(2), process.env);
  if (!options.ok) {
    return fail(`${options.error}\n${IMPORT_USAGE}`);
  }
  const { file, dataDir, encoding } = options.value;
  try {
    // Before the database, so that a misspelt name leaves no empty till behind.
    const text = openTextFile(file, encoding);
    return await withTillDatabase(dataDir, (db) => run(db, options.value, text));
  } catch (error) {
    return fail(problemOf(error, options.value));
  }
};

const run = async (db: TillDatabase, options: ImportOptions, file: TextFile): Promise<number> => {
  const stop = new AbortController();
  process.on("SIGINT", () => stop.abort());
  process.on("SIGTERM", () => stop.abort());
  const bar = createProgressBar(process.stderr, () => performance.now());
  const badRows: BadRow[] = [];
  const result = await importProducts(
    {
      db,
      audit: createAuditLogRepository(db),
      products: createProductRepository(db),
      onProgress: ({ phase, rows, products, written }) =>
        bar.show(
          phase === "reading"
            ? {
                label: "Reading",
                share: file.bytesRead() / (file.totalBytes || 1),
                count: rows,
                unit: "rows",
              }
            : { label: "Writing", share: written / (products || 1), count: written, unit: "products" },
        ),
      onBadRow: (row) => {
        badRows.push(row);
        showBadRow(bar, row, badRows.length);
      },
    },
    { ...options, fileName: basename(options.file), text: file.text, signal: stop.signal },
  );
  bar.clear();
  if (!result.ok) {
    return fail(`${options.file}: ${importMessage(result.error)}`);
  }
  if (badRows.length > BAD_ROWS_SHOWN) {
    const more = badRows.length - BAD_ROWS_SHOWN;
    process.stderr.write(
      `... and ${more} more${options.report === null ? ": see all with --report FILE" : ""}\n`,
    );
  }
  process.stdout.write(summary(result.value));
  const reported = options.report === null || writeReport(options.report, badRows);
  return result.value.stopped ? EXIT_STOPPED : reported ? 0 : EXIT_NOT_DONE;
};

const showBadRow = (bar: ProgressBar, { line, reason }: BadRow, count: number): void => {
  if (count <= BAD_ROWS_SHOWN) {
    bar.clear();
    process.stderr.write(`line ${line}: ${reason}; skipped\n`);
  }
};

const summary = (report: ImportReport): string => {
  const lines = [
    ["rows read", report.rows],
    ["products in the file", report.products],
    ["created", report.created],
    ["updated", report.updated],
    ["unchanged", report.unchanged],
    ["skipped", report.skipped],
  ] as const;
  const counts = lines.map(
    ([name, count]) => `${name.padEnd(22)}${count.toLocaleString("en").padStart(12)}\n`,
  );
  const stopped = report.stopped
    ? `Stopped after ${report.written} of ${report.products} products. Run the same command again for the rest.\n`
    : "";
  return counts.join("") + stopped;
};

const importMessage = (error: ImportProductsError): string => {
  switch (error.type) {
    case "EmptyFile":
      return "the file is empty.";
    case "NoSkuColumn":
      return `no column looks like a SKU. The columns are ${error.headers.join(", ")}. Name it with --map sku=COLUMN.`;
    case "NoSuchColumn":
      return `there is no column "${error.column}". The columns are ${error.headers.join(", ")}.`;
  }
};

/** A failing disk or file has a sentence; anything else is a bug and flies on. */
const problemOf = (error: unknown, { file, dataDir }: ImportOptions): string => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!(error instanceof Error) || code === "") {
    throw error;
  }
  const failure = code.startsWith("SQLITE_") ? storageFailureOf(error) : null;
  if (failure !== null) {
    const message = openTillMessage({ ...failure, path: databasePath(dataDir) });
    return `${message} Batches written so far are whole; run the same command again for the rest.`;
  }
  const reason =
    code === "ERR_ENCODING_INVALID_ENCODED_DATA"
      ? "it is not in that encoding; say which with --encoding, e.g. --encoding windows-1254"
      : error.message;
  return `${file} cannot be read: ${reason}. Nothing of it was imported.`;
};

const writeReport = (path: string, rows: readonly BadRow[]): boolean => {
  try {
    writeFileSync(path, toCsv(rows));
    return true;
  } catch (error) {
    fail(`the report could not be written: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
};

const toCsv = (rows: readonly BadRow[]): string =>
  ["line,reason", ...rows.map(({ line, reason }) => `${line},"${reason.replaceAll('"', '""')}"`)]
    .map((line) => `${line}\n`)
    .join("");

const fail = (message: string): number => {
  process.stderr.write(`${message}\n`);
  return EXIT_NOT_DONE;
};

process.exitCode = await main();
