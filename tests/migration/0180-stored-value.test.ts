import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("a database of the version before gets gift cards, whose balance is their ledger and never below zero", () => {
  const sqlite = databaseAt(160);
  migrateTo(sqlite, 180);
  sqlite.exec(`INSERT INTO gift_card (id, kind, code, currency, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES ('c', 'GIFT_CARD', 'GC1', 'TRY', 1, 1, 1, 1)`);
  const entry = (kind: string, amountMinor: number, afterMinor: number): string =>
    `INSERT INTO gift_card_transaction (card_id, kind, amount_minor, balance_after_minor, at_ms)
     VALUES ('c', '${kind}', ${String(amountMinor)}, ${String(afterMinor)}, 1)`;
  sqlite.exec(entry("ISSUED", 500, 500));
  sqlite.exec(entry("REDEEMED", -200, 300));
  expect(sqlite.prepare("SELECT balance_minor FROM gift_card").pluck().get()).toBe(300);
  expect(() => sqlite.exec(entry("REDEEMED", -400, -100))).toThrow();
  expect(() => sqlite.exec(entry("REDEEMED", -100, 100))).toThrow(/follow/);
  expect(() => sqlite.exec(entry("ISSUED", -100, 200))).toThrow(/CHECK/);
  expect(sqlite.prepare("SELECT count(*) FROM gift_card_transaction").pluck().get()).toBe(2);
});
