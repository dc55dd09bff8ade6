/**
 * Owns what a Z should say, asked with plain SQL over the stored rows of a shift. Shares no code with the report: the
 * two are held against each other.
 */
import type { ShiftReport } from "../../domain/shift/shift-report.ts";
import type { TestTill } from "./test-till.ts";

export interface IndependentZ {
  readonly sales: number;
  readonly salesMinor: number;
  readonly refunds: number;
  readonly refundsMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly cashMinor: number;
  readonly cardMinor: number;
  readonly changeMinor: number;
  readonly expectedMinor: number;
  readonly floatMinor: number;
  readonly paidOutMinor: number;
  readonly first: string | null;
  readonly last: string | null;
}

export const independentZ = (test: TestTill, shiftId: number): IndependentZ =>
  test.till.db.sqlite
    .prepare<[{ readonly id: number }], IndependentZ>(
      `WITH own AS (SELECT * FROM sale WHERE shift_id = @id),
        paid AS (SELECT * FROM tender WHERE sale_seq IN (SELECT seq FROM own)),
        cash AS (SELECT * FROM cash_movement WHERE shift_id = @id)
      SELECT
        (SELECT count(*) FROM own WHERE kind = 'sale') AS sales,
        (SELECT coalesce(sum(total_minor), 0) FROM own WHERE kind = 'sale') AS salesMinor,
        (SELECT count(*) FROM own WHERE kind = 'refund') AS refunds,
        (SELECT coalesce(sum(total_minor), 0) FROM own WHERE kind = 'refund') AS refundsMinor,
        (SELECT coalesce(sum(discount_minor), 0) FROM own) AS discountMinor,
        (SELECT coalesce(sum(tax_minor), 0) FROM sale_line WHERE sale_seq IN (SELECT seq FROM own)) AS taxMinor,
        (SELECT coalesce(sum(amount_minor), 0) FROM paid WHERE type = 'CASH') AS cashMinor,
        (SELECT coalesce(sum(amount_minor), 0) FROM paid WHERE type = 'CARD') AS cardMinor,
        (SELECT coalesce(sum(change_minor), 0) FROM paid) AS changeMinor,
        (SELECT coalesce(sum(amount_minor), 0) FROM cash) AS expectedMinor,
        (SELECT coalesce(sum(amount_minor), 0) FROM cash WHERE kind = 'float') AS floatMinor,
        (SELECT coalesce(sum(amount_minor), 0) FROM cash WHERE kind IN ('payOut', 'safeDrop')) AS paidOutMinor,
        (SELECT receipt_number FROM own ORDER BY seq LIMIT 1) AS first,
        (SELECT receipt_number FROM own ORDER BY seq DESC LIMIT 1) AS last`,
    )
    .get({ id: shiftId }) as IndependentZ;

/** The same figures as the report has them. */
export const figuresOf = (report: ShiftReport): IndependentZ => {
  const tender = (type: string): number => report.tenders.find((row) => row.type === type)?.amountMinor ?? 0;
  const cash = (...kinds: readonly string[]): number =>
    report.cash.filter((row) => kinds.includes(row.kind)).reduce((sum, row) => sum + row.amountMinor, 0);
  return {
    sales: report.sales.count,
    salesMinor: report.sales.totalMinor,
    refunds: report.refunds.count,
    refundsMinor: report.refunds.totalMinor,
    discountMinor:
      report.discounts.reduce((sum, row) => sum + row.amountMinor, 0) + report.refunds.discountMinor,
    taxMinor: report.taxes.reduce((sum, row) => sum + row.taxMinor, 0),
    cashMinor: tender("CASH"),
    cardMinor: tender("CARD"),
    changeMinor: report.tenders.reduce((sum, row) => sum + row.changeMinor, 0),
    expectedMinor: report.expectedMinor,
    floatMinor: cash("float"),
    paidOutMinor: cash("payOut", "safeDrop"),
    first: report.receipts?.first ?? null,
    last: report.receipts?.last ?? null,
  };
};
