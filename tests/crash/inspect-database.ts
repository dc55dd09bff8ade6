/**
 * Owns looking at a till's database after a crash, with queries of its own: every sale whole, numbers without gaps, the
 * journal in order. Knows nothing of what was promised; till-model.ts compares that.
 */
import { createCashMovementRepository } from "../../db/repositories/cash-movements.ts";
import { createJournalRepository } from "../../db/repositories/journal.ts";
import { createLoyaltyLedger } from "../../db/repositories/loyalty-ledger.ts";
import { createSaleRepository } from "../../db/repositories/sales.ts";
import { createZReportRepository } from "../../db/repositories/z-reports.ts";
import { openForReading } from "../../db/open-for-reading.ts";
import { verifyJournal } from "../../electron/services/journal/verify-journal.ts";

export interface Inspection {
  readonly sales: ReadonlyMap<string, number>;
  readonly zReports: number;
  /** Pay-ins and pay-outs. */
  readonly moves: number;
  readonly faults: readonly string[];
}

/** Each finds what must not be there; every row is a fault. */
const MUST_BE_EMPTY: Readonly<Record<string, string>> = {
  "a sale whose lines are not its total": `
    SELECT receipt_number AS name FROM sale
    WHERE total_minor <> (SELECT coalesce(sum(total_minor), 0) FROM sale_line WHERE sale_seq = sale.seq)`,
  "a sale whose tenders are not what was paid": `
    SELECT receipt_number AS name FROM sale
    WHERE payable_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM tender WHERE sale_seq = sale.seq)`,
  "a sale whose taxes by rate are not its tax": `
    SELECT receipt_number AS name FROM sale
    WHERE tax_minor <> (SELECT coalesce(sum(tax_minor), 0) FROM sale_tax WHERE sale_seq = sale.seq)`,
  "a sale without a print job": `
    SELECT receipt_number AS name FROM sale WHERE seq NOT IN (SELECT sale_seq FROM print_job WHERE sale_seq IS NOT NULL)`,
  "cash that is not in the drawer's ledger": `
    SELECT sale_seq AS name FROM tender WHERE type = 'CASH'
      AND amount_minor NOT IN (SELECT amount_minor FROM cash_movement WHERE sale_seq = tender.sale_seq OR tender_id = tender.id)`,
  "a gap in the receipt numbers": `
    SELECT 'highest ' || max(seq) || ' of ' || count(*) AS name FROM sale HAVING coalesce(max(seq), 0) <> count(*)`,
  "a refund of more than was sold": `
    SELECT sale_seq || ' line ' || line_number AS name FROM sale_line AS sold
    WHERE refunds_sale_seq IS NULL AND quantity_milli > 0 AND quantity_milli <
      (SELECT coalesce(-sum(quantity_milli), 0) FROM sale_line AS back
       WHERE back.refunds_sale_seq = sold.sale_seq AND back.refunds_line_number = sold.line_number)`,
  "a sale without a shift": "SELECT receipt_number AS name FROM sale WHERE shift_id IS NULL",
  "a closed shift without exactly one Z, or a Z of an open one": `
    SELECT id AS name FROM shift
    WHERE (closed_at_ms IS NOT NULL) <> (SELECT count(*) FROM z_report WHERE shift_id = shift.id)`,
  "two open shifts": "SELECT max(id) AS name FROM shift WHERE closed_at_ms IS NULL HAVING count(*) > 1",
  "a gap in the Z numbers": `
    SELECT 'highest ' || max(number) AS name FROM z_report HAVING coalesce(max(number), 0) <> count(*)`,
  "a Z that is not its sales": `
    SELECT number AS name FROM z_report WHERE document_json ->> '$.turnover.totalMinor' <>
      (SELECT coalesce(sum(total_minor), 0) FROM sale WHERE shift_id = z_report.shift_id)`,
  "a Z that is not its ledger": `
    SELECT number AS name FROM z_report WHERE document_json ->> '$.expectedMinor' <>
      (SELECT sum(amount_minor) FROM cash_movement WHERE shift_id = z_report.shift_id)`,
  "a Z without a print job": `
    SELECT count(*) AS name FROM z_report
    HAVING count(*) <> (SELECT count(*) FROM print_job WHERE kind = 'report')`,
  "a damaged page": `SELECT quick_check AS name FROM pragma_quick_check WHERE quick_check <> 'ok'`,
};

export const inspectDatabase = (path: string): Inspection => {
  const opened = openForReading(path, { nowMs: () => 0 });
  if (!opened.ok) {
    return {
      sales: new Map(),
      zReports: 0,
      moves: 0,
      faults: [`the database does not open: ${opened.error.type}`],
    };
  }
  const db = opened.value;
  try {
    const found = Object.entries(MUST_BE_EMPTY).flatMap(([what, query]) =>
      db.sqlite
        .prepare<[], { readonly name: string }>(query)
        .all()
        .map((row) => `${what}: ${row.name}`),
    );
    const verified = verifyJournal({
      journalRepository: createJournalRepository(db),
      sales: createSaleRepository(db),
      cashMovements: createCashMovementRepository(db),
      zReports: createZReportRepository(db),
      loyaltyLedger: createLoyaltyLedger(db),
    });
    const sales = db.sqlite
      .prepare<[], { readonly receipt: string; readonly paid: number }>(
        "SELECT receipt_number AS receipt, payable_minor AS paid FROM sale",
      )
      .all();
    const countOf = (query: string): number => Number(db.sqlite.prepare(query).pluck().get());
    return {
      sales: new Map(sales.map((row) => [row.receipt, row.paid])),
      zReports: countOf("SELECT count(*) FROM z_report"),
      moves: countOf("SELECT count(*) FROM cash_movement WHERE kind IN ('payIn', 'payOut')"),
      faults: verified.ok ? found : [...found, `the journal: ${JSON.stringify(verified.error)}`],
    };
  } finally {
    db.close();
  }
};
