import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("a customer takes part in a campaign once at a time, with a coupon that is there, and again after cancelling", () => {
  const sqlite = databaseAt(180);
  migrateTo(sqlite, 200);
  const join = (more: string, values: string): string =>
    `INSERT INTO campaign_participation (campaign, customer_ref, joined_at_ms${more}) VALUES ('C', 'a', 1${values})`;
  sqlite.exec(join("", ""));
  for (const wrong of [
    join("", ""),
    "UPDATE campaign_participation SET code_key = 'x', issued_at_ms = 2",
    "UPDATE campaign_participation SET issued_at_ms = 2",
    "UPDATE campaign_participation SET campaign = ''",
  ]) {
    expect(() => sqlite.exec(wrong), wrong).toThrow(/CHECK|FOREIGN KEY|UNIQUE/);
  }
  sqlite.exec("UPDATE campaign_participation SET cancelled_at_ms = 3");
  sqlite.exec(join("", ""));
  expect(sqlite.prepare("SELECT count(*) FROM campaign_participation").pluck().get()).toBe(2);
});
