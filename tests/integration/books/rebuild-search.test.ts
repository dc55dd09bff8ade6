/** Rebuilding the search index: every answer as before, also after damage, and no other table touched. */
import { expect, it } from "vitest";
import { dumpTables } from "../../support/table-dump.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const TEXTS = ["simit", "bira", "SİMİT", "BAKERY-0", "8690", "e", "çay", "süt 1", "nothing like it"];

const furnished = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  for (const code of ["BAKERY-001", "BAKERY-002"]) {
    await test.must("basket.scan", { code });
    await test.must("payment.cash", { tenderedMinor: null });
  }
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("basket.park", { label: "parked" });
  await test.must("basket.scan", { code: "BAKERY-002" });
  await test.printed();
  return test;
};

const answers = async (test: TestTill): Promise<readonly unknown[]> =>
  Promise.all(TEXTS.map((text) => test.must("catalogue.search", { text, limit: 50 })));

/** Every table but the index's own; the audit log without the entry of the rebuild. */
const everythingElse = (test: TestTill): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(dumpTables(test.till.db))
      .filter(([name]) => !name.startsWith("product_search"))
      .map(([name, rows]) => [
        name,
        name === "audit_log"
          ? rows.filter((row) => (row as { readonly action: string }).action !== "search.rebuild")
          : rows,
      ]),
  );

const expectRebuilt = async (test: TestTill, found: readonly unknown[]): Promise<void> => {
  const before = everythingElse(test);
  const products = test.till.db.sqlite.prepare("SELECT count(*) FROM product").pluck().get();
  expect(await test.must("search.rebuild", {})).toEqual({ products });
  expect(everythingElse(test)).toEqual(before);
  expect(await answers(test)).toEqual(found);
  expect(test.bugs).toEqual([]);
  await test.close();
};

it("of a whole index changes no answer and nothing else", async () => {
  const test = await furnished();
  const found = await answers(test);
  expect(found.filter((list) => (list as readonly unknown[]).length > 0).length).toBeGreaterThan(4);
  await expectRebuilt(test, found);
});

it("of an index with missing, stray and wrong entries brings every answer back", async () => {
  const test = await furnished();
  const found = await answers(test);
  test.till.db.sqlite.exec(`
    DELETE FROM product_search WHERE rowid % 2 = 0;
    INSERT INTO product_search (rowid, name, sku, barcodes) VALUES (999999, 'simit', 'GHOST', '');
    DELETE FROM product_search WHERE rowid = 1;
    INSERT INTO product_search (rowid, name, sku, barcodes) VALUES (1, 'bira', 'WRONG', '');`);
  expect(await answers(test)).not.toEqual(found);
  await expectRebuilt(test, found);
});

it("of a damaged index makes it anew", async () => {
  const test = await furnished();
  const found = await answers(test);
  // What a bad sector does, SQLite itself lets nobody do.
  test.till.db.sqlite.unsafeMode(true);
  test.till.db.sqlite.exec("UPDATE product_search_data SET block = x'00ff00ff' WHERE id > 10");
  await expectRebuilt(test, found);
});
