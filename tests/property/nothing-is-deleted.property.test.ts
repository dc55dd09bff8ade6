/**
 * Nothing deletes what was sold. A manager calls every procedure at random; after each call every earlier journal entry
 * and every row of every earlier sale is there, unchanged. Restoring, which sets the database aside as a file, is
 * among the calls, with a backup that it can restore: the file must have them all.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, it } from "vitest";
import { procedureNames, validCall, withOpenIds } from "../support/random-calls.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

/** What a head office has yet to be sent, and what the shop's books are made of. */
const KEPT = [
  "journal",
  "journal_epoch",
  "sale",
  "sale_line",
  "tender",
  "cash_movement",
  "shift_count",
  "z_report",
  "audit_log",
] as const;

type Rows = ReadonlySet<string>;

const rowsOf = (sqlite: Database.Database): Rows =>
  new Set(
    KEPT.flatMap((table) =>
      sqlite
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map((row) => `${table} ${JSON.stringify(row)}`),
    ),
  );

const lost = (before: Rows, after: Rows): readonly string[] => [...before].filter((row) => !after.has(row));

const furnished = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", printsReceipts: false });
  await signIn(test, "manager");
  for (const cash of [null, 1000]) {
    await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 3000 });
    await test.must("payment.cash", { tenderedMinor: cash });
  }
  await test.must("payment.card", { amountMinor: null });
  await test.must("refund.byReceipt", {
    receiptNumber: "S1-T1-000001",
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "CASH",
    reason: "r",
  });
  return test;
};

/** Goods and money come first, so that there is always more to lose. */
const calls = fc.array(
  fc.oneof(
    { arbitrary: validCall(procedureNames), weight: 5 },
    { arbitrary: validCall(["basket.scan", "payment.cash", "payment.card", "refund.byReceipt"]), weight: 2 },
  ),
  { minLength: 20, maxLength: 60 },
);

it("whatever is called, the journal, sales, the ledger and the audit log only ever grow", async () => {
  await fc.assert(
    fc.asyncProperty(calls, async (steps) => {
      const test = await furnished();
      let before = rowsOf(test.till.db.sqlite);
      expect([...before].filter((name) => name.startsWith("sale ")).length).toBe(3);
      for (const { name, payload } of steps) {
        if (test.till.staffSession.current() === null) {
          await test.call("session.signIn", { pin: "2222" });
        }
        await test.callRaw(name, withOpenIds(test, payload));
        const after = rowsOf(test.till.db.sqlite);
        expect([name, lost(before, after)]).toEqual([name, []]);
        before = after;
      }
      await test.close();
    }),
    { numRuns: 60 },
  );
});

it("a restore leaves all of them in the file that it sets aside", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "set-aside-"));
  let closed: Promise<void> = Promise.resolve();
  const test = openTestTill({
    dataDir,
    books: {
      reopenAfter: async (work) => {
        work();
        closed = test.close();
        await closed;
        return true;
      },
    },
  });
  await signIn(test, "manager");
  const { path } = await test.must("backup.create", { folder: null });
  for (let sale = 0; sale < 3; sale += 1) {
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.cash", { tenderedMinor: null });
  }
  await test.printed();
  const before = rowsOf(test.till.db.sqlite);
  await test.must("backup.rehearse", { path });
  const { setAside } = await test.must("backup.restore", { path, confirmation: "S1-T1", reason: "r" });
  await closed;
  await openTestTill({ dataDir }).close();
  const aside = new Database(join(dataDir, setAside), { readonly: true });
  expect(lost(before, rowsOf(aside))).toEqual([]);
  aside.close();
  rmSync(dataDir, { recursive: true, force: true });
});
