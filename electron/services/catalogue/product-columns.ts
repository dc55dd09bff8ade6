/**
 * Owns which column of a file is which field of a product: by the header's name in the spellings that shops use, in
 * English, Turkish and Spanish, or as a person says with `--map`. Unknown columns are left alone.
 */
import { foldSearchText } from "../../../domain/catalogue/fold-search-text.ts";
import { err, ok, type Result } from "../../../domain/result.ts";

export const PRODUCT_FIELDS = [
  "sku",
  "name",
  "price",
  "barcodes",
  "department",
  "categories",
  "brand",
  "taxRate",
  "unit",
  "tags",
  "group",
  "onSale",
  "discountable",
  "forSale",
  "minPrice",
  "kind",
  "minAge",
  "maxPerSale",
  "deposit",
] as const;

export type ProductField = (typeof PRODUCT_FIELDS)[number];

/** Column numbers per field, from 0. Only barcodes may have several columns. */
export type ProductColumns = ReadonlyMap<ProductField, readonly number[]>;

/** Spellings without case, accents, spaces and punctuation. */
const ALIASES: Readonly<Record<ProductField, readonly string[]>> = {
  sku: [
    "sku",
    "stockcode",
    "code",
    "itemcode",
    "productcode",
    "articlenumber",
    "stokkodu",
    "urunkodu",
    "kod",
    "codigo",
    "referencia",
  ],
  name: [
    "name",
    "description",
    "title",
    "productname",
    "itemname",
    "urunadi",
    "ad",
    "adi",
    "aciklama",
    "nombre",
    "descripcion",
  ],
  price: [
    "price",
    "unitprice",
    "sellingprice",
    "salesprice",
    "retailprice",
    "fiyat",
    "birimfiyat",
    "satisfiyati",
    "precio",
    "pvp",
  ],
  barcodes: [
    "barcode",
    "barcodes",
    "ean",
    "ean13",
    "gtin",
    "upc",
    "barkod",
    "barkodlar",
    "codigodebarras",
    "barcode1",
    "barcode2",
    "barcode3",
  ],
  department: ["department", "dept", "reyon", "departman", "bolum", "departamento", "seccion"],
  categories: ["category", "categories", "kategori", "kategoriler", "categoria", "categorias"],
  brand: ["brand", "marka", "marca"],
  taxRate: ["taxrate", "tax", "vat", "vatrate", "kdv", "kdvorani", "iva", "tipoiva"],
  unit: ["unit", "uom", "unitofmeasure", "birim", "unidad"],
  tags: ["tags", "tag", "etiket", "etiketler", "etiquetas"],
  group: ["group", "productgroup", "variantof", "parent", "urungrubu"],
  onSale: ["onsale", "indirimde", "enoferta"],
  discountable: ["discountable", "indirimyapilabilir"],
  forSale: ["forsale", "active", "enabled", "satista", "aktif", "activo"],
  minPrice: ["minprice", "minimumprice", "minfiyat", "enazfiyat", "preciominimo"],
  kind: ["kind", "itemkind", "tur", "urunturu", "tipo"],
  minAge: ["minage", "minimumage", "agelimit", "asgariyas", "yassiniri", "edadminima"],
  maxPerSale: ["maxpersale", "salelimit", "quantitylimit", "satislimiti", "azamiadet", "maximoporventa"],
  deposit: ["deposit", "depositsku", "depozito", "deposito"],
};

/** `map` names headers as they stand in the file and wins over the spellings above. */
export const findColumns = (
  headers: readonly string[],
  map: ReadonlyMap<ProductField, string>,
): Result<ProductColumns, ColumnsError> => {
  const names = headers.map((header) => header.trim());
  const columns = new Map<ProductField, readonly number[]>();
  for (const field of PRODUCT_FIELDS) {
    const asked = map.get(field);
    const found =
      asked === undefined
        ? indexesWhere(names, (name) => ALIASES[field].includes(plain(name)))
        : indexesWhere(names, (name) => name.toLowerCase() === asked.trim().toLowerCase());
    if (asked !== undefined && found.length === 0) {
      return err({ type: "NoSuchColumn", column: asked, headers: names });
    }
    if (found.length > 0) {
      columns.set(field, field === "barcodes" ? found : found.slice(0, 1));
    }
  }
  return columns.has("sku") ? ok(columns) : err({ type: "NoSkuColumn", headers: names });
};

export type ColumnsError =
  | { readonly type: "NoSkuColumn"; readonly headers: readonly string[] }
  | { readonly type: "NoSuchColumn"; readonly column: string; readonly headers: readonly string[] };

const plain = (name: string): string => foldSearchText(name).replace(/[^a-z0-9]+/g, "");

const indexesWhere = (names: readonly string[], matches: (name: string) => boolean): readonly number[] =>
  names.flatMap((name, index) => (matches(name) ? [index] : []));
