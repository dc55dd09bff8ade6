/** Owns taking people on, changing their name and role, and letting them go. Each change is audited as it was and is. */
import type { StaffError, StaffMemberView } from "../../../contracts/ipc/staff.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { StaffMember } from "../../../db/repositories/staff.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { toldRole } from "./change-roles.ts";
import { staffMemberView } from "./list-staff.ts";
import { withFreshPin, type StaffChangeDeps } from "./set-pin.ts";
import { changeable, mayGive, somebodyManages } from "./staff-rules.ts";

interface NameAndRole {
  readonly name: string;
  readonly roleCode: string;
}

export const createStaffMember = (
  deps: StaffChangeDeps,
  actor: Actor,
  { name, roleCode, pin }: NameAndRole & { readonly pin: string },
): Promise<Result<StaffMemberView, StaffError>> =>
  withFreshPin<StaffMemberView>(deps, { pin, ownStaffId: null }, (pinHash) => {
    const given = roleToGive(deps, actor, roleCode);
    if (!given.ok) {
      return given;
    }
    const member = deps.staff.create({ name, roleCode, badgeHash: null, pinHash }, actor.staffId);
    audit(deps, actor, { action: "staff.create", before: null, after: member });
    return ok(staffMemberView(deps, member));
  });

export const updateStaffMember = (
  deps: StaffChangeDeps,
  actor: Actor,
  { staffId, name, roleCode }: NameAndRole & { readonly staffId: number },
): Result<StaffMemberView, StaffError> => {
  const before = changeable(deps, actor, staffId);
  if (!before.ok) {
    return before;
  }
  if (roleCode !== before.value.roleCode) {
    if (staffId === actor.staffId) {
      return err({ type: "OwnRole" });
    }
    const given = roleToGive(deps, actor, roleCode);
    if (!given.ok) {
      return given;
    }
  }
  return inTransaction<StaffMemberView, StaffError>(deps.db, () => {
    deps.staff.update(staffId, { name, roleCode }, actor.staffId);
    const after = { ...before.value, name, roleCode };
    audit(deps, actor, { action: "staff.update", before: before.value, after });
    const managed = somebodyManages(deps);
    return managed.ok ? ok(staffMemberView(deps, after)) : managed;
  });
};

export const removeStaffMember = (
  deps: StaffChangeDeps,
  actor: Actor,
  staffId: number,
): Result<null, StaffError> => {
  const before = changeable(deps, actor, staffId);
  if (!before.ok) {
    return before;
  }
  return inTransaction<null, StaffError>(deps.db, () => {
    deps.staff.remove(staffId, actor.staffId);
    audit(deps, actor, { action: "staff.remove", before: before.value, after: null });
    return somebodyManages(deps);
  });
};

const roleToGive = (
  deps: StaffChangeDeps,
  actor: Actor,
  roleCode: string,
): Result<null, Extract<StaffError, { type: "UnknownRole" | "BeyondOwnRights" }>> => {
  const role = deps.roles.find(roleCode);
  return role ? mayGive(actor, role.rights) : err({ type: "UnknownRole" });
};

const audit = (
  deps: StaffChangeDeps,
  actor: Actor,
  change: {
    readonly action: "staff.create" | "staff.update" | "staff.remove";
    readonly before: StaffMember | null;
    readonly after: StaffMember | null;
  },
): void => {
  const told = (member: StaffMember | null): NameAndRole | null => {
    const role = member && deps.roles.find(member.roleCode);
    return member && { name: member.name, roleCode: role ? toldRole(role) : member.roleCode };
  };
  deps.audit.append({
    ...auditActor(actor),
    action: change.action,
    subject: `staff ${String(change.after?.id ?? change.before?.id ?? "")}`,
    before: told(change.before),
    after: told(change.after),
    reason: null,
  });
};
