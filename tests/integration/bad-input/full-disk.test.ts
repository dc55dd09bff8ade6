/** The disk is full in the middle of a sale: a clear answer, nothing lost, and on with it once there is space. */
import { describe, expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { fillDisk, freeDisk } from "../../support/full-disk.ts";
import { dumpTables } from "../../support/table-dump.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const FULL = { ok: false, error: { type: "StorageFailed", cause: "diskFull" } };

/** A full basket of long lines: storing the sale surely needs a page. */
const withBasket = async (): Promise<TestTill> => {
  const test = openTestTill();
  await signIn(test, "manager");
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
  for (const product of test.till.products.search("e", 40)) {
    await test.call("basket.addProduct", { productId: product.id, quantityMilli: 1000 });
  }
  await test.printed();
  return test;
};

const tablesBut = (test: TestTill): unknown => {
  const { ballast: _ballast, print_job: _jobs, ...rest } = dumpTables(test.till.db);
  return rest;
};

describe("a full disk", () => {
  const cash = { tenderedMinor: null };

  it("answers cash so; the basket stays, and the next try sells it under the next number", async () => {
    const test = await withBasket();
    const view = await test.must("basket.get", {});
    fillDisk(test);
    const before = tablesBut(test);
    expect(await test.callRaw("payment.cash", cash)).toEqual(FULL);
    expect(tablesBut(test)).toEqual(before);
    expect(await test.must("basket.get", {})).toEqual(view);
    expect(await test.callRaw("payment.cash", cash)).toEqual(FULL);
    freeDisk(test);
    expect(await test.callRaw("payment.cash", cash)).toMatchObject({
      ok: true,
      value: { kind: "completed", sale: { receiptNumber: "S1-T1-000002" } },
    });
    expect(verifyJournal(test.till)).toMatchObject({
      ok: true,
      value: { count: 3, sales: 2 },
    });
    expect(test.bugs).toEqual([]);
    await test.close();
  });

  it("a change that cannot be kept is refused, and is not in the basket", async () => {
    const test = await withBasket();
    const before = await test.must("basket.get", {});
    fillDisk(test);
    const answers: unknown[] = [];
    // One may still fit into what a page has left; all of them, with their audit entries, do not.
    for (const line of before?.lines ?? []) {
      answers.push(
        await test.callRaw("basket.discountLine", {
          lineId: line.id,
          discount: { percentBp: 100 },
          reason: "ü".repeat(200),
        }),
      );
    }
    expect(answers).toContainEqual(FULL);
    const shown = await test.must("basket.get", {});
    const stored = test.till.baskets.open();
    expect(stored?.lines.map((line) => [line.id, line.quantityMilli, line.discount !== null])).toEqual(
      shown?.lines.map((line) => [line.id, line.quantityMilli, line.discounts.length > 0]),
    );
    expect(shown?.lines.length).toBeGreaterThanOrEqual(before?.lines.length ?? 0);
    await test.close();
  });

  it("a card that was charged is on the basket, and completing it needs no card again", async () => {
    const test = await withBasket();
    fillDisk(test);
    expect(await test.callRaw("payment.card", { amountMinor: null })).toEqual(FULL);
    freeDisk(test);
    test.terminal.behaviour = "decline";
    expect(await test.must("payment.complete", {})).toMatchObject({
      sale: { receiptNumber: "S1-T1-000002", tenders: [{ type: "CARD" }] },
    });
    await test.close();
  });

  it("a card that was charged before the disk filled up is not charged again", async () => {
    const test = await withBasket();
    const card = Promise.withResolvers<void>();
    test.terminal.gate = card.promise;
    const paying = test.callRaw("payment.card", { amountMinor: null });
    await new Promise((resolve) => setImmediate(resolve));
    fillDisk(test);
    card.resolve();
    expect(await paying).toEqual(FULL);
    freeDisk(test);
    test.terminal.behaviour = "decline";
    expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({
      kind: "completed",
      sale: { tenders: [{ type: "CARD" }] },
    });
    await test.close();
  });

  it("receipts wait for space, and print then", async () => {
    const test = await withBasket();
    const printedBefore = test.printer.jobs.length;
    const gate = Promise.withResolvers<void>();
    test.printer.gate = gate.promise;
    await test.must("payment.cash", { tenderedMinor: null });
    fillDisk(test);
    gate.resolve();
    await test.printed();
    freeDisk(test);
    test.timers.fire();
    await test.printed();
    expect(test.printer.jobs.length).toBe(printedBefore + 1);
    await test.close();
  });
});
