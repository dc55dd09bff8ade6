/**
 * Owns what a Z should say, asked with plain SQL over the stored rows of a shift, by kind of sale, tax rate, tender and
 * cash movement. Shares no code with the report: the two are held against each other.
 */
import type Database from "better-sqlite3";
import type { ShiftReport, TurnoverTotals } from "../../domain/shift/shift-report.ts";

/** Rows that a bookkeeper adds up; each list in the order of its first column. */
export interface IndependentZ {
  readonly sales: TurnoverTotals;
  readonly refunds: TurnoverTotals;
  readonly taxes: readonly { readonly rateBp: number; readonly taxMinor: number }[];
  readonly tenders: readonly {
    readonly type: string;
    readonly count: number;
    readonly amountMinor: number;
    readonly changeMinor: number;
  }[];
  readonly cash: readonly { readonly kind: string; readonly count: number; readonly amountMinor: number }[];
  readonly expectedMinor: number;
  readonly offDiscountsMinor: number;
  readonly first: string | null;
  readonly last: string | null;
}

type Sqlite = Pick<Database.Database, "prepare">;

const TURNOVER = `
  WITH own AS (
    SELECT sale.*, (SELECT coalesce(sum(total_minor), 0) FROM sale_line
      WHERE position BETWEEN sale.seq * 100000 AND sale.seq * 100000 + 99999 AND kind = 'giftCard') AS stored
    FROM sale WHERE shift_id = @id AND kind = @kind)
  SELECT count(*) AS count, coalesce(sum(stored), 0) AS storedValueMinor,
    coalesce(sum(gross_minor - stored), 0) AS grossMinor, coalesce(sum(discount_minor), 0) AS discountMinor,
    coalesce(sum(net_minor - stored), 0) AS netMinor, coalesce(sum(tax_minor), 0) AS taxMinor,
    coalesce(sum(total_minor - stored), 0) AS totalMinor, coalesce(sum(rounding_minor), 0) AS roundingMinor,
    coalesce(sum(payable_minor), 0) AS payableMinor
  FROM own`;

const LINES = `sale JOIN sale_line AS line ON line.position BETWEEN sale.seq * 100000 AND sale.seq * 100000 + 99999
  WHERE sale.shift_id = @id`;

/** From the lines: the report adds up what the sales say of themselves. */
const TAXES = `SELECT line.tax_rate_bp AS rateBp, sum(line.tax_minor) AS taxMinor FROM ${LINES}
  GROUP BY line.tax_rate_bp HAVING sum(line.tax_minor) <> 0 ORDER BY line.tax_rate_bp`;

const TENDERS = `
  SELECT type, count(*) AS count, sum(amount_minor) AS amountMinor, sum(change_minor) AS changeMinor
  FROM sale JOIN tender ON tender.sale_seq = sale.seq WHERE sale.shift_id = @id GROUP BY type ORDER BY type`;

const CASH = `
  SELECT kind, count(*) AS count, sum(amount_minor) AS amountMinor
  FROM cash_movement WHERE shift_id = @id GROUP BY kind ORDER BY kind`;

const REST = `
  SELECT (SELECT coalesce(sum(amount_minor), 0) FROM cash_movement WHERE shift_id = @id) AS expectedMinor,
    (SELECT coalesce(sum(discount.value ->> 'amountMinor'), 0)
      FROM ${LINES.replace("WHERE", "JOIN json_each(line.discounts_json) AS discount WHERE")}
        AND discount.value ->> 'amountMinor' > 0) AS offDiscountsMinor,
    (SELECT receipt_number FROM sale WHERE shift_id = @id ORDER BY seq LIMIT 1) AS first,
    (SELECT receipt_number FROM sale WHERE shift_id = @id ORDER BY seq DESC LIMIT 1) AS last`;

export const independentZ = (sqlite: Sqlite, id: number): IndependentZ => {
  const rows = (query: string): unknown => sqlite.prepare(query).all({ id });
  return {
    sales: sqlite.prepare(TURNOVER).get({ id, kind: "sale" }) as TurnoverTotals,
    refunds: sqlite.prepare(TURNOVER).get({ id, kind: "refund" }) as TurnoverTotals,
    taxes: rows(TAXES) as IndependentZ["taxes"],
    tenders: rows(TENDERS) as IndependentZ["tenders"],
    cash: rows(CASH) as IndependentZ["cash"],
    ...(sqlite.prepare(REST).get({ id }) as Rest),
  };
};

type Rest = Pick<IndependentZ, "expectedMinor" | "offDiscountsMinor" | "first" | "last">;

/** The same figures as the report has them. */
export const figuresOf = (report: ShiftReport): IndependentZ => ({
  sales: report.sales,
  refunds: report.refunds,
  taxes: report.taxes
    .filter((row) => row.taxMinor !== 0)
    .map(({ rateBp, taxMinor }) => ({ rateBp, taxMinor })),
  tenders: report.tenders,
  cash: report.cash.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
  expectedMinor: report.expectedMinor,
  offDiscountsMinor: report.discounts.reduce((sum, row) => sum + row.amountMinor, 0),
  first: report.receipts?.first ?? null,
  last: report.receipts?.last ?? null,
});
