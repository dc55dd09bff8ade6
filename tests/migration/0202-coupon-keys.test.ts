import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("starts without keys; a key has its name once", () => {
  const sqlite = databaseAt(201);
  migrateTo(sqlite, 202);
  const add = (keyId: string, key: string): string =>
    `INSERT INTO coupon_key (key_id, public_key, name, created_at_ms, updated_at_ms) VALUES ('${keyId}', '${key}', 'n', 1, 1)`;
  sqlite.exec(add("0011aabb", "k"));
  for (const wrong of [add("0011aabb", "l"), add("0011aabc", "k"), add("short", "m")]) {
    expect(() => sqlite.exec(wrong), wrong).toThrow(/CHECK|UNIQUE/);
  }
});
