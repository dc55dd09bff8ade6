/**
 * Owns storing baskets: the one that is open and those that are parked, as rows, so that a power cut loses nothing
 * that was scanned. Writes only what changed (lines are immutable values, compared by identity). Products are joined
 * again on reading, so a recalled basket shows today's names. A sale has the id of its basket: that is what says that
 * the basket is sold, and its rows go when the next one opens, which is not waited for as a payment is.
 */
import { and, asc, eq, notExists, sql } from "../drizzle.ts";
import type { AgeCheck } from "../../domain/basket/age-check.ts";
import type { Basket, BasketLine, BasketTender } from "../../domain/basket/basket.ts";
import type { BasketReturn } from "../../domain/basket/basket-returns.ts";
import type { LimitApproval } from "../../domain/basket/sale-limit.ts";
import type { TaxExemption } from "../../domain/basket/tax-exemption.ts";
import type { Product } from "../../domain/catalogue/product.ts";
import type { ManualDiscount } from "../../domain/pricing/pricing-input.ts";
import type { CardSlip } from "../../domain/sale/sale.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { basket, basketLine, basketTender, sale } from "../schema/selling.ts";

type BasketRow = typeof basket.$inferSelect;

export interface ParkedBasket {
  readonly basket: Basket;
  readonly label: string | null;
  readonly parkedAtMs: number;
}

export interface BasketRepository {
  /** Writes the difference between what is stored (`before`, null when new) and `after`. In the caller's transaction. */
  readonly save: (change: {
    readonly before: Basket | null;
    readonly after: Basket;
    readonly atMs: number;
  }) => void;
  readonly park: (change: {
    readonly basketId: string;
    readonly label: string | null;
    readonly atMs: number;
  }) => void;
  readonly reopen: (change: { readonly basketId: string; readonly atMs: number }) => void;
  readonly remove: (basketId: string) => void;
  /** Null also where the basket that was open has been sold. */
  readonly open: () => Basket | null;
  readonly parked: () => readonly ParkedBasket[];
  readonly findParked: (basketId: string) => ParkedBasket | null;
  readonly countParked: () => number;
  /** Stored baskets of one customer become another's, or nobody's. */
  readonly moveCustomer: (fromRef: string, toRef: string | null) => void;
}

export interface ProductLookup {
  readonly findById: (id: number) => Product | null;
}

export const createBasketRepository = (db: TillDatabase, products: ProductLookup): BasketRepository => {
  const queries = prepareQueries(db);
  const save = createSave(db, queries);
  const load = (row: BasketRow): Basket => ({
    id: row.id,
    revision: row.revision,
    staffId: row.staffId,
    customerRef: row.customerRef,
    createdAtMs: row.createdAtMs,
    lastLineId: row.lastLineId,
    manualDiscount: parse(row.manualDiscountJson) as ManualDiscount | null,
    coupons: (parse(row.couponsJson) as readonly string[] | null) ?? [],
    ageCheck: parse(row.ageCheckJson) as AgeCheck | null,
    tooYoungFor: row.tooYoungFor,
    taxExemption: parse(row.taxExemptionJson) as TaxExemption | null,
    limitApprovals: (parse(row.limitApprovalsJson) as readonly LimitApproval[] | null) ?? [],
    approvers: (parse(row.approvalsJson) as Basket["approvers"] | null) ?? [],
    hadPayment: row.hadPayment,
    returns: (parse(row.returnsJson) as readonly BasketReturn[] | null) ?? [],
    lines: queries.lines.all({ basketId: row.id }).map((line) => toLine(line, products)),
    tenders: queries.tenders.all({ basketId: row.id }).map(toTender),
  });
  const toParked = (row: BasketRow): ParkedBasket => ({
    basket: load(row),
    label: row.label,
    parkedAtMs: row.updatedAtMs,
  });
  return {
    save,
    park: (change) => {
      queries.setState.run({ id: change.basketId, state: "parked", label: change.label, atMs: change.atMs });
    },
    reopen: (change) => {
      queries.removeSold.run();
      queries.setState.run({ id: change.basketId, state: "open", label: null, atMs: change.atMs });
    },
    remove: (basketId) => {
      queries.remove.run({ id: basketId });
    },
    open: () => {
      const row = queries.unsold.get();
      return row ? load(row) : null;
    },
    parked: () => queries.parked.all().map(toParked),
    findParked: (basketId) => {
      const row = queries.byId.get({ id: basketId });
      return row?.state === "parked" ? toParked(row) : null;
    },
    countParked: () => queries.countParked.get()?.count ?? 0,
    moveCustomer: (fromRef, toRef) => {
      queries.moveCustomer.run(toRef, fromRef);
    },
  };
};

type Queries = ReturnType<typeof prepareQueries>;

const prepareQueries = (db: TillDatabase) => ({
  ...prepareContents(db),
  byId: db.orm
    .select()
    .from(basket)
    .where(eq(basket.id, sql.placeholder("id")))
    .prepare(),
  unsold: db.orm
    .select()
    .from(basket)
    .where(and(eq(basket.state, "open"), notExists(db.orm.select().from(sale).where(eq(sale.id, basket.id)))))
    .prepare(),
  removeSold: db.sqlite.prepare("DELETE FROM basket WHERE state = 'open' AND id IN (SELECT id FROM sale)"),
  parked: db.orm
    .select()
    .from(basket)
    .where(eq(basket.state, "parked"))
    .orderBy(asc(basket.updatedAtMs))
    .prepare(),
  countParked: db.orm
    .select({ count: sql<number>`count(*)` })
    .from(basket)
    .where(eq(basket.state, "parked"))
    .prepare(),
  setState: db.orm
    .update(basket)
    .set({
      state: sql`${sql.placeholder("state")}`,
      label: sql`${sql.placeholder("label")}`,
      updatedAtMs: sql`${sql.placeholder("atMs")}`,
    })
    .where(eq(basket.id, sql.placeholder("id")))
    .prepare(),
  // Straight on SQLite: every scan runs it.
  update: db.sqlite.prepare(`
    UPDATE basket SET revision = @revision, staff_id = @staffId, customer_ref = @customerRef,
      manual_discount_json = @manualDiscountJson, coupons_json = @couponsJson, age_check_json = @ageCheckJson,
      too_young_for = @tooYoungFor, tax_exemption_json = @taxExemptionJson,
      limit_approvals_json = @limitApprovalsJson, approvals_json = @approvalsJson, returns_json = @returnsJson,
      had_payment = @hadPayment, last_line_id = @lastLineId, updated_at_ms = @updatedAtMs
    WHERE id = @id`),
  remove: db.orm
    .delete(basket)
    .where(eq(basket.id, sql.placeholder("id")))
    .prepare(),
  moveCustomer: db.sqlite.prepare("UPDATE basket SET customer_ref = ? WHERE customer_ref = ?"),
});

const prepareContents = (db: TillDatabase) => ({
  lines: db.orm
    .select()
    .from(basketLine)
    .where(eq(basketLine.basketId, sql.placeholder("basketId")))
    .orderBy(asc(basketLine.position))
    .prepare(),
  removeLine: db.sqlite.prepare("DELETE FROM basket_line WHERE basket_id = ? AND line_id = ?"),
  tenders: db.orm
    .select()
    .from(basketTender)
    .where(eq(basketTender.basketId, sql.placeholder("basketId")))
    .orderBy(asc(basketTender.position))
    .prepare(),
  removeTenders: db.orm
    .delete(basketTender)
    .where(eq(basketTender.basketId, sql.placeholder("basketId")))
    .prepare(),
});

const createSave = (db: TillDatabase, queries: Queries): BasketRepository["save"] => {
  const insertBasket = preparedInsert(db, basket);
  const insertLine = preparedInsert(db, basketLine);
  const insertTender = preparedInsert(db, basketTender);
  const saveLines = (before: Basket | null, after: Basket): void => {
    const stored = new Map(before?.lines.map((line) => [line.id, line]) ?? []);
    for (const line of after.lines) {
      const old = stored.get(line.id);
      stored.delete(line.id);
      if (old === line) {
        continue;
      }
      if (old) {
        queries.removeLine.run(after.id, line.id);
      }
      insertLine(fromLine(after.id, line));
    }
    for (const lineId of stored.keys()) {
      queries.removeLine.run(after.id, lineId);
    }
  };
  return ({ before, after, atMs }) => {
    const row = fromBasket(after, atMs);
    if (before) {
      queries.update.run({ ...row, hadPayment: Number(row.hadPayment) });
    } else {
      queries.removeSold.run();
      insertBasket(row);
    }
    saveLines(before, after);
    if (before?.tenders !== after.tenders) {
      queries.removeTenders.run({ basketId: after.id });
      after.tenders.forEach((tender, index) => insertTender(fromTender(after.id, tender, index)));
    }
  };
};

const fromBasket = (value: Basket, atMs: number): BasketRow => ({
  id: value.id,
  state: "open",
  label: null,
  revision: value.revision,
  staffId: value.staffId,
  customerRef: value.customerRef,
  manualDiscountJson: stringify(value.manualDiscount),
  couponsJson: value.coupons.length === 0 ? null : JSON.stringify(value.coupons),
  ageCheckJson: stringify(value.ageCheck),
  tooYoungFor: value.tooYoungFor,
  taxExemptionJson: stringify(value.taxExemption),
  limitApprovalsJson: value.limitApprovals.length === 0 ? null : JSON.stringify(value.limitApprovals),
  approvalsJson: value.approvers.length === 0 ? null : JSON.stringify(value.approvers),
  returnsJson: value.returns.length === 0 ? null : JSON.stringify(value.returns),
  hadPayment: value.hadPayment,
  lastLineId: value.lastLineId,
  createdAtMs: value.createdAtMs,
  updatedAtMs: atMs,
});

const fromLine = (basketId: string, line: BasketLine): typeof basketLine.$inferSelect => ({
  basketId,
  lineId: line.id,
  position: line.position,
  productId: line.product.id,
  barcode: line.barcode,
  quantityMilli: line.quantityMilli,
  unitPriceMinor: line.unitPriceMinor,
  listUnitPriceMinor: line.listUnitPriceMinor,
  priceReason: line.priceReason,
  discountJson: stringify(line.discount),
  note: line.note,
  voidReason: line.voidReason,
  depositOfLineId: line.depositOfLineId,
});

const toLine = (row: typeof basketLine.$inferSelect, products: ProductLookup): BasketLine => {
  const product = products.findById(row.productId);
  if (!product) {
    throw new Error(
      `Basket ${row.basketId} names product ${String(row.productId)}, which is not in the catalogue`,
    );
  }
  return {
    id: row.lineId,
    position: row.position,
    product,
    barcode: row.barcode,
    quantityMilli: row.quantityMilli,
    unitPriceMinor: row.unitPriceMinor,
    listUnitPriceMinor: row.listUnitPriceMinor,
    priceReason: row.priceReason,
    discount: parse(row.discountJson) as ManualDiscount | null,
    note: row.note,
    voidReason: row.voidReason,
    depositOfLineId: row.depositOfLineId,
  };
};

const fromTender = (
  basketId: string,
  tender: BasketTender,
  position: number,
): typeof basketTender.$inferSelect => ({
  id: tender.id,
  basketId,
  position,
  type: tender.type,
  amountMinor: tender.amountMinor,
  reference: tender.reference,
  cardJson: stringify(tender.card),
  state: tender.state,
});

const toTender = (row: typeof basketTender.$inferSelect): BasketTender => ({
  id: row.id,
  type: row.type,
  amountMinor: row.amountMinor,
  reference: row.reference,
  card: parse(row.cardJson) as CardSlip | null,
  state: row.state,
});

const stringify = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Reads what `stringify` wrote: only this file writes these columns. */
const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
