import { expect, test } from "vitest";
import { readImportOptions } from "../../../scripts/import-options.ts";
import { createProgressBar, progressLine } from "../../../scripts/progress-bar.ts";

const read = (words: string, env: Readonly<Record<string, string>> = { INIT_CWD: "/shop" }) =>
  readImportOptions(words.split(" "), env);

test("the file is named from where the person stands", () => {
  expect(read("products prices.csv --data-dir /data")).toEqual({
    ok: true,
    value: {
      file: "/shop/prices.csv",
      dataDir: "/data",
      currencyDecimals: 2,
      decimalMark: ".",
      encoding: "utf-8",
      taxRateBp: null,
      map: new Map(),
      report: null,
    },
  });
});

test("options are read", () => {
  expect(
    read(
      "products /a.csv --map sku=Stock=Code --map price=P --currency-decimals 3 --decimal-comma --tax-rate 18.5 --encoding windows-1254 --report bad.csv",
      { INIT_CWD: "/shop", TILLWRIGHT_DATA_DIR: "/till" },
    ),
  ).toMatchObject({
    ok: true,
    value: {
      dataDir: "/till",
      currencyDecimals: 3,
      decimalMark: ",",
      encoding: "windows-1254",
      taxRateBp: 1850,
      map: new Map([
        ["sku", "Stock=Code"],
        ["price", "P"],
      ]),
      report: "/shop/bad.csv",
    },
  });
});

test.each([
  ["", "say what to import and from which file"],
  ["products", "say what to import and from which file"],
  ["customers a.csv", "say what to import and from which file"],
  ["products a.csv --map sku", "expected FIELD=COLUMN"],
  ["products a.csv --map colour=C", "expected FIELD=COLUMN"],
  ["products a.csv --currency-decimals two", "--currency-decimals is a number"],
  ["products a.csv --tax-rate 120", "--tax-rate is a percentage"],
  ["products a.csv --encoding klingon", 'the encoding "klingon" is not known'],
  ["products a.csv --what", "--what"],
])("%j is refused with a sentence", (words, sentence) => {
  expect(read(words)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
});

test("the bar shows a share, a count, a rate and what is left", () => {
  const line = progressLine({ label: "Reading", share: 0.25, count: 5000, unit: "rows" }, 2000);
  expect(line).toBe("Reading  [######..................]  25 %  5,000 rows  2,500/s  6 s left");
  expect(progressLine({ label: "Writing", share: 1, count: 10, unit: "products" }, 0)).not.toContain("left");
});

test("the bar draws on a terminal only, not too often, and goes away", () => {
  const written: string[] = [];
  let nowMs = 0;
  const bar = (isTTY: boolean) =>
    createProgressBar(
      { isTTY, columns: 40, write: (text: string | Uint8Array) => written.push(String(text)) > 0 },
      () => nowMs,
    );
  const step = { label: "Reading", share: 0.5, count: 1, unit: "rows" };
  bar(false).show(step);
  expect(written).toEqual([]);
  const terminal = bar(true);
  terminal.clear();
  terminal.show(step);
  nowMs = 50;
  terminal.show(step);
  nowMs = 150;
  terminal.show(step);
  terminal.clear();
  expect(written).toHaveLength(3);
  expect(written[0]?.length).toBeLessThan(50);
  expect(written.at(-1)).toBe("\r\u001B[K");
});
