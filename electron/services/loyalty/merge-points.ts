/**
 * Owns that two customers who are the same person have one account: its points, each still good as long as it was, what was
 * earned and spent this year, and the better tier.
 */
import type { LoyaltyAccount } from "../../../db/repositories/loyalty-ledger.ts";
import type { PointLot } from "../../../domain/loyalty/point-lots.ts";
import { tierAfter } from "../../../domain/loyalty/tier.ts";
import type { JournalDep } from "../deps.ts";
import { inThisYear, postPointsAlone, type NewPoints, type PostPointsDeps } from "./post-points.ts";

/** In the transaction of the merge. */
export const mergePoints = (
  deps: PostPointsDeps & JournalDep,
  {
    fromRef,
    intoRef,
    staffId,
  }: { readonly fromRef: string; readonly intoRef: string; readonly staffId: number },
): void => {
  const { loyaltyLedger: ledger } = deps;
  const found = ledger.account(fromRef);
  const program = deps.loyaltyProgram.read();
  if (!found || !program) {
    return;
  }
  const from = inThisYear(deps, found, program);
  if (!ledger.account(intoRef)) {
    ledger.open({
      ...from,
      customerRef: intoRef,
      points: 0,
      lifetimePoints: 0,
      periodPoints: 0,
      periodSpentMinor: 0,
    });
  }
  const by = { staffId, note: null };
  const parts = partsOf(from, ledger.lots(fromRef));
  postPointsAlone(deps, {
    ...by,
    type: "ADJUSTED",
    customerRef: fromRef,
    reason: `mergedInto:${intoRef}`,
    points: -from.points,
    spentMinor: -from.periodSpentMinor,
  });
  for (const [at, part] of parts.entries()) {
    postPointsAlone(deps, {
      ...by,
      ...part,
      customerRef: intoRef,
      reason: `mergedFrom:${fromRef}${at === 0 ? "" : `:${String(at)}`}`,
      spentMinor: at === 0 ? from.periodSpentMinor : 0,
    });
  }
  const into = ledger.account(intoRef);
  if (into) {
    const rank = (code: string | null): number => program.tiers.findIndex((tier) => tier.code === code);
    const tier = rank(from.tier) > rank(into.tier) ? from.tier : into.tier;
    const sums = { points: into.periodPoints, spentMinor: into.periodSpentMinor };
    ledger.update({ ...into, tier: tierAfter(program.tiers, tier, sums) });
  }
};

type Part = Pick<NewPoints, "type" | "points" | "expiresAtMs">;

/** In all what the account holds, and as much of it EARNED as counts for this year's tier. */
const partsOf = ({ points, periodPoints }: LoyaltyAccount, lots: readonly PointLot[]): readonly Part[] => {
  const held = [...Map.groupBy(lots, (lot) => lot.expiresAtMs)].map(([expiresAtMs, same]) => ({
    expiresAtMs,
    points: same.reduce((sum, { left }) => sum + left, 0),
  }));
  let earned = Math.max(0, periodPoints);
  const kept = held.flatMap((lot): readonly Part[] => {
    const ofYear = Math.min(lot.points, earned);
    earned -= ofYear;
    return [
      { ...lot, type: "EARNED" as const, points: ofYear },
      { ...lot, type: "ADJUSTED" as const, points: lot.points - ofYear },
    ].filter((part) => part.points > 0);
  });
  // Earned this year and used since: in a lot of its own that is the first to go, so that no other is touched.
  const used: readonly Part[] =
    earned === 0
      ? []
      : [
          { type: "EARNED", points: earned, expiresAtMs: 0 },
          { type: "REDEEMED", points: -earned },
        ];
  const owed: readonly Part[] =
    points < 0 || kept.length + used.length === 0 ? [{ type: "ADJUSTED", points: Math.min(0, points) }] : [];
  return [...used, ...kept, ...owed];
};
