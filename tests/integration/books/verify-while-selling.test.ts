/** Verifying reads one picture of the file: a sale completed in the middle of it is no fault, and is seen next time. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openForReading } from "../../../db/open-for-reading.ts";
import { verifyDatabase } from "../../../electron/services/journal/verify-database.ts";
import { payCash } from "../../../electron/services/payment/pay-cash.ts";
import { openTestTill, signIn } from "../../support/test-till.ts";

it("a sale completed between reading the journal and counting the sales is no fault", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "verify-"));
  const test = openTestTill({ dataDir });
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.printed();
  const opened = openForReading(join(dataDir, "till.sqlite"), test.clock);
  const actor = test.till.staffSession.current();
  if (!opened.ok || actor === null) {
    throw new Error("The till's file does not open");
  }
  let sold = 0;
  const sellOne = (): void => {
    // The journal was read and the sales were not counted yet.
    expect(payCash(test.till, actor, null)).toMatchObject({ ok: true });
    sold += 1;
  };
  const entries = test.till.journalRepository.page({ epoch: 1, seq: 0, limit: 100 }).length;
  expect(verifyDatabase(opened.value, sellOne)).toMatchObject({
    ok: true,
    value: { sales: 1, count: entries },
  });
  expect(sold).toBe(1);
  expect(verifyDatabase(opened.value, () => {})).toMatchObject({
    ok: true,
    value: { sales: 2, count: entries + 1 },
  });
  opened.value.close();
  await test.close();
  rmSync(dataDir, { recursive: true, force: true });
});
