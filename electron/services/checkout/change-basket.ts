/**
 * Owns the shape of every change to the open basket: a pure rule from domain/basket, stored at once, and an audit
 * entry where the change touches money. Needs an open basket; a line of none is unknown.
 */
import type { AuditAction } from "../../../domain/audit/audit-action.ts";
import { approvedBy, type Basket, type BasketError, type BasketLine } from "../../../domain/basket/basket.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor, AuditDep, SessionDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { authoriseReduction } from "./authorise-reduction.ts";

export type ChangeBasketDeps = SessionDep & AuditDep;

export interface LineChange<E> {
  readonly lineId: string;
  readonly action: AuditAction;
  readonly reason: string | null;
  readonly rule: (basket: Basket) => Result<Basket, E>;
  /** What the audit log says of the line, before and after. */
  readonly describe: (line: BasketLine) => unknown;
}

/** Applies one audited change to one line. */
export const changeLineAudited = <E = BasketError>(
  deps: ChangeBasketDeps,
  actor: Actor,
  change: LineChange<E>,
): Result<Basket, E | BasketError | Refusal> => {
  const before = deps.basketSession.current();
  if (!before) {
    return err({ type: "UnknownLine", lineId: change.lineId });
  }
  const changed = change.rule(before);
  if (!changed.ok) {
    return changed;
  }
  const allowed = authoriseReduction(actor, before, changed.value);
  if (!allowed.ok) {
    return allowed;
  }
  const lineOf = (basket: Basket): BasketLine | undefined =>
    basket.lines.find((line) => line.id === change.lineId);
  return deps.basketSession.store(approvedBy(changed.value, actor.approver), () => {
    const oldLine = lineOf(before);
    const newLine = lineOf(changed.value);
    deps.audit.append({
      ...auditActor(actor),
      action: change.action,
      subject: `basket ${before.id}, ${oldLine?.product.sku ?? change.lineId}`,
      before: oldLine ? change.describe(oldLine) : null,
      after: newLine ? change.describe(newLine) : null,
      reason: change.reason,
    });
    return ok(null);
  });
};
