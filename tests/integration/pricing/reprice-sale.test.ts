/** A stored sale can be priced again with the offers of its day, whatever runs today. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { dataPaths } from "../../../electron/system/open-till.ts";
import { repriceSale } from "../../../electron/services/pricing/reprice-sale.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const run = promisify(execFile);
const rootDir = join(import.meta.dirname, "..", "..", "..");

const sold = async (): Promise<TestTill> => {
  const test = openTestTill({ offers: "demo" });
  await signIn(test, "manager");
  const coffee = test.till.products.search("Türk Kahvesi 100 g", 1)[0];
  await test.must("basket.addProduct", { productId: coffee?.id ?? 0, quantityMilli: 2000 });
  await test.must("basket.discountBasket", { discount: { amountMinor: 500 }, reason: "goodwill" });
  await test.must("payment.cash", { tenderedMinor: null });
  return test;
};

it("finds what was charged, also after the offers changed", async () => {
  const test = await sold();
  const { till } = test;
  for (const code of ["HAPPYHOUR", "BASKET100"]) {
    till.offerRepository.put("campaigns", { code, definition: { code, active: false } }, null);
  }
  const priced = repriceSale(till, "S1-T1-000001");
  expect(priced).toMatchObject({ ok: true, value: { agrees: true } });
  const applied = priced.ok ? priced.value.result.applied.map((offer) => offer.campaign) : [];
  expect(applied).toContain("HAPPYHOUR");
  await test.close();
});

it("says so where the stored sale and the engine differ, and where there is nothing to price", async () => {
  const test = await sold();
  const { till } = test;
  expect(repriceSale(till, "S1-T1-000009")).toEqual({ ok: false, error: { type: "UnknownReceipt" } });
  await test.must("refund.byReceipt", {
    receiptNumber: "S1-T1-000001",
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "CASH",
    reason: "test",
  });
  expect(repriceSale(till, "S1-T1-000002")).toEqual({ ok: false, error: { type: "IsARefund" } });
  till.db.sqlite.exec(
    "DROP TRIGGER sale_no_update; UPDATE sale SET total_minor = 1, payable_minor = 1 + rounding_minor",
  );
  expect(repriceSale(till, "S1-T1-000001")).toMatchObject({ value: { agrees: false, chargedMinor: 1 } });
  await test.close();
});

it("is a command", async () => {
  const test = await sold();
  await test.close();
  const { stdout, stderr } = await run(
    process.execPath,
    [join(rootDir, "scripts", "price.ts"), "--sale", "s1-t1-000001", dataPaths(test.dataDir).database],
    { cwd: rootDir },
  );
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, certificate: { optimal: true } });
  expect(stderr).toContain("was charged: the same.");
});
