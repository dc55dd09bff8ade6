/** Joining a campaign: the coupon that it brings, its states, redeeming it, and getting it back. */
import { describe, expect, it } from "vitest";
import type { ParticipationState } from "../../../domain/campaigns/participation.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openOfferTill } from "../../support/offer-till.ts";
import type { TestTill } from "../../support/test-till.ts";

const SIMIT = "8690526000015"; // 15.00
const ELIF = "demo-customer-0001";
const OTHER = "demo-customer-0002";

const club = (more: object = {}) => ({
  code: "CLUB",
  name: "Simit club",
  activation: "participation",
  rules: [{ benefit: { type: "fixedAmount", amount: "4.00" } }],
  ...more,
});

const started = (more: object = {}): Promise<TestTill> => openOfferTill({ campaigns: [club(more)] });

const join = (test: TestTill, customerRef = ELIF) =>
  test.must("participation.join", { customerRef, campaign: "CLUB" });

const stateOf = async (test: TestTill, customerRef = ELIF): Promise<ParticipationState | "open" | null> =>
  (await test.must("participation.offers", { customerRef })).campaigns[0]?.state ?? null;

const sellToElif = async (test: TestTill): Promise<{ readonly number: string; readonly total: number }> => {
  await test.must("basket.scan", { code: SIMIT });
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  return paid.kind === "completed"
    ? { number: paid.sale.receiptNumber, total: paid.sale.totalMinor }
    : { number: "", total: -1 };
};

describe("joining a campaign", () => {
  it("gives a coupon of their own that lies in their basket, is redeemed at checkout, and opens it for nobody else", async () => {
    const test = await started();
    await test.must("customer.attach", { customerRef: ELIF });
    expect(await stateOf(test)).toBe("open");
    const { offers, basket } = await join(test);
    expect(offers.campaigns).toMatchObject([{ state: "couponIssued", label: "Simit club" }]);
    const coupon = offers.campaigns[0]?.coupon ?? "";
    expect(offers.coupons).toMatchObject([{ code: coupon, isPersonal: true, state: "unused" }]);
    expect(basket?.coupons).toMatchObject([{ code: coupon }]);
    expect(await test.call("participation.join", { customerRef: ELIF, campaign: "CLUB" })).toMatchObject({
      error: { type: "AlreadyJoined" },
    });
    expect((await sellToElif(test)).total).toBe(1100);
    expect(await stateOf(test)).toBe("redeemed");
    expect(await test.call("participation.cancel", { customerRef: ELIF, campaign: "CLUB" })).toMatchObject({
      error: { type: "ParticipationRedeemed" },
    });

    await test.must("customer.attach", { customerRef: OTHER });
    await test.must("basket.scan", { code: SIMIT });
    const stolen = await test.must("basket.addCoupon", { code: coupon });
    expect(stolen.coupons).toMatchObject([{ status: "rejected", reason: "WRONG_CUSTOMER" }]);
    expect(stolen.notApplied).toMatchObject([{ code: "CLUB", opensByJoining: true }]);
    expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  });

  it.each([
    ["whole", "couponIssued"],
    ["void", "redeemed"],
    ["never", "redeemed"],
  ] as const)("is good again after a refund as the campaign says: %s", async (givesBack, after) => {
    const test = await started();
    expect(await test.must("campaign.setGivesBack", { code: "CLUB", givesBack })).toMatchObject([
      { code: "CLUB", givesBack },
    ]);
    await test.must("customer.attach", { customerRef: ELIF });
    await join(test);
    const { number } = await sellToElif(test);
    await test.must("refund.byReceipt", {
      receiptNumber: number,
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      reason: "r",
      tender: "CASH",
    });
    expect(await stateOf(test)).toBe(after);
  });

  it("waits for the coupon until the campaign is meant for them, and gets it when they are served", async () => {
    const test = await started({ conditions: { segments: ["REGULARS"] } });
    const { id } = (await test.must("segment.create", {
      name: "Regulars",
      criteria: null,
      isDynamic: false,
    })) as { readonly id: number };
    test.till.db.sqlite.exec("UPDATE customer_segment SET code = 'REGULARS' WHERE type = 'CUSTOM'");
    const { offers, basket } = await join(test);
    expect([offers.campaigns[0]?.state, offers.coupons, basket]).toEqual(["registered", [], null]);
    await test.must("segment.addMember", { segmentId: id, customerRef: ELIF, reason: "r" });
    expect(await stateOf(test)).toBe("qualified");
    await test.must("customer.attach", { customerRef: ELIF });
    expect(await stateOf(test)).toBe("couponIssued");
  });

  it("is taken back before it is redeemed: the coupon is dead, and they may join again", async () => {
    const test = await started();
    const { offers } = await join(test);
    const code = offers.coupons[0]?.code ?? "";
    const after = await test.must("participation.cancel", { customerRef: ELIF, campaign: "CLUB" });
    expect(after.campaigns.map(({ state }) => state)).toEqual(["open", "cancelled"]);
    expect(await test.call("basket.addCoupon", { code })).toMatchObject({ error: { type: "CouponBlocked" } });
    expect((await join(test)).offers.campaigns.map(({ state }) => state)).toEqual([
      "couponIssued",
      "cancelled",
    ]);
    expect(await test.call("participation.cancel", { customerRef: OTHER, campaign: "CLUB" })).toMatchObject({
      error: { type: "NotJoined" },
    });
  });

  it("is over with its campaign, and refused with the reason where it may not be joined", async () => {
    const test = await started({ validUntil: "2026-11-20", limits: { uses: 1 } });
    await test.must("customer.attach", { customerRef: ELIF });
    await join(test);
    await join(test, OTHER);
    await sellToElif(test);
    expect(
      await test.call("participation.join", { customerRef: "demo-customer-0003", campaign: "CLUB" }),
    ).toMatchObject({ error: { type: "CampaignNotOpen", barrier: "usedUp" } });
    test.clock.advance(86_400_000);
    expect([await stateOf(test), await stateOf(test, OTHER)]).toEqual(["redeemed", "expired"]);
    expect(
      await test.call("participation.join", { customerRef: "demo-customer-0003", campaign: "CLUB" }),
    ).toMatchObject({ error: { type: "CampaignNotOpen", barrier: "ended" } });
    expect(await test.call("participation.join", { customerRef: ELIF, campaign: "GONE" })).toMatchObject({
      error: { type: "UnknownCampaign" },
    });
    expect(await test.call("participation.offers", { customerRef: "nobody" })).toMatchObject({
      error: { type: "UnknownCustomer" },
    });
  });

  it("comes along when customers are merged: one entitlement is left", async () => {
    const test = await started();
    const kept = (await join(test)).offers.coupons[0]?.code;
    await join(test, OTHER);
    await test.must("customer.merge", { fromRef: OTHER, intoRef: ELIF });
    const { campaigns, coupons } = await test.must("participation.offers", { customerRef: ELIF });
    expect(campaigns.map(({ state }) => state).toSorted()).toEqual(["cancelled", "couponIssued"]);
    expect(coupons.filter(({ state }) => state === "unused").map(({ code }) => code)).toEqual([kept]);
  });
});

describe("giving a coupon to a customer", () => {
  const TERMS = {
    gives: { percentBp: 1000 },
    validFrom: null,
    validUntil: null,
    usageLimit: null,
    usesPerCustomer: null,
    autoDeactivate: true,
    customerRef: null,
  } as const;
  const give = (test: TestTill, code: string, customerRef = ELIF) =>
    test.call("coupon.give", { code, customerRef, channel: "EMAIL" });

  it("makes it theirs and says how it went out; one for everybody stays everybody's", async () => {
    const test = await started();
    await test.must("coupon.create", { ...TERMS, type: "singleUse", code: "ONCE" });
    await test.must("coupon.create", { ...TERMS, type: "public", code: "ALL" });
    await test.must("coupon.create", { ...TERMS, type: "public", code: "LATE", validUntil: "2026-11-19" });
    expect(await give(test, "once")).toMatchObject({
      value: { isPersonal: true, channel: "EMAIL", customerName: expect.any(String) },
    });
    expect(await give(test, "ONCE", OTHER)).toMatchObject({ error: { type: "CouponOfAnother" } });
    expect(await give(test, "ALL")).toMatchObject({ value: { isPersonal: false } });
    expect(await give(test, "LATE")).toMatchObject({
      error: { type: "CouponNotGiveable", state: "expired" },
    });
    expect(await give(test, "NONE")).toMatchObject({ error: { type: "UnknownCoupon" } });
    expect(await give(test, "ALL", "nobody")).toMatchObject({ error: { type: "UnknownCustomer" } });
    const { coupons } = await test.must("participation.offers", { customerRef: ELIF });
    expect(coupons.map(({ code }) => code).toSorted()).toEqual(["ALL", "ONCE"]);
    const told = JSON.stringify(test.till.audit.list({ limit: 20 }));
    expect(told).toContain("coupon.distribute");
    expect(told).not.toContain(ELIF);
  });
});
