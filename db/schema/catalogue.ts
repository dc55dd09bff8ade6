/**
 * Owns the drizzle view of 0020-catalogue.sql. The SQL file is the truth (checks, indexes, the search index); a test
 * compares every column here with a migrated database. Money in minor units, rates in basis points.
 */
import { integer, primaryKey, sqliteTable, text } from "../drizzle.ts";

const editedRow = () => ({
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: integer("created_by"),
  updatedAtMs: integer("updated_at_ms").notNull(),
  updatedBy: integer("updated_by"),
  deletedAtMs: integer("deleted_at_ms"),
});

const namedCode = () => ({
  id: integer("id").primaryKey(),
  code: text("code").notNull(),
  name: text("name").notNull(),
});

export const department = sqliteTable("department", { ...namedCode(), ...editedRow() });

export const category = sqliteTable("category", {
  ...namedCode(),
  parentId: integer("parent_id"),
  ...editedRow(),
});

export const brand = sqliteTable("brand", { ...namedCode(), ...editedRow() });

export const taxRate = sqliteTable("tax_rate", {
  ...namedCode(),
  rateBp: integer("rate_bp").notNull(),
  ...editedRow(),
});

export const priceList = sqliteTable("price_list", { ...namedCode(), ...editedRow() });

export const product = sqliteTable("product", {
  id: integer("id").primaryKey(),
  sku: text("sku").notNull(),
  name: text("name").notNull(),
  unit: text("unit", { enum: ["each", "weight"] }).notNull(),
  kind: text("kind", { enum: ["goods", "service", "delivery", "deposit", "fee", "giftCard"] }).notNull(),
  productGroup: text("product_group"),
  departmentId: integer("department_id"),
  brandId: integer("brand_id"),
  taxRateId: integer("tax_rate_id").notNull(),
  openPrice: integer("open_price", { mode: "boolean" }).notNull(),
  onSale: integer("on_sale", { mode: "boolean" }).notNull(),
  discountable: integer("discountable", { mode: "boolean" }).notNull(),
  minUnitPriceMinor: integer("min_unit_price_minor").notNull(),
  forSale: integer("for_sale", { mode: "boolean" }).notNull(),
  quickPosition: integer("quick_position"),
  ...editedRow(),
  minAge: integer("min_age"),
  maxPerSaleMilli: integer("max_per_sale_milli"),
  depositProductId: integer("deposit_product_id"),
});

export const productBarcode = sqliteTable("product_barcode", {
  barcode: text("barcode").primaryKey(),
  productId: integer("product_id").notNull(),
  position: integer("position").notNull(),
});

export const productCategory = sqliteTable(
  "product_category",
  {
    productId: integer("product_id").notNull(),
    categoryId: integer("category_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.productId, table.categoryId] })],
);

export const productTag = sqliteTable(
  "product_tag",
  {
    productId: integer("product_id").notNull(),
    tag: text("tag").notNull(),
  },
  (table) => [primaryKey({ columns: [table.productId, table.tag] })],
);

export const price = sqliteTable(
  "price",
  {
    productId: integer("product_id").notNull(),
    priceListId: integer("price_list_id").notNull(),
    validFromMs: integer("valid_from_ms").notNull(),
    unitPriceMinor: integer("unit_price_minor").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    createdBy: integer("created_by"),
  },
  (table) => [primaryKey({ columns: [table.productId, table.priceListId, table.validFromMs] })],
);
