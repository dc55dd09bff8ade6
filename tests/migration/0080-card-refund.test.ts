import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps counters of the version before, and holds one open card refund at most", () => {
  const sqlite = databaseAt(60);
  sqlite.exec("INSERT INTO counter (name, value) VALUES ('receipt', 7)");
  migrateTo(sqlite, 80);
  expect(sqlite.prepare("SELECT value FROM counter").pluck().get()).toBe(7);
  const open = (id: number): string =>
    `INSERT INTO card_refund_open (id, request_id, payable_minor, request_json, asked_at_ms) VALUES (${String(id)}, 'r', 1, '{}', 1)`;
  sqlite.exec(open(1));
  expect(() => sqlite.exec(open(1))).toThrow(/UNIQUE/);
  expect(() => sqlite.exec(open(2))).toThrow(/CHECK/);
});
