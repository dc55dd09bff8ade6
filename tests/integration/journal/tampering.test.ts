/** Whatever is changed in the journal or the sales behind its back, verifying finds it and names the entry. */
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { JournalEntry } from "../../../domain/journal/journal-entry.ts";
import { hashEntry } from "../../../electron/services/journal/journal-writer.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { payCash } from "../../../electron/services/payment/pay-cash.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const verdict = (test: TestTill) => verifyJournal(test.till);

/** Six entries: sale 1, drawer, sale 2, refund of sale 1, voided basket, sale 3. The triggers are taken off. */
const worked = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  const sell = async (): Promise<void> => {
    await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 2000 });
    await test.must("payment.cash", { tenderedMinor: null });
    test.clock.advance(60_000);
  };
  await sell();
  await test.must("devices.openDrawer", { reason: "change for 100 | 2 x 50" });
  await sell();
  await test.must("refund.byReceipt", {
    receiptNumber: "S1-T1-000001",
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "CASH",
    reason: "stale",
  });
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("basket.void", { reason: "left" });
  await sell();
  expect(verdict(test)).toMatchObject({ ok: true, value: { count: 7, sales: 4 } });
  const triggers = test.till.db.sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all() as readonly string[];
  for (const name of triggers) {
    test.till.db.sqlite.exec(`DROP TRIGGER ${name}`);
  }
  test.till.db.sqlite.pragma("foreign_keys = OFF");
  return test;
};

const run = (test: TestTill, statement: string): void => {
  // Who has the file is not bound by its checks.
  test.till.db.sqlite.pragma("ignore_check_constraints = ON");
  test.till.db.sqlite.exec(statement);
};

const entryAt = (test: TestTill, seq: number): JournalEntry => {
  const entry = test.till.journalRepository.page({ epoch: 1, seq: seq - 1, limit: 1 })[0];
  if (!entry) {
    throw new Error(`There is no entry ${String(seq)}`);
  }
  return entry;
};

const foundAfter = async (tamper: (test: TestTill) => void): Promise<unknown> => {
  const test = await worked();
  tamper(test);
  const answer = verdict(test);
  return answer.ok ? "nothing found" : answer.error;
};

const sqlFinds = (statement: string): Promise<unknown> => foundAfter((test) => run(test, statement));

describe("a changed entry", () => {
  it.each([
    ["an amount in its body", `UPDATE journal SET body = replace(body, '3000', '2000') WHERE seq = 4`],
    ["one byte of white space", `UPDATE journal SET body = body || ' ' WHERE seq = 4`],
    ["its type", `UPDATE journal SET type = 'sale.completed.v2' WHERE seq = 4`],
    ["its time", `UPDATE journal SET at_ms = at_ms - 1 WHERE seq = 4`],
    ["its hash", `UPDATE journal SET hash = '${"a".repeat(64)}' WHERE seq = 4`],
  ])("%s", async (_what, statement) => {
    expect(await sqlFinds(statement)).toEqual({ type: "WrongHash", seq: 4 });
  });

  it("text moved from the body into the type, which leaves what was hashed as it was", async () => {
    const fault = await foundAfter((test) => {
      const { type, body } = entryAt(test, 3);
      const at = body.indexOf("|");
      test.till.db.sqlite
        .prepare("UPDATE journal SET type = ?, body = ? WHERE seq = 3")
        .run(`${type}|${body.slice(0, at)}`, body.slice(at + 1));
    });
    expect(fault).toEqual({ type: "WrongHash", seq: 3 });
  });

  it("its signature", async () => {
    const statement = "UPDATE journal SET sig = (SELECT sig FROM journal WHERE seq = 5) WHERE seq = 4";
    expect(await sqlFinds(statement)).toEqual({ type: "WrongSignature", seq: 4 });
    expect(await sqlFinds("UPDATE journal SET sig = '' WHERE seq = 2")).toEqual({
      type: "WrongSignature",
      seq: 2,
    });
  });

  it("a body and, to cover it up, every hash after it: the signature does not follow", async () => {
    const fault = await foundAfter((test) => {
      const update = test.till.db.sqlite.prepare(
        "UPDATE journal SET body = ?, prev_hash = ?, hash = ? WHERE epoch = 1 AND seq = ?",
      );
      let prevHash = entryAt(test, 3).hash;
      for (let seq = 4; seq <= 7; seq += 1) {
        const old = entryAt(test, seq);
        const forged = { ...old, prevHash, body: seq === 4 ? old.body.replaceAll("3000", "1000") : old.body };
        const hash = hashEntry(forged);
        update.run(forged.body, prevHash, hash, seq);
        prevHash = hash;
      }
    });
    expect(fault).toEqual({ type: "WrongSignature", seq: 4 });
  });

  it("its till", async () => {
    expect(await sqlFinds("UPDATE journal SET till = 'S1-T2' WHERE seq = 6")).toEqual({
      type: "WrongTill",
      seq: 6,
    });
  });
});

describe("the chain", () => {
  it("an entry in the middle is gone", async () => {
    expect(await sqlFinds("DELETE FROM journal WHERE seq = 3")).toEqual({
      type: "Gap",
      seq: 4,
      expectedSeq: 3,
    });
  });

  it("an entry is gone and the others moved up", async () => {
    expect(
      await sqlFinds("DELETE FROM journal WHERE seq = 3; UPDATE journal SET seq = seq - 1 WHERE seq > 3"),
    ).toEqual({ type: "BrokenChain", seq: 3 });
  });

  it("the first entry is gone", async () => {
    expect(await sqlFinds("DELETE FROM journal WHERE seq = 1")).toEqual({
      type: "Gap",
      seq: 2,
      expectedSeq: 1,
    });
  });

  it("two entries changed places", async () => {
    const swap = `UPDATE journal SET seq = 99 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4;
      UPDATE journal SET seq = 4 WHERE seq = 99`;
    expect(await sqlFinds(swap)).toEqual({ type: "Gap", seq: 4, expectedSeq: 3 });
  });

  it("the end was cut off with a sale in it", async () => {
    expect(await sqlFinds("DELETE FROM journal WHERE seq >= 6")).toEqual({
      type: "SaleWithoutEntry",
      seq: 5,
      stored: 4,
      journalled: 3,
    });
  });

  it("everything is gone", async () => {
    expect(await sqlFinds("DELETE FROM journal")).toMatchObject({
      type: "SaleWithoutEntry",
      seq: 0,
      stored: 4,
    });
    expect(await sqlFinds("DELETE FROM journal; DELETE FROM journal_epoch")).toMatchObject({
      type: "SaleWithoutEntry",
      stored: 4,
    });
  });
});

describe("the key", () => {
  it("is another one", async () => {
    const other = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString();
    const fault = await foundAfter((test) => {
      test.till.db.sqlite.prepare("UPDATE journal_epoch SET public_key = ?").run(other);
    });
    expect(fault).toEqual({ type: "WrongSignature", seq: 1 });
  });

  it("is no key at all", async () => {
    expect(await sqlFinds("UPDATE journal_epoch SET public_key = 'rubbish'")).toEqual({
      type: "WrongSignature",
      seq: 1,
    });
  });

  it("does not let a forger with a key of his own add an entry", async () => {
    const seed = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.alloc(32, 1)]);
    const forger = createPrivateKey({ key: seed, format: "der", type: "pkcs8" });
    const fault = await foundAfter((test) => {
      const head = entryAt(test, 7);
      const forged = { ...head, seq: 8, prevHash: head.hash, type: "drawer.opened.v1", body: "{}" };
      const hash = hashEntry(forged);
      const sig = sign(null, Buffer.from(hash, "hex"), forger).toString("base64");
      test.till.journalRepository.append({ ...forged, hash, sig });
    });
    expect(fault).toEqual({ type: "WrongSignature", seq: 8 });
  });
});

describe("the drawer behind the journal", () => {
  it.each([
    ["an amount", "UPDATE cash_movement SET amount_minor = amount_minor - 500 WHERE sale_seq = 2", 4],
    ["a reason", "UPDATE cash_movement SET reason = 'other' WHERE kind = 'noSale'", 3],
    ["a float", "UPDATE cash_movement SET amount_minor = 1 WHERE kind = 'float'", 1],
    ["a shift", "UPDATE cash_movement SET shift_id = 9 WHERE sale_seq = 2", 4],
    ["a row that is gone", "DELETE FROM cash_movement WHERE kind = 'noSale'", 3],
  ])("the ledger differs: %s", async (_what, statement, seq) => {
    expect(await sqlFinds(statement)).toEqual({ type: "CashDiffers", seq });
  });

  it("cash that no entry knows", async () => {
    const copy = `INSERT INTO cash_movement (shift_id, at_ms, kind, amount_minor, staff_id)
      VALUES (1, 1, 'payOut', -5000, 1)`;
    expect(await sqlFinds(copy)).toEqual({ type: "CashWithoutEntry", seq: 7 });
  });

  const closeShift = async (test: TestTill): Promise<void> => {
    await test.must("shift.handInCount", { shiftId: 1, count: { totalMinor: 0 } });
    await test.must("shift.close", { shiftId: 1 });
  };

  it.each([
    [
      "a figure in it",
      "UPDATE z_report SET document_json = replace(document_json, '\"number\":1', '\"number\":2')",
    ],
    ["rubbish", "UPDATE z_report SET document_json = 'x'"],
    ["it is gone", "DELETE FROM z_report"],
  ])("a Z differs: %s", async (_what, statement) => {
    const test = await worked();
    await closeShift(test);
    expect(verdict(test)).toMatchObject({ ok: true });
    run(test, statement);
    expect(verdict(test)).toEqual({ ok: false, error: { type: "ZDiffers", seq: 8, number: 1 } });
  });
});

describe("the sales behind the journal", () => {
  const differs = (seq: number, number: string) => ({
    type: "SaleDiffers",
    seq,
    receiptNumber: `S1-T1-00000${number}`,
  });

  it.each([
    ["its total", "UPDATE sale SET total_minor = 100, rounding_minor = 2900 WHERE seq = 2"],
    ["its time", "UPDATE sale SET at_ms = at_ms - 86400000 WHERE seq = 2"],
    ["its cashier", "UPDATE sale SET staff_id = 1 WHERE seq = 2"],
    ["a quantity", "UPDATE sale_line SET quantity_milli = 1000 WHERE sale_seq = 2"],
    ["a tax rate", "UPDATE sale_line SET tax_rate_bp = 0 WHERE sale_seq = 2"],
    ["a kind of goods", "UPDATE sale_line SET kind = 'deposit' WHERE sale_seq = 2"],
    ["a line that is gone", "DELETE FROM sale_line WHERE sale_seq = 2"],
    ["a tax that is gone", "UPDATE sale SET taxes_json = '[]' WHERE seq = 2"],
    ["a tax that cannot be read", "UPDATE sale SET taxes_json = '[' WHERE seq = 2"],
    ["a discount", "UPDATE sale_line SET discounts_json = '[{}]' WHERE sale_seq = 2"],
    ["a tender", "UPDATE tender SET type = 'CARD' WHERE sale_seq = 2"],
  ])("a sale differs: %s", async (_what, statement) => {
    expect(await sqlFinds(statement)).toEqual(differs(4, "2"));
  });

  it("a refund that no longer names what it gave back", async () => {
    expect(
      await sqlFinds("UPDATE sale_line SET refunds_line_number = 9 WHERE refunds_line_number = 1"),
    ).toEqual(differs(5, "3"));
  });

  it("a sale is gone", async () => {
    expect(await sqlFinds("DELETE FROM sale WHERE seq = 2")).toEqual({
      type: "SaleMissing",
      seq: 4,
      receiptNumber: "S1-T1-000002",
    });
  });

  it("a sale without an entry", async () => {
    const copy = `CREATE TEMP TABLE one AS SELECT * FROM sale WHERE seq = 1;
      UPDATE one SET id = 'forged', seq = 5, receipt_number = 'S1-T1-000005';
      INSERT INTO sale SELECT * FROM one`;
    expect(await sqlFinds(copy)).toEqual({ type: "SaleWithoutEntry", seq: 7, stored: 5, journalled: 4 });
  });

  it("a receipt number that was skipped, though the journal is whole and signed", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test);
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.cash", { tenderedMinor: null });
    const skipping = { ...test.till, sales: { ...test.till.sales, nextSeq: () => 3 } };
    const actor = test.till.staffSession.current();
    await test.must("basket.scan", { code: "BAKERY-001" });
    expect(actor && payCash(skipping, actor, null)).toMatchObject({ ok: true });
    expect(verdict(test)).toEqual({
      ok: false,
      error: { type: "ReceiptGap", seq: 3, receiptNumber: "S1-T1-000003" },
    });
  });
});
