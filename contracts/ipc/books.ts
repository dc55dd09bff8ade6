/**
 * Owns reading the books: the audit log, page by page. Times in epoch milliseconds; a page starts below an entry's id.
 */
import { z } from "zod";
import { AUDIT_KINDS, type AuditAction, type AuditKind } from "../../domain/audit/audit-action.ts";
import type { FieldChange } from "../../domain/audit/audit-changes.ts";
import { procedure } from "./procedure.ts";

export interface AuditEntryView {
  readonly id: number;
  readonly atMs: number;
  readonly action: AuditAction;
  readonly kind: AuditKind;
  readonly subject: string;
  /** "": the till itself. */
  readonly staffName: string;
  readonly approverName: string | null;
  readonly reason: string | null;
  /** Only what differs between before and after; each is null where there was, or is, nothing. */
  readonly changes: readonly FieldChange[];
}

export interface AuditPage {
  readonly entries: readonly AuditEntryView[];
  /** Where the next page starts; null at the end. */
  readonly nextBeforeId: number | null;
}

export interface AuditPerson {
  readonly staffId: number;
  readonly name: string;
}

const kinds = z.enum(AUDIT_KINDS as readonly [AuditKind, ...AuditKind[]]);

export const bookProcedures = {
  "audit.list": procedure<AuditPage>()(
    z.strictObject({
      fromMs: z.int().nullable(),
      /** First instant after the period. */
      untilMs: z.int().nullable(),
      staffId: z.int().nullable(),
      kind: kinds.nullable(),
      text: z.string().trim().max(100),
      beforeId: z.int().min(1).nullable(),
      limit: z.int().min(1).max(1000),
    }),
  ),
  /** Everybody who ever worked here, also those who left. */
  "audit.people": procedure<readonly AuditPerson[]>()(z.strictObject({})),
} as const;
