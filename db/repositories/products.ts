/**
 * Owns the catalogue as the till uses it: find by barcode, SKU, id or words, the quick grid, and writing products.
 * Statements are prepared once. Reads by barcode and SKU never see a deleted product; `findById` does, because a
 * basket or a sale may still hold it.
 */
import type { Product } from "../../domain/catalogue/product.ts";
import { allOrNothing } from "../in-transaction.ts";
import type { TillDatabase } from "../open-database.ts";
import { createGroupWriter, type NamedGroup } from "./product-groups.ts";
import { createLinkWriter, type NewPrice } from "./product-links.ts";
import type { PatchOutcome, ProductPatch } from "./product-patch.ts";
import { PRODUCT_COLUMNS, type ProductRow, toProduct } from "./product-rows.ts";
import { createProductSearch } from "./product-search.ts";
import { createProductWriter } from "./product-writes.ts";

export interface FoundBarcode {
  readonly product: Product;
  /** The candidate that matched. */
  readonly barcode: string;
}

export interface ProductRepository {
  /** Tries the candidates in order (as scanned first, then other readings of it) and takes the first known one. */
  readonly findByBarcode: (candidates: readonly string[]) => FoundBarcode | null;
  /** Exact first; else in any case, when exactly one product answers to it. */
  readonly findBySku: (sku: string) => Product | null;
  readonly findById: (id: number) => Product | null;
  /** Exact barcode and SKU first, then the best matches of the words. Never throws on what a person types. */
  readonly search: (text: string, limit: number) => readonly Product[];
  /** By place in the quick grid. */
  readonly quickItems: () => readonly Product[];
  readonly count: () => number;
  /** One transaction, one outcome per patch, in order. */
  readonly upsertMany: (patches: readonly ProductPatch[], by: number | null) => readonly PatchOutcome[];
  readonly setPrice: (price: NewPrice) => void;
  readonly remove: (productId: number, by: number | null) => void;
  readonly putGroup: (group: NamedGroup, by: number | null) => void;
}

export const createProductRepository = (db: TillDatabase): ProductRepository => {
  const reads = createReads(db);
  const writer = createProductWriter(db);
  const links = createLinkWriter(db);
  const groups = createGroupWriter(db);
  return {
    ...reads,
    upsertMany: (patches, by) => allOrNothing(db, () => patches.map((patch) => writer.upsert(patch, by))),
    setPrice: (price) => {
      links.setPrice(price);
    },
    remove: (productId, by) => {
      allOrNothing(db, () => writer.remove(productId, by));
    },
    putGroup: (group, by) => {
      groups.put(group, by);
    },
  };
};

type Reads = Pick<
  ProductRepository,
  "findByBarcode" | "findBySku" | "findById" | "search" | "quickItems" | "count"
>;

const createReads = (db: TillDatabase): Reads => {
  const queries = prepareReads(db);
  const search = createProductSearch(db);
  const nowMs = (): number => db.clock.nowMs();

  const findByBarcode = (candidates: readonly string[]): FoundBarcode | null => {
    for (const barcode of candidates) {
      const row = queries.byBarcode.get(nowMs(), barcode);
      if (row !== undefined) {
        return { product: toProduct(row), barcode };
      }
    }
    return null;
  };
  const findBySku = (sku: string): Product | null => {
    const exact = queries.bySku.get(nowMs(), sku);
    if (exact !== undefined) {
      return toProduct(exact);
    }
    const [only, another] = queries.bySkuAnyCase.all(nowMs(), sku);
    return only !== undefined && another === undefined ? toProduct(only) : null;
  };
  const findById = (id: number): Product | null => {
    const row = queries.byId.get(nowMs(), id);
    return row === undefined ? null : toProduct(row);
  };
  return {
    findByBarcode,
    findBySku,
    findById,
    search: (text, limit) => {
      const typed = text.trim();
      const exact = [findByBarcode([typed])?.product, findBySku(typed)].filter(
        (product): product is Product => product?.forSale === true,
      );
      const ids = new Set([...exact.map((product) => product.id), ...search.find(text, limit)]);
      return [...ids].slice(0, Math.max(0, limit)).flatMap((id) => findById(id) ?? []);
    },
    quickItems: () => queries.quick.all(nowMs()).map(toProduct),
    count: () => queries.count.get() ?? 0,
  };
};

export const READ_SQL = {
  // Not a join: with a bound value in a join, this SQLite (STAT4) plans the statement anew on every call, 60 µs for 14.
  byBarcode: `SELECT ${PRODUCT_COLUMNS} FROM product p
    WHERE p.id = (SELECT product_id FROM product_barcode WHERE barcode = ?) AND p.deleted_at_ms IS NULL`,
  bySku: `SELECT ${PRODUCT_COLUMNS} FROM product p WHERE p.sku = ? AND p.deleted_at_ms IS NULL`,
  bySkuAnyCase: `SELECT ${PRODUCT_COLUMNS} FROM product p
    WHERE p.sku = ? COLLATE NOCASE AND p.deleted_at_ms IS NULL LIMIT 2`,
  byId: `SELECT ${PRODUCT_COLUMNS} FROM product p WHERE p.id = ?`,
  quick: `SELECT ${PRODUCT_COLUMNS} FROM product p
    WHERE p.quick_position IS NOT NULL AND p.for_sale = 1 AND p.deleted_at_ms IS NULL
    ORDER BY p.quick_position, p.id`,
} as const;

const prepareReads = ({ sqlite }: TillDatabase) => ({
  byBarcode: sqlite.prepare<[number, string], ProductRow>(READ_SQL.byBarcode),
  bySku: sqlite.prepare<[number, string], ProductRow>(READ_SQL.bySku),
  bySkuAnyCase: sqlite.prepare<[number, string], ProductRow>(READ_SQL.bySkuAnyCase),
  byId: sqlite.prepare<[number, number], ProductRow>(READ_SQL.byId),
  quick: sqlite.prepare<[number], ProductRow>(READ_SQL.quick),
  count: sqlite.prepare<[], number>("SELECT count(*) FROM product WHERE deleted_at_ms IS NULL").pluck(),
});
