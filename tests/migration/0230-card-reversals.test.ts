import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps an open card refund of the version before, and holds each given-up payment once", () => {
  const sqlite = databaseAt(180);
  sqlite.exec(
    "INSERT INTO card_refund_open (id, request_id, payable_minor, request_json, asked_at_ms) VALUES (1, 'r', 1, '{}', 1)",
  );
  migrateTo(sqlite, 230);
  expect(sqlite.prepare("SELECT request_id FROM card_refund_open").pluck().get()).toBe("r");
  const givenUp = (amount: number): string =>
    `INSERT INTO card_reversal_open (reference, amount_minor, asked_at_ms) VALUES ('a', ${String(amount)}, 1)`;
  expect(() => sqlite.exec(givenUp(0))).toThrow(/CHECK/);
  sqlite.exec(givenUp(5));
  expect(() => sqlite.exec(givenUp(5))).toThrow(/UNIQUE/);
});
