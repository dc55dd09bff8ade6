/**
 * Owns reading one row of a product file: each field into what it means, or why it cannot be read. Strict: a price
 * with too many decimals or a barcode that a spreadsheet rounded is refused, never repaired by guess.
 * An empty field says nothing about the product, and a price of zero is no price: the till will ask for it.
 */
import type { ProductPatch } from "../../../db/repositories/product-patch.ts";
import { foldSearchText } from "../../../domain/catalogue/fold-search-text.ts";
import { parseDecimal } from "../../../domain/money/decimal.ts";
import type { LineKind, LineUnit } from "../../../domain/pricing/pricing-input.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { ProductColumns, ProductField } from "./product-columns.ts";

export interface RowRules {
  readonly currencyDecimals: number;
  readonly decimalMark: "." | ",";
}

/** What a row says: a patch whose price is above zero when it is there. */
export type ProductRow = ProductPatch & { readonly unitPriceMinor?: number };

/** The error is the reason, for a person. */
export const readProductRow = (
  fields: readonly string[],
  columns: ProductColumns,
  rules: RowRules,
): Result<ProductRow, string> => {
  const problems: string[] = [];
  const text = (field: ProductField): string => cleanText(fields[columns.get(field)?.[0] ?? -1] ?? "");
  const read = <T>(field: ProductField, parse: (value: string) => Result<T, string>): T | undefined => {
    const value = text(field);
    if (value === "") {
      return undefined;
    }
    const parsed = parse(value);
    if (!parsed.ok) {
      problems.push(parsed.error);
      return undefined;
    }
    return parsed.value;
  };
  const money = (what: string) => (value: string) => parseMoney(value, what, rules);
  const price = read("price", money("price"));
  const row = {
    sku: read("sku", parseSku) ?? "",
    name: read("name", parseName),
    unitPriceMinor: price === 0 ? undefined : price,
    barcodes: readBarcodes(fields, columns, problems),
    department: read("department", parseCode),
    categories: read("categories", parseList),
    brand: read("brand", parseCode),
    taxRateBp: read("taxRate", (value) => parseTaxRate(value, rules)),
    unit: read("unit", parseUnit),
    tags: read("tags", parseList),
    productGroup: read("group", parseCode),
    onSale: read("onSale", parseFlag),
    discountable: read("discountable", parseFlag),
    forSale: read("forSale", parseFlag),
    minUnitPriceMinor: read("minPrice", money("minimum price")),
    kind: read("kind", parseKind),
    minAge: read("minAge", parseAge),
    maxPerSaleMilli: read("maxPerSale", (value) => parseLimit(value, rules)),
    depositSku: read("deposit", (value) => (value === NONE ? ok(null) : parseSku(value))),
  };
  if (text("sku") === "") {
    problems.unshift("no SKU");
  }
  return problems.length > 0 ? err(problems.join("; ")) : ok(withoutUndefined(row));
};

/** Control characters would reach the receipt printer as commands. */
const cleanText = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, " ").trim();

const LONGEST_SKU = 64;
const LONGEST_BARCODE = 128;
const LONGEST_TEXT = 200;

const parseSku = (value: string): Result<string, string> =>
  value.length <= LONGEST_SKU
    ? ok(value)
    : err(`SKU "${value.slice(0, 20)}..." is longer than ${LONGEST_SKU} characters`);

const parseName = (value: string): Result<string, string> =>
  value.length <= LONGEST_TEXT ? ok(value) : err(`the name is longer than ${LONGEST_TEXT} characters`);

const parseCode = (value: string): Result<string, string> =>
  value.length <= LONGEST_TEXT
    ? ok(value)
    : err(`"${value.slice(0, 20)}..." is longer than ${LONGEST_TEXT} characters`);

const parseMoney = (value: string, what: string, rules: RowRules): Result<number, string> => {
  const parsed = parseDecimal(plainNumber(value, rules), rules.currencyDecimals);
  if (!parsed.ok) {
    return err(
      parsed.error.type === "TooManyDecimals"
        ? `${what} "${value}" has more than ${rules.currencyDecimals} decimals`
        : `${what} "${value}" is not a number with "${rules.decimalMark}"`,
    );
  }
  return parsed.value < 0 ? err(`${what} "${value}" is below zero`) : ok(parsed.value);
};

/** Separators of thousands are not guessed: "1.250" is a thousand in one country and a little more than one in another. */
const plainNumber = (value: string, { decimalMark }: RowRules): string =>
  decimalMark === "." ? value : value.includes(".") ? "" : value.replace(",", ".");

const parseTaxRate = (value: string, rules: RowRules): Result<number, string> => {
  const parsed = parseDecimal(plainNumber(value.replace(/^%\s*|\s*%$/g, ""), rules), 2);
  return parsed.ok && parsed.value >= 0 && parsed.value <= 10_000
    ? ok(parsed.value)
    : err(`tax rate "${value}" is not a percentage between 0 and 100`);
};

const UNITS: Readonly<Record<string, LineUnit>> = {
  each: "each",
  ea: "each",
  pc: "each",
  pcs: "each",
  piece: "each",
  unit: "each",
  adet: "each",
  ad: "each",
  unidad: "each",
  weight: "weight",
  kg: "weight",
  kilo: "weight",
  kilogram: "weight",
};

const parseUnit = (value: string): Result<LineUnit, string> => {
  const unit = UNITS[foldSearchText(value).replace(/\.$/, "")];
  return unit === undefined ? err(`unit "${value}" is neither a piece nor a weight`) : ok(unit);
};

/** Gift cards are not sold like goods, so no file makes one. */
const KINDS: readonly LineKind[] = ["goods", "service", "delivery", "deposit", "fee"];

const parseKind = (value: string): Result<LineKind, string> => {
  const kind = KINDS.find((known) => known === value.toLowerCase());
  return kind === undefined ? err(`kind "${value}" is none of ${KINDS.join(", ")}`) : ok(kind);
};

/** Takes an age, a limit or a deposit away again: an empty field leaves it as it is. */
const NONE = "-";

const parseAge = (value: string): Result<number | null, string> => {
  if (value === NONE) {
    return ok(null);
  }
  const age = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  return age >= 1 && age <= 120
    ? ok(age)
    : err(`minimum age "${value}" is not a number of years from 1 to 120`);
};

const parseLimit = (value: string, rules: RowRules): Result<number | null, string> => {
  if (value === NONE) {
    return ok(null);
  }
  const parsed = parseDecimal(plainNumber(value, rules), 3);
  return parsed.ok && parsed.value > 0
    ? ok(parsed.value)
    : err(`limit per sale "${value}" is not a quantity above zero`);
};

const YES = ["1", "true", "yes", "y", "evet", "e", "si", "s"];
const NO = ["0", "false", "no", "n", "hayir", "h"];

const parseFlag = (value: string): Result<boolean, string> => {
  const folded = foldSearchText(value);
  return YES.includes(folded)
    ? ok(true)
    : NO.includes(folded)
      ? ok(false)
      : err(`"${value}" is neither yes nor no`);
};

const parseList = (value: string): Result<readonly string[], string> =>
  ok(
    value
      .split(/[|;]/)
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );

const readBarcodes = (
  fields: readonly string[],
  columns: ProductColumns,
  problems: string[],
): readonly string[] | undefined => {
  const barcodes = (columns.get("barcodes") ?? [])
    .flatMap((index) => cleanText(fields[index] ?? "").split(/[|;,\s]+/))
    .filter((barcode) => barcode !== "");
  for (const barcode of barcodes) {
    if (/^\d(?:\.\d+)?E\+\d+$/i.test(barcode)) {
      problems.push(`barcode "${barcode}" was rounded by a spreadsheet: format the column as text`);
    } else if (barcode.length > LONGEST_BARCODE) {
      problems.push(`barcode "${barcode.slice(0, 20)}..." is longer than ${LONGEST_BARCODE} characters`);
    }
  }
  return barcodes.length === 0 ? undefined : barcodes;
};

type Defined<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

const withoutUndefined = <T extends object>(row: T): Defined<T> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Defined<T>;
