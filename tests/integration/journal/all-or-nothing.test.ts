/** A sale is one transaction: whatever fails in the middle, nothing of it is stored and its number is not lost. */
import { describe, expect, it } from "vitest";
import { payCash } from "../../../electron/services/payment/pay-cash.ts";
import { refundByReceipt } from "../../../electron/services/refund/refund-sale.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import type { Actor } from "../../../electron/services/deps.ts";
import type { Till } from "../../../electron/services/till.ts";
import { dumpTables } from "../../support/table-dump.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const boom = (): never => {
  throw new Error("in the middle");
};

/** The till with one step of storing a sale broken: before it is done, or right after. */
const broken: readonly (readonly [string, (till: Till) => Till])[] = [
  ["taking the number", (till) => ({ ...till, sales: { ...till.sales, nextSeq: boom } })],
  [
    "after taking the number",
    (till) => ({
      ...till,
      sales: { ...till.sales, nextSeq: () => till.sales.nextSeq() && boom() },
    }),
  ],
  ["appending to the journal", (till) => ({ ...till, journal: { ...till.journal, append: boom } })],
  [
    "after appending to the journal",
    (till) => ({
      ...till,
      journal: {
        ...till.journal,
        append: (type, body) => {
          till.journal.append(type, body);
          return boom();
        },
      },
    }),
  ],
  ["storing the sale", (till) => ({ ...till, sales: { ...till.sales, add: boom } })],
  [
    "after storing the sale",
    (till) => ({
      ...till,
      sales: {
        ...till.sales,
        add: (record) => {
          till.sales.add(record);
          boom();
        },
      },
    }),
  ],
  ["queueing the receipt", (till) => ({ ...till, printJobs: { ...till.printJobs, add: boom } })],
];

const actorOf = (test: TestTill): Actor => {
  const actor = test.till.staffSession.current();
  if (!actor) {
    throw new Error("Nobody is signed in");
  }
  return actor;
};

const started = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
  return test;
};

const expectNextNumbers = async (test: TestTill): Promise<void> => {
  expect(await test.must("payment.cash", { tenderedMinor: null })).toMatchObject({
    sale: { receiptNumber: "S1-T1-000002" },
  });
  expect(verifyJournal(test.till)).toMatchObject({
    ok: true,
    value: { count: 3, sales: 2 },
  });
};

describe("a sale that fails", () => {
  it.each(broken)("while %s leaves everything as it was", async (_where, breakIt) => {
    const test = await started();
    await test.must("basket.scan", { code: "BAKERY-002", quantityMilli: 3000 });
    const view = await test.must("basket.get", {});
    const before = dumpTables(test.till.db);
    expect(() => payCash(breakIt(test.till), actorOf(test), null)).toThrow("in the middle");
    expect(dumpTables(test.till.db)).toEqual(before);
    expect(await test.must("basket.get", {})).toEqual(view);
    await expectNextNumbers(test);
  });
});

describe("a refund that fails", () => {
  it.each(broken)("while %s leaves everything as it was", async (_where, breakIt) => {
    const test = await started();
    const before = dumpTables(test.till.db);
    const request = {
      receiptNumber: "S1-T1-000001",
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
      reason: "stale",
      requestId: "r1",
      action: "refund.create",
    } as const;
    await expect((async () => refundByReceipt(breakIt(test.till), actorOf(test), request))()).rejects.toThrow(
      "in the middle",
    );
    expect(dumpTables(test.till.db)).toEqual(before);
    await test.must("basket.scan", { code: "BAKERY-002" });
    await expectNextNumbers(test);
  });
});

describe("a card refund that the disk cannot keep", () => {
  it("is written by the next refund, which finds out that the terminal made it", async () => {
    const test = await started();
    const request = {
      receiptNumber: "S1-T1-000001",
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CARD",
      reason: "stale",
      requestId: "r1",
      action: "refund.create",
    } as const;
    let failures = 1;
    const failsOnce: Till = {
      ...test.till,
      sales: {
        ...test.till.sales,
        add: (record) => {
          if (failures > 0) {
            failures -= 1;
            boom();
          }
          test.till.sales.add(record);
        },
      },
    };
    await expect(refundByReceipt(failsOnce, actorOf(test), request)).rejects.toThrow("in the middle");
    expect(test.till.sales.count()).toBe(1);
    const again = await test.call("refund.byReceipt", {
      receiptNumber: request.receiptNumber,
      lines: [...request.lines],
      tender: "CASH",
      reason: "stale",
    });
    expect(again).toMatchObject({ error: { type: "MoreThanSold" } });
    expect(test.till.sales.findByReceiptNumber("S1-T1-000002")?.tenders[0]).toMatchObject({ type: "CARD" });
  });
});
