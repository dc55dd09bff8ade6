/**
 * Owns writing a completed sale or refund (once, in the caller's transaction) and reading it back whole. Sales are
 * immutable; what was refunded of a line is the sum over the refund lines that name it.
 */
import { asc, eq, sql } from "drizzle-orm";
import type { Sale } from "../../domain/sale/sale.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { sale, saleLine, saleLineDiscount, saleTax, tender } from "../schema/selling.ts";
import { discountRows, lineRow, saleRow, tenderRow, toSale, type SaleRow } from "./sale-rows.ts";

/** What is stored with a sale beside what the receipt says. */
export interface SaleRecord {
  readonly sale: Sale;
  /** The number inside the receipt number. */
  readonly seq: number;
  /** The basket it came from: a basket is sold once, however often Pay is pressed. */
  readonly basketId: string;
  /** How the price came about, as JSON. */
  readonly traceJson: string;
  readonly journalEpoch: number;
  readonly journalSeq: number;
}

export interface RefundSums {
  readonly totalMinor: number;
  readonly payableMinor: number;
}

export interface SaleRepository {
  readonly add: (record: SaleRecord) => void;
  readonly findById: (id: string) => Sale | null;
  readonly findByReceiptNumber: (receiptNumber: string) => Sale | null;
  readonly findByBasket: (basketId: string) => Sale | null;
  readonly count: () => number;
  readonly traceOf: (saleId: string) => string | null;
  /** Line number to thousandths already given back, over every refund of the sale. */
  readonly refundedMilli: (saleId: string) => ReadonlyMap<number, number>;
  /** What earlier refunds of the sale were worth and paid out, as positive figures. */
  readonly refundSums: (saleId: string) => RefundSums;
}

export const createSaleRepository = (db: TillDatabase): SaleRepository => {
  const queries = prepareQueries(db);
  const load = (row: SaleRow | undefined): Sale | null =>
    row
      ? toSale({
          sale: row,
          lines: queries.lines
            .all({ id: row.id })
            .map(({ line, refundsReceiptNumber }) => ({ ...line, refundsReceiptNumber })),
          discounts: queries.discounts.all({ id: row.id }),
          taxes: queries.taxes.all({ id: row.id }),
          tenders: queries.tenders.all({ id: row.id }),
        })
      : null;
  return {
    add: createAdd(db),
    findById: (id) => load(queries.byId.get({ id })),
    findByReceiptNumber: (receiptNumber) => load(queries.byReceipt.get({ receiptNumber })),
    findByBasket: (basketId) => load(queries.byBasket.get({ basketId })),
    count: () => queries.count.get()?.count ?? 0,
    traceOf: (saleId) => queries.byId.get({ id: saleId })?.traceJson ?? null,
    refundedMilli: (saleId) =>
      new Map(queries.refunded.all({ id: saleId }).map((row) => [row.lineNumber ?? 0, row.milli])),
    refundSums: (saleId) => queries.refundSums.get({ id: saleId }) ?? { totalMinor: 0, payableMinor: 0 },
  };
};

const prepareQueries = (db: TillDatabase) => {
  const id = sql.placeholder("id");
  return {
    byId: db.orm.select().from(sale).where(eq(sale.id, id)).prepare(),
    count: db.orm
      .select({ count: sql<number>`count(*)` })
      .from(sale)
      .prepare(),
    byReceipt: db.orm
      .select()
      .from(sale)
      .where(eq(sale.receiptNumber, sql.placeholder("receiptNumber")))
      .prepare(),
    byBasket: db.orm
      .select()
      .from(sale)
      .where(eq(sale.basketId, sql.placeholder("basketId")))
      .prepare(),
    lines: db.orm
      .select({
        line: saleLine,
        refundsReceiptNumber: sql<string | null>`(
          SELECT original.receipt_number FROM sale AS original WHERE original.id = ${saleLine.refundsSaleId})`,
      })
      .from(saleLine)
      .where(eq(saleLine.saleId, id))
      .orderBy(asc(saleLine.lineNumber))
      .prepare(),
    discounts: db.orm
      .select()
      .from(saleLineDiscount)
      .where(eq(saleLineDiscount.saleId, id))
      .orderBy(asc(saleLineDiscount.lineNumber), asc(saleLineDiscount.position))
      .prepare(),
    taxes: db.orm.select().from(saleTax).where(eq(saleTax.saleId, id)).orderBy(asc(saleTax.rateBp)).prepare(),
    tenders: db.orm
      .select()
      .from(tender)
      .where(eq(tender.saleId, id))
      .orderBy(asc(tender.position))
      .prepare(),
    refunded: db.orm
      .select({
        lineNumber: saleLine.refundsLineNumber,
        milli: sql<number>`-sum(${saleLine.quantityMilli})`,
      })
      .from(saleLine)
      .where(eq(saleLine.refundsSaleId, id))
      .groupBy(saleLine.refundsLineNumber)
      .prepare(),
    refundSums: db.orm
      .select({
        totalMinor: sql<number>`coalesce(-sum(${sale.totalMinor}), 0)`,
        payableMinor: sql<number>`coalesce(-sum(${sale.payableMinor}), 0)`,
      })
      .from(sale)
      .where(
        sql`${sale.id} IN (SELECT ${saleLine.saleId} FROM ${saleLine} WHERE ${saleLine.refundsSaleId} = ${id})`,
      )
      .prepare(),
  };
};

const createAdd = (db: TillDatabase): SaleRepository["add"] => {
  const insertSale = preparedInsert(db, sale);
  const insertLine = preparedInsert(db, saleLine);
  const insertDiscount = preparedInsert(db, saleLineDiscount);
  const insertTax = preparedInsert(db, saleTax);
  const insertTender = preparedInsert(db, tender);
  const insertCash = db.sqlite.prepare(
    "INSERT INTO cash_movement (at_ms, kind, amount_minor, sale_id, staff_id) VALUES (?, ?, ?, ?, ?)",
  );
  return (record) => {
    const value = record.sale;
    insertSale(saleRow(record));
    for (const line of value.lines) {
      insertLine(lineRow(value.id, line));
      for (const row of discountRows(value.id, line)) {
        insertDiscount(row);
      }
    }
    for (const tax of value.taxes) {
      insertTax({ saleId: value.id, ...tax });
    }
    value.tenders.forEach((paid, index) => {
      insertTender(tenderRow(value.id, paid, index));
      if (paid.type === "CASH") {
        insertCash.run(value.atMs, value.kind, paid.amountMinor, value.id, value.cashierId);
      }
    });
  };
};
