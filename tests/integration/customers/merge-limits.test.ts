/** Two records of one person become one: what was used, earned and given by hand counts on, and no limit starts anew. */
import { expect, it } from "vitest";
import { segmentsOf } from "../../../electron/services/segments/refresh-segments.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openOfferTill } from "../../support/offer-till.ts";
import type { TestTill } from "../../support/test-till.ts";

const SIMIT = "8690526000015"; // 15.00
const [ONE, TWO, THREE] = ["demo-customer-0001", "demo-customer-0002", "demo-customer-0003"];
const FIVE_OFF = { rules: [{ benefit: { type: "fixedAmount", amount: "5.00" } }] };

const started = (campaign: object = {}): Promise<TestTill> =>
  openOfferTill({ campaigns: [{ code: "FIVE", name: "Five", ...FIVE_OFF, ...campaign }] });

const buy = async (
  test: TestTill,
  customerRef: string,
  { quantity = 1, coupon = "" } = {},
): Promise<readonly [total: number, receipt: string]> => {
  await test.must("basket.scan", { code: SIMIT, quantityMilli: quantity * 1000 });
  await test.must("customer.attach", { customerRef });
  if (coupon !== "") {
    await test.must("basket.addCoupon", { code: coupon });
  }
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  return paid.kind === "completed" ? [paid.sale.totalMinor, paid.sale.receiptNumber] : [-1, ""];
};

const merge = (test: TestTill, fromRef: string, intoRef: string) =>
  test.must("customer.merge", { fromRef, intoRef });

const isSound = (test: TestTill): void => {
  expect(test.till.loyaltyLedger.firstFault()).toBeNull();
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });
};

it("counts the uses of both, through merges of merges, and one that comes back is free again", async () => {
  const test = await started({ limits: { usesPerCustomer: 2 } });
  await test.must("coupon.create", {
    type: "public",
    code: "TEN",
    gives: { percentBp: 1000 },
    validFrom: null,
    validUntil: null,
    usageLimit: null,
    usesPerCustomer: 1,
    autoDeactivate: true,
    customerRef: null,
  });
  const [, receipt] = await buy(test, ONE, { coupon: "TEN" });
  await buy(test, TWO);
  await merge(test, ONE, TWO);
  await merge(test, TWO, THREE);
  expect((await buy(test, THREE, { coupon: "TEN" }))[0]).toBe(1500);
  await test.must("refund.byReceipt", {
    receiptNumber: receipt,
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "CASH",
    reason: "r",
  });
  expect((await buy(test, THREE))[0]).toBe(1000);
  isSound(test);
});

it("keeps who was named by hand in a segment, whichever of the two it was, and leaves nobody behind", async () => {
  const test = await started();
  const segment = async (name: string, ...members: readonly string[]) => {
    const made = await test.must("segment.create", { name, criteria: null, isDynamic: false });
    for (const customerRef of members) {
      await test.must("segment.addMember", {
        segmentId: made.id,
        customerRef,
        reason: `${name} ${customerRef}`,
      });
    }
    return made;
  };
  const [first, both] = [await segment("First", ONE), await segment("Both", ONE, TWO)];
  await merge(test, ONE, TWO);
  expect(segmentsOf(test.till, TWO)).toEqual(expect.arrayContaining([first.code, both.code]));
  expect(test.till.segments.codesOf(ONE, "any")).toEqual([]);
  expect(test.till.segments.members(both.id, { after: "", limit: 9 })).toMatchObject([
    { customerRef: TWO, assignment: "manual", reason: `Both ${TWO}` },
  ]);
});

it("moves points as they were: each good as long as before, and what counts for this year's tier", async () => {
  const test = await started({ validUntil: "2020-01-01" });
  await test.must("loyalty.join", { customerRef: THREE });
  await buy(test, ONE, { quantity: 60 });
  test.clock.advance(40 * 86_400_000);
  await test.must("loyalty.adjust", {
    customerRef: ONE,
    type: "ADJUSTED",
    points: -200,
    reason: "r",
    requestId: "a",
  });
  await buy(test, ONE, { quantity: 10 });
  const of = (customerRef: string) => test.till.loyaltyLedger.account(customerRef);
  const ends = (...refs: readonly string[]) => {
    const held = new Map<number | null, number>();
    for (const { left, expiresAtMs } of refs.flatMap((ref) => test.till.loyaltyLedger.lots(ref))) {
      held.set(expiresAtMs, (held.get(expiresAtMs) ?? 0) + left);
    }
    return held;
  };
  const [before, lots] = [of(ONE), ends(ONE, THREE)];
  await merge(test, ONE, THREE);
  const points = (before?.points ?? 0) + 100;
  expect(of(THREE)).toMatchObject({ points, periodPoints: before?.periodPoints, periodSpentMinor: 105_000 });
  expect(ends(THREE)).toEqual(lots);
  expect(lots.size).toBe(2);
  expect(of(ONE)).toMatchObject({ points: 0, periodSpentMinor: 0 });
  isSound(test);
});

it("moves a debt, and what was earned this year and used already", async () => {
  const test = await started({ validUntil: "2020-01-01" });
  const { customer } = await test.must("customer.enrol", {
    details: { name: "Ada" },
    consents: { marketing: false, sms: false, email: false },
    cardNumber: null,
    evenIfKnown: false,
    attach: false,
  });
  const ref = customer.customerRef;
  const [, receipt] = await buy(test, ref, { quantity: 10 });
  const held = test.till.loyaltyLedger.account(ref)?.points ?? 0;
  await test.must("loyalty.adjust", {
    customerRef: ref,
    type: "ADJUSTED",
    points: -held,
    reason: "r",
    requestId: "a",
  });
  await test.must("refund.byReceipt", {
    receiptNumber: receipt,
    lines: [{ lineNumber: 1, quantityMilli: 5000 }],
    tender: "CASH",
    reason: "r",
  });
  const from = test.till.loyaltyLedger.account(ref);
  const into = test.till.loyaltyLedger.account(ONE);
  expect(from?.points).toBeLessThan(0);
  expect(from?.periodPoints).toBeGreaterThan(0);
  await merge(test, ref, ONE);
  expect(test.till.loyaltyLedger.account(ONE)).toMatchObject({
    points: (into?.points ?? 0) + (from?.points ?? 0),
    periodPoints: from?.periodPoints,
    periodSpentMinor: 7500,
  });
  isSound(test);
});

it("does not bring the points of one birthday twice in a year", async () => {
  const test = await started();
  test.till.jobs.tick();
  const before = test.till.loyaltyLedger.account(ONE)?.points ?? 0;
  const merged = await merge(test, ONE, THREE);
  expect(merged.dateOfBirth).toBe("1990-11-20");
  await test.must("jobs.run", { name: "birthdayBonus" });
  expect(test.till.loyaltyLedger.account(THREE)?.points).toBe(before);
  isSound(test);
});

it("leaves no second coupon of a campaign that both joined and one has redeemed", async () => {
  const test = await started({ activation: "participation" });
  const join = (customerRef: string) => test.must("participation.join", { customerRef, campaign: "FIVE" });
  await join(TWO);
  await test.must("customer.attach", { customerRef: ONE });
  await join(ONE);
  expect((await buy(test, ONE))[0]).toBe(1000);
  await merge(test, ONE, TWO);
  const { campaigns, coupons } = await test.must("participation.offers", { customerRef: TWO });
  expect(campaigns.map(({ state }) => state).toSorted()).toEqual(["cancelled", "redeemed"]);
  expect(coupons.filter(({ state }) => state === "unused")).toEqual([]);
});
