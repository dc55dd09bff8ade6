import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("a database of the version before gets referrals; nobody is brought twice or by themselves", () => {
  const sqlite = databaseAt(210);
  migrateTo(sqlite, 211);
  sqlite.exec("INSERT INTO referral_code (code, customer_ref, created_at_ms) VALUES ('RF1', 'a', 1)");
  const brought = (id: string, [referrer = "", referee = ""]: readonly string[], state = "pending"): string =>
    `INSERT INTO referral (id, referrer_ref, referee_ref, code, state, created_at_ms, updated_at_ms)
      VALUES ('${id}', '${referrer}', '${referee}', 'RF1', '${state}', 1, 1)`;
  sqlite.exec(brought("1", ["a", "b"]));
  expect(() => sqlite.exec(brought("2", ["c", "b"]))).toThrow(/UNIQUE/);
  expect(() => sqlite.exec(brought("3", ["a", "a"]))).toThrow(/CHECK/);
  expect(() => sqlite.exec(brought("4", ["a", "d"], "rewarded"))).toThrow(/CHECK/);
  expect(() => sqlite.exec("DELETE FROM referral")).toThrow(/kept/);
});
