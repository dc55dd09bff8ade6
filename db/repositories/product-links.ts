/**
 * Owns the rows that hang on a product: barcodes, categories, tags and prices. Each list is written as a whole and
 * only when it differs. Prices are never overwritten: a change adds a row that is valid from now on.
 */
import type { TillDatabase } from "../open-database.ts";
import { createGroupWriter } from "./product-groups.ts";
import type { ProductPatch } from "./product-patch.ts";
import { BASE_PRICE_LIST_ID } from "./product-rows.ts";

export interface LinkWriter {
  /** The first barcode that another living product holds. */
  readonly findTaken: (
    barcodes: readonly string[],
    productId: number | null,
  ) => { readonly barcode: string; readonly takenBySku: string } | null;
  readonly write: (links: {
    readonly productId: number;
    readonly patch: ProductPatch;
    readonly atMs: number;
    readonly by: number | null;
  }) => { readonly any: boolean; readonly barcodes: boolean };
  /** Says whether it changed anything. */
  readonly setPrice: (price: NewPrice) => boolean;
}

export interface NewPrice {
  readonly productId: number;
  readonly unitPriceMinor: number;
  /** From when on it is asked; in the future for a planned change. */
  readonly validFromMs: number;
  readonly by: number | null;
}

export const createLinkWriter = (db: TillDatabase): LinkWriter => {
  const queries = prepareLinks(db);
  const setPrice = createSetPrice(db);
  // A product's first price holds since ever: a till whose clock was set back must not forget it.
  const hasPrice = (productId: number): boolean => queries.anyPrice.get(productId) !== undefined;
  const lists = createListWriters(db);
  return {
    findTaken: (barcodes, productId) => {
      for (const barcode of barcodes) {
        const holder = queries.holder.get(barcode);
        if (holder !== undefined && holder.id !== productId && holder.deletedAtMs === null) {
          return { barcode, takenBySku: holder.sku };
        }
      }
      return null;
    },
    write: ({ productId, patch, atMs, by }) => {
      const barcodes = patch.barcodes !== undefined && lists.barcodes(productId, patch.barcodes);
      const categories = patch.categories !== undefined && lists.categories(productId, patch.categories, by);
      const tags = patch.tags !== undefined && lists.tags(productId, patch.tags);
      const { unitPriceMinor } = patch;
      const price =
        typeof unitPriceMinor === "number" &&
        setPrice({ productId, unitPriceMinor, validFromMs: hasPrice(productId) ? atMs : 0, by });
      return { any: barcodes || categories || tags || price, barcodes };
    },
    setPrice,
  };
};

const prepareLinks = ({ sqlite }: TillDatabase) => ({
  anyPrice: sqlite.prepare<[number]>(
    `SELECT 1 FROM price WHERE product_id = ? AND price_list_id = ${BASE_PRICE_LIST_ID} LIMIT 1`,
  ),
  holder: sqlite.prepare<
    [string],
    { readonly id: number; readonly sku: string; readonly deletedAtMs: number | null }
  >(`
    SELECT p.id AS id, p.sku AS sku, p.deleted_at_ms AS deletedAtMs
    FROM product_barcode b JOIN product p ON p.id = b.product_id WHERE b.barcode = ?`),
});

const createSetPrice = ({ sqlite, clock }: TillDatabase): LinkWriter["setPrice"] => {
  const inForce = sqlite
    .prepare<[number, number], number>(`
      SELECT unit_price_minor FROM price
      WHERE product_id = ? AND price_list_id = ${BASE_PRICE_LIST_ID} AND valid_from_ms <= ?
      ORDER BY valid_from_ms DESC LIMIT 1`)
    .pluck();
  const insert = sqlite.prepare(`
    INSERT INTO price (product_id, price_list_id, valid_from_ms, unit_price_minor, created_at_ms, created_by)
    VALUES (@productId, ${BASE_PRICE_LIST_ID}, @validFromMs, @unitPriceMinor, @atMs, @by)
    ON CONFLICT (product_id, price_list_id, valid_from_ms)
    DO UPDATE SET unit_price_minor = excluded.unit_price_minor`);
  return (price) => {
    if (inForce.get(price.productId, price.validFromMs) === price.unitPriceMinor) {
      return false;
    }
    insert.run({ ...price, atMs: clock.nowMs() });
    return true;
  };
};

/** Each writer says whether the stored list was another one. */
const createListWriters = (db: TillDatabase) => {
  const { sqlite } = db;
  const groups = createGroupWriter(db);
  const barcodesOf = sqlite
    .prepare<[number], string>("SELECT barcode FROM product_barcode WHERE product_id = ? ORDER BY position")
    .pluck();
  const clearBarcodes = sqlite.prepare("DELETE FROM product_barcode WHERE product_id = ?");
  const freeBarcode = sqlite.prepare("DELETE FROM product_barcode WHERE barcode = ?");
  const addBarcode = sqlite.prepare(
    "INSERT INTO product_barcode (barcode, product_id, position) VALUES (?, ?, ?)",
  );
  const categoriesOf = sqlite
    .prepare<[number], string>(
      "SELECT c.code FROM product_category pc JOIN category c ON c.id = pc.category_id WHERE pc.product_id = ?",
    )
    .pluck();
  const clearCategories = sqlite.prepare("DELETE FROM product_category WHERE product_id = ?");
  const addCategory = sqlite.prepare("INSERT INTO product_category (product_id, category_id) VALUES (?, ?)");
  const tagsOf = sqlite.prepare<[number], string>("SELECT tag FROM product_tag WHERE product_id = ?").pluck();
  const clearTags = sqlite.prepare("DELETE FROM product_tag WHERE product_id = ?");
  const addTag = sqlite.prepare("INSERT INTO product_tag (product_id, tag) VALUES (?, ?)");
  return {
    barcodes: (productId: number, barcodes: readonly string[]): boolean => {
      const wanted = [...new Set(barcodes)];
      if (isSameList(barcodesOf.all(productId), wanted)) {
        return false;
      }
      clearBarcodes.run(productId);
      for (const [position, barcode] of wanted.entries()) {
        freeBarcode.run(barcode);
        addBarcode.run(barcode, productId, position);
      }
      return true;
    },
    categories: (productId: number, codes: readonly string[], by: number | null): boolean => {
      const wanted = [...new Set(codes)].toSorted();
      if (isSameList(categoriesOf.all(productId).toSorted(), wanted)) {
        return false;
      }
      clearCategories.run(productId);
      for (const code of wanted) {
        addCategory.run(productId, groups.idOf("category", code, by));
      }
      return true;
    },
    tags: (productId: number, tags: readonly string[]): boolean => {
      const wanted = [...new Set(tags)].toSorted();
      if (isSameList(tagsOf.all(productId).toSorted(), wanted)) {
        return false;
      }
      clearTags.run(productId);
      for (const tag of wanted) {
        addTag.run(productId, tag);
      }
      return true;
    },
  };
};

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);
