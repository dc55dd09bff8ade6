/**
 * Owns what this till knows of the other tills' journals: their sales and refunds as signed, what goods they took back,
 * and how far each journal was read. Only ever added to; whether an entry is genuine was asked before it comes here.
 */
import { saleOfBody, type SaleBody } from "../../domain/journal/sale-of-body.ts";
import type { Refunder } from "../../domain/refund/card-money.ts";
import { countSoldItems } from "../../domain/sale/count-sold-items.ts";
import { isExchange } from "../../domain/sale/returned-goods.ts";
import type { Sale } from "../../domain/sale/sale.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { knownReturn, knownSale } from "../schema/known-sales.ts";

/** One epoch of another till's journal, up to where it is known. */
export interface KnownJournal {
  readonly till: string;
  readonly epoch: number;
  readonly publicKey: string;
  readonly seq: number;
  readonly hash: string;
}

export interface RefundedQuantity {
  readonly lineNumber: number;
  readonly milli: number;
}

export interface KnownSaleRepository {
  readonly journals: (till: string) => readonly KnownJournal[];
  /** Inside a transaction, with the sales up to there. */
  readonly advance: (journal: KnownJournal) => void;
  /** Keeps a sale or refund as its entry says it. */
  readonly add: (bodyJson: string) => void;
  readonly findByReceiptNumber: (receiptNumber: string) => Sale | null;
  readonly findById: (saleId: string) => Sale | null;
  /** What other tills took back of a sale of whichever till. */
  readonly refundedElsewhere: (saleId: string) => readonly RefundedQuantity[];
  readonly refundersElsewhere: (saleId: string) => readonly Refunder[];
  readonly count: () => number;
}

export const createKnownSaleRepository = (db: TillDatabase): KnownSaleRepository => {
  const queries = prepareQueries(db);
  const load = (bodyJson: string | undefined): Sale | null =>
    bodyJson === undefined ? null : saleOfBody(JSON.parse(bodyJson) as SaleBody);
  return {
    journals: (till) => queries.journals.all(till),
    advance: (journal) => {
      queries.advance.run({ ...journal, atMs: db.clock.nowMs() });
    },
    add: createAdd(db),
    findByReceiptNumber: (receiptNumber) => load(queries.byNumber.get(receiptNumber)),
    findById: (saleId) => load(queries.byId.get(saleId)),
    refundedElsewhere: (saleId) => queries.refunded.all(saleId),
    refundersElsewhere: (saleId) => queries.refunders.all(saleId),
    count: () => queries.count.get() ?? 0,
  };
};

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  journals: sqlite.prepare<[string], KnownJournal>(
    "SELECT till, epoch, public_key AS publicKey, seq, hash FROM known_journal WHERE till = ? ORDER BY epoch",
  ),
  advance: sqlite.prepare<KnownJournal & { readonly atMs: number }>(`
    INSERT INTO known_journal (till, epoch, public_key, seq, hash, updated_at_ms)
    VALUES (:till, :epoch, :publicKey, :seq, :hash, :atMs)
    ON CONFLICT (till, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, updated_at_ms = excluded.updated_at_ms`),
  byNumber: sqlite
    .prepare<[string], string>("SELECT body_json FROM known_sale WHERE receipt_number = ?")
    .pluck(),
  byId: sqlite.prepare<[string], string>("SELECT body_json FROM known_sale WHERE sale_id = ?").pluck(),
  refunded: sqlite.prepare<[string], RefundedQuantity>(`
    SELECT refunds_line_number AS lineNumber, sum(quantity_milli) AS milli FROM known_return
    WHERE refunds_sale_id = ? GROUP BY refunds_line_number`),
  refunders: sqlite.prepare<[string], Refunder>(`
    SELECT sale_id AS saleId, kind, at_ms AS atMs, sum(total_minor) AS returnedMinor, rounding_minor AS roundingMinor,
      card_minor AS cardMinor, coalesce(json_array_length(body_json, '$.approvedBy'), 0) > 0 AS isApproved,
      (SELECT coalesce(sum(paid.value ->> 'amountMinor'), 0) FROM json_each(body_json, '$.tenders') AS paid
        WHERE paid.value ->> 'type' = 'CASH') AS cashMinor
    FROM known_return JOIN known_sale USING (receipt_number)
    WHERE refunds_sale_id = ? GROUP BY receipt_number ORDER BY at_ms, receipt_number`),
  count: sqlite.prepare<[], number>("SELECT count(*) FROM known_sale").pluck(),
});

const createAdd = (db: TillDatabase): KnownSaleRepository["add"] => {
  const insertSale = preparedInsert(db, knownSale);
  const insertReturn = preparedInsert(db, knownReturn);
  return (bodyJson) => {
    const sale = saleOfBody(JSON.parse(bodyJson) as SaleBody);
    const { receiptNumber } = sale;
    insertSale({
      receiptNumber,
      saleId: sale.id,
      atMs: sale.atMs,
      kind: sale.kind,
      isExchange: isExchange(sale),
      itemCount: countSoldItems(sale),
      payableMinor: sale.totals.payableMinor,
      roundingMinor: sale.totals.roundingMinor,
      cardMinor: sale.tenders.reduce(
        (sum, tender) => (tender.type === "CARD" ? sum + tender.amountMinor : sum),
        0,
      ),
      bodyJson,
    });
    for (const { refunds, ...line } of sale.lines) {
      if (refunds !== null) {
        insertReturn({
          receiptNumber,
          lineNumber: line.lineNumber,
          refundsSaleId: refunds.saleId,
          refundsLineNumber: refunds.lineNumber,
          quantityMilli: -line.quantityMilli,
          totalMinor: -line.totalMinor,
        });
      }
    }
  };
};
