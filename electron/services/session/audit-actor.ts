/** Owns how an audit entry names people: who did it, and who approved it where another person had to. */
import type { AuditEntry } from "../../../db/repositories/audit-log.ts";
import type { Authority } from "../../../domain/staff/authorise.ts";

export const auditActor = ({
  staffId,
  name,
  approver,
}: Pick<Authority, "staffId" | "name" | "approver">): Pick<
  AuditEntry,
  "staffId" | "staffName" | "approverId" | "approverName"
> => ({
  staffId,
  staffName: name,
  approverId: approver?.staffId ?? null,
  approverName: approver?.name ?? null,
});

/** What the till does by itself. */
export const NO_PERSON = { staffId: null, staffName: "", approverId: null, approverName: null } as const;

/** What somebody ran outside the till: nobody is signed in there. The screens know it by this name. */
export const BY_COMMAND = { ...NO_PERSON, staffName: "command line" } as const;
