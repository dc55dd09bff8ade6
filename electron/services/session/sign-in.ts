/**
 * Owns who is signed in at this till: one person at a time, by PIN. Wrong PINs are counted for the till (a PIN names
 * the person, so a wrong one names nobody) and lock the pad for a while. The open basket stays for the next person.
 */
import type { SignInError } from "../../../contracts/ipc/session.ts";
import { PERMISSIONS_OF_ROLE } from "../../../domain/staff/permission.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, ClockDep, StaffDep } from "../deps.ts";

export interface StaffSession {
  readonly current: () => Actor | null;
  readonly signIn: (pin: string) => Promise<Result<Actor, SignInError>>;
  readonly signOut: () => void;
  readonly onChange: (listener: () => void) => () => void;
}

export interface PinCheckDep {
  readonly pinMatches: (pin: string, hash: string) => Promise<boolean>;
}

const TRIES = 5;
const LOCK_MS = 60_000;

export const createStaffSession = (deps: StaffDep & AuditDep & ClockDep & PinCheckDep): StaffSession => {
  let current: Actor | null = null;
  let failedTries = 0;
  let lockedUntilMs = 0;
  const listeners = new Set<() => void>();
  const settle = (actor: Actor | null): void => {
    current = actor;
    for (const listener of listeners) {
      listener();
    }
  };
  const fail = (): SignInError => {
    failedTries += 1;
    if (failedTries < TRIES) {
      return { type: "WrongPin", triesLeft: TRIES - failedTries };
    }
    failedTries = 0;
    lockedUntilMs = deps.clock.nowMs() + LOCK_MS;
    auditSignIn(deps, { action: "signIn.lockedOut", staffId: null, staffName: "" });
    return { type: "LockedOut", untilMs: lockedUntilMs };
  };
  return {
    current: () => current,
    signIn: async (pin) => {
      if (deps.clock.nowMs() < lockedUntilMs) {
        return err({ type: "LockedOut", untilMs: lockedUntilMs });
      }
      const actor = await findByPin(deps, pin);
      if (!actor) {
        return err(fail());
      }
      failedTries = 0;
      auditSignIn(deps, { action: "signIn", staffId: actor.staffId, staffName: actor.name });
      settle(actor);
      return ok(actor);
    },
    signOut: () => {
      if (current) {
        auditSignIn(deps, { action: "signOut", staffId: current.staffId, staffName: current.name });
      }
      settle(null);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

const findByPin = async (deps: StaffDep & PinCheckDep, pin: string): Promise<Actor | null> => {
  for (const member of deps.staff.list()) {
    if (await deps.pinMatches(pin, member.pinHash)) {
      return {
        staffId: member.id,
        name: member.name,
        role: member.role,
        permissions: PERMISSIONS_OF_ROLE[member.role],
      };
    }
  }
  return null;
};

const auditSignIn = (
  deps: AuditDep,
  entry: { readonly action: string; readonly staffId: number | null; readonly staffName: string },
): void => {
  deps.audit.append({ ...entry, approverId: null, subject: "till", before: null, after: null, reason: null });
};
