/**
 * Owns finding out who somebody is by a PIN or a badge, for signing in and for approving. Wrong ones are counted for
 * the till (a PIN names the person, so a wrong one names nobody), at both pads together, and lock it for a while. Only
 * time takes a wrong try off: a right PIN does not, or somebody who guesses would type their own in between. So whoever
 * goes on guessing after a lock has one try for each further lock. What was tried is stored, so that starting the till
 * again is no way round it. One after the other: PINs tried at the same time would all be checked before one counted.
 */
import type { SignInError } from "../../../contracts/ipc/session.ts";
import type { StaffMember } from "../../../db/repositories/staff.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { readBadge } from "../../../domain/staff/badge.ts";
import type { Actor, AuditDep, ClockDep, DbDep, SettingsDep, StaffDep } from "../deps.ts";
import { auditActor, NO_PERSON } from "./audit-actor.ts";
import { createOneAtATime } from "./one-at-a-time.ts";
import { readSessionRules } from "./session-rules.ts";

export type Credential = { readonly pin: string } | { readonly badge: string };

export interface CredentialCheckDep {
  readonly pinMatches: (pin: string, hash: string) => Promise<boolean>;
  readonly hashBadge: (badge: string) => string;
  readonly hashPin: (pin: string) => string;
  /** A code that nobody has or guesses. */
  readonly newBadge: () => string;
}

/** Who asks for an approval; null: somebody who signs in. */
export type Asker = Actor | null;

export type Identify = (credential: Credential, asker: Asker) => Promise<Result<StaffMember, SignInError>>;

export interface IdentifyDep {
  readonly identify: Identify;
}

type IdentifyDeps = StaffDep & AuditDep & ClockDep & SettingsDep & DbDep & CredentialCheckDep;

export const createIdentify = (deps: IdentifyDeps): Identify => {
  const oneAtATime = createOneAtATime();
  const identify = async (
    credential: Credential,
    asker: Asker,
  ): Promise<Result<StaffMember, SignInError>> => {
    const { lockoutMs } = readSessionRules(deps);
    const { lockedUntilMs } = readTries(deps);
    const leftMs = lockedUntilMs - deps.clock.nowMs();
    // More than a whole lock is left when the machine's clock was put back: nobody waits for that.
    if (leftMs > 0 && leftMs <= lockoutMs) {
      return err({ type: "LockedOut", untilMs: lockedUntilMs });
    }
    const member = await findMember(deps, credential);
    return member ? ok(member) : err(countFailure(deps, { wasBadge: "badge" in credential, asker }));
  };
  return (credential, asker) => oneAtATime(() => identify(credential, asker));
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

/** A wrong try counts for so long, or for as long as a lock where the shop's is longer. */
const COUNTED_FOR_MS = 15 * 60_000;

interface Tries {
  /** When wrong ones were made, oldest first. */
  readonly wrongAtMs: readonly number[];
  readonly lockedUntilMs: number;
}

/** A stored value that is none counts as no try. */
const readTries = (deps: SettingsDep): Tries => {
  const stored = deps.settings.get<Partial<Record<keyof Tries, unknown>>>(TRIES_KEY, (value) =>
    typeof value === "object" ? value : null,
  );
  const { wrongAtMs, lockedUntilMs } = (stored.ok ? stored.value : null) ?? {};
  return {
    wrongAtMs: Array.isArray(wrongAtMs) ? wrongAtMs.filter((atMs) => typeof atMs === "number") : [],
    lockedUntilMs: typeof lockedUntilMs === "number" ? lockedUntilMs : 0,
  };
};

const countFailure = (
  deps: IdentifyDeps,
  { wasBadge, asker }: { readonly wasBadge: boolean; readonly asker: Asker },
): SignInError => {
  const { maxTries, lockoutMs } = readSessionRules(deps);
  const nowMs = deps.clock.nowMs();
  const countedForMs = Math.max(COUNTED_FOR_MS, lockoutMs);
  const counted = readTries(deps).wrongAtMs.filter((atMs) => atMs <= nowMs && nowMs - atMs < countedForMs);
  const tries = counted.length + 1;
  const lockedUntilMs = tries < maxTries ? 0 : nowMs + lockoutMs;
  allOrNothing(deps.db, () => {
    const wrongAtMs = [...counted, nowMs].slice(-maxTries);
    deps.settings.set(TRIES_KEY, { wrongAtMs, lockedUntilMs } satisfies Tries);
    const entry = {
      ...(asker === null ? NO_PERSON : auditActor(asker)),
      subject: "till",
      before: null,
      reason: null,
    };
    const shown = { credential: wasBadge ? "badge" : "pin", pad: asker === null ? "signIn" : "approval" };
    deps.audit.append({ ...entry, action: "signIn.wrong", after: { ...shown, tries } });
    if (lockedUntilMs > 0) {
      deps.audit.append({ ...entry, action: "signIn.lockedOut", after: { tries } });
    }
  });
  return lockedUntilMs > 0
    ? { type: "LockedOut", untilMs: lockedUntilMs }
    : { type: wasBadge ? "UnknownBadge" : "WrongPin", triesLeft: maxTries - tries };
};
