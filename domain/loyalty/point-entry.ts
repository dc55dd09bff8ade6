/**
 * Owns what a movement of points is. A ledger is only added to; an entry is named by its sale and its reason, or by its
 * customer and its reason, and comes once. A balance may be below zero: points that were spent and then turn out not to have
 * been earned are owed, and the next ones pay for them.
 */
export const POINT_ENTRY_TYPES = [
  "EARNED",
  "REDEEMED",
  "EXPIRED",
  "ADJUSTED",
  "BONUS",
  "WELCOME",
  "BIRTHDAY",
  "REFUND",
] as const;

export type PointEntryType = (typeof POINT_ENTRY_TYPES)[number];

/** What a sale or refund did to somebody's points. */
export interface SalePointEntry {
  readonly customerRef: string;
  readonly type: PointEntryType;
  readonly reason: string;
  readonly points: number;
  /** What it adds to the money that counts for a tier. */
  readonly spentMinor: number;
  readonly balanceAfter: number;
  readonly tierAfter: string | null;
}

/** What counts for a tier: points that purchases earned, less those that refunds took back. */
export const tierPointsOf = (type: PointEntryType, points: number): number =>
  type === "EARNED" || (type === "REFUND" && points < 0) ? points : 0;

/** What counts as ever given: all but what was used, expired, or only came back. */
export const lifetimePointsOf = (type: PointEntryType, points: number): number =>
  type === "REDEEMED" || type === "EXPIRED" || (type === "REFUND" && points > 0) ? 0 : points;
