/** The database itself refuses to change what was sold, paid, moved or journalled. */
import { describe, expect, it } from "vitest";
import { dumpTables } from "../../support/table-dump.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const worked = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: 2000 });
  return test;
};

describe("what happened cannot be changed", () => {
  it.each([
    ["journal", "body = '{}'"],
    ["journal_epoch", "public_key = 'x'"],
    ["sale", "total_minor = 1"],
    ["sale_line", "quantity_milli = 1"],
    ["tender", "type = 'CARD'"],
    ["cash_movement", "amount_minor = 1"],
    ["audit_log", "staff_name = 'nobody'"],
  ])("%s", async (table, change) => {
    const test = await worked();
    const { sqlite } = test.till.db;
    const before = dumpTables(test.till.db);
    expect(before[table]).not.toEqual([]);
    const refused = /append-only|immutable/;
    expect(() => sqlite.exec(`UPDATE ${table} SET ${change}`)).toThrow(refused);
    expect(() => sqlite.exec(`DELETE FROM ${table}`)).toThrow(refused);
    expect(() => sqlite.exec(`REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow(refused);
    expect(() => sqlite.exec(`UPDATE OR REPLACE ${table} SET ${change}`)).toThrow(refused);
    expect(dumpTables(test.till.db)).toEqual(before);
  });
});
