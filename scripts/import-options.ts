/** Owns the words of `npm run import`: what may be asked for, and one clear sentence for what may not. */
import { parseArgs } from "node:util";
import { join, resolve } from "node:path";
import { err, ok, type Result } from "../domain/result.ts";
import { parseDecimal } from "../domain/money/decimal.ts";
import { PRODUCT_FIELDS, type ProductField } from "../electron/services/catalogue/product-columns.ts";
import { rootDir } from "./run-tool.ts";

export interface ImportOptions {
  readonly file: string;
  readonly dataDir: string;
  readonly currencyDecimals: number;
  readonly decimalMark: "." | ",";
  readonly encoding: string;
  readonly taxRateBp: number | null;
  readonly map: ReadonlyMap<ProductField, string>;
  /** Where every bad row goes; null: only the first ones are shown. */
  readonly report: string | null;
}

export const IMPORT_USAGE = `usage: npm run import -- sales FILE                     sales of another till of the store
       npm run import -- products FILE.csv[.gz] [options]
  --data-dir DIR           the till's data folder (default: TILLWRIGHT_DATA_DIR, else .data/till)
  --map FIELD=COLUMN       which column a field is in; may be repeated
                           fields: ${PRODUCT_FIELDS.join(", ")}
  --currency-decimals N    decimals of the file's prices (default 2)
  --decimal-comma          prices are written 12,50
  --tax-rate PERCENT       for products whose row says nothing about tax
  --encoding NAME          of the file, e.g. windows-1254 (default utf-8)
  --report FILE            write every bad row there, as CSV`;

/** The error is a sentence for a person. */
export const readImportOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<ImportOptions, string> => {
  const parsed = parseWords(args);
  if (!parsed.ok) {
    return parsed;
  }
  const { values, positionals } = parsed.value;
  const [what, file, ...others] = positionals;
  if (what !== "products" || file === undefined || others.length > 0) {
    return err("say what to import and from which file");
  }
  const map = readMap(values.map ?? []);
  if (!map.ok) {
    return map;
  }
  const decimals = Number(values["currency-decimals"] ?? "2");
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 4) {
    return err("--currency-decimals is a number from 0 to 4");
  }
  const taxRate = values["tax-rate"] === undefined ? ok(null) : parseDecimal(values["tax-rate"], 2);
  if (!taxRate.ok || (taxRate.value ?? 0) < 0 || (taxRate.value ?? 0) > 10_000) {
    return err("--tax-rate is a percentage between 0 and 100, e.g. 20");
  }
  const encoding = values.encoding ?? "utf-8";
  if (!isEncoding(encoding)) {
    return err(`the encoding "${encoding}" is not known`);
  }
  // npm runs scripts in the project's folder; a file is named from where the person stands.
  const from = env["INIT_CWD"] ?? "";
  return ok({
    file: resolve(from, file),
    dataDir: resolve(values["data-dir"] ?? env["TILLWRIGHT_DATA_DIR"] ?? join(rootDir, ".data", "till")),
    currencyDecimals: decimals,
    decimalMark: values["decimal-comma"] === true ? "," : ".",
    encoding,
    taxRateBp: taxRate.value,
    map: map.value,
    report: values.report === undefined ? null : resolve(from, values.report),
  });
};

const parseWords = (args: readonly string[]) => {
  try {
    return ok(
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          "data-dir": { type: "string" },
          map: { type: "string", multiple: true },
          "currency-decimals": { type: "string" },
          "decimal-comma": { type: "boolean" },
          "tax-rate": { type: "string" },
          encoding: { type: "string" },
          report: { type: "string" },
        },
      }),
    );
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
};

const readMap = (pairs: readonly string[]): Result<ReadonlyMap<ProductField, string>, string> => {
  const map = new Map<ProductField, string>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const field = PRODUCT_FIELDS.find((name) => name === pair.slice(0, at));
    if (field === undefined || at === pair.length - 1) {
      return err(`--map ${pair}: expected FIELD=COLUMN with one of the fields ${PRODUCT_FIELDS.join(", ")}`);
    }
    map.set(field, pair.slice(at + 1));
  }
  return ok(map);
};

const isEncoding = (name: string): boolean => {
  try {
    return new TextDecoder(name).encoding !== "";
  } catch {
    return false;
  }
};
