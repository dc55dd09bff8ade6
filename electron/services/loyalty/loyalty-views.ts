/** Owns how somebody's points are shown: beside the basket, and with their movements on the customer's page. Decides nothing. */
import type { LoyaltyAccountView, PointsView, TierView } from "../../../contracts/ipc/loyalty.ts";
import { expiringSoon } from "../../../domain/loyalty/point-lots.ts";
import { MS_PER_DAY } from "../../../domain/time/civil-date.ts";
import type { ClockDep, CustomersDep, LoyaltyDep } from "../deps.ts";
import { memberOf } from "./sale-points.ts";

export type LoyaltyViewDeps = LoyaltyDep & ClockDep & Pick<CustomersDep, "customers">;

const SOON_DAYS = 30;

/** null: does not take part. */
export const pointsView = (deps: LoyaltyViewDeps, customerRef: string | null): PointsView | null => {
  const account = memberOf(deps, customerRef);
  return (
    account && {
      points: account.points,
      tier: tierView(deps, account.tier),
      expiring: expiringSoon(
        deps.loyaltyLedger.lots(account.customerRef),
        deps.clock.nowMs() + SOON_DAYS * MS_PER_DAY,
      ),
    }
  );
};

const tierView = (deps: LoyaltyDep, code: string | null): TierView | null => {
  const tier = deps.loyaltyProgram.read()?.tiers.find((known) => known.code === code);
  return tier
    ? { code: tier.code, name: tier.name, color: tier.color, icon: tier.icon, benefits: tier.benefits }
    : null;
};

const HISTORY_PAGE = 50;

export const loyaltyAccountView = (
  deps: LoyaltyViewDeps,
  customerRef: string,
  beforeId: number | null,
): LoyaltyAccountView | null => {
  const account = memberOf(deps, customerRef);
  const points = pointsView(deps, customerRef);
  if (!account || !points) {
    return null;
  }
  const rows = deps.loyaltyLedger.history(account.customerRef, { beforeId, limit: HISTORY_PAGE });
  return {
    ...points,
    lifetimePoints: account.lifetimePoints,
    yearPoints: account.periodPoints,
    yearSpentMinor: account.periodSpentMinor,
    joinedAtMs: account.joinedAtMs,
    entries: rows.map(({ id, type, points: moved, balanceAfter, atMs, note }) => ({
      id,
      type,
      points: moved,
      balanceAfter,
      atMs,
      note,
    })),
    nextBeforeId: rows.length === HISTORY_PAGE ? (rows.at(-1)?.id ?? null) : null,
  };
};
