/**
 * Owns the numbers that the till hands out without gaps. A number is taken inside the transaction that uses it: when
 * that rolls back, the number was never given.
 */
import type { TillDatabase } from "../open-database.ts";

export interface CounterRepository {
  /** The next number: 1 the first time. Throws outside a transaction, where a crash could leave a gap. */
  readonly next: (name: string) => number;
  /** The last number given; 0 when there was none. */
  readonly current: (name: string) => number;
}

export const createCounterRepository = ({ sqlite }: TillDatabase): CounterRepository => {
  const next = sqlite
    .prepare<[string], number>(`
      INSERT INTO counter (name, value) VALUES (?, 1)
      ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`)
    .pluck();
  const current = sqlite.prepare<[string], number>("SELECT value FROM counter WHERE name = ?").pluck();
  return {
    next: (name) => {
      if (!sqlite.inTransaction) {
        throw new Error(`counter ${name}: take a number inside the transaction that uses it`);
      }
      const value = next.get(name);
      if (value === undefined) {
        throw new Error(`counter ${name}: no value came back`);
      }
      return value;
    },
    current: (name) => current.get(name) ?? 0,
  };
};
