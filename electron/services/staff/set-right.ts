/** Owns changing what a role may do, one right at a time, audited as it was and is. */
import type { RoleError, RoleView } from "../../../contracts/ipc/staff.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Permission } from "../../../domain/staff/permission.ts";
import { isSoundRight, isWithin, type Right } from "../../../domain/staff/rights.ts";
import type { Actor } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { roleView, toldRole } from "./change-roles.ts";
import type { StaffChangeDeps } from "./set-pin.ts";
import { mayGive, somebodyManages } from "./staff-rules.ts";

export const setRight = (
  deps: StaffChangeDeps,
  actor: Actor,
  change: { readonly roleCode: string; readonly permission: Permission; readonly right: Right },
): Result<RoleView, RoleError> => {
  const { roleCode, permission, right } = change;
  const role = deps.roles.find(roleCode);
  if (!role) {
    return err({ type: "UnknownRole" });
  }
  if (!isSoundRight(permission, right)) {
    return err({ type: "UnsoundRight", permission });
  }
  const rights = { ...role.rights, [permission]: right };
  if (roleCode === actor.roleCode && !isWithin(rights, role.rights)) {
    return err({ type: "OwnRole" });
  }
  // Only what this change adds: a role may well have rights already that its editor lacks.
  const given = mayGive(actor, { ...(actor.approver ?? actor).rights, [permission]: right });
  if (!given.ok) {
    return given;
  }
  return inTransaction<RoleView, RoleError>(deps.db, () => {
    deps.roles.setRight(roleCode, permission, right);
    deps.audit.append({
      ...auditActor(actor),
      action: "role.update",
      subject: `role ${toldRole(role)}`,
      before: { [permission]: role.rights[permission] },
      after: { [permission]: right },
      reason: null,
    });
    const managed = somebodyManages(deps);
    return managed.ok ? ok(roleView({ ...role, rights })) : managed;
  });
};
