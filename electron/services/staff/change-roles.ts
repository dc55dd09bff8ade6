/**
 * Owns the roles that a shop adds beside the program's own: making one like another, naming it, and taking it away when
 * nobody has it any more. The program's roles keep their names, which each language has, and cannot be taken away.
 */
import type { RoleError, RoleView } from "../../../contracts/ipc/staff.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { Role } from "../../../db/repositories/roles.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, IdsDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { StaffChangeDeps } from "./set-pin.ts";
import { mayGive } from "./staff-rules.ts";

export const roleView = ({ code, name, isOwn, rights }: Role): RoleView => ({
  code,
  name: isOwn ? name : null,
  rights,
});

/** What audit entries call it: a name that a person gave says more than a code. */
export const toldRole = (role: Role): string => (role.isOwn ? role.name : role.code);

export const createRole = (
  deps: StaffChangeDeps & IdsDep,
  actor: Actor,
  { name, like }: { readonly name: string; readonly like: string },
): Result<RoleView, RoleError> =>
  inTransaction<RoleView, RoleError>(deps.db, () => {
    const model = deps.roles.find(like);
    if (!model) {
      return err({ type: "UnknownRole" });
    }
    const given = mayGive(actor, model.rights);
    if (!given.ok) {
      return given;
    }
    if (isTaken(deps, name, null)) {
      return err({ type: "RoleNameTaken" });
    }
    const role = deps.roles.create({ code: deps.ids.next(), name, rights: model.rights }, actor.staffId);
    audit(deps, actor, { action: "role.create", role, before: null, after: { name, like: toldRole(model) } });
    return ok(roleView(role));
  });

export const renameRole = (
  deps: StaffChangeDeps,
  actor: Actor,
  { roleCode, name }: { readonly roleCode: string; readonly name: string },
): Result<RoleView, RoleError> =>
  inTransaction<RoleView, RoleError>(deps.db, () => {
    const found = ownRole(deps, roleCode);
    if (!found.ok) {
      return found;
    }
    if (isTaken(deps, name, roleCode)) {
      return err({ type: "RoleNameTaken" });
    }
    const role = { ...found.value, name };
    deps.roles.rename(roleCode, name, actor.staffId);
    audit(deps, actor, { action: "role.rename", role, before: { name: found.value.name }, after: { name } });
    return ok(roleView(role));
  });

export const removeRole = (deps: StaffChangeDeps, actor: Actor, roleCode: string): Result<null, RoleError> =>
  inTransaction<null, RoleError>(deps.db, () => {
    const found = ownRole(deps, roleCode);
    if (!found.ok) {
      return found;
    }
    const people = deps.staff.list().filter((member) => member.roleCode === roleCode);
    if (people.length > 0) {
      return err({ type: "RoleInUse", count: people.length });
    }
    deps.roles.remove(roleCode, actor.staffId);
    audit(deps, actor, {
      action: "role.remove",
      role: found.value,
      before: { name: found.value.name },
      after: null,
    });
    return ok(null);
  });

const ownRole = ({ roles }: StaffChangeDeps, roleCode: string): Result<Role, RoleError> => {
  const role = roles.find(roleCode);
  if (!role) {
    return err({ type: "UnknownRole" });
  }
  return role.isOwn ? ok(role) : err({ type: "RoleOfProgram" });
};

/** Also by one of the program's codes: it would be shown as that role. */
const isTaken = ({ roles }: StaffChangeDeps, name: string, except: string | null): boolean =>
  roles
    .list()
    .some(
      (role) =>
        role.code !== except &&
        [role.name, role.code].some((taken) => taken.toLowerCase() === name.toLowerCase()),
    );

const audit = (
  deps: StaffChangeDeps,
  actor: Actor,
  change: {
    readonly action: "role.create" | "role.rename" | "role.remove";
    readonly role: Role;
    readonly before: object | null;
    readonly after: object | null;
  },
): void => {
  deps.audit.append({
    ...auditActor(actor),
    action: change.action,
    subject: `role ${toldRole(change.role)}`,
    before: change.before,
    after: change.after,
    reason: null,
  });
};
