/**
 * Owns who is signed in at this till: one person at a time. The next person's sign-in ends the one before, rights and
 * all; the open basket stays. Rights are the role's as stored at that moment, read again when a shop changes them.
 * A till that nobody touches locks itself: the rights are gone at once, and what remains is the name on the screen.
 */
import type { SignInError } from "../../../contracts/ipc/session.ts";
import type { StaffMember } from "../../../db/repositories/staff.ts";
import type { AuditAction } from "../../../domain/audit/audit-action.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { Approver } from "../../../domain/staff/authorise.ts";
import { rightsOfRole } from "../../../domain/staff/rights.ts";
import type { Actor, AuditDep, ClockDep, RolesDep, SettingsDep, StaffDep } from "../deps.ts";
import { auditActor } from "./audit-actor.ts";
import type { Credential, IdentifyDep } from "./identify.ts";
import { readSessionRules, SHORTEST_AUTO_LOCK_MS } from "./session-rules.ts";

export interface StaffSession {
  readonly current: () => Actor | null;
  /** Whose work the locked till holds; null when it is not locked. */
  readonly lockedName: () => string | null;
  readonly signIn: (credential: Credential) => Promise<Result<Actor, SignInError>>;
  readonly signOut: () => void;
  /** Drops the rights and keeps the name; the next PIN or badge, whoever's, goes on. */
  readonly lock: (cause: "idle" | "person") => void;
  /** A person has done something. */
  readonly touch: () => void;
  /** Locks when nobody has touched the till for as long as the shop's rules say. */
  readonly lockIfIdle: () => void;
  /** Reads the person and their rights again: after people or roles were changed. */
  readonly refresh: () => void;
  readonly onChange: (listener: () => void) => () => void;
}

type StaffSessionDeps = StaffDep & RolesDep & AuditDep & ClockDep & SettingsDep & IdentifyDep;

interface Held {
  actor: Actor | null;
  locked: Actor | null;
  touchedAtMs: number;
}

export const createStaffSession = (deps: StaffSessionDeps): StaffSession => {
  const held: Held = { actor: null, locked: null, touchedAtMs: deps.clock.nowMs() };
  const listeners = new Set<() => void>();
  /** Listeners hear of it before anything is written: a full disk must keep nobody signed in. */
  const settle = (next: Partial<Held>): void => {
    Object.assign(held, next, { touchedAtMs: deps.clock.nowMs() });
    for (const listener of listeners) {
      listener();
    }
  };
  const lock: StaffSession["lock"] = (cause) => {
    const { actor } = held;
    if (actor) {
      settle({ actor: null, locked: actor });
      note(deps, actor, { action: "session.lock", after: { cause } });
    }
  };
  return {
    current: () => held.actor,
    lockedName: () => held.locked?.name ?? null,
    signIn: async (credential) => {
      const found = await deps.identify(credential, null);
      if (!found.ok) {
        return found;
      }
      const before = held.actor ?? held.locked;
      const actor = actorOf(deps, found.value);
      const action =
        before === null ? "signIn" : before.staffId === actor.staffId ? "session.unlock" : "session.switch";
      note(deps, actor, { action, before: before && { name: before.name } });
      settle({ actor, locked: null });
      return ok(actor);
    },
    signOut: () => {
      const left = held.actor;
      settle({ actor: null, locked: null });
      if (left) {
        note(deps, left, { action: "signOut" });
      }
    },
    lock,
    touch: () => {
      held.touchedAtMs = deps.clock.nowMs();
    },
    lockIfIdle: () => {
      const idleMs = deps.clock.nowMs() - held.touchedAtMs;
      if (idleMs < 0) {
        // The clock was put back: counting begins again.
        held.touchedAtMs = deps.clock.nowMs();
      } else if (idleMs >= SHORTEST_AUTO_LOCK_MS) {
        const { autoLockMs } = readSessionRules(deps);
        if (autoLockMs > 0 && idleMs >= autoLockMs) {
          lock("idle");
        }
      }
    },
    refresh: () => {
      const member = deps.staff.list().find(({ id }) => id === held.actor?.staffId);
      settle({ actor: member ? actorOf(deps, member) : null });
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

const note = (
  deps: AuditDep,
  actor: Actor,
  entry: { readonly action: AuditAction; readonly before?: unknown; readonly after?: unknown },
): void => {
  deps.audit.append({
    ...auditActor(actor),
    subject: "till",
    reason: null,
    ...entry,
    before: entry.before ?? null,
    after: entry.after ?? null,
  });
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
