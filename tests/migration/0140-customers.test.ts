import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("customers of the version before keep their refs; what they bought is counted from their sales", () => {
  const sqlite = databaseAt(130);
  sqlite.exec(`
    INSERT INTO customer (customer_ref, code, created_at_ms, updated_at_ms) VALUES ('0123456789abcdef', '17850', 1, 1)`);
  const sale = (seq: number, kind: string, totalMinor: number): void => {
    sqlite.exec(`
      INSERT INTO sale (seq, id, kind, receipt_number, store_code, till_code, staff_id, staff_name, customer_ref,
        currency, prices_include_tax, at_ms, gross_minor, discount_minor, net_minor, tax_minor, total_minor,
        rounding_minor, payable_minor, taxes_json, trace_json, journal_epoch, journal_seq)
      VALUES (${String(seq)}, 's${String(seq)}', '${kind}', 'S1-T1-00000${String(seq)}', 'S1', 'T1', 1, 'A',
        '0123456789abcdef', 'TRY', 1, ${String(seq * 100)}, ${String(totalMinor)}, 0, ${String(totalMinor)}, 0,
        ${String(totalMinor)}, 0, ${String(totalMinor)}, '[]', '{}', 1, ${String(seq)})`);
  };
  sale(1, "sale", 1000);
  sale(2, "refund", -300);
  sale(3, "sale", 500);
  migrateTo(sqlite, 140);
  expect(sqlite.prepare("SELECT * FROM customer_activity").all()).toEqual([
    {
      customer_ref: "0123456789abcdef",
      purchases: 2,
      spent_minor: 1200,
      first_purchase_at_ms: 100,
      last_purchase_at_ms: 300,
    },
  ]);
  expect(sqlite.prepare("SELECT code, registration_source FROM customer").get()).toEqual({
    code: "17850",
    registration_source: "import",
  });
});

test("consents are append-only, and a card is one customer's", () => {
  const sqlite = databaseAt(140);
  sqlite.exec(`
    INSERT INTO customer (id, customer_ref, created_at_ms, updated_at_ms) VALUES (1, '0123456789abcdef', 1, 1);
    INSERT INTO loyalty_card (number, customer_id, state, created_at_ms, updated_at_ms) VALUES ('29', 1, 'active', 1, 1);
    INSERT INTO customer_consent (customer_ref, channel, granted, at_ms, source, wording_version)
      VALUES ('0123456789abcdef', 'sms', 1, 1, 'till', 'v1')`);
  expect(() => sqlite.exec("UPDATE customer_consent SET granted = 0")).toThrow(/append-only/);
  expect(() => sqlite.exec("DELETE FROM customer_consent")).toThrow(/append-only/);
  expect(() =>
    sqlite.exec(
      "INSERT INTO loyalty_card (number, customer_id, state, created_at_ms, updated_at_ms) VALUES ('29', 1, 'active', 1, 1)",
    ),
  ).toThrow(/UNIQUE/);
  expect(() => sqlite.exec("UPDATE customer SET merged_into_id = 1")).toThrow(/CHECK/);
});
