/**
 * Owns `npm run replay -- FILE [--data-dir DIR] [--limit N] [--program]`: imports the items of a retail file and rings up
 * its invoices on a fresh till, with a progress bar, then holds the till against the file. With --program its customers
 * take part in the sample program with the sample campaigns. Exit code 0 only when everything agrees.
 */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { createCustomerRepository } from "../db/repositories/customers.ts";
import { formatDecimal } from "../domain/money/decimal.ts";
import { importProducts } from "../electron/services/catalogue/import-products.ts";
import { dataPaths } from "../electron/system/open-till.ts";
import { createProgressBar } from "./progress-bar.ts";
import { addInvoice, emptySums } from "./replay/independent-sums.ts";
import { createPaperProgram, type PaperProgram } from "./replay/independent-program.ts";
import { createKnownSales } from "./replay/known-sales.ts";
import { groupsOf, installProgram } from "./replay/program-rules.ts";
import { reconcileProgram } from "./replay/reconcile-program.ts";
import { agrees, reconcile, type Check } from "./replay/reconcile.ts";
import { replayInvoice } from "./replay/replay-invoice.ts";
import { createReplayShifts } from "./replay/replay-shifts.ts";
import { openReplayTill, type ReplayTill } from "./replay/replay-till.ts";
import { readInvoices } from "./replay/retail-invoice.ts";
import { taxRateOf } from "./replay/tax-rule.ts";
import { openTextFile } from "./text-file.ts";

const USAGE = "Usage: npm run replay -- FILE [--data-dir DIR] [--limit INVOICES] [--program]";

interface ReplayOptions {
  readonly file: string;
  readonly dataDir: string;
  readonly limit: number;
  readonly program: boolean;
}

const readOptions = (): ReplayOptions | null => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "data-dir": { type: "string" }, limit: { type: "string" }, program: { type: "boolean" } },
  });
  const [file] = positionals;
  const stamp = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const limit = Number(values.limit ?? Number.MAX_SAFE_INTEGER);
  return file && positionals.length === 1 && limit > 0
    ? {
        file,
        dataDir: values["data-dir"] ?? `.data/replay-${stamp}`,
        limit,
        program: values.program ?? false,
      }
    : null;
};

const main = async (): Promise<number> => {
  const options = readOptions();
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  if (existsSync(dataPaths(options.dataDir).database)) {
    console.error(
      `${options.dataDir} already has a till. A replay starts on a fresh one: choose another --data-dir.`,
    );
    return 2;
  }
  const replay = openReplayTill(options.dataDir, { withOffers: options.program });
  try {
    await importItems(replay, options);
    return await run(replay, options);
  } finally {
    await replay.close();
  }
};

const importItems = async (
  { till, db, actor }: ReplayTill,
  { file, program }: ReplayOptions,
): Promise<void> => {
  const imported = await importProducts(
    { ...till, onProgress: () => {}, onBadRow: () => {} },
    {
      fileName: basename(file),
      text: openTextFile(file, "utf-8").text,
      map: new Map(),
      taxRateBp: null,
      currencyDecimals: 2,
      decimalMark: ".",
    },
  );
  if (!imported.ok) {
    throw new Error(`The items of ${file} could not be read: ${imported.error.type}`);
  }
  const skus = till.db.sqlite.prepare<[], string>("SELECT sku FROM product").pluck().all();
  till.products.upsertMany(
    skus.map((sku) => ({ sku, taxRateBp: taxRateOf(sku), ...(program ? groupsOf(sku) : {}) })),
    null,
  );
  if (program) {
    installProgram(till, db, actor);
  }
  console.log(`${String(imported.value.products)} items imported.`);
};

const run = async (replay: ReplayTill, options: ReplayOptions): Promise<number> => {
  const bar = createProgressBar(process.stderr, () => performance.now());
  const paper = options.program ? createPaperProgram(listPrices(replay.till)) : null;
  const sums = paper?.sums ?? emptySums();
  const invoices = (await readInvoices(openTextFile(options.file, "utf-8").text)).slice(0, options.limit);
  const deps = {
    ...replay,
    customers: createCustomerRepository(replay.db),
    known: createKnownSales(),
    program: options.program,
  };
  const shifts = createReplayShifts(replay);
  const startedMs = performance.now();
  for (const invoice of invoices) {
    if (shifts.startDay(invoice.atMs) && paper) {
      await passNight(replay);
      paper.startDay(invoice.atMs);
    }
    await replayInvoice(deps, invoice);
    if (paper) {
      paper.add(invoice);
    } else {
      addInvoice(sums, invoice);
    }
    bar.show({
      label: "Ringing up",
      share: sums.invoices / invoices.length,
      count: sums.invoices,
      unit: "invoices",
    });
  }
  shifts.close();
  bar.clear();
  const seconds = (performance.now() - startedMs) / 1000;
  console.log(
    `${String(sums.invoices)} invoices, ${String(sums.rows)} rows in ${seconds.toFixed(1)} s: ` +
      `${(sums.invoices / seconds).toFixed(0)} invoices/s, ${(sums.rows / seconds).toFixed(0)} rows/s.`,
  );
  const checks = [
    ...reconcile(replay.db, replay.till, sums),
    ...(paper ? await programChecks(replay, paper, invoices.at(-1)?.atMs ?? 0) : []),
  ];
  for (const check of checks) {
    console.log(checkLine(check));
  }
  const failed = checks.filter((check) => !agrees(check)).length;
  console.log(
    failed === 0 ? "Everything agrees." : `${String(failed)} of ${String(checks.length)} checks differ.`,
  );
  return failed === 0 ? 0 : 1;
};

/** What every item is listed at, as the till has it. */
const listPrices =
  ({ products }: ReplayTill["till"]): ((sku: string) => number | null) =>
  (sku) =>
    products.findBySku(sku)?.unitPriceMinor ?? null;

/** The night after the last day passes first, so that points expire and segments are up to date. */
const programChecks = async (
  replay: ReplayTill,
  paper: PaperProgram,
  lastMs: number,
): Promise<readonly Check[]> => {
  const nowMs = lastMs + DAY_MS;
  replay.setNow(nowMs);
  await passNight(replay);
  paper.startDay(nowMs);
  return reconcileProgram(replay.db, replay.till, { paper, nowMs });
};

/** Nothing is sold before the jobs are through: on paper they take no time. */
const passNight = ({ till }: ReplayTill): Promise<void> => {
  till.jobs.tick();
  return till.jobs.settled();
};

const DAY_MS = 86_400_000;
const NAME_WIDTH = 28;

const checkLine = (check: Check): string => {
  const isMoney = !/number|journal|receipt|baskets/.test(check.name);
  const text = (figure: number): string => (isMoney ? formatDecimal(figure, 2) : String(figure));
  const verdict = agrees(check) ? "agrees" : "DIFFERS";
  const apart =
    check.till === check.file ? "" : ` (file ${text(check.file)}, up to ${text(check.tolerance)} allowed)`;
  return `  ${check.name.padEnd(NAME_WIDTH)} ${text(check.till).padStart(16)}  ${verdict}${apart}`;
};

process.exitCode = await main();
