/**
 * Owns what a sale or refund does to points, inside the transaction that records it and before its journal entry: new goods
 * earn, points that pay are taken, and what comes back takes back and gives back its share. Each has a reason that comes
 * once in a record, so that nothing moves twice.
 */
import type { SalePointEntry } from "../../../domain/loyalty/point-entry.ts";
import { backValueOf, returnedShare } from "../../../domain/loyalty/returned-share.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Sale, SaleLine, UnrecordedSale } from "../../../domain/sale/sale.ts";
import { soldLines } from "../../../domain/sale/returned-goods.ts";
import type { CustomersDep, SalesDep } from "../deps.ts";
import { postPoints, type NewPoints, type PostPointsDeps } from "./post-points.ts";

/** What the basket came to in points. */
export interface SalePoints {
  readonly earned: number;
  readonly redeemed: number;
}

/** Fewer points are left than the sale is to be paid with. */
export interface PointsShort {
  readonly type: "PointsShort";
  readonly points: number;
}

export type SalePointsDeps = PostPointsDeps & SalesDep & CustomersDep;

/** `seq`: of the record that is being made. */
export const settleSalePoints = (
  deps: SalePointsDeps,
  record: UnrecordedSale,
  { seq, points }: { readonly seq: number; readonly points: SalePoints | null },
): Result<readonly SalePointEntry[], PointsShort> => {
  const post = (
    entry: Pick<NewPoints, "customerRef" | "type" | "reason" | "points" | "spentMinor"> & Partial<NewPoints>,
  ) => postPoints(deps, { sinceMs: null, note: null, ...entry, saleSeq: seq, staffId: record.cashierId });
  const back = [...returnsBySale(record)].flatMap(([saleId, now]) =>
    backOf(deps, saleId, now).map((entry) => post(entry)),
  );
  const member = points === null ? null : memberOf(deps, record.customerRef);
  if (!member || points === null) {
    return points !== null && points.redeemed > 0 ? err({ type: "PointsShort", points: 0 }) : ok(back);
  }
  const { customerRef } = member;
  const balance = deps.loyaltyLedger.account(customerRef)?.points ?? 0;
  // Who owes points may still buy.
  if (points.redeemed > Math.max(0, balance)) {
    return err({ type: "PointsShort", points: Math.max(0, balance) });
  }
  const redeemed =
    points.redeemed === 0
      ? []
      : [
          post({
            customerRef,
            type: "REDEEMED",
            reason: "redeemed",
            points: -points.redeemed,
            spentMinor: 0,
          }),
        ];
  const spentMinor = soldLines(record).reduce((sum, line) => sum + line.totalMinor, 0);
  const earned =
    soldLines(record).length === 0
      ? []
      : [post({ customerRef, type: "EARNED", reason: "earned", points: points.earned, spentMinor })];
  return ok([...back, ...redeemed, ...earned]);
};

/** The account of whoever a ref stands for today; null: does not take part. */
export const memberOf = (
  deps: Pick<PostPointsDeps, "loyaltyLedger"> & Pick<CustomersDep, "customers">,
  customerRef: string | null,
) => {
  if (customerRef === null) {
    return null;
  }
  const living = deps.customers.findByRef(customerRef)?.customerRef ?? customerRef;
  return deps.loyaltyLedger.account(living) ?? deps.loyaltyLedger.account(customerRef);
};

type BackMilli = ReadonlyMap<number, number>;

/** Which lines of which sales the record takes back, and how much of each. */
const returnsBySale = ({ lines }: Pick<Sale, "lines">): ReadonlyMap<string, BackMilli> => {
  const bySale = new Map<string, Map<number, number>>();
  for (const { refunds, quantityMilli } of lines) {
    if (refunds) {
      const back = bySale.get(refunds.saleId) ?? new Map<number, number>();
      back.set(refunds.lineNumber, (back.get(refunds.lineNumber) ?? 0) - quantityMilli);
      bySale.set(refunds.saleId, back);
    }
  }
  return bySale;
};

type BackEntry = Pick<NewPoints, "customerRef" | "type" | "reason" | "points" | "spentMinor" | "sinceMs">;

/** Points that some of a sale's goods would give back to the customer and take back; null: none. */
export const pointsBackFor = (
  deps: BackDeps,
  saleId: string,
  lines: readonly Pick<SaleLine, "lineNumber" | "quantityMilli">[],
): { readonly back: number; readonly taken: number } | null => {
  const points = backOf(deps, saleId, milliByLine(lines)).map((entry) => entry.points);
  return points.length === 0
    ? null
    : {
        back: points.reduce((sum, each) => sum + Math.max(0, each), 0),
        taken: points.reduce((sum, each) => sum + Math.max(0, -each), 0),
      };
};

type BackDeps = SalesDep & Pick<PostPointsDeps, "loyaltyLedger"> & Pick<CustomersDep, "customers">;

const backOf = (deps: BackDeps, saleId: string, now: BackMilli): readonly BackEntry[] => {
  const sale = deps.sales.findById(saleId);
  if (!sale || sale.pointEntries.length === 0) {
    return [];
  }
  const before = deps.sales.refundedMilli(saleId);
  const value = (earning: boolean) => backValueOf(sale, { before, now, earning });
  return sale.pointEntries.flatMap((entry): readonly BackEntry[] => {
    const customerRef = memberOf(deps, entry.customerRef)?.customerRef;
    if (customerRef === undefined || (entry.type !== "EARNED" && entry.type !== "REDEEMED")) {
      return [];
    }
    const isEarned = entry.type === "EARNED";
    const points = -returnedShare(entry.points, value(isEarned));
    const whole = value(false);
    const spentMinor = isEarned ? whole.beforeMinor - whole.afterMinor : 0;
    return points === 0 && spentMinor === 0
      ? []
      : [
          {
            customerRef,
            type: "REFUND",
            reason: `${isEarned ? "earnedBack" : "redeemedBack"}:${saleId}`,
            points: points === 0 ? 0 : points,
            spentMinor,
            // They expire as if they had never been away.
            sinceMs: sale.atMs,
          },
        ];
  });
};

/** The money that points paid for its goods. */
export const pointsPaidOf = ({ tenders }: Pick<Sale, "tenders">): number =>
  tenders.reduce(
    (sum, { type, amountMinor }) => (type === "POINTS" && amountMinor > 0 ? sum + amountMinor : sum),
    0,
  );

/** What of that went back before, as points. */
export const pointsBackBefore = (deps: SalesDep, sale: Sale): number =>
  returnedShare(pointsPaidOf(sale), {
    ...backValueOf(sale, { before: new Map(), now: deps.sales.refundedMilli(sale.id), earning: false }),
  });

/** What of a sale's payment with points goes back as points with some of its goods; positive, in money. */
export const pointsMoneyBack = (
  deps: SalesDep,
  sale: Sale,
  lines: readonly Pick<SaleLine, "lineNumber" | "quantityMilli">[],
): number => {
  const paidMinor = pointsPaidOf(sale);
  if (paidMinor === 0) {
    return 0;
  }
  const before = deps.sales.refundedMilli(sale.id);
  const now = milliByLine(lines);
  return returnedShare(paidMinor, backValueOf(sale, { before, now, earning: false }));
};

const milliByLine = (lines: readonly Pick<SaleLine, "lineNumber" | "quantityMilli">[]): BackMilli => {
  const milli = new Map<number, number>();
  for (const { lineNumber, quantityMilli } of lines) {
    milli.set(lineNumber, (milli.get(lineNumber) ?? 0) + quantityMilli);
  }
  return milli;
};
