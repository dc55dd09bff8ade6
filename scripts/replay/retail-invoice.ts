/**
 * Owns reading invoices from the columns of the "Online Retail" data set: InvoiceNo, StockCode, Description, Quantity,
 * InvoiceDate, UnitPrice, CustomerID, Country. Prices are rounded to pence, as a till would hold them.
 */
import { createCsvReader, type CsvRecord } from "../../electron/services/catalogue/csv-reader.ts";

export interface RetailRow {
  readonly line: number;
  readonly sku: string;
  /** Negative: goods that came back. */
  readonly quantity: number;
  /** Negative in two corrections of bad debt. */
  readonly unitPriceMinor: number;
}

export interface RetailInvoice {
  readonly number: string;
  readonly atMs: number;
  readonly customer: string | null;
  readonly country: string;
  readonly rows: readonly RetailRow[];
}

const RETAIL_COLUMNS = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
] as const;

/**
 * All invoices in the order in which they begin; the rows of one need not stand together. Throws a sentence for a
 * person where the file is not in this form.
 */
export const readInvoices = async (text: AsyncIterable<string>): Promise<readonly RetailInvoice[]> => {
  const invoices = new Map<string, RetailInvoice & { readonly rows: RetailRow[] }>();
  let isHeader = true;
  for await (const record of records(text)) {
    if ("problem" in record) {
      throw new Error(`Line ${String(record.line)}: ${record.problem}`);
    }
    if (isHeader) {
      requireHeader(record.fields);
      isHeader = false;
      continue;
    }
    const [number = "", sku = "", , quantity = "", date = "", price = "", customer = "", country = ""] =
      record.fields;
    const row = { line: record.line, sku, quantity: Number(quantity), unitPriceMinor: readPence(price) };
    const known = invoices.get(number);
    if (known) {
      known.rows.push(row);
    } else {
      const name = customer === "" ? null : customer.replace(/\.0$/, "");
      invoices.set(number, { number, atMs: readDate(date), customer: name, country, rows: [row] });
    }
  }
  return [...invoices.values()];
};

async function* records(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const reader = createCsvReader();
  for await (const piece of text) {
    yield* reader.push(piece);
  }
  yield* reader.end();
}

const requireHeader = (fields: readonly string[]): void => {
  if (fields.join(",") !== RETAIL_COLUMNS.join(",")) {
    throw new Error(`The first line must be ${RETAIL_COLUMNS.join(",")}`);
  }
};

/** "2010-12-01 08:26:00", taken as UTC: London time but for the hour of summer. */
const readDate = (text: string): number => {
  const atMs = Date.parse(`${text.replace(" ", "T")}Z`);
  if (Number.isNaN(atMs)) {
    throw new TypeError(`"${text}" is not a date like 2010-12-01 08:26:00`);
  }
  return atMs;
};

const readPence = (text: string): number => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) {
    throw new TypeError(`"${text}" is not a price`);
  }
  const [, sign, whole = "0", fraction = ""] = match;
  const thousandths = Number(whole) * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3));
  const pence = Math.floor((thousandths + 5) / 10);
  return sign === "-" ? -pence : pence;
};
