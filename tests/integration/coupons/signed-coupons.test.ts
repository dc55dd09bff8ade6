/** Signed coupons: known without any row, used once, and every way in which one is not taken. */
import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Payload } from "../../../contracts/ipc.ts";
import { signedText, unsignedText, type SignedCoupon } from "../../../domain/coupons/signed-coupon.ts";
import { couponCodeOf } from "../../../domain/coupons/coupon-code.ts";
import { couponKeyId, hashOfText } from "../../../electron/services/coupons/signed-coupons.ts";
import { openOfferTill, useTotals } from "../../support/offer-till.ts";
import type { TestTill } from "../../support/test-till.ts";

const SIMIT = "8690526000015"; // 15.00

const started = (): Promise<TestTill> =>
  openOfferTill({
    campaigns: [
      { code: "FIVE", activation: "coupon", rules: [{ benefit: { type: "fixedAmount", amount: "5.00" } }] },
    ],
  });

const issue = (test: TestTill, more: Partial<Payload<"coupon.issueSigned">> = {}) =>
  test.must("coupon.issueSigned", {
    gives: { percentBp: 1000 },
    validUntil: null,
    count: 1,
    print: false,
    ...more,
  });

const couponsOf = (test: TestTill): number =>
  test.till.db.sqlite
    .prepare("SELECT count(*) FROM coupon WHERE deleted_at_ms IS NULL")
    .pluck()
    .get() as number;

const sell = async (test: TestTill, code: string): Promise<number> => {
  await test.must("basket.scan", { code: SIMIT });
  await test.must("basket.scan", { code });
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  return paid.kind === "completed" ? paid.sale.totalMinor : -1;
};

const refusal = async (test: TestTill, code: string): Promise<unknown> => {
  const before = couponsOf(test);
  const [scanned, typed] = [
    await test.call("basket.scan", { code }),
    await test.call("basket.addCoupon", { code }),
  ];
  expect(scanned).toEqual(typed);
  expect(couponsOf(test)).toBe(before);
  return typed.ok ? null : typed.error;
};

/** Another till's hand: its key, and a coupon that it signed. */
const stranger = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  return {
    pem,
    sign: (coupon: Omit<SignedCoupon, "keyId">): string => {
      const unsigned = unsignedText({ ...coupon, keyId: couponKeyId(pem) });
      return signedText(unsigned, sign(null, Buffer.from(hashOfText(unsigned), "hex"), privateKey));
    },
  };
};

const OF_STRANGER = {
  code: couponCodeOf(new Uint8Array(15)),
  gives: { percentBp: 2000 },
  validUntil: null,
  store: "",
} as const;

describe("a signed coupon", () => {
  it("is made without a row, taken by its signature alone, and used once", async () => {
    const test = await started();
    const [percent, other] = await issue(test, { count: 2 });
    const [amount] = await issue(test, { gives: { amountMinor: 300 }, validUntil: "2026-11-20" });
    const [opens] = await issue(test, { gives: { campaign: "FIVE" } });
    expect(couponsOf(test)).toBe(0);
    expect([
      await sell(test, percent?.text ?? ""),
      await sell(test, (amount?.text ?? "").toLowerCase()),
      await sell(test, opens?.text ?? ""),
    ]).toEqual([1350, 1200, 1000]);
    expect(useTotals(test)).toMatchObject({ [`coupon ${percent?.code ?? ""}`]: [1, 150] });
    await test.must("basket.scan", { code: SIMIT });
    const again = await test.must("basket.addCoupon", { code: percent?.text ?? "" });
    expect(again.coupons).toMatchObject([
      { code: percent?.code, status: "rejected", reason: "ALREADY_USED" },
    ]);
    expect(await test.must("coupon.checkSigned", { code: percent?.text ?? "" })).toMatchObject({
      state: "used",
      signedBy: "S1-T1",
    });
    expect(await test.must("coupon.checkSigned", { code: other?.text ?? "" })).toMatchObject({
      state: "unused",
      coupon: { gives: { percentBp: 1000 }, store: "S1" },
    });
    expect(await test.call("coupon.checkSigned", { code: "WELCOME10" })).toMatchObject({
      error: { type: "NotSigned" },
    });
  });

  it("that expired says so, and one that was blocked or removed stays so", async () => {
    const test = await started();
    const [late] = await issue(test, { validUntil: "2026-11-19" });
    const [once] = await issue(test);
    await test.must("basket.scan", { code: SIMIT });
    const basket = await test.must("basket.addCoupon", { code: late?.text ?? "" });
    expect(basket.coupons).toMatchObject([{ status: "rejected", reason: "ENDED" }]);
    expect(await test.must("coupon.checkSigned", { code: late?.text ?? "" })).toMatchObject({
      state: "expired",
    });
    await test.must("basket.addCoupon", { code: once?.text ?? "" });
    await test.must("coupon.update", { code: once?.code ?? "", blocked: true });
    expect(await refusal(test, once?.text ?? "")).toMatchObject({ type: "CouponBlocked" });
    await test.must("coupon.delete", { code: once?.code ?? "" });
    expect(await test.must("coupon.checkSigned", { code: once?.text ?? "" })).toMatchObject({
      state: "blocked",
    });
    expect(await test.call("basket.addCoupon", { code: once?.text ?? "" })).toMatchObject({
      error: { type: "UnknownCoupon" },
    });
  });

  it("is refused when a single character is changed anywhere", async () => {
    const test = await started();
    const [coupon] = await issue(test);
    const text = coupon?.text ?? "";
    const types = new Set<string>();
    for (let at = 4; at < text.length - 1; at += 1) {
      const changed = text.slice(0, at) + (text[at] === "7" ? "8" : "7") + text.slice(at + 1);
      const answer = await test.call("basket.addCoupon", { code: changed });
      expect([at, answer.ok]).toEqual([at, false]);
      types.add(answer.ok ? "" : answer.error.type);
    }
    expect([...types].toSorted()).toEqual(expect.arrayContaining(["SignedByStranger", "SignedTampered"]));
    expect(await refusal(test, text.slice(0, -9))).toMatchObject({ type: "SignedUnreadable" });
    expect(couponsOf(test)).toBe(0);
  });

  it("of another till is taken once its key is, and no more once it is withdrawn", async () => {
    const test = await started();
    const till = stranger();
    const text = till.sign(OF_STRANGER);
    expect(await refusal(test, text)).toMatchObject({ type: "SignedByStranger" });
    const key = { publicKey: till.pem, name: "S1-T2" };
    expect(await test.must("coupon.setKey", { ...key, isTrusted: true })).toMatchObject([
      { isOwn: true, name: "S1-T1" },
      { isOwn: false, name: "S1-T2", isTrusted: true },
    ]);
    expect(await refusal(test, till.sign({ ...OF_STRANGER, store: "S2" }))).toMatchObject({
      type: "SignedForOtherStore",
    });
    expect(await refusal(test, till.sign({ ...OF_STRANGER, gives: { campaign: "GONE" } }))).toMatchObject({
      type: "UnknownCampaign",
    });
    expect(
      await refusal(test, till.sign({ ...OF_STRANGER, gives: { amountMinor: 1, currency: "EUR" } })),
    ).toMatchObject({ type: "SignedForOtherStore" });
    await test.must("basket.scan", { code: SIMIT });
    expect((await test.must("basket.addCoupon", { code: text })).totalMinor).toBe(1200);
    await test.must("coupon.setKey", { ...key, isTrusted: false });
    expect(await refusal(test, text)).toMatchObject({ type: "SignedByStranger" });
    expect(
      await test.call("coupon.setKey", { publicKey: "no key", name: "x", isTrusted: true }),
    ).toMatchObject({
      error: { type: "NotACouponKey" },
    });
  });

  it("needs the right to take coupons, before anything is stored", async () => {
    const test = await started();
    const [coupon] = await issue(test);
    await test.must("role.setRight", {
      roleCode: "cashier",
      permission: "coupon:apply",
      right: { grant: "denied", limit: null, beyond: "denied" },
    });
    await test.must("session.signOut", {});
    await test.must("session.signIn", { pin: "1111" });
    expect(await refusal(test, coupon?.text ?? "")).toMatchObject({ type: "NotAllowed" });
  });
});
