/**
 * Owns writing products: what a patch changes, and nothing else, so that writing the same thing twice changes no row.
 * A product, its barcodes, groups, tags, price and search entry change together, inside the caller's transaction.
 * A barcode belongs to one product: one that a living product holds is refused, one of a deleted product is taken over.
 */
import type { TillDatabase } from "../open-database.ts";
import { createGroupWriter, type GroupWriter } from "./product-groups.ts";
import { createLinkWriter, type LinkWriter } from "./product-links.ts";
import type { PatchOutcome, ProductPatch } from "./product-patch.ts";
import { createSearchWriter, type SearchWriter } from "./product-search-writer.ts";

export interface ProductWriter {
  readonly upsert: (patch: ProductPatch, by: number | null) => PatchOutcome;
  /** Soft delete: gone from search and scanning, still there for the sales that hold it. */
  readonly remove: (productId: number, by: number | null) => void;
}

export const createProductWriter = (db: TillDatabase): ProductWriter => {
  const parts: Parts = {
    db,
    links: createLinkWriter(db),
    groups: createGroupWriter(db),
    search: createSearchWriter(db),
    rows: prepareRows(db),
  };
  return {
    upsert: (patch, by) => upsert(parts, patch, by),
    remove: (productId, by) => {
      parts.rows.remove.run(db.clock.nowMs(), db.clock.nowMs(), by, productId);
      parts.search.write(productId);
    },
  };
};

interface Parts {
  readonly db: TillDatabase;
  readonly links: LinkWriter;
  readonly groups: GroupWriter;
  readonly search: SearchWriter;
  readonly rows: ProductRows;
}

const upsert = (parts: Parts, patch: ProductPatch, by: number | null): PatchOutcome => {
  const stored = parts.rows.bySku.get(patch.sku);
  const taken = parts.links.findTaken(patch.barcodes ?? [], stored?.id ?? null);
  if (taken !== null) {
    return { type: "BarcodeTaken", sku: patch.sku, ...taken };
  }
  const depositProductId = depositIdOf(parts, patch, stored);
  if (depositProductId === undefined) {
    return { type: "UnknownDeposit", sku: patch.sku, depositSku: patch.depositSku ?? "" };
  }
  const wanted = { ...toColumns(parts, { patch, stored, by }), depositProductId };
  const rowChanged = stored === undefined || !isSameRow(stored, wanted);
  const atMs = parts.db.clock.nowMs();
  let productId: number;
  if (stored === undefined) {
    productId = Number(parts.rows.insert.run({ ...wanted, sku: patch.sku, atMs, by }).lastInsertRowid);
  } else {
    productId = stored.id;
    if (rowChanged) {
      parts.rows.update.run({ ...wanted, id: productId, atMs, by });
    }
  }
  const changed = parts.links.write({ productId, patch, atMs, by });
  const searchable = stored === undefined || stored.deletedAtMs !== null || isSearchTouched(stored, wanted);
  if (searchable || changed.barcodes) {
    parts.search.write(productId);
  }
  if (stored === undefined) {
    return { type: "Created", sku: patch.sku, productId };
  }
  return { type: rowChanged || changed.any ? "Updated" : "Unchanged", sku: patch.sku, productId };
};

/** The product's own columns, as a patch leaves them. */
interface ProductColumns {
  readonly name: string;
  readonly unit: string;
  readonly kind: string;
  readonly productGroup: string | null;
  readonly departmentId: number | null;
  readonly brandId: number | null;
  readonly taxRateId: number;
  readonly openPrice: number;
  readonly onSale: number;
  readonly discountable: number;
  readonly minUnitPriceMinor: number;
  readonly forSale: number;
  readonly quickPosition: number | null;
  readonly minAge: number | null;
  readonly maxPerSaleMilli: number | null;
  readonly depositProductId: number | null;
}

interface StoredProduct extends ProductColumns {
  readonly id: number;
  readonly deletedAtMs: number | null;
}

const toColumns = (
  { groups }: Parts,
  write: {
    readonly patch: ProductPatch;
    readonly stored: StoredProduct | undefined;
    readonly by: number | null;
  },
): Omit<ProductColumns, "depositProductId"> => {
  const { patch, stored, by } = write;
  return {
    name: patch.name ?? stored?.name ?? patch.sku,
    unit: patch.unit ?? stored?.unit ?? "each",
    kind: patch.kind ?? stored?.kind ?? "goods",
    productGroup: patch.productGroup === undefined ? (stored?.productGroup ?? null) : patch.productGroup,
    departmentId:
      patch.department === undefined
        ? (stored?.departmentId ?? null)
        : groups.idOf("department", patch.department, by),
    brandId: patch.brand === undefined ? (stored?.brandId ?? null) : groups.idOf("brand", patch.brand, by),
    taxRateId:
      patch.taxRateBp === undefined && stored !== undefined
        ? stored.taxRateId
        : groups.taxRateIdOf(patch.taxRateBp ?? 0, by),
    openPrice:
      patch.unitPriceMinor === undefined ? (stored?.openPrice ?? 1) : flag(patch.unitPriceMinor === null),
    onSale: patch.onSale === undefined ? (stored?.onSale ?? 0) : flag(patch.onSale),
    discountable: patch.discountable === undefined ? (stored?.discountable ?? 1) : flag(patch.discountable),
    minUnitPriceMinor: patch.minUnitPriceMinor ?? stored?.minUnitPriceMinor ?? 0,
    forSale: patch.forSale === undefined ? (stored?.forSale ?? 1) : flag(patch.forSale),
    quickPosition: patch.quickPosition === undefined ? (stored?.quickPosition ?? null) : patch.quickPosition,
    minAge: patch.minAge === undefined ? (stored?.minAge ?? null) : patch.minAge,
    maxPerSaleMilli:
      patch.maxPerSaleMilli === undefined ? (stored?.maxPerSaleMilli ?? null) : patch.maxPerSaleMilli,
  };
};

/** undefined: the patch names a deposit that is none. */
const depositIdOf = (
  { rows }: Parts,
  { sku, depositSku }: ProductPatch,
  stored: StoredProduct | undefined,
): number | null | undefined => {
  if (depositSku === undefined || depositSku === null) {
    return depositSku === null ? null : (stored?.depositProductId ?? null);
  }
  return depositSku === sku ? undefined : rows.depositBySku.get(depositSku);
};

const flag = (value: boolean): number => (value ? 1 : 0);

/** A deleted product that is written again comes back, which is a change. */
const isSameRow = (stored: StoredProduct, wanted: ProductColumns): boolean =>
  stored.deletedAtMs === null &&
  (Object.keys(wanted) as readonly (keyof ProductColumns)[]).every((key) => stored[key] === wanted[key]);

const isSearchTouched = (stored: StoredProduct, wanted: ProductColumns): boolean =>
  stored.name !== wanted.name || stored.forSale !== wanted.forSale;

type ProductRows = ReturnType<typeof prepareRows>;

const prepareRows = ({ sqlite }: TillDatabase) => ({
  bySku: sqlite.prepare<[string], StoredProduct>(`
    SELECT id, name, unit, kind, product_group AS productGroup, department_id AS departmentId, brand_id AS brandId,
      tax_rate_id AS taxRateId, open_price AS openPrice, on_sale AS onSale, discountable,
      min_unit_price_minor AS minUnitPriceMinor, for_sale AS forSale, quick_position AS quickPosition,
      min_age AS minAge, max_per_sale_milli AS maxPerSaleMilli, deposit_product_id AS depositProductId,
      deleted_at_ms AS deletedAtMs
    FROM product WHERE sku = ?`),
  depositBySku: sqlite
    .prepare<[string], number>(
      "SELECT id FROM product WHERE sku = ? AND kind = 'deposit' AND deleted_at_ms IS NULL",
    )
    .pluck(),
  insert: sqlite.prepare(`
    INSERT INTO product (sku, name, unit, kind, product_group, department_id, brand_id, tax_rate_id, open_price, on_sale,
      discountable, min_unit_price_minor, for_sale, quick_position, min_age, max_per_sale_milli, deposit_product_id,
      created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (@sku, @name, @unit, @kind, @productGroup, @departmentId, @brandId, @taxRateId, @openPrice, @onSale,
      @discountable, @minUnitPriceMinor, @forSale, @quickPosition, @minAge, @maxPerSaleMilli, @depositProductId,
      @atMs, @by, @atMs, @by)`),
  update: sqlite.prepare(`
    UPDATE product SET name = @name, unit = @unit, kind = @kind, product_group = @productGroup,
      department_id = @departmentId, brand_id = @brandId, tax_rate_id = @taxRateId, open_price = @openPrice,
      on_sale = @onSale, discountable = @discountable, min_unit_price_minor = @minUnitPriceMinor,
      for_sale = @forSale, quick_position = @quickPosition, min_age = @minAge,
      max_per_sale_milli = @maxPerSaleMilli, deposit_product_id = @depositProductId, updated_at_ms = @atMs, updated_by = @by,
      deleted_at_ms = NULL
    WHERE id = @id`),
  remove: sqlite.prepare<[number, number, number | null, number]>(
    "UPDATE product SET deleted_at_ms = ?, updated_at_ms = ?, updated_by = ? WHERE id = ? AND deleted_at_ms IS NULL",
  ),
});
