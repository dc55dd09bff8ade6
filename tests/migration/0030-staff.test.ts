import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const addStaff = (role: string): string => `
  INSERT INTO staff (name, pin_hash, role, created_at_ms, updated_at_ms)
  VALUES ('Ayşe K.', 'a hash that is long enough', '${role}', 1, 1)`;

test("keeps the catalogue of the version before, and brings the two roles", () => {
  const sqlite = databaseAt(20);
  sqlite.exec(
    "INSERT INTO department (code, name, created_at_ms, updated_at_ms) VALUES ('BAKERY', 'Fırın', 1, 2)",
  );
  migrateTo(sqlite, 30);
  expect(sqlite.prepare("SELECT code, name FROM department").all()).toEqual([
    { code: "BAKERY", name: "Fırın" },
  ]);
  expect(sqlite.prepare("SELECT code FROM role ORDER BY code").pluck().all()).toEqual(["cashier", "manager"]);
});

test("takes known roles only, and no PIN in place of its hash", () => {
  const sqlite = databaseAt(30);
  sqlite.exec(addStaff("cashier"));
  expect(sqlite.prepare("SELECT failed_tries FROM staff").pluck().get()).toBe(0);
  expect(() => sqlite.exec(addStaff("owner"))).toThrow(/FOREIGN KEY/);
  expect(() => sqlite.exec("UPDATE staff SET pin_hash = '1111'")).toThrow(/CHECK/);
});

test("a customer's ref and code are unique", () => {
  const sqlite = databaseAt(30);
  const add = (ref: string, code: string): string => `
    INSERT INTO customer (customer_ref, code, created_at_ms, updated_at_ms) VALUES ('${ref}', ${code}, 1, 1)`;
  sqlite.exec(add("0123456789abcdef", "'17850'"));
  expect(() => sqlite.exec(add("0123456789abcdef", "NULL"))).toThrow(/UNIQUE/);
  expect(() => sqlite.exec(add("fedcba9876543210", "'17850'"))).toThrow(/UNIQUE/);
  expect(() => sqlite.exec(add("short", "NULL"))).toThrow(/CHECK/);
  sqlite.exec(add("fedcba9876543210", "NULL"));
});
