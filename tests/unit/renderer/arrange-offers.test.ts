import { expect, test } from "vitest";
import type { BasketView, CouponView, NotAppliedOfferView } from "../../../contracts/ipc/basket.ts";
import type { NotAppliedReason } from "../../../domain/pricing/pricing-result.ts";
import { arrangeOffers, verdictOf } from "../../../renderer/screens/sell/arrange-offers.ts";

const notApplied = (code: string, reason: NotAppliedReason): NotAppliedOfferView => ({
  opensByJoining: false,
  code,
  label: code,
  reason,
  wanted: null,
  got: null,
  by: [],
  differenceMinor: null,
  customerNeed: null,
});

const coupon = (code: string, campaign: string): CouponView => ({
  code,
  label: campaign,
  campaign,
  status: "applied",
  reason: null,
  why: null,
  amountMinor: 100,
});

type Offers = Pick<BasketView, "applied" | "notApplied" | "nudges" | "coupons">;

const basket = (offers: Partial<Offers>): BasketView =>
  ({ applied: [], notApplied: [], nudges: [], coupons: [], ...offers }) as Partial<BasketView> as BasketView;

const applied = (code: string) => ({ code, label: code, amountMinor: 100, lineIds: [] });

test("a campaign stands once: under its coupon, as nearly reached, or as not applied", () => {
  const arranged = arrangeOffers(
    basket({
      coupons: [coupon("SUMMER", "TEN")],
      applied: [applied("TEN"), applied("OTHER")],
      nudges: [{ code: "NEAR", label: "NEAR", add: { spendMinor: 100 }, gainMinor: 10 }],
      notApplied: [notApplied("NEAR", "BELOW_MIN_SPEND"), notApplied("FAR", "ENDED")],
    }),
  );
  expect(arranged.applied.map(({ code }) => code)).toEqual(["OTHER"]);
  expect(arranged.notApplied.map(({ code }) => code)).toEqual(["FAR"]);
});

test("what a word to the customer can change comes first, broken campaigns last", () => {
  const { notApplied: order } = arrangeOffers(
    basket({
      notApplied: [
        notApplied("BROKEN", "INVALID_RULE"),
        notApplied("NONE", "NO_MATCHING_ITEMS"),
        notApplied("CARD", "NEEDS_CUSTOMER"),
        notApplied("MORE", "BELOW_MIN_QUANTITY"),
        notApplied("HOUR", "OUTSIDE_HOURS"),
      ],
    }),
  );
  expect(order.map(({ code }) => code)).toEqual(["MORE", "CARD", "HOUR", "NONE", "BROKEN"]);
});

test("a combination is called proven only when it is, and only when something was taken off", () => {
  const filled = { lines: [{}] } as unknown as Partial<BasketView>;
  const some = { ...basket({ applied: [applied("A")] }), ...filled };
  expect(verdictOf({ ...some, proven: true })).toBe("proven");
  expect(verdictOf({ ...some, proven: false })).toBe("unproven");
  expect(verdictOf({ ...basket({}), ...filled, proven: true })).toBe("all");
  expect(verdictOf(null)).toBe("all");
});
