import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("coupons of the version before keep their definition under a key; a coupon has its own definition or a batch's", () => {
  const sqlite = databaseAt(160);
  sqlite.exec(`
    INSERT INTO coupon (code, definition_json, created_at_ms, updated_at_ms, deleted_at_ms)
      VALUES ('Summer', '{"code":"Summer"}', 1, 2, NULL), ('OLD', '{}', 1, 1, 3)`);
  migrateTo(sqlite, 161);
  expect(sqlite.prepare("SELECT code_key, code, definition_json, deleted_at_ms FROM coupon").all()).toEqual([
    { code_key: "old", code: "OLD", definition_json: "{}", deleted_at_ms: 3 },
    { code_key: "summer", code: "Summer", definition_json: '{"code":"Summer"}', deleted_at_ms: null },
  ]);
  sqlite.exec(`
    INSERT INTO coupon_batch (id, name, definition_json, size, state, created_at_ms, updated_at_ms)
      VALUES (1, 'B', '{}', 10, 'making', 1, 1);
    INSERT INTO coupon (code_key, code, batch_id, created_at_ms, updated_at_ms) VALUES ('a', 'A', 1, 1, 1);
    INSERT INTO coupon_distribution (code_key, channel, at_ms) VALUES ('a', 'SMS', 1)`);
  for (const wrong of [
    "INSERT INTO coupon (code_key, code, created_at_ms, updated_at_ms) VALUES ('b', 'B', 1, 1)",
    "INSERT INTO coupon (code_key, code, batch_id, created_at_ms, updated_at_ms) VALUES ('b', 'B', 9, 1, 1)",
    "UPDATE coupon SET definition_json = '{}' WHERE code_key = 'a'",
    "INSERT INTO coupon_distribution (code_key, channel, at_ms) VALUES ('a', 'PIGEON', 1)",
    "INSERT INTO coupon_distribution (code_key, channel, at_ms) VALUES ('nobody', 'SMS', 1)",
    "UPDATE coupon_batch SET state = 'lost'",
  ]) {
    expect(() => sqlite.exec(wrong), wrong).toThrow(/CHECK|FOREIGN KEY/);
  }
});
