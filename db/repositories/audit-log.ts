/**
 * Owns the record of who changed what and why. Append-only: the database itself refuses to change or delete an entry.
 * Appended in the transaction of the change that it tells of. No card data, no PIN.
 */
import type { AuditAction } from "../../domain/audit/audit-action.ts";
import type { TillDatabase } from "../open-database.ts";
import { createAuditSearch, type AuditFilter } from "./audit-search.ts";

export interface AuditEntry {
  readonly id: number;
  readonly atMs: number;
  readonly staffId: number | null;
  readonly staffName: string;
  /** Who allowed it, when another person had to. */
  readonly approverId: number | null;
  readonly approverName: string | null;
  readonly action: AuditAction;
  /** What it was done to, e.g. "S1-T2-000042" or "basket 7f3a, 85123A". */
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
}

export interface AuditLogRepository {
  readonly append: (entry: Omit<AuditEntry, "id" | "atMs">) => number;
  /** In the order of writing, newest first. */
  readonly list: (filter: AuditFilter) => readonly AuditEntry[];
  readonly count: () => number;
  /** Everybody who has an account, by name. */
  readonly people: () => readonly { readonly staffId: number; readonly name: string }[];
}

export const createAuditLogRepository = (db: TillDatabase): AuditLogRepository => {
  const { sqlite, clock } = db;
  const insert = sqlite.prepare(`
    INSERT INTO audit_log
      (at_ms, staff_id, staff_name, approver_id, approver_name, action, subject, before_json, after_json, reason)
    VALUES
      (@atMs, @staffId, @staffName, @approverId, @approverName, @action, @subject, @beforeJson, @afterJson, @reason)`);
  const count = sqlite.prepare<[], number>("SELECT count(*) FROM audit_log").pluck();
  const people = sqlite.prepare<[], { readonly staffId: number; readonly name: string }>(
    "SELECT id AS staffId, name FROM staff ORDER BY name, id",
  );
  return {
    append: ({ before, after, ...entry }) =>
      Number(
        insert.run({ ...entry, atMs: clock.nowMs(), beforeJson: toJson(before), afterJson: toJson(after) })
          .lastInsertRowid,
      ),
    list: createAuditSearch(db),
    count: () => count.get() ?? 0,
    people: () => people.all(),
  };
};

const toJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
