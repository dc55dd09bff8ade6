import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const JOB =
  "INSERT INTO print_job (id, kind, sale_seq, opens_drawer, state, maybe_printed, attempts, created_at_ms, updated_at_ms)";
const SHIFT = `INSERT INTO shift (id, cashier_id, opened_at_ms, opened_by, opened_by_name, float_json, journal_epoch,
  journal_seq, audit_id, sale_seq, movement_id)`;

test("keeps the print queue and the ledger of the version before", () => {
  const sqlite = databaseAt(80);
  sqlite.exec(`${JOB} VALUES (7, 'copy', 1, 0, 'failed', 1, 2, 5, 6)`);
  sqlite.exec(
    "INSERT INTO cash_movement (at_ms, kind, amount_minor, sale_seq, staff_id) VALUES (5, 'sale', 1500, 1, 1)",
  );
  migrateTo(sqlite, 100);
  expect(sqlite.prepare("SELECT id, kind, sale_seq, state, document_json FROM print_job").all()).toEqual([
    { id: 7, kind: "copy", sale_seq: 1, state: "failed", document_json: null },
  ]);
  expect(sqlite.prepare("SELECT amount_minor, shift_id, tender_id FROM cash_movement").all()).toEqual([
    { amount_minor: 1500, shift_id: null, tender_id: null },
  ]);
});

test("holds one open shift per drawer, and lets nobody touch a closed one, its cash or its Z", () => {
  const sqlite = databaseAt(100);
  const open = (id: number, cashier: string): string =>
    `${SHIFT} VALUES (${String(id)}, ${cashier}, 1, 1, 'A', '{}', 1, 1, 1, 0, 0)`;
  sqlite.exec(open(1, "NULL"));
  sqlite.exec(open(2, "5"));
  expect(() => sqlite.exec(open(3, "NULL"))).toThrow(/UNIQUE/);
  expect(() => sqlite.exec(open(3, "5"))).toThrow(/UNIQUE/);
  const cash =
    "INSERT INTO cash_movement (shift_id, at_ms, kind, amount_minor, staff_id) VALUES (1, 2, 'payIn', 5, 1)";
  sqlite.exec(cash);
  sqlite.exec("UPDATE shift SET closed_at_ms = 3, closed_by = 1, closed_by_name = 'A' WHERE id = 1");
  expect(() => sqlite.exec(cash)).toThrow(/shift is not open/);
  expect(() => sqlite.exec("UPDATE shift SET closed_at_ms = 4 WHERE id = 1")).toThrow(/immutable/);
  expect(() => sqlite.exec("DELETE FROM shift WHERE id = 2")).toThrow(/kept/);
  sqlite.exec(open(3, "NULL"));
  const z = (verb: string): string => `${verb} INTO z_report VALUES (1, 1, 3, '{}', 1, 2)`;
  sqlite.exec(z("INSERT"));
  for (const attack of ["UPDATE z_report SET at_ms = 9", "DELETE FROM z_report", z("INSERT OR REPLACE")]) {
    expect(() => sqlite.exec(attack)).toThrow(/immutable/);
  }
  sqlite.exec(`INSERT INTO shift_count (shift_id, at_ms, staff_id, staff_name, count_json, total_minor, expected_minor, movement_id)
    VALUES (2, 1, 1, 'A', '{}', 5, 5, 1)`);
  expect(() => sqlite.exec("UPDATE shift_count SET total_minor = 6")).toThrow(/immutable/);
  expect(() => sqlite.exec("DELETE FROM shift_count")).toThrow(/immutable/);
});
