/** Coupons in the back office: batches, single codes, values and owners of their own, distribution, printing, uses. */
import { describe, expect, it } from "vitest";
import type { Payload } from "../../../contracts/ipc.ts";
import { readGeneratedCode } from "../../../domain/coupons/coupon-code.ts";
import { openOfferTill, useTotals } from "../../support/offer-till.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const SIMIT = "8690526000015"; // 15.00

const TERMS = {
  type: "singleUse",
  gives: { percentBp: 1000 },
  validFrom: null,
  validUntil: null,
  usageLimit: null,
  usesPerCustomer: null,
  autoDeactivate: true,
} as const;

type Batch = Payload<"coupon.createBatch">;

const started = (): Promise<TestTill> =>
  openOfferTill({
    campaigns: [
      {
        code: "FIVE",
        name: "Five off",
        activation: "coupon",
        rules: [{ benefit: { type: "fixedAmount", amount: "5.00" } }],
      },
    ],
  });

const batchOf = async (test: TestTill, more: Partial<Batch> = {}): Promise<number> => {
  const { batchId } = await test.must("coupon.createBatch", { ...TERMS, name: "Spring", size: 5, ...more });
  await test.till.couponBatches.settled();
  return batchId;
};

const codesOf = async (test: TestTill, batchId: number | null): Promise<readonly string[]> =>
  (await test.must("coupon.list", { batchId, text: "", after: "", limit: 1000 })).coupons.map(
    ({ code }) => code,
  );

const rowOf = async (test: TestTill, code: string) =>
  (await test.must("coupon.list", { batchId: null, text: code, after: "", limit: 1 })).coupons[0];

const sellWith = async (test: TestTill, coupon: string): Promise<number> => {
  await test.must("basket.scan", { code: SIMIT });
  await test.must("basket.addCoupon", { code: coupon });
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  return paid.kind === "completed" ? paid.sale.totalMinor : -1;
};

describe("a batch", () => {
  it("has as many codes as asked for, each once, none in order, and each works once", async () => {
    const test = await started();
    const batchId = await batchOf(test, { size: 1200 });
    const codes = [...(await codesOf(test, batchId))];
    const second = await test.must("coupon.list", {
      batchId,
      text: "",
      after: codes.at(-1)?.toLowerCase() ?? "",
      limit: 1000,
    });
    codes.push(...second.coupons.map(({ code }) => code));
    expect(new Set(codes).size).toBe(1200);
    expect(codes.every((code) => readGeneratedCode(code).kind === "code")).toBe(true);
    const [first = "", other = ""] = codes;
    expect(await sellWith(test, first)).toBe(1350);
    await test.must("basket.scan", { code: SIMIT });
    const again = await test.must("basket.addCoupon", { code: first });
    expect(again.coupons).toMatchObject([{ status: "rejected", reason: "ALREADY_USED" }]);
    const good = await test.must("basket.addCoupon", { code: ` ${other.toLowerCase()} ` });
    expect(good.totalMinor).toBe(1350);
    expect(await test.must("coupon.batches", {})).toMatchObject([
      { id: batchId, state: "ready", size: 1200, made: 1200, used: 1, percentBp: 1000, type: "singleUse" },
    ]);
    expect(useTotals(test)).toEqual({ [`coupon ${first}`]: [1, 150] });
  });

  it("tells a mistyped code from an unknown one, and reads groups", async () => {
    const test = await started();
    const [code = ""] = await codesOf(test, await batchOf(test));
    const grouped = (code.match(/.{4}/g) ?? []).join("-");
    expect(await test.must("basket.addCoupon", { code: grouped })).toMatchObject({ coupons: [{ code }] });
    const wrong = code.slice(0, -1) + (code.endsWith("0") ? "1" : "0");
    expect(await test.call("basket.addCoupon", { code: wrong })).toMatchObject({
      error: { type: "CouponMistyped" },
    });
    expect(await test.call("basket.scan", { code: wrong })).toMatchObject({
      error: { type: "UnknownBarcode" },
    });
    expect(await test.call("basket.addCoupon", { code: "NOBODY" })).toMatchObject({
      error: { type: "UnknownCoupon" },
    });
  });

  it("can be cancelled: its codes are gone; none counts before the batch is whole", async () => {
    const test = await started();
    const { batchId } = await test.must("coupon.createBatch", { ...TERMS, name: "Big", size: 50_000 });
    const busy = await test.call("coupon.createBatch", { ...TERMS, name: "Other", size: 1 });
    expect(busy).toMatchObject({ error: { type: "CouponsBusy" } });
    const made =
      test.till.db.sqlite.prepare<[], string>("SELECT code FROM coupon LIMIT 1").pluck().get() ?? "";
    expect(readGeneratedCode(made).kind).toBe("code");
    expect(await test.call("basket.addCoupon", { code: made })).toMatchObject({
      error: { type: "UnknownCoupon" },
    });
    await test.must("coupon.cancelBatch", { batchId });
    await test.till.couponBatches.settled();
    expect(
      test.till.db.sqlite.prepare("SELECT count(*) FROM coupon WHERE batch_id IS NOT NULL").pluck().get(),
    ).toBe(0);
    expect(await test.must("coupon.batches", {})).toEqual([]);
    expect(await test.call("coupon.cancelBatch", { batchId })).toMatchObject({
      error: { type: "UnknownBatch" },
    });
  });

  it("that a crash stopped is made to its end, with no code twice", async () => {
    const first = await openOfferTill({}, openTestTill().dataDir);
    const { batchId } = await first.must("coupon.createBatch", { ...TERMS, name: "Big", size: 2000 });
    await first.close();
    const second = openTestTill({ dataDir: first.dataDir, offers: "demo" });
    await signIn(second, "manager");
    expect(await second.must("coupon.batches", {})).toMatchObject([{ id: batchId, state: "stopped" }]);
    await second.must("coupon.resumeBatch", { batchId });
    await second.till.couponBatches.settled();
    expect(await second.must("coupon.batches", {})).toMatchObject([{ state: "ready", made: 2000 }]);
    await second.close();
  });

  it("makes another code where the random source repeats itself", async () => {
    let calls = 0;
    const test = openTestTill({
      dataDir: ":memory:",
      offers: "demo",
      randomBytes: (count) => {
        calls += 1;
        return Uint8Array.from({ length: count }, (_, at) => (calls > 1 ? calls + at : 7));
      },
    });
    await signIn(test, "manager");
    const batchId = await batchOf(test, { size: 3 });
    expect(new Set(await codesOf(test, batchId)).size).toBe(3);
  });

  it("is handed out, and each coupon says how and when", async () => {
    const test = await started();
    const batchId = await batchOf(test);
    const [code = ""] = await codesOf(test, batchId);
    await test.must("coupon.distribute", { code, channel: "MANUAL" });
    expect(await test.must("coupon.distribute", { batchId, channel: "EMAIL" })).toEqual({ count: 4 });
    const { coupons } = await test.must("coupon.list", { batchId, text: "", after: "", limit: 10 });
    expect(coupons.map(({ channel }) => channel)).toEqual(["MANUAL", "EMAIL", "EMAIL", "EMAIL", "EMAIL"]);
    expect(coupons[0]).toMatchObject({ distributedAtMs: test.clock.nowMs(), state: "unused" });
    expect(await test.must("coupon.batches", {})).toMatchObject([{ distributed: 5 }]);
  });
});

describe("a coupon of its own", () => {
  it("takes a value of its own, in percent or as an amount, where it has a discount of its own", async () => {
    const test = await started();
    await test.must("coupon.create", { ...TERMS, code: "TEN", customerRef: null });
    await test.must("coupon.create", {
      ...TERMS,
      code: "LIRA",
      gives: { amountMinor: 300 },
      customerRef: null,
    });
    await test.must("coupon.create", {
      ...TERMS,
      code: "OPENS",
      gives: { campaign: "FIVE" },
      customerRef: null,
    });
    await test.must("coupon.update", { code: "ten", customDiscountValue: "20" });
    await test.must("coupon.update", { code: "LIRA", customDiscountValue: "4.50" });
    for (const [code, value] of [
      ["OPENS", "1"],
      ["TEN", "100.01"],
      ["TEN", "0"],
      ["LIRA", "1.005"],
    ] as const) {
      expect(
        await test.call("coupon.update", { code, customDiscountValue: value }),
        `${code} ${value}`,
      ).toMatchObject({
        error: { type: "NoOwnValue" },
      });
    }
    expect(await rowOf(test, "TEN")).toMatchObject({ percentBp: 2000, customDiscountValue: "20" });
    expect([
      await sellWith(test, "TEN"),
      await sellWith(test, "LIRA"),
      await sellWith(test, "OPENS"),
    ]).toEqual([1200, 1050, 1000]);
  });

  it("that is expired, blocked, removed or another's gets a clear answer", async () => {
    const test = await started();
    const make = (code: string, more: object = {}) =>
      test.must("coupon.create", { ...TERMS, type: "multiUse", code, customerRef: null, ...more });
    await make("LATE", { validUntil: "2026-11-19" });
    await make("TODAY", { validUntil: "2026-11-20" });
    await make("BLOCKED");
    await make("REMOVED");
    await make("ELIF", { type: "personal", customerRef: "demo-customer-0001" });
    await test.must("coupon.update", { code: "BLOCKED", blocked: true });
    await test.must("coupon.delete", { code: "REMOVED" });
    await test.must("basket.scan", { code: SIMIT });
    await test.must("basket.addCoupon", { code: "LATE" });
    await test.must("basket.addCoupon", { code: "TODAY" });
    await test.must("basket.addCoupon", { code: "ELIF" });
    expect((await test.must("basket.get", {}))?.coupons).toMatchObject([
      { code: "LATE", status: "rejected", reason: "ENDED" },
      { code: "TODAY", status: "applied" },
      { code: "ELIF", status: "rejected", reason: "NEEDS_CUSTOMER" },
    ]);
    await test.must("customer.attach", { customerRef: "demo-customer-0002" });
    const other = await test.must("basket.get", {});
    expect(other?.coupons[2]).toMatchObject({ status: "rejected", reason: "WRONG_CUSTOMER" });
    await test.must("customer.attach", { customerRef: "demo-customer-0001" });
    expect((await test.must("basket.get", {}))?.coupons[2]).toMatchObject({ status: "applied" });
    expect(await test.call("basket.addCoupon", { code: "BLOCKED" })).toMatchObject({
      error: { type: "CouponBlocked" },
    });
    expect(await test.call("basket.addCoupon", { code: "REMOVED" })).toMatchObject({
      error: { type: "UnknownCoupon" },
    });
    expect(await rowOf(test, "LATE")).toMatchObject({ state: "expired" });
    expect(await rowOf(test, "BLOCKED")).toMatchObject({ state: "blocked" });
    expect(await rowOf(test, "ELIF")).toMatchObject({ isPersonal: true });
  });

  it("blocked while it lies in a basket takes nothing off when that is paid", async () => {
    const test = await started();
    await test.must("coupon.create", { ...TERMS, code: "TEN", customerRef: null });
    await test.must("basket.scan", { code: SIMIT });
    await test.must("basket.addCoupon", { code: "TEN" });
    await test.must("coupon.update", { code: "TEN", blocked: true });
    expect(await test.call("payment.cash", { tenderedMinor: null })).toMatchObject({
      error: { type: "OffersChanged", totalMinor: 1500 },
    });
  });

  it("keeps its limit, says when it was used, and prints with a code that scans", async () => {
    const test = openTestTill({ dataDir: ":memory:", offers: "demo" });
    await signIn(test, "manager");
    await test.must("coupon.create", {
      ...TERMS,
      type: "multiUse",
      usageLimit: 2,
      code: "TWICE",
      customerRef: null,
    });
    await sellWith(test, "TWICE");
    expect(await rowOf(test, "TWICE")).toMatchObject({ state: "used", uses: 1 });
    await sellWith(test, "TWICE");
    expect(await rowOf(test, "TWICE")).toMatchObject({ state: "usedUp", uses: 2, usageLimit: 2 });
    expect(await test.must("coupon.uses", { code: "TWICE" })).toMatchObject([
      { receiptNumber: "S1-T1-000002", givenBack: false },
      { receiptNumber: "S1-T1-000001", givenBack: false },
    ]);
    await test.printed();
    const before = test.printer.jobs.length;
    expect(await test.must("coupon.print", { codes: ["TWICE", "NOBODY"] })).toEqual({ count: 1 });
    await test.printed();
    expect(test.printer.jobs).toHaveLength(before + 1);
    expect(Buffer.from(test.printer.jobs.at(-1) ?? []).toString("latin1")).toContain("TWICE");
  });

  it("says when it ended itself, in its batch too; goes on when a use comes back; stays on where it should", async () => {
    const test = await started();
    const batchId = await batchOf(test, { size: 2 });
    const [first = ""] = await codesOf(test, batchId);
    await sellWith(test, first);
    const { coupons } = await test.must("coupon.list", { batchId, text: "", after: "", limit: 10 });
    expect(coupons.map(({ state, autoDeactivatedAtMs }) => [state, autoDeactivatedAtMs])).toEqual([
      ["usedUp", test.clock.nowMs()],
      ["unused", null],
    ]);
    const stays = { ...TERMS, autoDeactivate: false, customerRef: null };
    await test.must("coupon.create", { ...stays, type: "multiUse", usageLimit: 1, code: "STAYS" });
    await sellWith(test, "STAYS");
    expect(await rowOf(test, "STAYS")).toMatchObject({
      state: "usedUp",
      autoDeactivate: false,
      autoDeactivatedAtMs: null,
    });
    await test.must("basket.scan", { code: SIMIT });
    expect(await test.must("basket.addCoupon", { code: "STAYS" })).toMatchObject({ totalMinor: 1500 });
    await test.must("refund.byReceipt", {
      receiptNumber: "S1-T1-000001",
      lines: [{ lineNumber: 1, quantityMilli: 1000 }],
      tender: "CASH",
      reason: "broken",
    });
    const after = await test.must("coupon.list", { batchId, text: first, after: "", limit: 1 });
    expect(after.coupons).toMatchObject([
      { state: "unused", autoDeactivatedAtMs: null, autoDeactivate: true },
    ]);
  });

  it("needs its right: a cashier applies and makes none; without the right nobody applies", async () => {
    const test = openTestTill({ dataDir: ":memory:", offers: "demo" });
    await signIn(test, "manager");
    await test.must("role.setRight", {
      roleCode: "cashier",
      permission: "coupon:apply",
      right: { grant: "approval", limit: null, beyond: "approval" },
    });
    await test.must("session.signOut", {});
    await signIn(test, "cashier");
    for (const name of ["basket.addCoupon", "basket.scan"] as const) {
      expect(await test.call(name, { code: "WELCOME10" })).toMatchObject({
        error: { type: "NeedsApproval", permission: "coupon:apply" },
      });
    }
  });
});
