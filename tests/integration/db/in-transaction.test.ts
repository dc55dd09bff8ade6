import { expect, test } from "vitest";
import { allOrNothing, inTransaction } from "../../../db/in-transaction.ts";
import { err, ok } from "../../../domain/result.ts";
import { openTestDatabase } from "../../support/test-database.ts";

const openCounters = () => {
  const db = openTestDatabase();
  return {
    db,
    add: (name: string) => db.sqlite.prepare("INSERT INTO counter (name, value) VALUES (?, 1)").run(name),
    names: () => db.sqlite.prepare("SELECT name FROM counter ORDER BY name").pluck().all(),
  };
};

test("ok commits and comes out as it is", () => {
  const { db, add, names } = openCounters();
  expect(inTransaction(db, () => ok(add("a").changes))).toEqual({ ok: true, value: 1 });
  expect(names()).toEqual(["a"]);
});

test("err rolls back and comes out as it is", () => {
  const { db, add, names } = openCounters();
  const refused = inTransaction(db, () => {
    add("a");
    return err({ type: "TooMuch" as const });
  });
  expect(refused).toEqual({ ok: false, error: { type: "TooMuch" } });
  expect(names()).toEqual([]);
  expect(db.sqlite.inTransaction).toBe(false);
});

test("a throw rolls back and keeps flying", () => {
  const { db, add, names } = openCounters();
  const boom = new Error("boom");
  const work = (): never => {
    add("a");
    throw boom;
  };
  expect(() => inTransaction(db, work)).toThrow(boom);
  expect(() => allOrNothing(db, work)).toThrow(boom);
  expect(names()).toEqual([]);
});

test("an err inside another transaction undoes only itself", () => {
  const { db, add, names } = openCounters();
  inTransaction(db, () => {
    add("outer");
    const inner = inTransaction(db, () => {
      add("inner");
      return err("no");
    });
    expect(inner).toEqual({ ok: false, error: "no" });
    return ok(add("after"));
  });
  expect(names()).toEqual(["after", "outer"]);
});

test("an err outside undoes what an inner ok had written", () => {
  const { db, add, names } = openCounters();
  inTransaction(db, () => {
    inTransaction(db, () => ok(add("inner")));
    return err("no");
  });
  expect(names()).toEqual([]);
});

test("work that would go on after the commit is refused", () => {
  const { db, names } = openCounters();
  const later = async () => {
    await Promise.resolve();
    return ok(1);
  };
  expect(() => allOrNothing(db, later)).toThrow(/promise/);
  expect(names()).toEqual([]);
});
