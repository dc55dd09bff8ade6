/**
 * Owns finding out who somebody is by a PIN or a badge, for signing in and for approving. Wrong ones are counted for
 * the till (a PIN names the person, so a wrong one names nobody) and lock it for a while; the count is stored, so that
 * starting the till again is no way round it. One after the other: PINs tried at the same time would all be checked
 * before the first of them counted.
 */
import type { SignInError } from "../../../contracts/ipc/session.ts";
import type { StaffMember } from "../../../db/repositories/staff.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { readBadge } from "../../../domain/staff/badge.ts";
import type { AuditDep, ClockDep, SettingsDep, StaffDep } from "../deps.ts";
import { NO_PERSON } from "./audit-actor.ts";
import { readSessionRules } from "./session-rules.ts";

export type Credential = { readonly pin: string } | { readonly badge: string };

export interface CredentialCheckDep {
  readonly pinMatches: (pin: string, hash: string) => Promise<boolean>;
  readonly hashBadge: (badge: string) => string;
  readonly hashPin: (pin: string) => string;
  /** A code that nobody has or guesses. */
  readonly newBadge: () => string;
}

export type Identify = (credential: Credential) => Promise<Result<StaffMember, SignInError>>;

export interface IdentifyDep {
  readonly identify: Identify;
}

type IdentifyDeps = StaffDep & AuditDep & ClockDep & SettingsDep & CredentialCheckDep;

export const createIdentify = (deps: IdentifyDeps): Identify => {
  let turn: Promise<unknown> = Promise.resolve();
  const identify = async (credential: Credential): Promise<Result<StaffMember, SignInError>> => {
    const { lockoutMs } = readSessionRules(deps);
    const { lockedUntilMs } = readTries(deps);
    const leftMs = lockedUntilMs - deps.clock.nowMs();
    // More than a whole lock is left when the machine's clock was put back: nobody waits for that.
    if (leftMs > 0 && leftMs <= lockoutMs) {
      return err({ type: "LockedOut", untilMs: lockedUntilMs });
    }
    const member = await findMember(deps, credential);
    if (!member) {
      return err(countFailure(deps, "badge" in credential));
    }
    deps.settings.remove(TRIES_KEY);
    return ok(member);
  };
  return (credential) => {
    const answer = turn.then(() => identify(credential));
    turn = answer.catch(() => null);
    return answer;
  };
};

const findMember = async (deps: IdentifyDeps, credential: Credential): Promise<StaffMember | null> => {
  if ("badge" in credential) {
    const badge = readBadge(credential.badge);
    return badge === null ? null : deps.staff.findByBadge(deps.hashBadge(badge));
  }
  for (const member of deps.staff.list()) {
    if (await deps.pinMatches(credential.pin, member.pinHash)) {
      return member;
    }
  }
  return null;
};

const TRIES_KEY = "signIn.tries";

interface Tries {
  readonly failed: number;
  readonly lockedUntilMs: number;
}

const readTries = (deps: SettingsDep): Tries => {
  const stored = deps.settings.get<Tries>(TRIES_KEY, (value) => value as Tries);
  return (stored.ok ? stored.value : null) ?? { failed: 0, lockedUntilMs: 0 };
};

const countFailure = (deps: IdentifyDeps, wasBadge: boolean): SignInError => {
  const { maxTries, lockoutMs } = readSessionRules(deps);
  const failed = readTries(deps).failed + 1;
  if (failed < maxTries) {
    deps.settings.set(TRIES_KEY, { failed, lockedUntilMs: 0 } satisfies Tries);
    return { type: wasBadge ? "UnknownBadge" : "WrongPin", triesLeft: maxTries - failed };
  }
  const lockedUntilMs = deps.clock.nowMs() + lockoutMs;
  deps.settings.set(TRIES_KEY, { failed: 0, lockedUntilMs } satisfies Tries);
  deps.audit.append({
    ...NO_PERSON,
    action: "signIn.lockedOut",
    subject: "till",
    before: null,
    after: { tries: failed },
    reason: null,
  });
  return { type: "LockedOut", untilMs: lockedUntilMs };
};
