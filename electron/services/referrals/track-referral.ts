/**
 * Owns that one customer was brought by another: by the code of the one who brought them, before their first purchase,
 * once in a lifetime, and never in a circle. Nothing is given yet: see settle-referrals.ts and reward-referrals.ts.
 */
import type { ReferralCodeProblem } from "../../../contracts/ipc/referrals.ts";
import type { UnknownCustomer } from "../../../contracts/ipc/customers.ts";
import type { StoredReferral } from "../../../db/repositories/referrals.ts";
import {
  REFERRAL_RANDOM_BYTES,
  readReferralCode,
  referralCodeOf,
} from "../../../domain/referral/referral-code.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type {
  Actor,
  AuditDep,
  CustomersDep,
  IdsDep,
  JournalDep,
  RandomBytesDep,
  ReferralsDep,
  SettingsDep,
} from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { readReferralProgram } from "./referral-program.ts";
import { tellReferral } from "./tell-referral.ts";

export type TrackReferralDeps = ReferralsDep & CustomersDep & SettingsDep & IdsDep & AuditDep & JournalDep;

interface Wish {
  readonly refereeRef: string;
  readonly code: string;
}

/** In the caller's transaction. */
export const trackReferral = (
  deps: TrackReferralDeps,
  actor: Actor,
  wish: Wish,
): Result<StoredReferral, ReferralCodeProblem | UnknownCustomer> => {
  const referee = deps.customers.findByRef(wish.refereeRef);
  if (!referee) {
    return err({ type: "UnknownCustomer" });
  }
  const referrer = referrerOf(deps, wish.code);
  if (!referrer.ok) {
    return referrer;
  }
  const problem = refereeProblem(deps, { ...referrer.value, refereeRef: referee.customerRef });
  if (problem) {
    return err(problem);
  }
  const id = deps.ids.next();
  deps.referrals.add({ ...referrer.value, id, refereeRef: referee.customerRef }, actor.staffId);
  const made = deps.referrals.find(id);
  if (!made) {
    throw new Error("A referral was stored and cannot be read");
  }
  deps.audit.append({
    ...auditActor(actor),
    action: "referral.track",
    subject: `customer ${referee.customerRef}`,
    before: null,
    after: { referrerRef: made.referrerRef },
    reason: null,
  });
  tellReferral(deps, made);
  return ok(made);
};

interface Referrer {
  readonly referrerRef: string;
  readonly code: string;
}

const referrerOf = (
  deps: ReferralsDep & CustomersDep & SettingsDep,
  text: string,
): Result<Referrer, ReferralCodeProblem> => {
  const read = readReferralCode(text);
  if (read.kind === "mistyped") {
    return err({ type: "ReferralMistyped" });
  }
  const code = read.kind === "code" ? read.code : text.trim();
  const owner = deps.referrals.ownerOf(code);
  const referrer = owner === null ? null : deps.customers.findByRef(owner);
  if (!referrer) {
    return err({ type: "UnknownReferralCode" });
  }
  return readReferralProgram(deps).active
    ? ok({ referrerRef: referrer.customerRef, code })
    : err({ type: "ReferralsOff" });
};

const refereeProblem = (
  deps: ReferralsDep & CustomersDep & SettingsDep,
  { referrerRef, refereeRef }: { readonly referrerRef: string; readonly refereeRef: string },
): ReferralCodeProblem | null => {
  if (referrerRef === refereeRef) {
    return { type: "OwnReferralCode" };
  }
  if (deps.referrals.ofReferee(refereeRef)) {
    return { type: "AlreadyReferred" };
  }
  const { purchases } = deps.customerActivity.of(refereeRef);
  if (purchases > 0) {
    return { type: "ReferralNotNew", purchases };
  }
  if (isBroughtBy(deps, referrerRef, refereeRef)) {
    return { type: "ReferralCircle" };
  }
  const { maxPerCustomer } = readReferralProgram(deps);
  const brought = deps.referrals.ofReferrer(referrerRef).filter(({ state }) => state !== "expired").length;
  return maxPerCustomer !== null && brought >= maxPerCustomer
    ? { type: "ReferralLimit", most: maxPerCustomer }
    : null;
};

/** Whether somebody was brought by another, directly or over any number of people. */
const isBroughtBy = (deps: ReferralsDep, customerRef: string, by: string): boolean => {
  const seen = new Set<string>();
  let at = deps.referrals.ofReferee(customerRef)?.referrerRef ?? null;
  while (at !== null && !seen.has(at)) {
    if (at === by) {
      return true;
    }
    seen.add(at);
    at = deps.referrals.ofReferee(at)?.referrerRef ?? null;
  }
  return false;
};

/** Their own code, made when it is first asked for; in the caller's transaction. */
export const referralCodeFor = (deps: ReferralsDep & RandomBytesDep, customerRef: string): string => {
  const known = deps.referrals.codeOf(customerRef);
  if (known !== null) {
    return known;
  }
  let code = referralCodeOf(deps.randomBytes(REFERRAL_RANDOM_BYTES));
  while (deps.referrals.ownerOf(code) !== null) {
    code = referralCodeOf(deps.randomBytes(REFERRAL_RANDOM_BYTES));
  }
  deps.referrals.addCode(code, customerRef);
  return code;
};
