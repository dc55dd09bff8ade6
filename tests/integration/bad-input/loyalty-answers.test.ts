/** What a cashier reads when a coupon, card or point cannot be taken: the sentence on the screen, and that nothing moved. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { couponStateText, describeCoupon } from "../../../renderer/texts/coupon-text.ts";
import { describeError } from "../../../renderer/texts/error-text.ts";
import type { TillError } from "../../../renderer/transport/till-client.ts";
import { shownIn } from "../../support/shown-store.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const DAY_MS = 86_400_000;
const SIMIT = "8690526000015"; // 15.00
const [ELIF, OTHER] = ["demo-customer-0001", "demo-customer-0002"];
const TERMS = {
  type: "multiUse",
  gives: { percentBp: 1000 },
  validFrom: null,
  validUntil: null,
  usageLimit: null,
  usesPerCustomer: null,
  autoDeactivate: true,
  customerRef: null,
} as const;

let t: TFunction;
beforeAll(async () => {
  const file = resolve(import.meta.dirname, "../../../renderer/locales/en.json");
  const translation = JSON.parse(readFileSync(file, "utf8")) as object;
  const instance = i18next.createInstance();
  t = await instance.init({
    lng: "en",
    resources: { en: { translation } },
    interpolation: { escapeValue: false },
  });
});

const formats = shownIn("en");

const opened = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", offers: "demo" });
  await signIn(test, "manager");
  return test;
};

/** What the screen says of an answer that is an error. */
const said = (answer: { readonly ok: boolean; readonly error?: unknown }): string =>
  answer.ok ? "it was taken" : describeError(answer.error as TillError, { t, formats });

/** What stands beside a coupon in the basket. */
const besideCoupon = async (test: TestTill, code: string): Promise<string> => {
  const basket = await test.must("basket.addCoupon", { code });
  const coupon = basket.coupons.find((known) => known.code === code);
  expect(basket.totalMinor).toBe(1500);
  return coupon === undefined ? "" : describeCoupon(coupon, { t, formats });
};

describe("a coupon", () => {
  it("of somebody else, without a customer and with the wrong one", async () => {
    const test = await opened();
    await test.must("coupon.create", { ...TERMS, type: "personal", code: "ELIF", customerRef: ELIF });
    await test.must("basket.scan", { code: SIMIT });
    expect(await besideCoupon(test, "ELIF")).toBe(t("askCustomer.owner"));
    await test.must("customer.attach", { customerRef: OTHER });
    const [coupon] = (await test.must("basket.get", {}))?.coupons ?? [];
    expect(coupon && describeCoupon(coupon, { t, formats })).toBe(t("reason.WRONG_CUSTOMER"));
    expect(
      said(await test.call("coupon.give", { code: "ELIF", customerRef: OTHER, channel: "MANUAL" })),
    ).toBe(t("participation.error.CouponOfAnother", { code: "ELIF" }));
  });

  it("that has expired, and again after the clock was turned back and put right", async () => {
    const test = await opened();
    await test.must("coupon.create", { ...TERMS, code: "LATE", validUntil: "2026-11-19" });
    await test.must("basket.scan", { code: SIMIT });
    expect(await besideCoupon(test, "LATE")).toBe(
      t("reasonWith.ENDED", { when: formats.wall.date(Date.UTC(2026, 10, 19)) }),
    );
    test.clock.advance(-DAY_MS);
    test.clock.advance(DAY_MS);
    await test.must("basket.setQuantity", {
      lineId: (await test.must("basket.get", {}))?.lines[0]?.id ?? "",
      quantityMilli: 1000,
    });
    expect((await test.must("basket.get", {}))?.coupons).toMatchObject([{ reason: "ENDED" }]);
  });

  it("that was used, whatever the clock says afterwards", async () => {
    const test = await opened();
    await test.must("coupon.create", { ...TERMS, type: "singleUse", code: "ONCE" });
    await test.must("basket.scan", { code: SIMIT });
    await test.must("basket.addCoupon", { code: "ONCE" });
    await test.must("payment.cash", { tenderedMinor: null });
    test.clock.advance(-2 * DAY_MS);
    await test.must("basket.scan", { code: SIMIT });
    expect(await besideCoupon(test, "ONCE")).toBe(t("reason.ALREADY_USED"));
    const { coupons } = await test.must("coupon.list", {
      batchId: null,
      text: "ONCE",
      after: "",
      limit: 1,
    });
    expect(coupons.map((row) => couponStateText(row, t))).toEqual([t("coupons.state_usedUp")]);
  });

  it("that is unknown or mistyped", async () => {
    const test = await opened();
    expect(said(await test.call("basket.addCoupon", { code: "NOBODY" }))).toBe(
      t("error.UnknownCoupon", { code: "NOBODY" }),
    );
    expect(await test.must("basket.get", {})).toBeNull();
  });
});

describe("a gift card", () => {
  const soldCard = async (test: TestTill, amountMinor: number): Promise<string> => {
    await test.must("giftCard.sell", { amountMinor });
    await test.must("payment.cash", { tenderedMinor: null });
    return test.till.db.sqlite.prepare<[], string>("SELECT code FROM gift_card").pluck().get() ?? "";
  };

  it("that has less on it than it should pay", async () => {
    const test = await opened();
    const code = await soldCard(test, 1000);
    await test.must("basket.scan", { code: SIMIT });
    expect(said(await test.call("giftCard.pay", { code, amountMinor: 1500 }))).toBe(
      t("giftCard.error.GiftCardTooLow", { last4: code.slice(-4), balance: formats.money(1000) }),
    );
    expect(test.till.storedValue.findByCode(code)?.balanceMinor).toBe(1000);
  });

  it("that expired stays empty when the clock goes back behind its last day", async () => {
    const test = await opened();
    const code = await soldCard(test, 1000);
    test.clock.advance(800 * DAY_MS);
    test.till.jobs.tick();
    test.clock.advance(-700 * DAY_MS);
    test.till.jobs.tick();
    expect(test.till.storedValue.findByCode(code)?.balanceMinor).toBe(0);
    await test.must("basket.scan", { code: SIMIT });
    expect(said(await test.call("giftCard.pay", { code, amountMinor: null }))).toContain(code.slice(-4));
  });
});

describe("points", () => {
  it("that two windows redeem at once are taken once", async () => {
    const test = await opened();
    const points = (): number => test.till.loyaltyLedger.account(ELIF)?.points ?? 0;
    const before = points();
    await test.must("customer.attach", { customerRef: ELIF });
    await test.must("basket.scan", { code: SIMIT, quantityMilli: 20_000 });
    const [first, second] = await Promise.all([
      test.call("payment.points", { points: 50 }),
      test.call("payment.points", { points: 50 }),
    ]);
    expect([said(first), said(second)]).toEqual(["it was taken", t("loyalty.error.PointsOnIt")]);
    await test.must("payment.cash", { tenderedMinor: null });
    const sale = test.till.sales.findByReceiptNumber(test.till.sales.newestReceiptNumber() ?? "");
    const redeemed = sale?.pointEntries.filter(({ type }) => type === "REDEEMED") ?? [];
    expect(redeemed.map((entry) => entry.points)).toEqual([-50]);
    const earned = sale?.pointEntries.find(({ type }) => type === "EARNED")?.points ?? 0;
    expect(points()).toBe(before - 50 + earned);
  });
});
