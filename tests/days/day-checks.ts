/**
 * Owns what must hold in the evening of every random day, asked of the stored rows with plain SQL and of what the till
 * had acknowledged: the drawer is its float and every movement, each Z is its sales, the Z reports together are all
 * sales ever made, and the totals of the till's life grow by exactly that. Prices are looked at in price-checks.ts.
 */
import type { PerpetualTotals } from "../../domain/shift/shift-ledger.ts";
import type { ShiftReport } from "../../domain/shift/shift-report.ts";
import { figuresOf, independentZ } from "../support/independent-z.ts";
import type { DayShop } from "./day-shop.ts";
import { priceFaults } from "./price-checks.ts";

export const dayFaults = (shop: DayShop, reports: readonly ShiftReport[]): readonly string[] => [
  ...reports.flatMap((report) => zFaults(shop, report)),
  ...lifeFaults(shop),
  ...priceFaults(shop),
  ...shop.test.bugs.map((bug) => `a bug: ${String(bug)}`),
];

const differs = (what: string, is: unknown, should: unknown): readonly string[] => {
  const [found, wanted] = [JSON.stringify(is), JSON.stringify(should)];
  return found === wanted ? [] : [`${what} is ${found}, and should be ${wanted}`];
};

const sorted = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value)
    .map(([key, part]: [string, unknown]): readonly [string, unknown] => [key, inOrder(part)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Members in the order of their names: objects are compared as text. */
const inOrder = (part: unknown): unknown =>
  Array.isArray(part) ? part.map(inOrder) : typeof part === "object" && part !== null ? sorted(part) : part;

const zFaults = (shop: DayShop, report: ShiftReport): readonly string[] => {
  const { sqlite } = shop.test.till.db;
  const { shiftId, number } = report;
  const name = `Z ${String(number)}`;
  const perpetual = grown(shop.perpetual, report);
  shop.perpetual = perpetual;
  const seen = (kind: string): number =>
    sum(
      shop.moves.filter((move) => move.shiftId === shiftId && move.kind === kind).map((m) => m.amountMinor),
    );
  const kinds = ["float", "payIn", "payOut", "safeDrop"] as const;
  const inZ = (...wanted: readonly string[]): number =>
    sum(report.cash.filter((row) => wanted.includes(row.kind)).map((row) => row.amountMinor));
  return [
    ...differs(name, inOrder(figuresOf(report)), inOrder(independentZ(sqlite, shiftId))),
    ...kinds.flatMap((kind) => differs(`${name}: ${kind}`, inZ(kind), seen(kind))),
    ...differs(
      `${name}: the drawer`,
      report.expectedMinor,
      sum(kinds.map(seen)) + inZ("sale", "refund", "noSale"),
    ),
    ...differs(
      `${name}: its difference`,
      report.counted?.differenceMinor,
      newestCount(shop, shiftId) - report.expectedMinor,
    ),
    ...differs(`${name}: the totals of the till's life`, report.perpetual, perpetual),
  ];
};

const newestCount = ({ test }: DayShop, shiftId: number): number =>
  Number(
    test.till.db.sqlite
      .prepare("SELECT total_minor FROM shift_count WHERE shift_id = ? ORDER BY id DESC")
      .pluck()
      .get(shiftId),
  );

const grown = (before: PerpetualTotals, { sales, refunds }: ShiftReport): PerpetualTotals => ({
  salesMinor: before.salesMinor + sales.totalMinor,
  refundsMinor: before.refundsMinor + refunds.totalMinor,
  netMinor: before.netMinor + sales.totalMinor + refunds.totalMinor,
});

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

/** Each is empty as long as the books are right. All are about everything that the till ever did. */
const LIFE: Readonly<Record<string, string>> = {
  "the last Z's totals are not all sales": `
    SELECT z.perpetual || ' of ' || s.total FROM
      (SELECT document_json ->> '$.perpetual.netMinor' AS perpetual FROM z_report ORDER BY number DESC LIMIT 1) AS z,
      (SELECT sum(total_minor) - (SELECT coalesce(sum(total_minor), 0) FROM sale_line WHERE kind = 'giftCard') AS total
        FROM sale) AS s
    WHERE z.perpetual <> s.total`,
  "the Z reports do not add up to the sales": `
    SELECT z.gross || '/' || z.tax || '/' || z.payable || ' of ' || s.gross || '/' || s.tax || '/' || s.payable FROM
      (SELECT sum(document_json ->> '$.turnover.grossMinor') + sum(document_json ->> '$.turnover.storedValueMinor') AS gross,
        sum(document_json ->> '$.turnover.taxMinor') AS tax, sum(document_json ->> '$.turnover.payableMinor') AS payable
        FROM z_report) AS z,
      (SELECT sum(gross_minor) AS gross, sum(tax_minor) AS tax, sum(payable_minor) AS payable FROM sale) AS s
    WHERE (z.gross, z.tax, z.payable) IS NOT (s.gross, s.tax, s.payable) AND s.gross IS NOT NULL`,
  "the Z reports do not add up to the tenders": `
    SELECT type || ': ' || sum(amount) FROM (
      SELECT type, amount_minor AS amount FROM tender
      UNION ALL
      SELECT row.value ->> 'type', -(row.value ->> 'amountMinor')
        FROM z_report, json_each(document_json, '$.tenders') AS row)
    GROUP BY type HAVING sum(amount) <> 0`,
  "cash of sales and drawers differ": `
    SELECT cash || ' of ' || drawers FROM
      (SELECT coalesce(sum(amount_minor), 0) AS cash FROM tender WHERE type = 'CASH'),
      (SELECT coalesce(sum(amount_minor), 0) AS drawers FROM cash_movement WHERE kind IN ('sale', 'refund'))
    WHERE cash <> drawers`,
  "a Z number is missing": "SELECT max(number) FROM z_report HAVING max(number) <> count(*)",
  "a shift is open": "SELECT id FROM shift WHERE closed_at_ms IS NULL",
  "a sale without a shift, or of one without a Z": `
    SELECT receipt_number FROM sale
    WHERE shift_id IS NULL OR shift_id NOT IN (SELECT shift_id FROM z_report)`,
  "more came back than was sold": `
    SELECT sold.sale_seq || ' line ' || sold.line_number FROM sale_line AS back
      JOIN sale_line AS sold ON sold.position = back.refunds_sale_seq * 100000 + back.refunds_line_number
    GROUP BY sold.position HAVING -sum(back.quantity_milli) > sold.quantity_milli
      OR -sum(back.total_minor) > sold.total_minor`,
};

const lifeFaults = ({ test }: DayShop): readonly string[] =>
  Object.entries(LIFE).flatMap(([what, query]) => {
    const found = test.till.db.sqlite.prepare<[], string>(query).pluck().all();
    return found.length === 0 ? [] : [`${what}: ${found.join(", ")}`];
  });
