/**
 * Owns the only way in which points move: one entry in the ledger, the lots it makes or uses, and the account that follows
 * from both, all in the caller's transaction. An entry that would come twice is a bug there: callers ask first.
 */
import type { LoyaltyAccount } from "../../../db/repositories/loyalty-ledger.ts";
import { goneOn } from "../../../domain/loyalty/expiry.ts";
import {
  lifetimePointsOf,
  tierPointsOf,
  type PointEntryType,
  type SalePointEntry,
} from "../../../domain/loyalty/point-entry.ts";
import { takeOldestFirst } from "../../../domain/loyalty/point-lots.ts";
import type { LoyaltyProgram } from "../../../domain/loyalty/program.ts";
import { tierAfter, yearBegun } from "../../../domain/loyalty/tier.ts";
import { instantOf, wallClockAt } from "../../../domain/time/zoned-time.ts";
import type { ClockDep, JournalDep, LoyaltyDep, ProfileDep } from "../deps.ts";

export interface NewPoints {
  readonly customerRef: string;
  readonly type: PointEntryType;
  readonly reason: string;
  readonly points: number;
  readonly spentMinor: number;
  readonly saleSeq: number | null;
  readonly staffId: number | null;
  readonly note: string | null;
  /** When points that are given count from; null: now. */
  readonly sinceMs: number | null;
  /** When points that are given end; left out: as the program says. */
  readonly expiresAtMs?: number | null;
}

export type PostPointsDeps = LoyaltyDep & ClockDep & ProfileDep;

export const postPoints = (deps: PostPointsDeps, given: NewPoints): SalePointEntry => {
  const { loyaltyLedger: ledger } = deps;
  const found = ledger.account(given.customerRef);
  const program = deps.loyaltyProgram.read();
  if (!found || !program) {
    throw new Error(`${given.customerRef} has no points to move`);
  }
  const nowMs = deps.clock.nowMs();
  const before = inThisYear(deps, found, program);
  const sums = {
    points: before.periodPoints + tierPointsOf(given.type, given.points),
    spentMinor: before.periodSpentMinor + given.spentMinor,
  };
  const after: LoyaltyAccount = {
    ...before,
    points: before.points + given.points,
    lifetimePoints: before.lifetimePoints + lifetimePointsOf(given.type, given.points),
    periodPoints: sums.points,
    periodSpentMinor: sums.spentMinor,
    tier: tierAfter(program.tiers, before.tier, sums),
    lastActivityAtMs: nowMs,
  };
  const entryId = ledger.append({
    customerRef: given.customerRef,
    saleSeq: given.saleSeq,
    type: given.type,
    reason: given.reason,
    points: given.points,
    spentMinor: given.spentMinor,
    balanceAfter: after.points,
    tierAfter: after.tier,
    period: after.period,
    atMs: nowMs,
    staffId: given.staffId,
    note: given.note,
  });
  moveLots(deps, given, { entryId, owed: Math.max(0, -before.points), program });
  ledger.update(after);
  const { customerRef, type, reason, points, spentMinor } = given;
  return { customerRef, type, reason, points, spentMinor, balanceAfter: after.points, tierAfter: after.tier };
};

/** The same for what no sale speaks for: it has a journal entry of its own. */
export const postPointsAlone = (
  deps: PostPointsDeps & JournalDep,
  given: Omit<NewPoints, "saleSeq" | "spentMinor" | "sinceMs"> & Partial<Pick<NewPoints, "spentMinor">>,
): SalePointEntry => {
  const entry = postPoints(deps, { spentMinor: 0, ...given, saleSeq: null, sinceMs: null });
  const { customerRef, type, reason, points, balanceAfter } = entry;
  deps.journal.append("points.changed.v1", {
    balanceAfter,
    customerRef,
    points,
    reason,
    staffId: given.staffId,
    type,
  });
  return entry;
};

/** The account in the year of now. */
export const inThisYear = (
  deps: PostPointsDeps,
  account: LoyaltyAccount,
  program: LoyaltyProgram,
): LoyaltyAccount => {
  const { date } = wallClockAt(deps.clock.nowMs(), deps.profile.timezone);
  return inYear(account, program, String(date.year));
};

/** What becomes of an account when a later year begins. */
export const inYear = (account: LoyaltyAccount, program: LoyaltyProgram, year: string): LoyaltyAccount => {
  const { periodPoints: points, periodSpentMinor: spentMinor, period, tier } = account;
  const now = yearBegun(program.tiers, { period, points, spentMinor, tier }, year);
  return {
    ...account,
    period: now.period,
    periodPoints: now.points,
    periodSpentMinor: now.spentMinor,
    tier: now.tier,
  };
};

interface LotMove {
  readonly entryId: number;
  /** What is owed: it is paid for first. */
  readonly owed: number;
  readonly program: LoyaltyProgram;
}

const moveLots = (deps: PostPointsDeps, given: NewPoints, { entryId, owed, program }: LotMove): void => {
  const { customerRef, points, expiresAtMs } = given;
  if (points > 0) {
    deps.loyaltyLedger.addLot({
      entryId,
      customerRef,
      points,
      leftPoints: Math.max(0, points - owed),
      expiresAtMs:
        expiresAtMs === undefined
          ? expiryOf(deps, program, given.sinceMs ?? deps.clock.nowMs())
          : expiresAtMs,
    });
    return;
  }
  for (const use of takeOldestFirst(deps.loyaltyLedger.lots(customerRef), -points)) {
    deps.loyaltyLedger.useLot(use.id, use.points);
  }
};

const expiryOf = (
  { profile }: ProfileDep,
  { expiryMonths }: LoyaltyProgram,
  sinceMs: number,
): number | null => {
  if (expiryMonths === null) {
    return null;
  }
  const { date } = wallClockAt(sinceMs, profile.timezone);
  return instantOf({ date: goneOn(date, expiryMonths), secondOfDay: 0 }, profile.timezone);
};
