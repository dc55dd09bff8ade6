import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const ENTRY = `INSERT INTO audit_log (at_ms, staff_name, action, subject) VALUES (1, 'Ayşe K.', 'price:override', 'sale:1')`;

test("starts an empty database and writes itself down", () => {
  const sqlite = databaseAt(0);
  migrateTo(sqlite, 10);
  expect(sqlite.prepare("SELECT id, name FROM schema_migration").all()).toEqual([
    { id: 10, name: "0010-system" },
  ]);
});

test("refuses to change, delete or replace an audit entry", () => {
  const sqlite = databaseAt(10);
  sqlite.exec(ENTRY);
  const refused = /append-only/;
  expect(() => sqlite.exec("UPDATE audit_log SET reason = 'other'")).toThrow(refused);
  expect(() => sqlite.exec("DELETE FROM audit_log")).toThrow(refused);
  expect(() =>
    sqlite.exec(
      "INSERT OR REPLACE INTO audit_log (id, at_ms, staff_name, action, subject) VALUES (1, 2, 'x', 'y', 'z')",
    ),
  ).toThrow(refused);
  expect(sqlite.prepare("SELECT count(*) FROM audit_log WHERE staff_name = 'Ayşe K.'").pluck().get()).toBe(1);
});

test("refuses settings that are no JSON and counters below zero", () => {
  const sqlite = databaseAt(10);
  expect(() => sqlite.exec("INSERT INTO setting (key, value, updated_at_ms) VALUES ('a', '{', 1)")).toThrow(
    /CHECK/,
  );
  expect(() => sqlite.exec("INSERT INTO counter (name, value) VALUES ('receipt', -1)")).toThrow(/CHECK/);
});
