/** Owns printing coupons on the receipt printer: one slip each, what it gives, until when, and a code that scans. */
import { buildCouponSlip } from "../../../domain/receipt/build-coupon-slip.ts";
import type { CouponRowView } from "../../../contracts/ipc/coupons.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { DbDep } from "../deps.ts";
import { queueDocument, type QueueDocumentsDeps, type Readers } from "../printing/queue-documents.ts";
import { couponRow, type CouponListDeps } from "./list-coupons.ts";

/** Whoever has its code may hand it in. */
export const COUPON_READERS: Readers = { needs: "coupon:read", ownStaffId: null };

export const printCoupons = (
  deps: CouponListDeps & QueueDocumentsDeps & DbDep,
  codes: readonly string[],
): { readonly count: number } => {
  const rows = codes.flatMap((code): readonly CouponRowView[] => {
    const listed = deps.coupons.listed(code);
    const row = listed && couponRow(deps, listed);
    return row ? [row] : [];
  });
  allOrNothing(deps.db, () => {
    for (const row of rows) {
      const document = buildCouponSlip({ ...row, campaign: row.campaign?.label ?? null }, deps.profile);
      queueDocument(deps, { kind: "slip", document, opensDrawer: false, readers: COUPON_READERS });
    }
  });
  deps.printing.wake();
  return { count: rows.length };
};
