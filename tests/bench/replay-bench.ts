/** Owns the rate at which invoices are replayed: made-up ones with the retail data's usual sizes (median 10 rows). */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCustomerRepository } from "../../db/repositories/customers.ts";
import { createKnownSales } from "../../scripts/replay/known-sales.ts";
import { replayInvoice } from "../../scripts/replay/replay-invoice.ts";
import { createReplayShifts } from "../../scripts/replay/replay-shifts.ts";
import { openReplayTill } from "../../scripts/replay/replay-till.ts";
import type { RetailInvoice } from "../../scripts/replay/retail-invoice.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";
import { rowOf, sampleMs, type BenchRow } from "./measure.ts";

const INVOICES = 300;
const ITEMS = 2000;
const START_MS = 1_300_000_000_000;

export const benchReplay = async (): Promise<BenchRow> => {
  const replay = openReplayTill(mkdtempSync(join(tmpdir(), "bench-replay-")));
  replay.till.products.upsertMany(
    Array.from({ length: ITEMS }, (_, index) => ({
      sku: `I${String(index)}`,
      name: `Item ${String(index)}`,
      unitPriceMinor: 100 + index,
    })),
    null,
  );
  const random = seededRandom(4);
  const deps = { ...replay, customers: createCustomerRepository(replay.db), known: createKnownSales() };
  const invoices = Array.from({ length: INVOICES }, (_, index) => madeUpInvoice(random, index));
  createReplayShifts(replay).startDay(START_MS);
  const samples = await sampleMs(INVOICES, (index) => {
    const invoice = invoices[index];
    return invoice ? replayInvoice(deps, invoice) : null;
  });
  await replay.close();
  const seconds = samples.reduce((sum, ms) => sum + ms, 0) / 1000;
  const row = rowOf("replay an invoice (about 16 rows)", samples);
  return { ...row, name: `${row.name}, ${(INVOICES / seconds).toFixed(0)} invoices/s` };
};

const madeUpInvoice = (random: SeededRandom, index: number): RetailInvoice => ({
  number: String(600_000 + index),
  atMs: START_MS + index * 60_000,
  customer: random.chance(75) ? String(random.between(1, 60)) : null,
  country: "United Kingdom",
  rows: Array.from({ length: random.pick([1, 4, 8, 10, 14, 22, 50]) }, () => {
    const item = random.between(0, ITEMS - 1);
    return { line: 0, sku: `I${String(item)}`, quantity: random.between(1, 24), unitPriceMinor: 100 + item };
  }),
});
