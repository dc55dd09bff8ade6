/**
 * Owns how much was bought under a customerRef: the fold of its sales, written in each sale's own transaction. Money in
 * minor units of the till's currency.
 */
import type { TillDatabase } from "../open-database.ts";

export interface CustomerActivity {
  /** Sales less those that were voided. */
  readonly purchases: number;
  /** Net of what was given back. */
  readonly spentMinor: number;
  readonly firstPurchaseAtMs: number | null;
  readonly lastPurchaseAtMs: number | null;
}

export interface ActivityChange {
  readonly customerRef: string;
  /** 1: a sale; -1: a sale was voided; 0: goods came back. */
  readonly purchases: -1 | 0 | 1;
  readonly spentMinor: number;
  readonly atMs: number;
}

export interface CustomerActivityRepository {
  readonly of: (customerRef: string) => CustomerActivity;
  readonly add: (change: ActivityChange) => void;
  /** What was bought under `from` counts for `to`. */
  readonly move: (from: string, to: string) => void;
}

const NONE: CustomerActivity = {
  purchases: 0,
  spentMinor: 0,
  firstPurchaseAtMs: null,
  lastPurchaseAtMs: null,
};

export const createCustomerActivityRepository = ({ sqlite }: TillDatabase): CustomerActivityRepository => {
  const read = sqlite.prepare<[string], CustomerActivity>(`
    SELECT purchases, spent_minor AS spentMinor, first_purchase_at_ms AS firstPurchaseAtMs,
      last_purchase_at_ms AS lastPurchaseAtMs
    FROM customer_activity WHERE customer_ref = ?`);
  const add = sqlite.prepare(`
    INSERT INTO customer_activity
      (customer_ref, purchases, spent_minor, first_purchase_at_ms, last_purchase_at_ms)
    VALUES (@customerRef, @purchases, @spentMinor, @firstAtMs, @lastAtMs)
    ON CONFLICT (customer_ref) DO UPDATE SET
      purchases = purchases + excluded.purchases,
      spent_minor = spent_minor + excluded.spent_minor,
      first_purchase_at_ms = coalesce(min(first_purchase_at_ms, excluded.first_purchase_at_ms),
        first_purchase_at_ms, excluded.first_purchase_at_ms),
      last_purchase_at_ms = coalesce(max(last_purchase_at_ms, excluded.last_purchase_at_ms),
        last_purchase_at_ms, excluded.last_purchase_at_ms)`);
  const remove = sqlite.prepare("DELETE FROM customer_activity WHERE customer_ref = ?");
  const of = (customerRef: string): CustomerActivity => read.get(customerRef) ?? NONE;
  return {
    of,
    add: ({ customerRef, purchases, spentMinor, atMs }) => {
      const purchaseAtMs = purchases === 1 ? atMs : null;
      add.run({ customerRef, purchases, spentMinor, firstAtMs: purchaseAtMs, lastAtMs: purchaseAtMs });
    },
    move: (from, to) => {
      const { firstPurchaseAtMs, lastPurchaseAtMs, ...sums } = of(from);
      add.run({ customerRef: to, ...sums, firstAtMs: firstPurchaseAtMs, lastAtMs: lastPurchaseAtMs });
      remove.run(from);
    },
  };
};
