/**
 * Owns the final check of a replay: what the till stored, asked with plain SQL, against the sums over the file, and the
 * journal against both. Every line of the answer is a fact that either agrees or does not.
 */
import type { TillDatabase } from "../../db/open-database.ts";
import { verifyJournal } from "../../electron/services/journal/verify-journal.ts";
import type { Till } from "../../electron/services/till.ts";
import type { IndependentSums } from "./independent-sums.ts";

export interface Check {
  readonly name: string;
  readonly till: number;
  readonly file: number;
  /** How far the two may be apart; 0 for all but the tax given back. */
  readonly tolerance: number;
}

export const agrees = (check: Check): boolean => Math.abs(check.till - check.file) <= check.tolerance;

export const exact = (name: string, inTill: number, inFile: number): Check => ({
  name,
  till: inTill,
  file: inFile,
  tolerance: 0,
});

export const reconcile = (db: TillDatabase, till: Till, sums: IndependentSums): readonly Check[] => {
  const ask = (query: string): number => Number(db.sqlite.prepare(query).pluck().get() ?? 0);
  const ofKind = (figure: string, kind: string): number =>
    ask(`SELECT coalesce(sum(abs(${figure})), 0) FROM sale WHERE kind = '${kind}'`);
  const documents = ask("SELECT count(*) FROM sale");
  const verified = verifyJournal(till);
  return [
    exact("sales, number of", ask("SELECT count(*) FROM sale WHERE kind = 'sale'"), sums.sales),
    exact("sales, total", ofKind("total_minor", "sale"), sums.salesMinor),
    exact("sales, tax inside", ofKind("tax_minor", "sale"), sums.salesTaxMinor),
    exact("refunds, total", ofKind("total_minor", "refund"), sums.refundsMinor),
    {
      ...exact("refunds, tax inside", ofKind("tax_minor", "refund"), sums.refundsTaxMinor),
      tolerance: sums.refundRows,
    },
    exact(
      "taxes by rate",
      ask("SELECT sum(tax_minor) FROM sale_tax"),
      ask("SELECT sum(tax_minor) FROM sale"),
    ),
    exact(
      "lines make totals",
      ask("SELECT sum(total_minor) FROM sale_line"),
      sums.salesMinor - sums.refundsMinor,
    ),
    exact(
      "tenders make totals",
      ask("SELECT sum(amount_minor) FROM tender"),
      sums.salesMinor - sums.refundsMinor,
    ),
    exact(
      "drawer",
      ask("SELECT sum(amount_minor) FROM cash_movement WHERE kind <> 'float'"),
      sums.drawerMinor,
    ),
    exact(
      "Z reports, turnover",
      ask("SELECT sum(document_json ->> '$.turnover.totalMinor') FROM z_report"),
      sums.salesMinor - sums.refundsMinor,
    ),
    exact(
      "Z reports, perpetual",
      till.zReports.newest()?.perpetual.netMinor ?? 0,
      sums.salesMinor - sums.refundsMinor,
    ),
    exact(
      "Z reports, tax",
      ask("SELECT sum(tax.value ->> '$.taxMinor') FROM z_report, json_each(document_json, '$.taxes') AS tax"),
      ask("SELECT sum(tax_minor) FROM sale"),
    ),
    exact("receipt numbers, highest", ask("SELECT max(seq) FROM sale"), documents),
    exact("receipt numbers, lowest", ask("SELECT min(seq) FROM sale"), 1),
    exact("journal, sales and refunds", verified.ok ? verified.value.sales : -1, documents),
    exact("baskets left open", ask("SELECT count(*) FROM basket WHERE id NOT IN (SELECT id FROM sale)"), 0),
  ];
};
