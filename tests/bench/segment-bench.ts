/**
 * Owns the bench of segments and coupons in numbers: all segments of the start computed over 100,000 customers with 2,000,000 sales
 * on a real file, with how long anything else at the till has to wait meanwhile; and a batch of 100,000 codes.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allOrNothing } from "../../db/in-transaction.ts";
import { NO_DETAILS } from "../../domain/customer/customer.ts";
import { openTestTill, signIn, START_MS, type TestTill } from "../support/test-till.ts";
import { rowOf, type BenchRow } from "./measure.ts";

const CUSTOMERS = 100_000;
const SALES = 2_000_000;
const CODES = 100_000;
/** Sales of one customer lie far apart, as in a shop. */
const STRIDE = 7919;
const HOUR_MS = 3_600_000;
const HOURS = 9000;

const refOf = (index: number): string => `bench-customer-${String(index).padStart(6, "0")}`;

const addCustomers = ({ till }: TestTill): void =>
  allOrNothing(till.db, () => {
    for (let index = 0; index < CUSTOMERS; index += 1) {
      const customer = { customerRef: refOf(index), code: null, country: null, details: NO_DETAILS };
      till.customers.create({ ...customer, registrationSource: "import" }, null);
    }
  });

/** Rows of sales alone: what segments ask of them. */
const addSales = ({ till }: TestTill): void => {
  till.db.sqlite
    .prepare(`
    WITH RECURSIVE number (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM number WHERE seq < @sales)
    INSERT INTO sale (seq, id, kind, receipt_number, store_code, till_code, staff_id, staff_name, customer_ref, currency,
      prices_include_tax, at_ms, gross_minor, discount_minor, net_minor, tax_minor, total_minor, rounding_minor,
      payable_minor, taxes_json, trace_json, journal_epoch, journal_seq)
    SELECT seq, 'bench-' || seq, 'sale', format('S1-T1-%06d', seq), 'S1', 'T1', 1, 'Bench',
      format('bench-customer-%06d', seq * @stride % @customers), 'TRY', 1, @fromMs + (seq % @hours) * @hourMs,
      1000 + seq % 30000, 0, 1000 + seq % 30000, 0, 1000 + seq % 30000, 0, 1000 + seq % 30000, '[]', '{}', 1, seq
    FROM number`)
    .run({
      sales: SALES,
      stride: STRIDE,
      customers: CUSTOMERS,
      fromMs: START_MS - HOURS * HOUR_MS,
      hours: HOURS,
      hourMs: HOUR_MS,
    });
};

interface Watched {
  readonly tookMs: number;
  /** How long anything else had to wait, again and again. */
  readonly waitsMs: readonly number[];
}

const watch = async (work: () => Promise<unknown>): Promise<Watched> => {
  const waitsMs: number[] = [];
  const startedMs = performance.now();
  const state = { isDone: false };
  const done = work().finally(() => {
    state.isDone = true;
  });
  while (!state.isDone) {
    const beforeMs = performance.now();
    await new Promise((resolve) => setImmediate(resolve));
    waitsMs.push(performance.now() - beforeMs);
  }
  await done;
  return { tookMs: performance.now() - startedMs, waitsMs };
};

export const benchSegments = async (): Promise<readonly BenchRow[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), "bench-segments-"));
  const test = openTestTill({ dataDir, printsReceipts: false });
  await signIn(test, "manager");
  addCustomers(test);
  addSales(test);
  const first = await watch(() => test.must("jobs.run", { name: "segmentRefresh" }));
  const again = await watch(() => test.must("jobs.run", { name: "segmentRefresh" }));
  const codes = await watch(async () => {
    await test.must("coupon.createBatch", {
      name: "Bench",
      size: CODES,
      type: "singleUse",
      gives: { percentBp: 1000 },
      validFrom: null,
      validUntil: null,
      usageLimit: null,
      usesPerCustomer: null,
      autoDeactivate: true,
    });
    await test.till.couponBatches.settled();
  });
  await test.close();
  rmSync(dataDir, { recursive: true });
  return [
    rowOf("refresh 6 segments over 100,000 customers and 2,000,000 sales", [first.tookMs, again.tookMs]),
    rowOf("what else waits during that refresh", [...first.waitsMs, ...again.waitsMs]),
    rowOf("make 100,000 coupon codes", [codes.tookMs]),
    rowOf("what else waits while codes are made", codes.waitsMs),
  ];
};
