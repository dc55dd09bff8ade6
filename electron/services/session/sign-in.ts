/**
 * Owns who is signed in at this till: one person at a time, by PIN. Wrong PINs are counted for the till (a PIN names
 * the person, so a wrong one names nobody) and lock the pad for a while. The open basket stays for the next person.
 */
import type { SignInError } from "../../../contracts/ipc/session.ts";
import type { AuditAction } from "../../../domain/audit/audit-action.ts";
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
  let turn: Promise<unknown> = Promise.resolve();
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
  const signIn = async (pin: string): Promise<Result<Actor, SignInError>> => {
    const leftMs = lockedUntilMs - deps.clock.nowMs();
    // More than a whole lock is left when the machine's clock was put back: nobody waits for that.
    if (leftMs > 0 && leftMs <= LOCK_MS) {
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
  };
  return {
    current: () => current,
    // One after the other: PINs tried at the same time would all be checked before the first of them counted.
    signIn: (pin) => {
      const answer = turn.then(() => signIn(pin));
      turn = answer.catch(() => null);
      return answer;
    },
    signOut: () => {
      const left = current;
      // First of all: a disk that is too full for the audit entry must keep nobody signed in.
      settle(null);
      if (left) {
        auditSignIn(deps, { action: "signOut", staffId: left.staffId, staffName: left.name });
      }
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
  entry: { readonly action: AuditAction; readonly staffId: number | null; readonly staffName: string },
): void => {
  deps.audit.append({ ...entry, approverId: null, subject: "till", before: null, after: null, reason: null });
};
