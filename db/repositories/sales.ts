/**
 * Owns writing a completed sale or refund (once, in the caller's transaction) and reading it back whole. Sales are
 * immutable; what was refunded of a line is the sum over the refund lines that name it, here and at the other tills of
 * the store as far as they are known.
 */
import { alias, asc, between, eq, sql } from "../drizzle.ts";
import { seqOfReceiptNumber } from "../../domain/sale/receipt-number.ts";
import type { Refunder } from "../../domain/refund/card-money.ts";
import type { Sale } from "../../domain/sale/sale.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { createKnownSaleRepository, type RefundedQuantity } from "./known-sales.ts";
import { LAST_LINE, linePosition } from "./lines-of-sale.ts";
import { readNumberFloor } from "./number-floors.ts";
import { createLoyaltyLedger } from "./loyalty-ledger.ts";
import { createSaleMemberships } from "./memberships.ts";
import { createSaleStoredValue } from "./stored-value.ts";
import { createSaleUses, type SaleUses } from "./offer-uses.ts";
import { knownSale } from "../schema/known-sales.ts";
import { sale, saleLine, tender } from "../schema/selling.ts";
import { lineRow, saleRow, tenderRow, toSale, type SaleRow } from "./sale-rows.ts";

/** What is stored with a sale beside what the receipt says. */
export interface SaleRecord {
  readonly sale: Sale;
  /** The number inside the receipt number. */
  readonly seq: number;
  /** How the price came about, as JSON. */
  readonly traceJson: string;
  readonly journalEpoch: number;
  readonly journalSeq: number;
}

export interface SaleRepository {
  /** The number for the next sale or refund, from 1, above what was given before a restored backup. Throws outside a transaction, where two could take the same. */
  readonly nextSeq: () => number;
  /** Throws where there is a sale with that id already: a basket is sold once, however often Pay is pressed. */
  readonly add: (record: SaleRecord) => void;
  /** Of any till. */
  readonly findById: (id: string) => Sale | null;
  readonly findBySeq: (seq: number) => Sale | null;
  /** Of this till alone. */
  readonly findByReceiptNumber: (receiptNumber: string) => Sale | null;
  /** Of this till, or of another one of the store whose journal is known. */
  readonly findOfAnyTill: (receiptNumber: string) => Sale | null;
  /** Receipt number of the latest sale or refund; null before the first. */
  readonly newestReceiptNumber: () => string | null;
  readonly count: () => number;
  readonly traceOf: (saleId: string) => string | null;
  /** Line number to thousandths already given back, over every refund of the sale. */
  readonly refundedMilli: (saleId: string) => ReadonlyMap<number, number>;
  /** The records that took goods of the sale back, oldest first. */
  readonly refundersOf: (saleId: string) => readonly Refunder[];
}

export const createSaleRepository = (db: TillDatabase): SaleRepository => {
  const queries = prepareQueries(db);
  const known = createKnownSaleRepository(db);
  const floor = readNumberFloor(db.sqlite, "receipt");
  const uses = createSaleUses(db);
  const pointsOf = createLoyaltyLedger(db).ofSale;
  const storedValueOf = createSaleStoredValue(db);
  const membershipsOf = createSaleMemberships(db);
  const load = (row: SaleRow | undefined): Sale | null =>
    row
      ? toSale({
          sale: row,
          lines: queries.lines
            .all({ first: linePosition(row.seq, 1), last: linePosition(row.seq, LAST_LINE) })
            .map(({ line, ...original }) => ({ ...line, ...original })),
          tenders: queries.tenders.all({ seq: row.seq }),
          uses: {
            ...uses.of(row.seq),
            pointEntries: pointsOf(row.seq),
            storedValue: storedValueOf(row.seq),
            memberships: membershipsOf(row.seq),
          },
        })
      : null;
  const findByReceiptNumber = (receiptNumber: string): Sale | null => {
    const row = queries.bySeq.get({ seq: seqOfReceiptNumber(receiptNumber) ?? 0 });
    return row?.receiptNumber === receiptNumber ? load(row) : null;
  };
  return {
    nextSeq: () => {
      if (!db.sqlite.inTransaction) {
        throw new Error("Take a receipt number inside the transaction that uses it");
      }
      return Math.max(queries.lastSeq.get() ?? 0, floor) + 1;
    },
    add: createAdd(db, uses),
    findById: (id) => load(queries.byId.get({ id })) ?? known.findById(id),
    findBySeq: (seq) => load(queries.bySeq.get({ seq })),
    findByReceiptNumber,
    findOfAnyTill: (receiptNumber) =>
      findByReceiptNumber(receiptNumber) ?? known.findByReceiptNumber(receiptNumber),
    newestReceiptNumber: () => queries.bySeq.get({ seq: queries.lastSeq.get() ?? 0 })?.receiptNumber ?? null,
    count: () => queries.count.get()?.count ?? 0,
    traceOf: (saleId) => queries.trace.get({ id: saleId })?.traceJson ?? null,
    refundedMilli: (saleId) =>
      sumByLine([...queries.refunded.all({ id: saleId }), ...known.refundedElsewhere(saleId)]),
    refundersOf: (saleId) =>
      [...queries.refunders.all({ id: saleId }), ...known.refundersElsewhere(saleId)].toSorted(
        (a, b) => a.atMs - b.atMs,
      ),
  };
};

const sumByLine = (rows: readonly RefundedQuantity[]): ReadonlyMap<number, number> => {
  const sums = new Map<number, number>();
  for (const { lineNumber, milli } of rows) {
    sums.set(lineNumber, (sums.get(lineNumber) ?? 0) + milli);
  }
  return sums;
};

const prepareQueries = (db: TillDatabase) => {
  const id = sql.placeholder("id");
  const original = alias(sale, "original");
  const refundsSaleId = sql<string | null>`coalesce(${original.id}, ${knownSale.saleId})`;
  const refundsReceiptNumber = sql<
    string | null
  >`coalesce(${original.receiptNumber}, ${knownSale.receiptNumber})`;
  return {
    bySeq: db.orm
      .select()
      .from(sale)
      .where(eq(sale.seq, sql.placeholder("seq")))
      .prepare(),
    lastSeq: db.sqlite.prepare<[], number>("SELECT max(seq) FROM sale").pluck(),
    trace: db.orm.select({ traceJson: sale.traceJson }).from(sale).where(eq(sale.id, id)).prepare(),
    count: db.orm
      .select({ count: sql<number>`count(*)` })
      .from(sale)
      .prepare(),
    lines: db.orm
      .select({ line: saleLine, refundsSaleId, refundsReceiptNumber })
      .from(saleLine)
      .leftJoin(original, eq(original.seq, saleLine.refundsSaleSeq))
      .leftJoin(knownSale, eq(knownSale.receiptNumber, saleLine.refundsKnownReceipt))
      .where(between(saleLine.position, sql.placeholder("first"), sql.placeholder("last")))
      .orderBy(asc(saleLine.lineNumber))
      .prepare(),
    tenders: db.orm
      .select()
      .from(tender)
      .where(eq(tender.saleSeq, sql.placeholder("seq")))
      .orderBy(asc(tender.position))
      .prepare(),
    refunded: db.sqlite.prepare<{ readonly id: string }, RefundedQuantity>(`
      SELECT refunds_line_number AS lineNumber, -sum(quantity_milli) AS milli FROM sale_line
      WHERE ${REFUNDS_SALE} GROUP BY refunds_line_number`),
    refunders: db.sqlite.prepare<{ readonly id: string }, Refunder>(REFUNDERS),
    byId: db.orm.select().from(sale).where(eq(sale.id, id)).prepare(),
  };
};

/** Lines that took goods of the sale :id back, of whichever till it is. */
const REFUNDS_SALE = `(
  sale_line.refunds_sale_seq = (SELECT seq FROM sale AS original WHERE original.id = :id)
  OR sale_line.refunds_known_receipt = (SELECT receipt_number FROM known_sale WHERE sale_id = :id))`;

const REFUNDERS = `
  SELECT sale.id AS saleId, sale.kind AS kind, sale.at_ms AS atMs, -sum(sale_line.total_minor) AS returnedMinor,
    sale.rounding_minor AS roundingMinor, sale.approved_by_json IS NOT NULL AS isApproved,
    (SELECT coalesce(sum(amount_minor), 0) FROM tender
      WHERE tender.sale_seq = sale.seq AND tender.type = 'CASH') AS cashMinor,
    (SELECT coalesce(sum(amount_minor), 0) FROM tender
      WHERE tender.sale_seq = sale.seq AND tender.type = 'CARD') AS cardMinor
  FROM sale_line JOIN sale ON sale.seq = sale_line.sale_seq
  WHERE ${REFUNDS_SALE}
  GROUP BY sale.seq ORDER BY sale.at_ms, sale.seq`;

const createAdd = (db: TillDatabase, uses: SaleUses): SaleRepository["add"] => {
  const insertSale = preparedInsert(db, sale);
  const insertLine = preparedInsert(db, saleLine);
  const insertTender = preparedInsert(db, tender);
  const seqOf = db.sqlite.prepare<[string], number>("SELECT seq FROM sale WHERE id = ?").pluck();
  return (record) => {
    const { sale: value, seq } = record;
    insertSale(saleRow(record));
    for (const line of value.lines) {
      insertLine(lineRow(seq, line, line.refunds ? (seqOf.get(line.refunds.saleId) ?? null) : null));
    }
    value.tenders.forEach((paid, index) => {
      insertTender(tenderRow(seq, paid, index));
    });
    uses.add(seq, value);
  };
};
