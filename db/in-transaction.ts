/**
 * Owns the only way to write several rows at once: all of them, or none.
 * `ok` commits, `err` rolls back and comes out as the same error, a throw rolls back and keeps flying.
 * The outermost call takes the write lock at once (BEGIN IMMEDIATE), so a commit never fails for another writer; a call
 * inside another one is a savepoint, whose `err` undoes only itself. The work must be synchronous.
 */
import type Database from "better-sqlite3";
import type { Result } from "../domain/result.ts";

/** What has a transaction: a better-sqlite3 database. */
export interface SqliteDep {
  readonly sqlite: Database.Database;
}

export const inTransaction = <T, E>(db: SqliteDep, work: () => Result<T, E>): Result<T, E> => {
  try {
    return allOrNothing(db, () => {
      const result = work();
      if (!result.ok) {
        // better-sqlite3 commits whatever a callback returns, so an error value has to leave as a throw.
        throw new Rollback(result);
      }
      return result;
    });
  } catch (error) {
    if (error instanceof Rollback) {
      return error.result as Result<T, E>;
    }
    throw error;
  }
};

/** The same for work that has nothing to refuse: all of its writes, or a throw and none. */
export const allOrNothing = <T>({ sqlite }: SqliteDep, work: () => T): T =>
  runnerOf(sqlite).immediate(work) as T;

type Runner = Database.Transaction<(work: () => unknown) => unknown>;

/** better-sqlite3 makes a dozen functions for each transaction that it is asked for: one per connection does for all. */
const runners = new WeakMap<Database.Database, Runner>();

const runnerOf = (sqlite: Database.Database): Runner => {
  const known = runners.get(sqlite);
  if (known !== undefined) {
    return known;
  }
  const runner = sqlite.transaction((work: () => unknown) => work());
  runners.set(sqlite, runner);
  return runner;
};

class Rollback extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super("rollback");
    this.result = result;
  }
}
