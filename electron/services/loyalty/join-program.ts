/** Owns becoming a member of the loyalty program: an account, and the welcome points, once in a lifetime. */
import { inTransaction } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { JoinError } from "../../../contracts/ipc/loyalty.ts";
import { wallClockAt } from "../../../domain/time/zoned-time.ts";
import type { Actor, AuditDep, CustomersDep, DbDep, JournalDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { giveBirthdayToday } from "./birthday-points.ts";
import { postPointsAlone, type PostPointsDeps } from "./post-points.ts";

export type JoinDeps = PostPointsDeps & JournalDep & AuditDep;

/** In the caller's transaction. Nothing happens without an active program, or to who is a member already. */
export const openAccount = (
  deps: PostPointsDeps & JournalDep,
  customerRef: string,
  staffId: number | null,
): boolean => {
  const program = deps.loyaltyProgram.read();
  if (program?.active !== true || deps.loyaltyLedger.account(customerRef)) {
    return false;
  }
  const nowMs = deps.clock.nowMs();
  deps.loyaltyLedger.open({
    customerRef,
    points: 0,
    lifetimePoints: 0,
    tier: program.tiers[0]?.code ?? null,
    period: String(wallClockAt(nowMs, deps.profile.timezone).date.year),
    periodPoints: 0,
    periodSpentMinor: 0,
    joinedAtMs: nowMs,
    lastActivityAtMs: nowMs,
  });
  if (program.welcomePoints > 0) {
    postPointsAlone(deps, {
      customerRef,
      type: "WELCOME",
      reason: "welcome",
      points: program.welcomePoints,
      staffId,
      note: null,
    });
  }
  return true;
};

export const joinProgram = (
  deps: JoinDeps & DbDep & CustomersDep,
  actor: Actor,
  customerRef: string,
): Result<null, JoinError> =>
  inTransaction<null, JoinError>(deps.db, () => {
    const customer = deps.customers.findByRef(customerRef);
    if (!customer) {
      return err({ type: "UnknownCustomer" });
    }
    if (deps.loyaltyProgram.read()?.active !== true) {
      return err({ type: "NoLoyaltyProgram" });
    }
    if (!openAccount(deps, customer.customerRef, actor.staffId)) {
      return err({ type: "AlreadyMember" });
    }
    giveBirthdayToday(deps, customer);
    deps.audit.append({
      ...auditActor(actor),
      action: "loyalty.join",
      subject: `customer ${customer.customerRef}`,
      before: null,
      after: null,
      reason: null,
    });
    return ok(null);
  });
