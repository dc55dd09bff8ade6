import { expect, test } from "vitest";
import { createProductRepository } from "../../db/repositories/products.ts";
import { createSettingRepository } from "../../db/repositories/settings.ts";
import { createStaffRepository } from "../../db/repositories/staff.ts";
import { readStoreProfile, writeStoreProfile } from "../../db/repositories/store-profile.ts";
import { isValidGtin } from "../../domain/scanning/check-digit.ts";
import { demoStaff, seedDemoStore } from "../../electron/system/demo-store.ts";
import { openTestDatabase } from "../support/test-database.ts";

const hashPin = (pin: string): string => `a hash of the PIN ${pin} for tests`;

const seedShop = () => {
  const db = openTestDatabase();
  const report = seedDemoStore({ db, hashPin });
  return { db, report, products: createProductRepository(db) };
};

test("a fresh till gets a shop that can sell", () => {
  const { db, report, products } = seedShop();
  expect(report).toMatchObject({ ok: true, value: { seeded: true } });
  expect(products.count()).toBeGreaterThan(100);
  expect(products.quickItems()).toHaveLength(16);
  expect(createStaffRepository(db).list()).toMatchObject(
    demoStaff.map(({ name, roleCode, pin }) => ({ name, roleCode, pinHash: hashPin(pin) })),
  );
  expect(readStoreProfile(createSettingRepository(db))).toMatchObject({
    ok: true,
    value: { storeName: "Köşe Market", currency: "TRY", timezone: "Europe/Istanbul", pricesIncludeTax: true },
  });
});

test("its goods show what a till must handle", () => {
  const { db, products } = seedShop();
  const barcodes = db.sqlite
    .prepare("SELECT barcode FROM product_barcode")
    .pluck()
    .all() as readonly string[];
  expect(barcodes.length).toBeGreaterThan(90);
  expect(barcodes.filter((barcode) => !isValidGtin(barcode))).toEqual([]);
  const rates = db.sqlite.prepare("SELECT rate_bp FROM tax_rate ORDER BY rate_bp").pluck().all();
  expect(rates).toEqual([100, 1000, 2000]);
  const one = (text: string) => products.search(text, 1)[0];
  expect(one("domates")).toMatchObject({ unit: "weight", sku: "101", unitPriceMinor: 4990 });
  expect(one("poşet alışveriş")).toMatchObject({ kind: "fee", discountable: false });
  expect(one("depozito")).toMatchObject({ kind: "deposit" });
  expect(one("çeşitli")).toMatchObject({ unitPriceMinor: null });
  const counts = db.sqlite
    .prepare("SELECT sum(on_sale) AS onSale, sum(1 - for_sale) AS notForSale FROM product")
    .get();
  expect(counts).toEqual({ onSale: 7, notForSale: 1 });
});

test("seeding twice changes nothing, and what a manager changed stays", () => {
  const { db, products } = seedShop();
  products.upsertMany([{ sku: "101", unitPriceMinor: 5500 }], 2);
  const before = db.sqlite.prepare("SELECT * FROM product").all();
  expect(seedDemoStore({ db, hashPin })).toEqual({ ok: true, value: { seeded: false, products: 0 } });
  expect(db.sqlite.prepare("SELECT * FROM product").all()).toEqual(before);
  expect(products.findBySku("101")?.unitPriceMinor).toBe(5500);
  expect(createStaffRepository(db).list()).toHaveLength(2);
});

test("a real store is left alone", () => {
  const db = openTestDatabase();
  const settings = createSettingRepository(db);
  const other = readStoreProfile(createSettingRepository(seedShop().db));
  if (!other.ok || other.value === null) {
    throw new Error("the demo has a profile");
  }
  writeStoreProfile(settings, { ...other.value, storeName: "A real shop" });
  expect(seedDemoStore({ db, hashPin })).toEqual({ ok: true, value: { seeded: false, products: 0 } });
  expect(createProductRepository(db).count()).toBe(0);
});
