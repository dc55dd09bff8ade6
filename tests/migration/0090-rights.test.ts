import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("people, baskets and entries of the version before stay, with nobody's approval and every role's default rights", () => {
  const sqlite = databaseAt(80);
  sqlite.exec(`
    INSERT INTO staff (name, pin_hash, badge, role, failed_tries, locked_until_ms, created_at_ms, updated_at_ms)
      VALUES ('Ayşe K.', 'a hash that is long enough', NULL, 'cashier', 3, 5, 1, 1);
    INSERT INTO basket (id, state, revision, staff_id, created_at_ms, updated_at_ms) VALUES ('b', 'open', 1, 1, 1, 1);
    INSERT INTO audit_log (at_ms, staff_id, staff_name, action, subject) VALUES (1, 1, 'Ayşe K.', 'signIn', 'till')`);
  migrateTo(sqlite, 90);
  expect(sqlite.prepare("SELECT code, rights_json FROM role ORDER BY code").all()).toEqual([
    { code: "cashier", rights_json: "{}" },
    { code: "manager", rights_json: "{}" },
    { code: "supervisor", rights_json: "{}" },
  ]);
  expect(sqlite.prepare("SELECT name, role FROM staff").all()).toEqual([
    { name: "Ayşe K.", role: "cashier" },
  ]);
  expect(sqlite.prepare("SELECT id, approvals_json FROM basket").all()).toEqual([
    { id: "b", approvals_json: null },
  ]);
  expect(sqlite.prepare("SELECT action, approver_name FROM audit_log").all()).toEqual([
    { action: "signIn", approver_name: null },
  ]);
  expect(() => sqlite.exec("UPDATE role SET rights_json = '{'")).toThrow(/CHECK/);
});
