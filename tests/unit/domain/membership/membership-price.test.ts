import { expect, it } from "vitest";
import { pricePeriod, type MembershipCoupon } from "../../../../domain/membership/membership-price.ts";

const coupon = (change: Partial<MembershipCoupon>): MembershipCoupon => ({
  code: "START50",
  off: { percentBp: 5000 },
  duration: "once",
  periods: null,
  ...change,
});

const prices = (applied: MembershipCoupon | null, periods: number): readonly number[] =>
  Array.from(
    { length: periods },
    (_unused, used) => pricePeriod({ listPriceMinor: 9999, coupon: applied }, used).finalPriceMinor,
  );

it.each([
  { what: "no coupon", applied: null, reads: [9999, 9999] },
  { what: "once", applied: coupon({}), reads: [4999, 9999, 9999] },
  {
    what: "repeating, for its periods",
    applied: coupon({ duration: "repeating", periods: 3 }),
    reads: [4999, 4999, 4999, 9999],
  },
  {
    what: "for ever",
    applied: coupon({ duration: "forever", off: { amountMinor: 999 } }),
    reads: [9000, 9000, 9000, 9000],
  },
  { what: "more off than it costs", applied: coupon({ off: { amountMinor: 20_000 } }), reads: [0, 9999] },
])("$what", ({ applied, reads }) => {
  expect(prices(applied, reads.length)).toEqual(reads);
});
