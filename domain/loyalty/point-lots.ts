/**
 * Owns how points are used up: lots that expire first go first, and those that never expire last. A lot is what one
 * entry of the ledger gave.
 */
export interface PointLot {
  readonly id: number;
  readonly left: number;
  /** null: never. */
  readonly expiresAtMs: number | null;
}

export interface LotUse {
  readonly id: number;
  readonly points: number;
}

/** What each lot gives of `points`; less in all where there are fewer. */
export const takeOldestFirst = (lots: readonly PointLot[], points: number): readonly LotUse[] => {
  let wanted = points;
  const uses: LotUse[] = [];
  for (const lot of lots.toSorted(byExpiry)) {
    const taken = Math.min(lot.left, wanted);
    if (taken > 0) {
      uses.push({ id: lot.id, points: taken });
      wanted -= taken;
    }
  }
  return uses;
};

const NEVER = Number.MAX_SAFE_INTEGER;

const byExpiry = (a: PointLot, b: PointLot): number =>
  (a.expiresAtMs ?? NEVER) - (b.expiresAtMs ?? NEVER) || a.id - b.id;

/** How many points go next within a span of time, and when the first of them do; null: none. */
export const expiringSoon = (
  lots: readonly PointLot[],
  untilMs: number,
): { readonly points: number; readonly atMs: number } | null => {
  const soon = lots.flatMap(({ left, expiresAtMs }) =>
    left > 0 && expiresAtMs !== null && expiresAtMs <= untilMs ? [{ left, expiresAtMs }] : [],
  );
  return soon.length === 0
    ? null
    : {
        points: soon.reduce((sum, { left }) => sum + left, 0),
        atMs: soon.reduce((first, { expiresAtMs }) => Math.min(first, expiresAtMs), NEVER),
      };
};
