/**
 * Owns the record of who changed what and why. Append-only: the database itself refuses to change or delete an entry.
 * Appended in the transaction of the change that it tells of. No card data, no PIN.
 */
import type { TillDatabase } from "../open-database.ts";

export interface AuditEntry {
  readonly id: number;
  readonly atMs: number;
  readonly staffId: number | null;
  readonly staffName: string;
  /** Who allowed it, when another person had to. */
  readonly approverId: number | null;
  /** A permission or an event, e.g. "price:override". */
  readonly action: string;
  /** What it was done to, e.g. "sale:S1-T2-000042" or "product:85123A". */
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
}

export interface AuditFilter {
  readonly subject?: string;
  /** Entries older than this id, for reading page by page. */
  readonly beforeId?: number;
  readonly limit: number;
}

export interface AuditLogRepository {
  readonly append: (entry: Omit<AuditEntry, "id" | "atMs">) => number;
  /** Newest first. */
  readonly list: (filter: AuditFilter) => readonly AuditEntry[];
}

export const createAuditLogRepository = ({ sqlite, clock }: TillDatabase): AuditLogRepository => {
  const insert = sqlite.prepare(`
    INSERT INTO audit_log
      (at_ms, staff_id, staff_name, approver_id, action, subject, before_json, after_json, reason)
    VALUES (@atMs, @staffId, @staffName, @approverId, @action, @subject, @beforeJson, @afterJson, @reason)`);
  const newest = sqlite.prepare<[number, number], AuditRow>(
    `SELECT ${COLUMNS} FROM audit_log WHERE id < ? ORDER BY id DESC LIMIT ?`,
  );
  const ofSubject = sqlite.prepare<[string, number, number], AuditRow>(
    `SELECT ${COLUMNS} FROM audit_log WHERE subject = ? AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  return {
    append: ({ before, after, ...entry }) =>
      Number(
        insert.run({ ...entry, atMs: clock.nowMs(), beforeJson: toJson(before), afterJson: toJson(after) })
          .lastInsertRowid,
      ),
    list: ({ subject, beforeId = Number.MAX_SAFE_INTEGER, limit }) => {
      const rows =
        subject === undefined ? newest.all(beforeId, limit) : ofSubject.all(subject, beforeId, limit);
      return rows.map(toEntry);
    },
  };
};

const COLUMNS = `id, at_ms AS atMs, staff_id AS staffId, staff_name AS staffName, approver_id AS approverId,
  action, subject, before_json AS beforeJson, after_json AS afterJson, reason`;

interface AuditRow extends Omit<AuditEntry, "before" | "after"> {
  readonly beforeJson: string | null;
  readonly afterJson: string | null;
}

const toEntry = ({ beforeJson, afterJson, ...row }: AuditRow): AuditEntry => ({
  ...row,
  before: fromJson(beforeJson),
  after: fromJson(afterJson),
});

const toJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

const fromJson = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
