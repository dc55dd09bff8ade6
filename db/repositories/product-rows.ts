/**
 * Owns reading one product whole: one row with its groups, barcodes and the price in force, and its shape in domain.
 * The price in force is read against a moment given by the caller, so a price change takes effect by itself.
 */
import type { Product } from "../../domain/catalogue/product.ts";
import type { LineKind, LineUnit } from "../../domain/pricing/pricing-input.ts";

/** The one list of prices that tills sell from today (0020-catalogue.sql makes it). */
export const BASE_PRICE_LIST_ID = 1;

/** Takes the moment in ms as its first parameter. Append a FROM that names the product `p`, and a WHERE. */
export const PRODUCT_COLUMNS = `
  p.id AS id, p.sku AS sku, p.name AS name, p.unit AS unit, p.kind AS kind,
  p.product_group AS productGroup, p.open_price AS openPrice, p.on_sale AS onSale,
  p.discountable AS discountable, p.min_unit_price_minor AS minUnitPriceMinor, p.for_sale AS forSale,
  p.min_age AS minAge, p.max_per_sale_milli AS maxPerSaleMilli, p.deposit_product_id AS depositProductId,
  (SELECT code FROM department WHERE id = p.department_id) AS department,
  (SELECT code FROM brand WHERE id = p.brand_id) AS brand,
  (SELECT rate_bp FROM tax_rate WHERE id = p.tax_rate_id) AS taxRateBp,
  (SELECT unit_price_minor FROM price
    WHERE product_id = p.id AND price_list_id = ${BASE_PRICE_LIST_ID} AND valid_from_ms <= ?
    ORDER BY valid_from_ms DESC LIMIT 1) AS unitPriceMinor,
  (SELECT json_group_array(c.code ORDER BY c.code) FROM product_category pc JOIN category c ON c.id = pc.category_id
    WHERE pc.product_id = p.id) AS categories,
  (SELECT json_group_array(tag ORDER BY tag) FROM product_tag WHERE product_id = p.id) AS tags,
  (SELECT barcode FROM product_barcode WHERE product_id = p.id ORDER BY position LIMIT 1) AS barcode`;

export interface ProductRow {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: LineUnit;
  readonly kind: LineKind;
  readonly productGroup: string | null;
  readonly openPrice: 0 | 1;
  readonly onSale: 0 | 1;
  readonly discountable: 0 | 1;
  readonly minUnitPriceMinor: number;
  readonly forSale: 0 | 1;
  readonly minAge: number | null;
  readonly maxPerSaleMilli: number | null;
  readonly depositProductId: number | null;
  readonly department: string | null;
  readonly brand: string | null;
  readonly taxRateBp: number;
  readonly unitPriceMinor: number | null;
  readonly categories: string;
  readonly tags: string;
  readonly barcode: string | null;
}

export const toProduct = (row: ProductRow): Product => ({
  id: row.id,
  sku: row.sku,
  name: row.name,
  unit: row.unit,
  kind: row.kind,
  productGroup: row.productGroup,
  department: row.department,
  categories: parseList(row.categories),
  brand: row.brand,
  tags: parseList(row.tags),
  taxRateBp: row.taxRateBp,
  unitPriceMinor: row.openPrice === 1 ? null : row.unitPriceMinor,
  onSale: row.onSale === 1,
  discountable: row.discountable === 1,
  minUnitPriceMinor: row.minUnitPriceMinor,
  forSale: row.forSale === 1,
  minAge: row.minAge,
  maxPerSaleMilli: row.maxPerSaleMilli,
  depositProductId: row.depositProductId,
  barcode: row.barcode,
});

const parseList = (json: string): readonly string[] => (json === "[]" ? [] : (JSON.parse(json) as string[]));
