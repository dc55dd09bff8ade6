/** Memberships on a whole till: sold, renewed, given back in any order, cancelled, expired, merged; and bad input in words. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { courseOf } from "../../../domain/membership/membership-span.ts";
import { formatCivilDate, parseCivilDate } from "../../../domain/time/civil-date.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { testSeed } from "../../support/test-seed.ts";
import { openTestTill, signIn, START_MS, type TestTill } from "../../support/test-till.ts";

const DAY_MS = 86_400_000;
const CUSTOMER = "demo-customer-0001";
const OTHER = "demo-customer-0002";
const PLAN = { code: "CLUB", name: "Club", period: "month", priceMinor: 10_000, taxRateBp: 2000 } as const;

const opened = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  await test.must("membership.createPlan", PLAN);
  return test;
};

const coupon = (test: TestTill, change: object = {}) =>
  test.must("membership.putCoupon", {
    code: "START50",
    off: { percentBp: 5000 },
    duration: "repeating",
    periods: 2,
    validUntil: null,
    maxMembers: null,
    ...change,
  });

const rungUp = async (test: TestTill, couponCode: string | null = null, customerRef = CUSTOMER) => {
  await test.must("customer.attach", { customerRef });
  return test.must("membership.sell", { planId: 1, couponCode });
};

/** Answers with the receipt. */
const sold = async (
  test: TestTill,
  couponCode: string | null = null,
  customerRef = CUSTOMER,
): Promise<string> => {
  await rungUp(test, couponCode, customerRef);
  await test.must("payment.cash", { tenderedMinor: null });
  return test.till.sales.newestReceiptNumber() ?? "";
};

const givenBack = (test: TestTill, receiptNumber: string) =>
  test.must("refund.byReceipt", {
    receiptNumber,
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "SAME",
    reason: "r",
  });

const membershipOf = async (test: TestTill, customerRef = CUSTOMER) =>
  (await test.must("membership.ofCustomer", { customerRef }))[0];

const isSound = (test: TestTill): void => {
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  expect(test.bugs).toEqual([]);
};

describe("selling and renewing", () => {
  it("begins with the sale, goes on from where it ends, and is on receipt, record and journal", async () => {
    const test = await opened();
    const basket = await rungUp(test);
    expect(basket).toMatchObject({ totalMinor: 10_000, lines: [{ name: "Club" }] });
    expect(await membershipOf(test)).toBeUndefined();
    await test.must("payment.cash", { tenderedMinor: null });
    const receipt = test.till.sales.newestReceiptNumber() ?? "";
    expect(await membershipOf(test)).toMatchObject({ state: "active", lastDay: "2026-12-19" });
    test.clock.advance(10 * DAY_MS);
    await sold(test);
    expect(await membershipOf(test)).toMatchObject({ lastDay: "2027-01-19" });
    const sale = test.till.sales.findByReceiptNumber(receipt);
    expect(sale?.lines[0]?.note).toBe("20.11.2026 - 19.12.2026");
    expect(sale?.memberships).toMatchObject([{ kind: "sold", plan: "CLUB", from: "2026-11-20" }]);
    const journal = test.till.db.sqlite.prepare("SELECT group_concat(body) FROM journal").pluck().get();
    expect(journal).toContain('"plan":"CLUB"');
    isSound(test);
  });

  it("keeps price and coupon for each renewal in time, and takes the plan's price after a gap", async () => {
    const test = await opened();
    await coupon(test);
    await sold(test, "start50");
    const { code: _code, ...terms } = PLAN;
    await test.must("membership.updatePlan", { ...terms, planId: 1, priceMinor: 20_000 });
    await test.must("membership.removeCoupon", { code: "START50" });
    expect(await membershipOf(test)).toMatchObject({ finalPriceMinor: 5000, coupon: { code: "START50" } });
    expect((await rungUp(test)).totalMinor).toBe(5000);
    await test.must("payment.cash", { tenderedMinor: null });
    expect((await rungUp(test)).totalMinor).toBe(10_000);
    await test.must("payment.cash", { tenderedMinor: null });
    test.clock.advance(100 * DAY_MS);
    expect((await rungUp(test)).totalMinor).toBe(20_000);
    expect(await test.must("membership.offers", { couponCode: null })).toMatchObject([{ renews: false }]);
  });

  it.each([
    ["once", { duration: "once", periods: null }, [7500, 10_000, 10_000, 10_000, 10_000]],
    ["three periods", { duration: "repeating", periods: 3 }, [7500, 7500, 7500, 10_000, 10_000]],
    ["for ever", { duration: "forever", periods: null }, [7500, 7500, 7500, 7500, 7500]],
  ] as const)(
    "a coupon that lasts %s prices each renewal of a year's plan, and of a month's",
    async (_, lasts, prices) => {
      for (const [period, waitDays, lastDays] of [
        ["month", 28, ["2026-12-19", "2027-01-19", "2027-02-19", "2027-03-19", "2027-04-19"]],
        ["year", 360, ["2027-11-19", "2028-11-19", "2029-11-19", "2030-11-19", "2031-11-19"]],
      ] as const) {
        const test = await opened();
        const { code, ...terms } = { ...PLAN, period };
        await test.must("membership.updatePlan", { ...terms, planId: 1 });
        await coupon(test, { off: { percentBp: 2500 }, ...lasts });
        for (const [at, price] of prices.entries()) {
          const basket = await rungUp(test, at === 0 ? "START50" : null);
          expect([code, period, at, basket.totalMinor]).toEqual([code, period, at, price]);
          await test.must("payment.cash", { tenderedMinor: null });
          // What was applied stays with the period, and what the next one costs with the membership.
          const next = prices[at + 1] ?? price;
          const membership = await membershipOf(test);
          expect(membership).toMatchObject({
            lastDay: lastDays[at],
            finalPriceMinor: next,
            coupon: next === 7500 ? { code: "START50" } : null,
          });
          expect(membership?.events[0]).toMatchObject({
            kind: at === 0 ? "sold" : "renewed",
            priceMinor: price,
            coupon: price === 7500 ? "START50" : null,
          });
          if (at === 0) {
            await test.must("membership.updatePlan", { ...terms, planId: 1, priceMinor: 20_000 });
            await test.must("membership.removeCoupon", { code: "START50" });
          }
          test.clock.advance(waitDays * DAY_MS);
        }
        isSound(test);
      }
    },
  );

  it("makes its members a segment that campaigns can ask for, by the day and not by a job", async () => {
    const test = await opened();
    await sold(test);
    const segments = () => test.till.customerForPricing(CUSTOMER)?.segments ?? [];
    expect(segments()).toEqual(expect.arrayContaining(["MEMBER", "MEMBER_CLUB"]));
    test.clock.advance(40 * DAY_MS);
    expect(segments()).not.toContain("MEMBER");
  });
});

describe("what comes back", () => {
  it("a voided sale leaves nothing of it", async () => {
    const test = await opened();
    const receiptNumber = await sold(test);
    await test.must("refund.voidSale", { receiptNumber, reason: "r" });
    expect(await membershipOf(test)).toMatchObject({ state: "cancelled", lastDay: null });
    const back = test.till.sales.findByReceiptNumber(test.till.sales.newestReceiptNumber() ?? "");
    expect(back?.memberships).toMatchObject([{ kind: "takenBack", lineNumber: 1 }]);
    isSound(test);
  });

  it(`in any order it ends as if it had never been paid (seed ${String(testSeed)})`, async () => {
    const step = fc.record({
      waitDays: fc.integer({ min: 0, max: 45 }),
      refunds: fc.integer({ min: 0, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
        const test = await opened();
        await coupon(test, { periods: 3 });
        const open: { receipt: string; on: string }[] = [];
        for (const { waitDays, refunds } of steps) {
          test.clock.advance(waitDays * DAY_MS);
          const on = new Date(test.clock.nowMs()).toISOString().slice(0, 10);
          open.push({ receipt: await sold(test), on });
          const [back] = refunds < open.length ? open.splice(refunds, 1) : [];
          if (back) {
            await givenBack(test, back.receipt);
          }
        }
        const course = courseOf(
          open.map(({ on }) => ({
            kind: "paid",
            on: parseCivilDate(on) ?? expect.unreachable(on),
            period: "month",
          })),
        );
        const stored = test.till.memberships.ofCustomer(CUSTOMER)[0];
        expect(stored?.untilDay ?? null).toBe(course.until === null ? null : formatCivilDate(course.until));
        isSound(test);
        await test.close();
      }),
      { seed: testSeed, numRuns: 6 },
    );
  });

  it("gives the coupon's period back with it", async () => {
    const test = await opened();
    await coupon(test, { duration: "once", periods: null, maxMembers: 1 });
    const receipt = await sold(test, "START50");
    await test.must("customer.attach", { customerRef: OTHER });
    expect(await test.call("membership.offers", { couponCode: "START50" })).toMatchObject({
      error: { type: "MembershipCouponGone" },
    });
    await givenBack(test, receipt);
    expect((await rungUp(test, "START50", OTHER)).totalMinor).toBe(5000);
  });
});

describe("bad input", () => {
  it("is each a clear answer, and nothing is sold", async () => {
    const test = await opened();
    await coupon(test, { duration: "once", periods: null, validUntil: "2026-11-19" });
    const refused = async (answer: Promise<unknown>, type: string) =>
      expect(await answer).toMatchObject({ ok: false, error: { type } });
    await refused(test.call("membership.sell", { planId: 1, couponCode: null }), "MembershipNeedsCustomer");
    await test.must("customer.attach", { customerRef: CUSTOMER });
    await refused(test.call("membership.sell", { planId: 9, couponCode: null }), "UnknownPlan");
    await refused(test.call("membership.sell", { planId: 1, couponCode: "NO" }), "UnknownMembershipCoupon");
    await refused(
      test.call("membership.sell", { planId: 1, couponCode: "START50" }),
      "MembershipCouponEnded",
    );
    await refused(test.call("membership.createPlan", PLAN), "PlanCodeTaken");
    await rungUp(test);
    await refused(test.call("membership.sell", { planId: 1, couponCode: null }), "OverQuantityLimit");
    const productId = test.till.membershipPlans.find(1)?.productId ?? 0;
    await refused(
      test.call("basket.addProduct", { productId, unitPriceMinor: 1, reason: "agreed" }),
      "NotForSale",
    );
    await test.must("customer.detach", {});
    await refused(test.call("payment.cash", { tenderedMinor: null }), "MembershipNeedsCustomer");
    await test.must("customer.attach", { customerRef: CUSTOMER });
    await test.must("membership.updatePlan", {
      name: "Club",
      period: "month",
      priceMinor: 1,
      taxRateBp: 0,
      planId: 1,
    });
    await refused(test.call("payment.card", { amountMinor: null }), "MembershipChanged");
    expect(test.till.sales.count()).toBe(0);
    await refused(
      test.call("refund.withoutReceipt", {
        lines: [{ productId, quantityMilli: 1000, unitPriceMinor: 1 }],
        tender: "CASH",
        reason: "r",
      }),
      "MembershipNeedsReceipt",
    );
  });

  it("somebody else on the basket does not get what was rung up for another's coupon", async () => {
    const test = await opened();
    await coupon(test, { duration: "once", periods: null });
    await sold(test, "START50", OTHER);
    await rungUp(test, "START50");
    await test.must("customer.attach", { customerRef: OTHER });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "MembershipChanged" },
    });
  });
});

describe("its end", () => {
  it("is marked by a job once, and a cancelled one is over the same day", async () => {
    const test = await opened();
    test.till.jobs.tick();
    await sold(test);
    const { id } = (await membershipOf(test)) ?? expect.unreachable("a membership");
    await test.must("membership.cancel", { membershipId: id, reason: "moved" });
    expect(await membershipOf(test)).toMatchObject({ state: "cancelled", lastDay: "2026-11-19" });
    expect(await test.call("membership.cancel", { membershipId: id, reason: "again" })).toMatchObject({
      error: { type: "MembershipNotActive" },
    });
    await sold(test);
    test.clock.set(START_MS + 60 * DAY_MS);
    test.till.jobs.tick();
    test.till.jobs.tick();
    expect(test.till.memberships.ofCustomer(CUSTOMER)).toMatchObject([{ state: "expired" }]);
    const facts = test.till.db.sqlite
      .prepare("SELECT type FROM journal WHERE type LIKE 'membership.%' ORDER BY seq")
      .pluck()
      .all();
    expect(facts).toEqual(["membership.cancelled.v1", "membership.expired.v1"]);
    isSound(test);
  });

  it("of two customers who are one: what both paid follows each other", async () => {
    const test = await opened();
    await sold(test);
    const receipt = await sold(test, null, OTHER);
    await test.must("customer.merge", { fromRef: OTHER, intoRef: CUSTOMER });
    expect(await membershipOf(test)).toMatchObject({ state: "active", lastDay: "2027-01-19" });
    await givenBack(test, receipt);
    expect(await membershipOf(test)).toMatchObject({ lastDay: "2026-12-19" });
    isSound(test);
  });
});
