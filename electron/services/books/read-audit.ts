/** Owns showing the audit log: a page of entries, each with what changed and nothing else. */
import type { AuditPage, AuditPerson } from "../../../contracts/ipc/books.ts";
import type { AuditEntry } from "../../../db/repositories/audit-log.ts";
import { actionsOfKind, AUDIT_ACTIONS, type AuditKind } from "../../../domain/audit/audit-action.ts";
import { auditChanges } from "../../../domain/audit/audit-changes.ts";
import type { AuditDep } from "../deps.ts";

export interface AuditQuery {
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly staffId: number | null;
  readonly kind: AuditKind | null;
  readonly text: string;
  readonly beforeId: number | null;
  readonly limit: number;
}

export const readAudit = ({ audit }: AuditDep, { kind, ...query }: AuditQuery): AuditPage => {
  const found = audit.list({ ...query, actions: kind === null ? null : actionsOfKind(kind) });
  const isFull = found.length === query.limit;
  return { entries: found.map(toView), nextBeforeId: isFull ? (found.at(-1)?.id ?? null) : null };
};

export const auditPeople = ({ audit }: AuditDep): readonly AuditPerson[] => audit.people();

const toView = (entry: AuditEntry): AuditPage["entries"][number] => ({
  id: entry.id,
  atMs: entry.atMs,
  action: entry.action,
  kind: AUDIT_ACTIONS[entry.action],
  subject: entry.subject,
  staffName: entry.staffName,
  approverName: entry.approverName,
  reason: entry.reason === "" ? null : entry.reason,
  changes: auditChanges(entry.before, entry.after),
});
