/** Owns that two customers who are the same person have one account: its points, what they spent this year, and the better tier. */
import { tierAfter } from "../../../domain/loyalty/tier.ts";
import type { JournalDep } from "../deps.ts";
import { inYear, postPointsAlone, type PostPointsDeps } from "./post-points.ts";

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
  const from = ledger.account(fromRef);
  const program = deps.loyaltyProgram.read();
  if (!from || !program) {
    return;
  }
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
  const moved = { type: "ADJUSTED", staffId, note: null } as const;
  postPointsAlone(deps, {
    ...moved,
    customerRef: fromRef,
    reason: `mergedInto:${intoRef}`,
    points: -from.points,
  });
  postPointsAlone(deps, {
    ...moved,
    customerRef: intoRef,
    reason: `mergedFrom:${fromRef}`,
    points: from.points,
  });
  const into = ledger.account(intoRef);
  if (into) {
    // The better of the two tiers; what each did this year is looked at again when the year is over.
    const theirs = inYear(from, program, into.period).tier;
    const rank = (code: string | null): number => program.tiers.findIndex((tier) => tier.code === code);
    const tier = rank(theirs) > rank(into.tier) ? theirs : into.tier;
    const sums = { points: into.periodPoints, spentMinor: into.periodSpentMinor };
    ledger.update({ ...into, tier: tierAfter(program.tiers, tier, sums) });
  }
};
