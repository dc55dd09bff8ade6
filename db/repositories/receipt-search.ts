/**
 * Owns finding receipts among many: newest first, by number, item, last four digits of a card, or amount. Each way is
 * an indexed query with a cap, so that a million stored sales do not slow the till.
 */
import type { TenderType } from "../../domain/sale/sale.ts";
import type { TillDatabase } from "../open-database.ts";

export interface ReceiptHit {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly kind: "sale" | "refund";
  readonly atMs: number;
  readonly cashierName: string;
  readonly itemCount: number;
  readonly totalMinor: number;
  readonly tenderTypes: readonly TenderType[];
  readonly last4: string | null;
}

export interface ReceiptQuery {
  /** Trimmed text as typed; "" for the newest. */
  readonly text: string;
  /** The text read as an amount in minor units, or null. */
  readonly amountMinor: number | null;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly limit: number;
}

export interface ReceiptSearch {
  readonly find: (query: ReceiptQuery) => readonly ReceiptHit[];
}

const WITHIN = "at_ms >= :fromMs AND at_ms < :untilMs";

/** Each finds sale ids; newest first, capped. */
const WAYS = {
  newest: `SELECT id FROM sale WHERE ${WITHIN} ORDER BY at_ms DESC, seq DESC LIMIT :limit`,
  number: `SELECT id FROM sale WHERE receipt_number = :text OR (seq = CAST(:text AS INTEGER) AND :isNumber = 1)`,
  last4: `SELECT DISTINCT sale_id AS id FROM tender WHERE card_last4 = :text LIMIT 500`,
  amount: `SELECT id FROM sale WHERE payable_minor IN (:amountMinor, -:amountMinor) AND ${WITHIN}
    ORDER BY at_ms DESC LIMIT :limit`,
  sku: `SELECT DISTINCT sale_id AS id FROM sale_line WHERE sku = :text LIMIT 2000`,
  barcode: `SELECT DISTINCT line.sale_id AS id FROM sale_line AS line
    JOIN product_barcode AS code ON code.product_id = line.product_id WHERE code.barcode = :text LIMIT 2000`,
  /** Names are searched among the newest sales only: that is where people look. */
  name: `SELECT DISTINCT sale_id AS id FROM sale_line
    WHERE sale_id IN (SELECT id FROM sale WHERE ${WITHIN} ORDER BY at_ms DESC LIMIT 2000)
      AND name LIKE :like ESCAPE '\\' LIMIT 2000`,
} as const;

const SUMMARY = `
  SELECT sale.id AS saleId, receipt_number AS receiptNumber, kind, at_ms AS atMs, staff_name AS cashierName,
    payable_minor AS totalMinor,
    (SELECT coalesce(sum(CASE unit WHEN 'each' THEN abs(quantity_milli) / 1000 ELSE 1 END), 0)
      FROM sale_line WHERE sale_id = sale.id) AS itemCount,
    (SELECT group_concat(DISTINCT type) FROM tender WHERE sale_id = sale.id) AS types,
    (SELECT max(card_last4) FROM tender WHERE sale_id = sale.id) AS last4
  FROM sale
  WHERE sale.id IN (SELECT value FROM json_each(:ids)) AND ${WITHIN}
  ORDER BY at_ms DESC, seq DESC LIMIT :limit`;

interface SummaryRow extends Omit<ReceiptHit, "tenderTypes"> {
  readonly types: string | null;
}

export const createReceiptSearch = (db: TillDatabase): ReceiptSearch => {
  const prepare = (text: string) => db.sqlite.prepare<Record<string, unknown>, { readonly id: string }>(text);
  const newest = prepare(WAYS.newest);
  const byText = [WAYS.number, WAYS.last4, WAYS.sku, WAYS.barcode, WAYS.name].map(prepare);
  const byAmount = prepare(WAYS.amount);
  const summary = db.sqlite.prepare<Record<string, unknown>, SummaryRow>(SUMMARY);
  return {
    find: (query) => {
      const named = {
        text: query.text,
        isNumber: /^\d{1,9}$/.test(query.text) ? 1 : 0,
        like: `%${query.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
        amountMinor: query.amountMinor,
        fromMs: query.fromMs ?? 0,
        untilMs: query.untilMs ?? Number.MAX_SAFE_INTEGER,
        limit: query.limit,
      };
      const ways =
        query.text === "" ? [newest] : [...byText, ...(query.amountMinor === null ? [] : [byAmount])];
      const ids = new Set(ways.flatMap((way) => way.all(named).map((row) => row.id)));
      return summary.all({ ...named, ids: JSON.stringify([...ids]) }).map(toHit);
    },
  };
};

const toHit = ({ types, ...row }: SummaryRow): ReceiptHit => ({
  ...row,
  tenderTypes: (types ?? "").split(",").filter((type) => type === "CASH" || type === "CARD"),
});
