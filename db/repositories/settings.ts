/**
 * Owns settings: one JSON value per key, read through a parser that the caller brings, so that nobody trusts a shape
 * that was not checked. A value that the parser refuses counts as a broken setting, never as a missing one.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import type { TillDatabase } from "../open-database.ts";

/** Answers with the value in its type, or null when it has another shape. */
export type SettingParser<T> = (value: unknown) => T | null;

export interface SettingRepository {
  /** ok(null) when the key was never set. */
  readonly get: <T>(key: string, parse: SettingParser<T>) => Result<T | null, SettingError>;
  /** Writes nothing when the stored value is the same JSON. */
  readonly set: (key: string, value: unknown, by?: number | null) => void;
  readonly remove: (key: string) => void;
}

export interface SettingError {
  readonly type: "BrokenSetting";
  readonly key: string;
}

export const createSettingRepository = (db: TillDatabase): SettingRepository => {
  const { sqlite, clock } = db;
  const read = sqlite.prepare<[string], string>("SELECT value FROM setting WHERE key = ?").pluck();
  const write = sqlite.prepare<[string, string, number, number | null]>(`
    INSERT INTO setting (key, value, updated_at_ms, updated_by) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET
      value = excluded.value, updated_at_ms = excluded.updated_at_ms, updated_by = excluded.updated_by
    WHERE value <> excluded.value`);
  const remove = sqlite.prepare<[string]>("DELETE FROM setting WHERE key = ?");
  return {
    get: (key, parse) => {
      const stored = read.get(key);
      if (stored === undefined) {
        return ok(null);
      }
      const value = parse(JSON.parse(stored));
      return value === null ? err({ type: "BrokenSetting", key }) : ok(value);
    },
    set: (key, value, by = null) => {
      write.run(key, JSON.stringify(value), clock.nowMs(), by);
    },
    remove: (key) => {
      remove.run(key);
    },
  };
};
