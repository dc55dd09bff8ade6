/**
 * Owns finding receipts of other tills among those that are known: by whole number, or among the newest within the period by item,
 * customer, last four digits of a card, or amount. Capped, so that many known sales do not slow the till.
 */
import type { TillDatabase } from "../open-database.ts";
import { toHit, type ReceiptSearch, type SummaryRow } from "./receipt-search.ts";

const NEWEST = 5000;

const FIND = `
  WITH newest AS (
    SELECT * FROM known_sale WHERE at_ms >= :fromMs AND at_ms < :untilMs ORDER BY at_ms DESC LIMIT ${String(NEWEST)}
  )
  SELECT sale_id AS saleId, receipt_number AS receiptNumber, kind, at_ms AS atMs,
    (body_json ->> 'till') || ' ' || (body_json ->> 'staffId') AS cashierName,
    payable_minor AS totalMinor, is_exchange AS exchanges, item_count AS itemCount,
    (SELECT group_concat(DISTINCT value ->> 'type') FROM json_each(body_json, '$.tenders')) AS types,
    (SELECT max(value -> 'card' ->> 'last4') FROM json_each(body_json, '$.tenders')) AS last4
  FROM newest
  WHERE :text = ''
    OR payable_minor IN (:amountMinor, -:amountMinor)
    OR body_json ->> 'customerRef' IN (
      SELECT customer_ref FROM customer WHERE code = :text AND deleted_at_ms IS NULL UNION ALL SELECT :text)
    OR EXISTS (SELECT 1 FROM json_each(body_json, '$.tenders') WHERE value -> 'card' ->> 'last4' = :text)
    OR EXISTS (SELECT 1 FROM json_each(body_json, '$.lines')
      WHERE value ->> 'sku' = :text OR value ->> 'barcode' = :text OR value ->> 'name' LIKE :like ESCAPE '\\')
    OR receipt_number = :text
  ORDER BY at_ms DESC, receipt_number DESC LIMIT :limit`;

export const createKnownReceiptSearch = (db: TillDatabase): Pick<ReceiptSearch, "find"> => {
  const find = db.sqlite.prepare<Record<string, unknown>, SummaryRow>(FIND);
  return {
    find: (query) =>
      find
        .all({
          text: query.text,
          like: `%${query.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
          amountMinor: query.amountMinor,
          fromMs: query.fromMs ?? 0,
          untilMs: query.untilMs ?? Number.MAX_SAFE_INTEGER,
          limit: query.limit,
        })
        .map(toHit),
  };
};
