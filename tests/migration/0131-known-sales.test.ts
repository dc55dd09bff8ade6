import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const KNOWN = `INSERT INTO known_sale (receipt_number, sale_id, at_ms, kind, is_exchange, item_count, payable_minor,
  rounding_minor, card_minor, body_json) VALUES ('S1-T2-000001', 'a', 1, 'sale', 0, 1, 100, 0, 0, '{}')`;

test("sales of other tills are kept and never edited, and what came back of a sale is found by an index", () => {
  const sqlite = databaseAt(130);
  migrateTo(sqlite, 131);
  sqlite.exec(KNOWN);
  sqlite.exec("INSERT INTO known_return VALUES ('S1-T2-000001', 1, 'b', 1, 1000, 100)");
  expect(() => sqlite.exec(KNOWN)).toThrow(/UNIQUE/);
  expect(() => sqlite.exec("UPDATE known_sale SET payable_minor = 1")).toThrow(/immutable/);
  for (const table of ["known_return", "known_sale"]) {
    expect(() => sqlite.exec(`DELETE FROM ${table}`)).toThrow(/immutable/);
  }
  expect(() => sqlite.exec("INSERT INTO known_return VALUES ('S1-T2-000009', 1, 'b', 1, 1000, 100)")).toThrow(
    /FOREIGN KEY/,
  );
  const plan = sqlite
    .prepare(
      `EXPLAIN QUERY PLAN SELECT * FROM sale_line WHERE refunds_sale_seq = (SELECT seq FROM sale WHERE id = 'a')
        OR refunds_known_receipt = (SELECT receipt_number FROM known_sale WHERE sale_id = 'a')`,
    )
    .all() as readonly { readonly detail: string }[];
  const steps = plan.map((step) => step.detail).join("; ");
  expect(steps).toContain("USING INDEX sale_line_refunds_known");
  expect(steps).not.toMatch(/SCAN (sale_line|sale|known_sale)/);
});
