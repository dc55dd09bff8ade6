/**
 * Owns how the demo's shelves become products: codes, EAN-13 barcodes with right check digits, and minor units.
 * Pure: the same shelves always give the same products, so that a printed barcode sheet stays valid.
 */
import type { ProductPatch } from "../../db/repositories/product-patch.ts";
import { parseDecimal } from "../../domain/money/decimal.ts";
import type { LineKind } from "../../domain/pricing/pricing-input.ts";
import { gtinCheckDigit } from "../../domain/scanning/check-digit.ts";

export interface DemoShelf {
  readonly department: { readonly code: string; readonly name: string };
  readonly category: { readonly code: string; readonly name: string };
  readonly taxRateBp: number;
  readonly items: readonly DemoItem[];
}

export interface DemoItem {
  readonly name: string;
  /** Lira, tax included, per piece or per kilogram; null: typed in at the till. */
  readonly price: string | null;
  readonly brand?: string;
  /** Given for weighed goods: also the SKU. */
  readonly plu?: number;
  readonly quick?: number;
  readonly onSale?: boolean;
  readonly minPrice?: string;
  readonly group?: string;
  readonly kind?: LineKind;
  readonly discountable?: boolean;
  readonly forSale?: boolean;
  readonly minAge?: number;
  /** Pieces. */
  readonly maxPerSale?: number;
  /** Name of the deposit that is charged with it; stands on an earlier shelf. */
  readonly deposit?: string;
  /** How many more barcodes it carries, e.g. on a multipack. */
  readonly extraBarcodes?: number;
}

/** In shelf order. SKUs are the department's code and a number, or the PLU. */
export const toProducts = (shelves: readonly DemoShelf[]): readonly ProductPatch[] => {
  const products: ProductPatch[] = [];
  for (const shelf of shelves) {
    for (const item of shelf.items) {
      const deposit = products.find((product) => product.name === item.deposit);
      const product = toProduct(shelf, item, products.length + 1);
      products.push(deposit ? { ...product, depositSku: deposit.sku } : product);
    }
  }
  return products;
};

const toProduct = (shelf: DemoShelf, item: DemoItem, number: number): ProductPatch => ({
  sku:
    item.plu === undefined ? `${shelf.department.code}-${String(number).padStart(3, "0")}` : String(item.plu),
  name: item.name,
  unit: item.plu === undefined ? "each" : "weight",
  kind: item.kind ?? "goods",
  productGroup: item.group ?? null,
  department: shelf.department.code,
  categories: [shelf.category.code],
  brand: item.brand ?? null,
  tags: [],
  taxRateBp: shelf.taxRateBp,
  unitPriceMinor: item.price === null ? null : toMinor(item.price),
  minUnitPriceMinor: item.minPrice === undefined ? 0 : toMinor(item.minPrice),
  onSale: item.onSale ?? false,
  discountable: item.discountable ?? true,
  forSale: item.forSale ?? true,
  quickPosition: item.quick ?? null,
  minAge: item.minAge ?? null,
  maxPerSaleMilli: item.maxPerSale === undefined ? null : item.maxPerSale * 1000,
  barcodes: item.plu === undefined ? barcodesOf(number, item.extraBarcodes ?? 0) : [],
});

const barcodesOf = (number: number, extra: number): readonly string[] =>
  Array.from({ length: 1 + extra }, (_, index) => toEan13(number, index));

/** 869 is the prefix of GS1 Türkiye; the company number is invented. */
const toEan13 = (number: number, variant: number): string => {
  const body = `8690526${String(variant)}${String(number).padStart(4, "0")}`;
  return body + String(gtinCheckDigit(body));
};

const toMinor = (lira: string): number => {
  const parsed = parseDecimal(lira, 2);
  if (!parsed.ok) {
    throw new Error(`demo price ${lira}: ${parsed.error.type}`);
  }
  return parsed.value;
};
