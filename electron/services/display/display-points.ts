/** Owns what the customer display says of points: the balance before, what this purchase uses and earns, and the balance after. */
import type { DisplayPoints } from "../../../contracts/ipc/display.ts";
import type { BasketPointsView } from "../../../contracts/ipc/loyalty.ts";
import type { BasketTender } from "../../../domain/basket/basket.ts";
import type { SalePointEntry } from "../../../domain/loyalty/point-entry.ts";

/** While it is rung up. What goods that come back take of the points is known with the sale: then there is no `after` yet. */
export const pointsOfBasket = (
  points: Pick<BasketPointsView, "points" | "earns"> | null,
  {
    tenders,
    hasReturns,
  }: {
    readonly tenders: readonly Pick<BasketTender, "type" | "reference">[];
    readonly hasReturns: boolean;
  },
): DisplayPoints | null => {
  if (points === null) {
    return null;
  }
  const used = tenders.reduce(
    (sum, { type, reference }) => (type === "POINTS" ? sum + Number(reference) : sum),
    0,
  );
  return {
    before: points.points,
    used,
    earned: points.earns,
    after: hasReturns ? null : points.points - used + points.earns,
  };
};

/** Once it is sold, of whoever bought: a sale that took back somebody else's goods moved theirs before. */
export const pointsOfSale = (
  entries: readonly SalePointEntry[],
): (DisplayPoints & { readonly tier: string | null }) | null => {
  const last = entries.at(-1);
  if (last === undefined) {
    return null;
  }
  const theirs = entries.filter(({ customerRef }) => customerRef === last.customerRef);
  const sum = (wanted: SalePointEntry["type"]): number =>
    theirs.reduce((total, { type, points }) => (type === wanted ? total + points : total), 0);
  const moved = theirs.reduce((total, { points }) => total + points, 0);
  return {
    before: last.balanceAfter - moved,
    used: 0 - sum("REDEEMED"),
    earned: sum("EARNED"),
    after: last.balanceAfter,
    tier: last.tierAfter,
  };
};
