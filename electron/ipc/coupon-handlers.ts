/** Owns the handlers of coupons in the back office: batches, single codes, distribution, printing and uses. */
import { ok } from "../../domain/result.ts";
import {
  changeCoupon,
  createCoupon,
  distributeCoupons,
  removeCoupon,
} from "../services/coupons/change-coupon.ts";
import { checkSigned } from "../services/coupons/check-signed.ts";
import { listCouponKeys, setCouponKey } from "../services/coupons/coupon-keys.ts";
import { issueSigned } from "../services/coupons/issue-signed.ts";
import { giveCoupon } from "../services/coupons/give-coupon.ts";
import { couponUses, listBatches, listCoupons } from "../services/coupons/list-coupons.ts";
import { printCoupons } from "../services/coupons/print-coupons.ts";
import { offerLabel } from "../services/pricing/offer-label.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type CouponHandlers = Pick<Handlers, Extract<keyof Handlers, `coupon.${string}`>>;

export const createCouponHandlers = (till: Till): CouponHandlers => ({
  "coupon.campaigns": {
    needs: "coupon:read",
    run: () => {
      const offers = till.offers.current();
      return ok(
        offers.campaigns
          .filter(({ activation }) => activation !== "auto")
          .map(({ code }) => ({ code, label: offerLabel(offers, code) })),
      );
    },
  },
  "coupon.batches": { needs: "coupon:read", run: () => ok(listBatches(till)) },
  "coupon.createBatch": {
    needs: "coupon:create",
    run: (wanted, actor) => till.couponBatches.create(actor, wanted),
  },
  "coupon.resumeBatch": {
    needs: "coupon:create",
    run: ({ batchId }, actor) => till.couponBatches.resume(actor, batchId),
  },
  "coupon.cancelBatch": {
    needs: "coupon:create",
    run: ({ batchId }, actor) => till.couponBatches.cancel(actor, batchId),
  },
  "coupon.create": { needs: "coupon:create", run: (wanted, actor) => createCoupon(till, actor, wanted) },
  "coupon.list": { needs: "coupon:read", run: (filter) => ok(listCoupons(till, filter)) },
  "coupon.uses": { needs: "coupon:read", run: ({ code }) => ok(couponUses(till, code)) },
  "coupon.update": { needs: "coupon:update", run: (change, actor) => changeCoupon(till, actor, change) },
  "coupon.delete": { needs: "coupon:delete", run: ({ code }, actor) => removeCoupon(till, actor, code) },
  "coupon.distribute": {
    needs: "coupon:update",
    run: (wanted, actor) => distributeCoupons(till, actor, wanted),
  },
  "coupon.give": { needs: "coupon:update", run: (gift, actor) => giveCoupon(till, actor, gift) },
  "coupon.issueSigned": {
    needs: "coupon:create",
    run: (wanted, actor) => issueSigned(till, actor, wanted),
  },
  "coupon.checkSigned": { needs: "coupon:apply", run: ({ code }) => checkSigned(till, code) },
  "coupon.keys": { needs: "coupon:read", run: () => ok(listCouponKeys(till)) },
  "coupon.setKey": { needs: "store:configure", run: (key, actor) => setCouponKey(till, actor, key) },
  "coupon.printBatch": { needs: "coupon:update", run: (range) => till.couponPrinting.start(range) },
  "coupon.resumePrinting": {
    needs: "coupon:update",
    run: () => {
      till.couponPrinting.resume();
      return ok(null);
    },
  },
  "coupon.cancelPrinting": {
    needs: "coupon:update",
    run: () => {
      till.couponPrinting.cancel();
      return ok(null);
    },
  },
  "coupon.print": { needs: "coupon:update", run: ({ codes }) => ok(printCoupons(till, codes)) },
});
