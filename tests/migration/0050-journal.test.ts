import { expect, test } from "vitest";
import { databaseAt, migrateTo } from "../support/test-database.ts";

test("keeps what the version before had, and takes entries that nobody can change", () => {
  const sqlite = databaseAt(40);
  sqlite.exec("INSERT INTO counter (name, value) VALUES ('receipt', 41)");
  migrateTo(sqlite, 50);
  expect(sqlite.prepare("SELECT value FROM counter").pluck().get()).toBe(41);
  sqlite.exec(`
    INSERT INTO journal_epoch (epoch, till, public_key, started_at_ms) VALUES (1, 'S1-T1', 'key', 1);
    INSERT INTO journal (position, epoch, seq, till, at_ms, type, body, prev_hash, hash, sig)
    VALUES (1000000000001, 1, 1, 'S1-T1', 1, 'sale', '{}', '', 'h', 's')`);
  expect(() => sqlite.exec("UPDATE journal SET body = '{\"x\":1}'")).toThrow(/append-only/);
  expect(() => sqlite.exec("DELETE FROM journal")).toThrow(/append-only/);
  expect(() => sqlite.exec("UPDATE journal_epoch SET public_key = 'other'")).toThrow(/append-only/);
});
