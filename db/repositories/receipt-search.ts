/**
 * Owns finding receipts among many: newest first, by number, item, customer, last four digits of a card, or amount. Each
 * way is an indexed query with a cap, so that a million stored sales do not slow the till.
 */
import { seqOfReceiptNumber } from "../../domain/sale/receipt-number.ts";
import { TENDER_TYPES, type TenderType } from "../../domain/sale/sale.ts";
import type { TillDatabase } from "../open-database.ts";
import { isLineOf } from "./lines-of-sale.ts";

export interface ReceiptHit {
  readonly saleId: string;
  readonly receiptNumber: string;
  readonly kind: "sale" | "refund";
  /** A sale that took goods back as well. */
  readonly isExchange: boolean;
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
  /** The text read as a phone number in its stored form, or null. */
  readonly phone: string | null;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly limit: number;
}

export interface ReceiptSearch {
  readonly find: (query: ReceiptQuery) => readonly ReceiptHit[];
  /** Of any of these refs, newest first. */
  readonly ofCustomer: (customerRefs: readonly string[], limit: number) => readonly ReceiptHit[];
}

const WITHIN = "at_ms >= :fromMs AND at_ms < :untilMs";

/** By the number of a card, of another system, or of a phone as it is stored. */
const CUSTOMER_IDS = `SELECT id FROM customer WHERE code = :text AND deleted_at_ms IS NULL
  UNION ALL SELECT id FROM customer WHERE phone = :phone AND deleted_at_ms IS NULL
  UNION ALL SELECT customer_id FROM loyalty_card WHERE number = :text`;

/** Each finds the numbers of sales; newest first, capped. */
const WAYS = {
  newest: `SELECT seq FROM sale WHERE ${WITHIN} ORDER BY at_ms DESC, seq DESC LIMIT :limit`,
  number: `SELECT seq FROM sale WHERE seq = :seq AND (receipt_number = :text OR :isNumber = 1)`,
  last4: `SELECT DISTINCT sale_seq AS seq FROM tender WHERE card_last4 = :text LIMIT 500`,
  customer: `SELECT seq FROM sale WHERE customer_ref IN
    (SELECT customer_ref FROM customer WHERE id IN (${CUSTOMER_IDS}) OR merged_into_id IN (${CUSTOMER_IDS})
      UNION ALL SELECT :text)
    ORDER BY at_ms DESC LIMIT 500`,
  /** No index: a sale's commit would pay for it. Complete within a month that is asked for, else among the newest. */
  amount: `SELECT seq FROM (SELECT seq, payable_minor FROM sale WHERE ${WITHIN} ORDER BY at_ms DESC LIMIT :newest * 4)
    WHERE payable_minor IN (:amountMinor, -:amountMinor) LIMIT :limit`,
  item: `SELECT DISTINCT sale_seq AS seq
    FROM (SELECT seq FROM sale WHERE ${WITHIN} ORDER BY at_ms DESC LIMIT :newest) AS recent
    CROSS JOIN sale_line ON ${isLineOf("position", "recent.seq")}
    WHERE (sku = :text OR name LIKE :like ESCAPE '\\'
        OR product_id = (SELECT product_id FROM product_barcode WHERE barcode = :text))
    LIMIT 2000`,
} as const;

const LINES = isLineOf("position", "sale.seq");

const SUMMARY = `
  SELECT sale.id AS saleId, receipt_number AS receiptNumber, kind, at_ms AS atMs, staff_name AS cashierName,
    payable_minor AS totalMinor,
    kind = 'sale' AND EXISTS (SELECT 1 FROM sale_line WHERE ${LINES} AND quantity_milli < 0) AS exchanges,
    (SELECT coalesce(sum(CASE unit WHEN 'each' THEN abs(quantity_milli) / 1000 ELSE 1 END), 0)
      FROM sale_line WHERE ${LINES}) AS itemCount,
    (SELECT group_concat(DISTINCT type) FROM tender WHERE sale_seq = sale.seq) AS types,
    (SELECT max(card_last4) FROM tender WHERE sale_seq = sale.seq) AS last4
  FROM sale
  WHERE seq IN (SELECT value FROM json_each(:seqs)) AND ${WITHIN}
  ORDER BY at_ms DESC, seq DESC LIMIT :limit`;

/** A found receipt as SQL has it. */
export interface SummaryRow extends Omit<ReceiptHit, "tenderTypes" | "isExchange"> {
  readonly exchanges: number;
  readonly types: string | null;
}

export const createReceiptSearch = (db: TillDatabase): ReceiptSearch => {
  const prepare = (text: string) =>
    db.sqlite.prepare<Record<string, unknown>, { readonly seq: number }>(text);
  const newest = prepare(WAYS.newest);
  const byText = [WAYS.number, WAYS.last4, WAYS.customer, WAYS.item].map(prepare);
  const byAmount = prepare(WAYS.amount);
  const ofCustomer = prepare(
    "SELECT seq FROM sale WHERE customer_ref IN (SELECT value FROM json_each(:refs)) ORDER BY seq DESC LIMIT :limit",
  );
  const summary = db.sqlite.prepare<Record<string, unknown>, SummaryRow>(SUMMARY);
  return {
    find: (query) => {
      const isNumber = /^\d{1,9}$/.test(query.text);
      const named = {
        text: query.text,
        phone: query.phone,
        seq: isNumber ? Number(query.text) : seqOfReceiptNumber(query.text),
        isNumber: Number(isNumber),
        like: `%${query.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
        amountMinor: query.amountMinor,
        fromMs: query.fromMs ?? 0,
        untilMs: query.untilMs ?? Number.MAX_SAFE_INTEGER,
        limit: query.limit,
        newest: isShort(query) ? -1 : NEWEST,
      };
      const ways =
        query.text === "" ? [newest] : [...byText, ...(query.amountMinor === null ? [] : [byAmount])];
      const seqs = new Set(ways.flatMap((way) => way.all(named).map((row) => row.seq)));
      return summary.all({ ...named, seqs: JSON.stringify([...seqs]) }).map(toHit);
    },
    ofCustomer: (customerRefs, limit) => {
      const seqs = ofCustomer.all({ refs: JSON.stringify(customerRefs), limit }).map((row) => row.seq);
      const always = { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER, limit };
      return summary.all({ ...always, seqs: JSON.stringify(seqs) }).map(toHit);
    },
  };
};

const NEWEST = 5000;
const MONTH_MS = 31 * 86_400_000;

const isShort = ({ fromMs, untilMs }: ReceiptQuery): boolean =>
  fromMs !== null && untilMs !== null && untilMs - fromMs <= MONTH_MS;

export const toHit = ({ types, exchanges, ...row }: SummaryRow): ReceiptHit => ({
  ...row,
  isExchange: exchanges === 1,
  tenderTypes: TENDER_TYPES.filter((type) => (types ?? "").split(",").includes(type)),
});
