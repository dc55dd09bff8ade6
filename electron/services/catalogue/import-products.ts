/**
 * Owns bringing a file of products into the catalogue. The whole file is read and checked before the first row is
 * written; then products are written in batches, one transaction each, so that a stop at any moment leaves a whole
 * database and the same command finishes the work. A bad row is reported and skipped. Importing twice changes nothing.
 */
import type { PatchOutcome, ProductPatch } from "../../../db/repositories/product-patch.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { AuditDep, DbDep, ProductsDep } from "../deps.ts";
import { BY_COMMAND } from "../session/audit-actor.ts";
import { changedFacts, factsOf } from "./audited-facts.ts";
import { createCsvReader, type CsvRecord } from "./csv-reader.ts";
import { mergeRow, type MergedProduct } from "./merge-rows.ts";
import { type ColumnsError, findColumns, type ProductColumns, type ProductField } from "./product-columns.ts";
import { readProductRow, type RowRules } from "./product-row.ts";

export interface ImportProductsInput extends RowRules {
  /** The file's name, for the audit log. */
  readonly fileName: string;
  /** The file's text, in pieces of any size. */
  readonly text: AsyncIterable<string>;
  readonly map: ReadonlyMap<ProductField, string>;
  /** For products whose row says nothing about tax. null: leave it, and 0 % for new ones. */
  readonly taxRateBp: number | null;
  readonly signal?: AbortSignal;
}

export interface ImportProductsDeps extends ProductsDep, AuditDep, DbDep {
  readonly onProgress: (progress: ImportProgress) => void;
  readonly onBadRow: (row: BadRow) => void;
}

export interface ImportProgress {
  readonly phase: "reading" | "writing";
  readonly rows: number;
  readonly products: number;
  readonly written: number;
}

export interface BadRow {
  readonly line: number;
  readonly reason: string;
}

export interface ImportReport {
  readonly rows: number;
  readonly products: number;
  /** How many of the products were compared and written where they differ: all of them, unless it was stopped. */
  readonly written: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows that could not be read, and products whose barcode belongs to another one. */
  readonly skipped: number;
  /** true: stopped by the signal; running it again does the rest. */
  readonly stopped: boolean;
}

export const importProducts = async (
  deps: ImportProductsDeps,
  input: ImportProductsInput,
): Promise<Result<ImportReport, ImportProductsError>> => {
  const read = await readFile(deps, input);
  return read.ok ? ok(await writeProducts(deps, input, read.value)) : read;
};

export type ImportProductsError = ColumnsError | { readonly type: "EmptyFile" };

interface ReadState {
  columns: ProductColumns | null;
  width: number;
  rows: number;
  badRows: number;
  readonly products: Map<string, MergedProduct>;
}

const readFile = async (
  deps: ImportProductsDeps,
  input: ImportProductsInput,
): Promise<Result<ReadState, ImportProductsError>> => {
  const reader = createCsvReader();
  const state: ReadState = { columns: null, width: 0, rows: 0, badRows: 0, products: new Map() };
  const take = (records: readonly CsvRecord[]): Result<void, ColumnsError> => {
    for (const record of records) {
      const taken = takeRecord({ deps, input, state }, record);
      if (!taken.ok) {
        return taken;
      }
    }
    deps.onProgress({ phase: "reading", rows: state.rows, products: state.products.size, written: 0 });
    return ok(undefined);
  };
  for await (const piece of input.text) {
    const taken = take(reader.push(piece));
    if (!taken.ok) {
      return taken;
    }
    if (input.signal?.aborted === true) {
      return ok(state);
    }
  }
  const taken = take(reader.end());
  if (!taken.ok) {
    return taken;
  }
  return state.columns === null ? err({ type: "EmptyFile" }) : ok(state);
};

interface Reading {
  readonly deps: ImportProductsDeps;
  readonly input: ImportProductsInput;
  readonly state: ReadState;
}

/** The first record is the header. */
const takeRecord = ({ deps, input, state }: Reading, record: CsvRecord): Result<void, ColumnsError> => {
  const bad = (reason: string): Result<void, ColumnsError> => {
    state.badRows += 1;
    deps.onBadRow({ line: record.line, reason });
    return ok(undefined);
  };
  if (state.columns === null) {
    const headers = "fields" in record ? record.fields : [];
    const columns = findColumns(headers, input.map);
    if (!columns.ok) {
      return columns;
    }
    state.columns = columns.value;
    state.width = headers.length;
    return ok(undefined);
  }
  state.rows += 1;
  if ("problem" in record) {
    return bad(record.problem);
  }
  if (record.fields.length !== state.width) {
    return bad(`${record.fields.length} fields where the header has ${state.width}`);
  }
  const row = readProductRow(record.fields, state.columns, input);
  if (!row.ok) {
    return bad(row.error);
  }
  const { sku } = row.value;
  state.products.set(sku, mergeRow(state.products.get(sku), row.value, record.line));
  return ok(undefined);
};

const BATCH = 500;

const writeProducts = async (
  deps: ImportProductsDeps,
  { taxRateBp, signal, fileName }: ImportProductsInput,
  { rows, badRows, products }: ReadState,
): Promise<ImportReport> => {
  const { onProgress, onBadRow } = deps;
  const counts = { Created: 0, Updated: 0, Unchanged: 0, BarcodeTaken: 0, UnknownDeposit: 0 };
  const waiting = depositsFirst([...products.values()]);
  let written = 0;
  for (const batch of inBatches(waiting)) {
    if (signal?.aborted === true) {
      break;
    }
    const patches = batch.map(({ patch }) => withTax(patch, taxRateBp));
    for (const [index, outcome] of writeBatch(deps, patches, fileName).entries()) {
      counts[outcome.type] += 1;
      reportRefused(outcome, batch[index]?.line ?? 0, onBadRow);
    }
    written += batch.length;
    onProgress({ phase: "writing", rows, products: waiting.length, written });
    await breathe();
  }
  return {
    rows,
    products: waiting.length,
    written,
    created: counts.Created,
    updated: counts.Updated,
    unchanged: counts.Unchanged,
    skipped: badRows + counts.BarcodeTaken + counts.UnknownDeposit,
    stopped: written < waiting.length || signal?.aborted === true,
  };
};

/** One transaction: the products of a batch, and what the audit log says of them. Nothing changed: no entry. */
const writeBatch = (
  { products, audit, db }: ImportProductsDeps,
  patches: readonly ProductPatch[],
  fileName: string,
): readonly PatchOutcome[] =>
  allOrNothing(db, () => {
    const before = factsOf(products, patches);
    const outcomes = products.upsertMany(patches, null);
    const after = factsOf(products, patches);
    const count = (type: PatchOutcome["type"]): number =>
      outcomes.filter((outcome) => outcome.type === type).length;
    if (count("Created") + count("Updated") > 0) {
      const changed = changedFacts(before, after);
      audit.append({
        ...BY_COMMAND,
        action: "catalogue.import",
        subject: fileName,
        before: changed.before,
        after: { created: count("Created"), updated: count("Updated"), ...changed.after },
        reason: null,
      });
    }
    return outcomes;
  });

const inBatches = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / BATCH) }, (_, index) =>
    items.slice(index * BATCH, (index + 1) * BATCH),
  );

/** A deposit must be there before the item that names it, wherever they stand in the file. */
const depositsFirst = (products: readonly MergedProduct[]): readonly MergedProduct[] => [
  ...products.filter(({ patch }) => typeof patch.depositSku !== "string"),
  ...products.filter(({ patch }) => typeof patch.depositSku === "string"),
];

const withTax = (patch: ProductPatch, taxRateBp: number | null): ProductPatch =>
  taxRateBp === null || patch.taxRateBp !== undefined ? patch : { ...patch, taxRateBp };

const reportRefused = (outcome: PatchOutcome, line: number, onBadRow: (row: BadRow) => void): void => {
  if (outcome.type === "BarcodeTaken") {
    onBadRow({
      line,
      reason: `barcode ${outcome.barcode} of ${outcome.sku} already belongs to ${outcome.takenBySku}`,
    });
  }
  if (outcome.type === "UnknownDeposit") {
    onBadRow({
      line,
      reason: `deposit "${outcome.depositSku}" of ${outcome.sku} is no product of kind "deposit"`,
    });
  }
};

/** Lets a signal and the progress bar in between two batches. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
