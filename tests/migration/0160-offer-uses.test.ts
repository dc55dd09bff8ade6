import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

const sale = (seq: number): string =>
  `INSERT INTO sale (seq, id, kind, receipt_number, store_code, till_code, staff_id, staff_name, currency,
     prices_include_tax, at_ms, gross_minor, discount_minor, net_minor, tax_minor, total_minor, rounding_minor,
     payable_minor, taxes_json, trace_json, journal_epoch, journal_seq)
   VALUES (${String(seq)}, 's${String(seq)}', 'sale', format('S1-T1-%06d', ${String(seq)}), 'S1', 'T1', 1, 'A', 'TRY',
     1, 1, 100, 0, 100, 0, 100, 0, 100, '[]', '{}', 1, ${String(seq)});`;

test("offers of the version before have no uses; uses are counted, given back once, and never removed", () => {
  const sqlite = databaseAt(130);
  sqlite.exec(`
    INSERT INTO campaign (code, definition_json, created_at_ms, updated_at_ms) VALUES ('A', '{}', 1, 1);
    ${sale(1)} ${sale(2)} ${sale(3)}`);
  migrateTo(sqlite, 160);
  expect(sqlite.prepare("SELECT gives_back, auto_deactivated_at_ms FROM campaign").all()).toEqual([
    { gives_back: "whole", auto_deactivated_at_ms: null },
  ]);
  sqlite.exec(`
    INSERT INTO campaign_usage (sale_seq, campaign, staff_id, at_ms, amount_minor, times, lines_json)
      VALUES (1, 'A', 1, 1, 30, 1, '[1]'), (2, 'A', 1, 1, 12, 1, '[]');
    INSERT INTO coupon_usage (sale_seq, coupon, campaign, staff_id, at_ms, amount_minor, times, lines_json)
      VALUES (1, 'C', 'A', 1, 1, 30, 1, '[1]')`);
  const totals = sqlite.prepare("SELECT code, uses, spent_minor FROM offer_use_total ORDER BY code");
  expect(totals.all()).toEqual([
    { code: "A", uses: 2, spent_minor: 42 },
    { code: "C", uses: 1, spent_minor: 30 },
  ]);
  sqlite.exec("UPDATE campaign_usage SET given_back_by_seq = 3 WHERE sale_seq = 1");
  sqlite.exec("UPDATE coupon_usage SET given_back_by_seq = 3");
  expect(totals.all()).toEqual([
    { code: "A", uses: 1, spent_minor: 12 },
    { code: "C", uses: 0, spent_minor: 0 },
  ]);
  for (const wrong of [
    "UPDATE campaign_usage SET given_back_by_seq = 2 WHERE sale_seq = 1",
    "UPDATE campaign_usage SET given_back_by_seq = NULL WHERE sale_seq = 1",
    "UPDATE campaign_usage SET amount_minor = 1, given_back_by_seq = 3 WHERE sale_seq = 2",
    "DELETE FROM campaign_usage",
    "DELETE FROM coupon_usage",
    "UPDATE coupon_usage SET given_back_by_seq = 2",
    "UPDATE campaign SET gives_back = 'sometimes'",
  ]) {
    expect(() => sqlite.exec(wrong), wrong).toThrow(/use|CHECK/);
  }
});
