/**
 * Owns the points of customers: accounts, the ledger that they are the fold of, and the lots that are left. Writes what it is
 * told; which entries there are, and what they come to, is the business of services/loyalty.
 */
import type { PointLot } from "../../domain/loyalty/point-lots.ts";
import type { SalePointEntry } from "../../domain/loyalty/point-entry.ts";
import type { TillDatabase } from "../open-database.ts";
import { preparedInsert } from "../prepared-insert.ts";
import { customerLoyalty, loyaltyPointLot, loyaltyPointTransaction } from "../schema/loyalty.ts";

export type LoyaltyAccount = typeof customerLoyalty.$inferSelect;
export type PointEntry = typeof loyaltyPointTransaction.$inferSelect;

/** An account whose points are not what its entries and lots say. */
export interface PointsFault {
  readonly customerRef: string;
}

export interface LoyaltyLedger {
  /** null: does not take part. */
  readonly account: (customerRef: string) => LoyaltyAccount | null;
  readonly open: (account: LoyaltyAccount) => void;
  readonly update: (account: LoyaltyAccount) => void;
  /** Answers with the entry's number. Throws where the sale, or the customer, has an entry with this reason already. */
  readonly append: (entry: Omit<PointEntry, "id">) => number;
  readonly addLot: (lot: typeof loyaltyPointLot.$inferSelect) => void;
  readonly lots: (customerRef: string) => readonly PointLot[];
  readonly useLot: (entryId: number, points: number) => void;
  /** Of a movement that no sale speaks for. */
  readonly ofReason: (customerRef: string, reason: string) => SalePointEntry | null;
  readonly hasReason: (customerRef: string, reason: string) => boolean;
  /** Newest first. */
  readonly history: (
    customerRef: string,
    page: { readonly beforeId: number | null; readonly limit: number },
  ) => readonly PointEntry[];
  readonly ofSale: (saleSeq: number) => readonly SalePointEntry[];
  /** Customers with points left that expired before an instant. */
  readonly expiredBefore: (atMs: number) => readonly string[];
  /** Accounts whose year is over. */
  readonly accountsBefore: (period: string) => readonly string[];
  /** Members born on one of these days ("11-27") to whom no movement was made for this reason, under any ref of theirs. */
  readonly membersBornOn: (monthDays: readonly string[], unlessReason: string) => readonly string[];
  readonly firstFault: () => PointsFault | null;
}

const ENTRY = `customer_ref AS customerRef, type, reason, points, spent_minor AS spentMinor,
  balance_after AS balanceAfter, tier_after AS tierAfter`;

const FAULT = `
  SELECT account.customer_ref AS customerRef FROM customer_loyalty AS account
  LEFT JOIN (
    SELECT customer_ref, sum(points) AS points,
      sum(iif(type IN ('REDEEMED', 'EXPIRED') OR (type = 'REFUND' AND points > 0), 0, points)) AS lifetime
    FROM loyalty_point_transaction GROUP BY customer_ref
  ) AS fold USING (customer_ref)
  LEFT JOIN (
    SELECT customer_ref, sum(left_points) AS left_points FROM loyalty_point_lot GROUP BY customer_ref
  ) AS lots USING (customer_ref)
  LEFT JOIN (
    SELECT customer_ref, period, sum(spent_minor) AS spent,
      sum(iif(type = 'EARNED' OR (type = 'REFUND' AND points < 0), points, 0)) AS tier_points
    FROM loyalty_point_transaction GROUP BY customer_ref, period
  ) AS year ON year.customer_ref = account.customer_ref AND year.period = account.period
  WHERE account.points <> coalesce(fold.points, 0)
    OR account.lifetime_points <> coalesce(fold.lifetime, 0)
    OR max(account.points, 0) <> coalesce(lots.left_points, 0)
    OR account.period_points <> coalesce(year.tier_points, 0)
    OR account.period_spent_minor <> coalesce(year.spent, 0)
  LIMIT 1`;

export const createLoyaltyLedger = (db: TillDatabase): LoyaltyLedger => {
  const { sqlite } = db;
  const account = sqlite.prepare<[string], LoyaltyAccount>(`
    SELECT customer_ref AS customerRef, points, lifetime_points AS lifetimePoints, tier, period,
      period_points AS periodPoints, period_spent_minor AS periodSpentMinor, joined_at_ms AS joinedAtMs,
      last_activity_at_ms AS lastActivityAtMs
    FROM customer_loyalty WHERE customer_ref = ?`);
  const update = sqlite.prepare<LoyaltyAccount>(`
    UPDATE customer_loyalty SET points = @points, lifetime_points = @lifetimePoints, tier = @tier, period = @period,
      period_points = @periodPoints, period_spent_minor = @periodSpentMinor, last_activity_at_ms = @lastActivityAtMs
    WHERE customer_ref = @customerRef`);
  const open = preparedInsert(db, customerLoyalty);
  const insertEntry = preparedInsert(db, loyaltyPointTransaction);
  const insertLot = preparedInsert(db, loyaltyPointLot);
  const lots = sqlite.prepare<[string], PointLot>(`
    SELECT entry_id AS id, left_points AS left, expires_at_ms AS expiresAtMs FROM loyalty_point_lot
    WHERE customer_ref = ? AND left_points > 0`);
  const useLot = sqlite.prepare(
    "UPDATE loyalty_point_lot SET left_points = left_points - @points WHERE entry_id = @id",
  );
  const ofReason = sqlite.prepare<[string, string], SalePointEntry>(
    `SELECT ${ENTRY} FROM loyalty_point_transaction WHERE customer_ref = ? AND reason = ? AND sale_seq IS NULL`,
  );
  const history = sqlite.prepare<[string, number, number], PointEntry>(`
    SELECT id, sale_seq AS saleSeq, period, at_ms AS atMs, staff_id AS staffId, note, ${ENTRY}
    FROM loyalty_point_transaction WHERE customer_ref = ? AND id < ? ORDER BY id DESC LIMIT ?`);
  const ofSale = sqlite.prepare<[number], SalePointEntry>(
    `SELECT ${ENTRY} FROM loyalty_point_transaction WHERE sale_seq = ? ORDER BY id`,
  );
  return {
    account: (customerRef) => account.get(customerRef) ?? null,
    open,
    update: (changed) => {
      update.run(changed);
    },
    append: (entry) => insertEntry({ id: null, ...entry } as unknown as PointEntry),
    addLot: insertLot,
    lots: (customerRef) => lots.all(customerRef),
    useLot: (id, points) => {
      useLot.run({ id, points });
    },
    ofReason: (customerRef, reason) => ofReason.get(customerRef, reason) ?? null,
    hasReason: (customerRef, reason) => ofReason.get(customerRef, reason) !== undefined,
    history: (customerRef, { beforeId, limit }) =>
      history.all(customerRef, beforeId ?? Number.MAX_SAFE_INTEGER, limit),
    ofSale: (saleSeq) => ofSale.all(saleSeq),
    ...overAllAccounts(db),
  };
};

/** What goes over every account: jobs and checks. */
const overAllAccounts = ({
  sqlite,
}: TillDatabase): Pick<
  LoyaltyLedger,
  "expiredBefore" | "accountsBefore" | "membersBornOn" | "firstFault"
> => {
  const expired = sqlite
    .prepare<[number], string>(
      `SELECT DISTINCT customer_ref FROM loyalty_point_lot
       WHERE left_points > 0 AND expires_at_ms IS NOT NULL AND expires_at_ms <= ? ORDER BY customer_ref`,
    )
    .pluck();
  const before = sqlite
    .prepare<[string], string>(
      "SELECT customer_ref FROM customer_loyalty WHERE period < ? ORDER BY customer_ref",
    )
    .pluck();
  const born = sqlite
    .prepare<[string, string], string>(
      `SELECT customer_ref FROM customer JOIN customer_loyalty USING (customer_ref)
       WHERE date_of_birth IS NOT NULL AND deleted_at_ms IS NULL AND substr(date_of_birth, 6) = ?
         AND NOT EXISTS (SELECT 1 FROM customer AS told
           JOIN loyalty_point_transaction AS moved ON moved.customer_ref = told.customer_ref
           WHERE (told.id = customer.id OR told.merged_into_id = customer.id)
             AND moved.reason = ? AND moved.sale_seq IS NULL)
       ORDER BY customer_ref`,
    )
    .pluck();
  const fault = sqlite.prepare<[], PointsFault>(FAULT);
  return {
    expiredBefore: (atMs) => expired.all(atMs),
    accountsBefore: (period) => before.all(period),
    membersBornOn: (monthDays, unlessReason) => monthDays.flatMap((day) => born.all(day, unlessReason)),
    firstFault: () => fault.get() ?? null,
  };
};
