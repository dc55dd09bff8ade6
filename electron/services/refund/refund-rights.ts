/**
 * Owns who may give goods' worth and money back: how much (refund:create, refund:withoutReceipt), and how much of it in
 * cash (refund:inCash). A limit is a receipt's: what it gave back before, without approval, counts with it. Cash for what
 * a card or a gift card paid counts as above any limit.
 */
import type { GivenBefore } from "../../../domain/refund/given-before.ts";
import type { Payout } from "../../../domain/refund/refund-payout.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { authorise, type Authorised, type Authority, type Refusal } from "../../../domain/staff/authorise.ts";
import type { Permission } from "../../../domain/staff/permission.ts";

export interface RefundAct {
  readonly permission: Extract<Permission, "refund:create" | "refund:withoutReceipt">;
  readonly totalMinor: number;
  readonly payout: Payout;
  /** What it would be in the tender that paid. */
  readonly asPaid: Payout;
  readonly before: GivenBefore;
}

export const authoriseRefund = (actor: Authority, act: RefundAct): Result<Authorised, Refusal> => {
  const refund = authorise(actor, act.permission, act.before.totalMinor + act.totalMinor);
  if (!refund.ok) {
    return refund;
  }
  const cash = authoriseCash(actor, act);
  return cash.ok ? ok({ approver: refund.value.approver ?? cash.value.approver }) : cash;
};

export const authoriseCash = (
  actor: Authority,
  { payout, asPaid, before }: Pick<RefundAct, "payout" | "asPaid" | "before">,
): Result<Authorised, Refusal> => {
  if (payout.cashMinor === 0) {
    return ok({ approver: null });
  }
  const right = actor.rights["refund:inCash"];
  const isCardMoney = payout.cardMinor < asPaid.cardMinor || payout.storedMinor < asPaid.storedMinor;
  const strict = isCardMoney && right.limit !== null ? { ...right, limit: 0 } : right;
  return authorise(
    { ...actor, rights: { ...actor.rights, "refund:inCash": strict } },
    "refund:inCash",
    before.cashMinor + payout.cashMinor,
  );
};
