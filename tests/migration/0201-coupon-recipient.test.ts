import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("what was handed out before went to nobody in particular", () => {
  const sqlite = databaseAt(200);
  sqlite.exec(`
    INSERT INTO coupon (code_key, code, definition_json, created_at_ms, updated_at_ms) VALUES ('a', 'A', '{}', 1, 1);
    INSERT INTO coupon_distribution (code_key, channel, at_ms) VALUES ('a', 'SMS', 1)`);
  migrateTo(sqlite, 201);
  expect(sqlite.prepare("SELECT channel, customer_ref FROM coupon_distribution").all()).toEqual([
    { channel: "SMS", customer_ref: null },
  ]);
});
