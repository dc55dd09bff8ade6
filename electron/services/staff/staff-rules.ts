/**
 * Owns what must hold when people and roles are changed: nobody raises themselves, nobody gives or takes over rights
 * that they do not have (a new PIN is as good as signing in as that person), and somebody is always left who may change
 * people and roles. An approver's rights count in place of the asker's.
 */
import type { StaffError } from "../../../contracts/ipc/staff.ts";
import type { StaffMember } from "../../../db/repositories/staff.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { isWithin, type Rights } from "../../../domain/staff/rights.ts";
import type { Actor, RolesDep, StaffDep } from "../deps.ts";
import { personOf } from "../session/staff-session.ts";

type Refused<T extends StaffError["type"]> = Extract<StaffError, { readonly type: T }>;

export const mayGive = (actor: Actor, rights: Rights): Result<null, Refused<"BeyondOwnRights">> =>
  isWithin(rights, (actor.approver ?? actor).rights) ? ok(null) : err({ type: "BeyondOwnRights" });

/** The person, if the actor may change them at all. */
export const changeable = (
  deps: StaffDep & RolesDep,
  actor: Actor,
  staffId: number,
): Result<StaffMember, Refused<"UnknownStaff" | "BeyondOwnRights">> => {
  const member = deps.staff.list().find(({ id }) => id === staffId);
  if (!member) {
    return err({ type: "UnknownStaff" });
  }
  const allowed = mayGive(actor, personOf(deps, member).rights);
  return allowed.ok ? ok(member) : allowed;
};

/** Call it after the change, in its transaction: an error undoes it. */
export const somebodyManages = (deps: StaffDep & RolesDep): Result<null, Refused<"LastManager">> =>
  deps.staff.list().some((member) => {
    const { rights } = personOf(deps, member);
    return rights["role:update"].grant === "allowed" && rights["staff:update"].grant === "allowed";
  })
    ? ok(null)
    : err({ type: "LastManager" });
