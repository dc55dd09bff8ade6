/**
 * Owns points that a person gives or takes: a bonus, or a correction, with a reason, audited, and never more than somebody
 * has. The request's id makes a repeated one a no-op.
 */
import type { AdjustError } from "../../../contracts/ipc/loyalty.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, CustomersDep, DbDep, JournalDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { postPointsAlone, type PostPointsDeps } from "./post-points.ts";
import { memberOf } from "./sale-points.ts";

export interface PointAdjustment {
  readonly customerRef: string;
  readonly type: "BONUS" | "ADJUSTED";
  readonly points: number;
  readonly reason: string;
  readonly requestId: string;
}

export const adjustPoints = (
  deps: PostPointsDeps & JournalDep & AuditDep & DbDep & CustomersDep,
  actor: Actor,
  { type, points, reason, requestId, ...whose }: PointAdjustment,
): Result<null, AdjustError> =>
  inTransaction<null, AdjustError>(deps.db, () => {
    if (reason.trim() === "") {
      return err({ type: "ReasonMissing" });
    }
    const account = memberOf(deps, whose.customerRef);
    if (!account) {
      return err({ type: "NotAMember" });
    }
    const { customerRef } = account;
    if (deps.loyaltyLedger.hasReason(customerRef, `byHand:${requestId}`)) {
      return ok(null);
    }
    if (points < 0 && -points > account.points) {
      return err({ type: "PointsShort", points: Math.max(0, account.points) });
    }
    const posted = postPointsAlone(deps, {
      customerRef,
      type,
      reason: `byHand:${requestId}`,
      points,
      staffId: actor.staffId,
      note: reason,
    });
    deps.audit.append({
      ...auditActor(actor),
      action: "loyalty.adjust",
      subject: `customer ${customerRef}`,
      before: { points: account.points },
      after: { points: posted.balanceAfter },
      reason,
    });
    return ok(null);
  });
