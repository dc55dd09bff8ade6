/** Owns a shop of 100,000 products and 150,000 barcodes on a real file, made the same way each time. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProductPatch } from "../../db/repositories/product-patch.ts";
import { createProductRepository } from "../../db/repositories/products.ts";
import { hashPin } from "../../electron/system/pin-hash.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";

export const PRODUCTS = 100_000;
const SECOND_BARCODES = 50_000;
const BATCH = 5000;

const ADJECTIVES = [
  "Fresh",
  "Organic",
  "Crunchy",
  "Smoked",
  "Sweet",
  "Dark",
  "Light",
  "Family",
  "Mini",
  "Classic",
];
const NOUNS = [
  "coffee",
  "bread",
  "cheese",
  "biscuit",
  "soap",
  "candle",
  "lantern",
  "mug",
  "tea",
  "olive oil",
];

/** "Organic candle 4711": words that many share, and a number that only one has. */
export const productName = (index: number): string =>
  `${ADJECTIVES[index % 10] ?? ""} ${NOUNS[Math.floor(index / 10) % 10] ?? ""} ${String(index)}`;

/** 13 digits that no demo product has. */
export const barcodeOf = (index: number): string => `90${String(index).padStart(11, "0")}`;

const patchOf = (index: number): ProductPatch => ({
  sku: `BIG-${String(index).padStart(6, "0")}`,
  name: productName(index),
  unitPriceMinor: 100 + (index % 9900),
  taxRateBp: [100, 1000, 2000][index % 3] ?? 1000,
  barcodes: index < SECOND_BARCODES ? [barcodeOf(index), barcodeOf(index + PRODUCTS)] : [barcodeOf(index)],
});

export const makeBigShop = (): string => {
  const dataDir = mkdtempSync(join(tmpdir(), "bench-"));
  const test: TestTill = openTestTill({ dataDir });
  const products = createProductRepository(test.till.db);
  for (let from = 0; from < PRODUCTS; from += BATCH) {
    products.upsertMany(
      Array.from({ length: BATCH }, (_, offset) => patchOf(from + offset)),
      null,
    );
  }
  // The screen's bench signs in on the real program, which wants a real hash.
  test.till.db.sqlite.prepare("UPDATE staff SET pin_hash = ? WHERE role = 'cashier'").run(hashPin("1111"));
  test.till.db.sqlite.pragma("wal_checkpoint(TRUNCATE)");
  test.till.db.close();
  return dataDir;
};
