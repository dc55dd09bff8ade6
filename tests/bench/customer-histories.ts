/**
 * Owns what customers of the bench did before: a share of them takes part in the program, with a tier and three lots of points, and some
 * of those bought things. Rows alone, made by SQL, in an order in which one person's lie far apart.
 */
import { START_MS, type TestTill } from "../support/test-till.ts";

export interface Histories {
  /** The first number of those who take part, and the first after them. */
  readonly from: number;
  readonly until: number;
  /** How many of them bought, three times each. */
  readonly buyers: number;
}

const ROUNDS = 3;
const DAY_MS = 86_400_000;
/** Sales of one customer lie far apart, as in a shop. */
const STRIDE = 7919;

const NUMBERS =
  "WITH RECURSIVE number (n) AS (SELECT @from UNION ALL SELECT n + 1 FROM number WHERE n + 1 < @until)";
const REF = "format('bench-customer-%07d', n)";

export const addHistories = ({ till }: Pick<TestTill, "till">, { from, until, buyers }: Histories): void => {
  const { sqlite } = till.db;
  const atMs = START_MS - 200 * DAY_MS;
  sqlite
    .prepare(`
    ${NUMBERS} INSERT INTO customer_loyalty
      (customer_ref, points, lifetime_points, tier, period, period_points, period_spent_minor, joined_at_ms, last_activity_at_ms)
    SELECT ${REF}, 300, 300, CASE WHEN n % 50 = 0 THEN 'PLATINUM' WHEN n % 10 = 0 THEN 'GOLD' WHEN n % 3 = 0 THEN 'SILVER'
      ELSE 'BRONZE' END, '2026', 300, 30000, @atMs, @atMs FROM number`)
    .run({ from, until, atMs });
  const move = sqlite.prepare(`
    ${NUMBERS} INSERT INTO loyalty_point_transaction
      (customer_ref, type, reason, points, spent_minor, balance_after, tier_after, period, at_ms)
    SELECT ${REF}, 'EARNED', 'before:' || @round, 100, 10000, 100 * (@round + 1), 'BRONZE', '2026', @atMs FROM number`);
  for (let round = 0; round < ROUNDS; round += 1) {
    move.run({ from, until, round, atMs: atMs + round * 20 * DAY_MS });
  }
  sqlite
    .prepare(
      `INSERT INTO loyalty_point_lot (entry_id, customer_ref, points, left_points, expires_at_ms)
       SELECT id, customer_ref, points, points, at_ms + 365 * ${String(DAY_MS)} FROM loyalty_point_transaction
       WHERE reason LIKE 'before:%'`,
    )
    .run();
  addSales(till, { from, buyers });
};

const addSales = ({ db }: TestTill["till"], { from, buyers }: Pick<Histories, "from" | "buyers">): void => {
  db.sqlite
    .prepare(`
    WITH RECURSIVE number (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM number WHERE seq < @sales)
    INSERT INTO sale (seq, id, kind, receipt_number, store_code, till_code, staff_id, staff_name, customer_ref, currency,
      prices_include_tax, at_ms, gross_minor, discount_minor, net_minor, tax_minor, total_minor, rounding_minor,
      payable_minor, taxes_json, trace_json, journal_epoch, journal_seq)
    SELECT seq, 'bench-' || seq, 'sale', format('S1-T1-%06d', seq), 'S1', 'T1', 1, 'Bench',
      format('bench-customer-%07d', @from + seq * @stride % @buyers), 'TRY', 1, @atMs + seq % 150 * @dayMs,
      10000, 0, 10000, 0, 10000, 0, 10000, '[]', '{}', 1, seq FROM number`)
    .run({
      sales: buyers * ROUNDS,
      stride: STRIDE,
      from,
      buyers,
      dayMs: DAY_MS,
      atMs: START_MS - 200 * DAY_MS,
    });
  db.sqlite.exec(`
    INSERT INTO customer_activity
      SELECT customer_ref, count(*), sum(total_minor), min(at_ms), max(at_ms) FROM sale WHERE customer_ref LIKE 'bench-%'
      GROUP BY customer_ref`);
};
