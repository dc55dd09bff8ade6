/**
 * Owns who is signed in at this till: one person at a time. The next person's sign-in ends the one before, rights and
 * all; the open basket stays. Rights are the role's as stored at that moment, read again when a shop changes them.
 */
import type { SignInError } from "../../../contracts/ipc/session.ts";
import type { StaffMember } from "../../../db/repositories/staff.ts";
import type { AuditAction } from "../../../domain/audit/audit-action.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { Approver } from "../../../domain/staff/authorise.ts";
import { rightsOfRole } from "../../../domain/staff/rights.ts";
import type { Actor, AuditDep, RolesDep, StaffDep } from "../deps.ts";
import { auditActor } from "./audit-actor.ts";
import type { Credential, IdentifyDep } from "./identify.ts";

export interface StaffSession {
  readonly current: () => Actor | null;
  readonly signIn: (credential: Credential) => Promise<Result<Actor, SignInError>>;
  readonly signOut: () => void;
  /** Reads the person and their rights again: after people or roles were changed. */
  readonly refresh: () => void;
  readonly onChange: (listener: () => void) => () => void;
}

export const createStaffSession = (deps: StaffDep & RolesDep & AuditDep & IdentifyDep): StaffSession => {
  let current: Actor | null = null;
  const listeners = new Set<() => void>();
  const settle = (actor: Actor | null): void => {
    current = actor;
    for (const listener of listeners) {
      listener();
    }
  };
  const note = (actor: Actor, action: AuditAction): void => {
    deps.audit.append({
      ...auditActor(actor),
      action,
      subject: "till",
      before: null,
      after: null,
      reason: null,
    });
  };
  return {
    current: () => current,
    signIn: async (credential) => {
      const found = await deps.identify(credential);
      if (!found.ok) {
        return found;
      }
      const actor = actorOf(deps, found.value);
      note(actor, "signIn");
      settle(actor);
      return ok(actor);
    },
    signOut: () => {
      const left = current;
      // First of all: a disk that is too full for the audit entry must keep nobody signed in.
      settle(null);
      if (left) {
        note(left, "signOut");
      }
    },
    refresh: () => {
      const member = deps.staff.list().find(({ id }) => id === current?.staffId);
      settle(member ? actorOf(deps, member) : null);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

const actorOf = (deps: RolesDep, member: StaffMember): Actor => ({
  ...personOf(deps, member),
  roleCode: member.roleCode,
  approver: null,
});

export const personOf = (deps: RolesDep, member: StaffMember): Approver => ({
  staffId: member.id,
  name: member.name,
  rights: deps.roles.find(member.roleCode)?.rights ?? rightsOfRole(member.roleCode, {}),
});
