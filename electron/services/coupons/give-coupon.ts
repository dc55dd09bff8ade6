/**
 * Owns handing one coupon to one customer: that it went to them is noted, and a coupon that is not for everybody is theirs
 * from now on. What is somebody else's, used up, over or out of use is not given.
 */
import type { CouponRowView, GiveCouponError } from "../../../contracts/ipc/coupons.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import type { CouponChannel } from "../../../domain/coupons/coupon-channel.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor } from "../deps.ts";
import type { ChangeCouponDeps } from "./change-coupon.ts";
import { couponRow } from "./list-coupons.ts";

interface Gift {
  readonly code: string;
  readonly customerRef: string;
  readonly channel: CouponChannel;
}

export const giveCoupon = (
  deps: ChangeCouponDeps,
  actor: Actor,
  gift: Gift,
): Result<CouponRowView, GiveCouponError> =>
  inTransaction<CouponRowView, GiveCouponError>(deps.db, () => {
    const known = giveable(deps, gift.code);
    if (!known.ok) {
      return known;
    }
    const { code, type } = known.value;
    const customer = deps.customers.findByRef(gift.customerRef);
    if (!customer) {
      return err({ type: "UnknownCustomer" });
    }
    const { customerRef } = customer;
    const owner = deps.offers.coupon(code)?.definition.customer ?? null;
    if (owner !== null && owner !== customerRef) {
      return err({ type: "CouponOfAnother", code });
    }
    const stored = deps.coupons.find(code);
    if (stored && (type === "personal" || type === "singleUse")) {
      deps.coupons.change(code, { ...stored, customerRef }, actor.staffId);
    }
    deps.coupons.distribute(code, { channel: gift.channel, customerRef }, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "coupon.distribute",
      subject: `coupon ${code}`,
      before: null,
      // To whom stays out of the audit log.
      after: { channel: gift.channel, isPersonal: true },
      reason: null,
    });
    const listed = deps.coupons.listed(code);
    const row = listed && couponRow(deps, listed);
    if (!row) {
      throw new Error(`Coupon ${code} was given and cannot be read`);
    }
    return ok(row);
  });

const giveable = (deps: ChangeCouponDeps, typed: string): Result<CouponRowView, GiveCouponError> => {
  const listed = deps.coupons.listed(typed);
  const row = listed && couponRow(deps, listed);
  if (!row) {
    return err({ type: "UnknownCoupon", code: typed });
  }
  return row.state === "unused" || row.state === "used"
    ? ok(row)
    : err({ type: "CouponNotGiveable", code: row.code, state: row.state });
};
