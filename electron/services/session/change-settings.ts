/** Owns changing stored settings of the till and telling the audit log of it: both, or neither. */
import type { AuditEntry } from "../../../db/repositories/audit-log.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { Actor, AuditDep, DbDep, SettingsDep } from "../deps.ts";
import { auditActor, NO_PERSON } from "./audit-actor.ts";

export type ChangeSettingsDeps = SettingsDep & AuditDep & DbDep;

export interface SettingsChange extends Pick<AuditEntry, "action" | "before" | "after"> {
  /** Key to the value that it gets. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Default: the till. */
  readonly subject?: string;
}

/** `actor` null: nobody is signed in. */
export const changeSettings = (
  deps: ChangeSettingsDeps,
  actor: Actor | null,
  { values, action, before, after, subject = "till" }: SettingsChange,
): void =>
  allOrNothing(deps.db, () => {
    for (const [key, value] of Object.entries(values)) {
      deps.settings.set(key, value, actor?.staffId ?? null);
    }
    deps.audit.append({
      ...(actor === null ? NO_PERSON : auditActor(actor)),
      action,
      subject,
      before,
      after,
      reason: null,
    });
  });
