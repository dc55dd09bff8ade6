/**
 * Owns what a sale or refund does to referrals, in the transaction that records it: a friend's purchase that reaches the
 * minimum completes the referral; one that comes back so far that it does not reach it any more undoes that. What was
 * rewarded already is taken back as far as it was not spent.
 */
import type { StoredReferral } from "../../../db/repositories/referrals.ts";
import { backValueOf } from "../../../domain/loyalty/returned-share.ts";
import { qualifies } from "../../../domain/referral/referral.ts";
import type { Sale, SaleLine } from "../../../domain/sale/sale.ts";
import { soldLines } from "../../../domain/sale/returned-goods.ts";
import type { ClockDep, CustomersDep, JournalDep, ReferralsDep, SalesDep, SettingsDep } from "../deps.ts";
import { readReferralProgram } from "./referral-program.ts";
import { takeRewardsBack, type TakeRewardDeps } from "./take-rewards-back.ts";
import { tellReferral } from "./tell-referral.ts";

const MS_PER_DAY = 86_400_000;

export type SettleReferralsDeps = ReferralsDep &
  CustomersDep &
  SettingsDep &
  SalesDep &
  ClockDep &
  JournalDep &
  TakeRewardDeps;

/** After the record is written, so that what it gave back counts. */
export const settleReferrals = (deps: SettleReferralsDeps, sale: Sale, seq: number): void => {
  for (const saleId of new Set(sale.lines.flatMap(({ refunds }) => (refunds ? [refunds.saleId] : [])))) {
    undoUnqualified(deps, saleId);
  }
  complete(deps, sale, seq);
};

const complete = (deps: SettleReferralsDeps, sale: Sale, seq: number): void => {
  const customer = sale.customerRef === null ? null : deps.customers.findByRef(sale.customerRef);
  const referral = customer && deps.referrals.ofReferee(customer.customerRef);
  if (referral?.state !== "pending") {
    return;
  }
  const program = readReferralProgram(deps);
  const inTime =
    program.validDays === null || sale.atMs < referral.createdAtMs + program.validDays * MS_PER_DAY;
  const worthMinor = goodsOf(sale).reduce((sum, line) => sum + line.totalMinor, 0);
  if (program.active && inTime && qualifies(program, worthMinor)) {
    change(deps, { ...referral, state: "completed", saleSeq: seq, completedAtMs: sale.atMs }, sale);
  }
};

const undoUnqualified = (deps: SettleReferralsDeps, saleId: string): void => {
  const sale = deps.sales.findById(saleId);
  if (!sale) {
    return;
  }
  for (const referral of deps.referrals.ofSale(saleId)) {
    const goods = { ...sale, lines: goodsOf(sale) };
    const back = { before: deps.sales.refundedMilli(saleId), now: new Map<number, number>(), earning: false };
    const { soldMinor, afterMinor } = backValueOf(goods, back);
    if (qualifies(readReferralProgram(deps), soldMinor - afterMinor)) {
      continue;
    }
    const undone = { ...referral, saleSeq: null, completedAtMs: null };
    if (referral.state === "completed") {
      // Another purchase may qualify.
      change(deps, { ...undone, state: "pending" }, sale);
    } else {
      takeRewardsBack(deps, referral);
      change(deps, { ...undone, saleSeq: referral.saleSeq, state: "expired" }, sale);
    }
  }
};

const goodsOf = (sale: Sale): readonly SaleLine[] =>
  soldLines(sale).filter(({ kind }) => kind !== "giftCard" && kind !== "deposit");

const change = (
  deps: SettleReferralsDeps,
  after: StoredReferral,
  { cashierId }: Pick<Sale, "cashierId">,
): void => {
  deps.referrals.change(after, cashierId);
  tellReferral(deps, after);
};
