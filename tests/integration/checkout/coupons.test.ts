/** Coupons on the open basket: known and unknown codes, their state, reasons, restart, parking, payment and the trace. */
import { describe, expect, it } from "vitest";
import { readOffers } from "../../../contracts/offers-file.ts";
import { openTestTill, signIn, type TestOffers, type TestTill } from "../../support/test-till.ts";

const SIMIT = "8690526000015"; // 15.00

/** TEN: 10 % by coupon. FIVE: 5.00 off, alone. BIG: only from 500.00 on. */
const campaign = (code: string, benefit: object, more: object = {}) => ({
  code,
  name: `Campaign ${code}`,
  activation: "coupon",
  rules: [{ benefit }],
  ...more,
});

const offers = (): TestOffers => {
  const read = readOffers(
    {
      rules: [],
      campaigns: [
        campaign("TEN", { type: "percentage", percent: "10", per: "basket" }),
        campaign("FIVE", { type: "fixedAmount", amount: "5.00" }, { combines: "none" }),
        campaign("BIG", { type: "fixedAmount", amount: "50.00" }, { conditions: { minSpend: "500.00" } }),
        {
          code: "TWO-RULES",
          name: "Two rules",
          rules: [
            { benefit: { type: "fixedAmount", amount: "1.00" } },
            { benefit: { type: "fixedAmount", amount: "2.00" } },
          ],
        },
      ],
      couponDefinitions: [
        { code: "Summer", type: "multiUse", campaign: "TEN" },
        { code: "AGAIN", type: "multiUse", campaign: "TEN" },
        { code: "FIVE", type: "multiUse", campaign: "FIVE" },
        { code: "BIG", type: "multiUse", campaign: "BIG" },
        { code: "0614141-654321", type: "multiUse", campaign: "FIVE" },
        { code: "9501101023451", type: "multiUse", campaign: "TEN" },
      ],
    },
    2,
  );
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return { ...read.value, hash: "test" };
};

const started = async (dataDir = ":memory:"): Promise<TestTill> => {
  const test = openTestTill({ ...(dataDir === "" ? {} : { dataDir }), offers: offers() });
  await signIn(test, "manager");
  return test;
};

const states = (basket: {
  readonly coupons: readonly { readonly code: string; readonly status: string }[];
}) => basket.coupons.map(({ code, status }) => `${code} ${status}`);

const paper = (expires: string): string => `]C181101061414165432135001100003${expires}96000`;

describe("a coupon whose own code says what it is", () => {
  it("is found by its company and offer, gives what the shop set up, and its own words are told", async () => {
    const test = await started();
    await test.must("basket.scan", { code: SIMIT });
    const scanned = await test.must("basket.scan", { code: paper("271231") });
    expect(scanned).toMatchObject({
      kind: "couponAdded",
      code: "0614141-654321",
      states: { value: { kind: "dollars", cents: 500 }, units: 1, expiresOn: "2027-12-31" },
      basket: { totalMinor: 1000 },
    });
  });

  it("is found by its global number, whatever its serial number, with the value that stands on it", async () => {
    const test = await started();
    await test.must("basket.scan", { code: SIMIT });
    expect(await test.must("basket.scan", { code: "]C12559501101023451000077\u001D3902250" })).toMatchObject({
      code: "9501101023451",
      states: { serial: "000077", value: { kind: "amount", amountMinor: 250 } },
      basket: { totalMinor: 1050 },
    });
  });

  it.each([
    ["ended", paper("101231"), "0614141-654321"],
    ["unknown", paper("271231").replace("654321", "654322"), "0614141-654322"],
    ["unknown", "]C12554006381333931", "4006381333931"],
    ["needsService", "]C18112001234566543210998877", "123456-654321"],
  ])("is refused by name: %s", async (problem, code, name) => {
    const test = await started();
    expect(await test.call("basket.scan", { code })).toMatchObject({
      error: { type: "StatedCouponRefused", problem, states: { name } },
    });
    expect(await test.must("basket.get", {})).toBeNull();
  });

  it("tells what it is where codes are tried", async () => {
    const test = await started();
    const rules = await test.must("barcode.rules", {});
    expect(await test.must("barcode.try", { code: paper("271231"), rules })).toMatchObject({
      kind: "coupon",
      known: true,
      states: { name: "0614141-654321" },
    });
  });
});

describe("a coupon", () => {
  it("applies whatever its case and the spaces around it, once, and can be taken back", async () => {
    const test = await started();
    await test.must("basket.scan", { code: SIMIT });
    const once = await test.must("basket.addCoupon", { code: "  sUMMER " });
    expect(once.coupons).toMatchObject([
      { code: "Summer", label: "Campaign TEN", status: "applied", reason: null, amountMinor: 150 },
    ]);
    expect(once.totalMinor).toBe(1500 - 300 - 150);
    const twice = await test.must("basket.addCoupon", { code: "SUMMER" });
    expect(twice.coupons).toHaveLength(1);
    expect(twice.revision).toBe(once.revision);
    const without = await test.must("basket.removeCoupon", { code: "summer" });
    expect(without.coupons).toEqual([]);
    expect(without.totalMinor).toBe(1200);
  });

  it("that nobody knows is refused, and leaves no basket behind", async () => {
    const test = await started();
    expect(await test.call("basket.addCoupon", { code: "WINTER" })).toEqual({
      ok: false,
      error: { type: "UnknownCoupon", code: "WINTER" },
    });
    expect(await test.must("basket.get", {})).toBeNull();
  });

  it("may come before the first item", async () => {
    const test = await started();
    expect(states(await test.must("basket.addCoupon", { code: "BIG" }))).toHaveLength(1);
    const scanned = await test.must("basket.scan", { code: SIMIT });
    expect(scanned.kind === "lineAdded" ? states(scanned.basket) : []).toEqual(["BIG rejected"]);
  });

  it("that gives nothing stays, with its reason and figures", async () => {
    const test = await started();
    await test.must("basket.scan", { code: SIMIT });
    const basket = await test.must("basket.addCoupon", { code: "BIG" });
    expect(basket.coupons).toMatchObject([
      {
        status: "rejected",
        reason: "BELOW_MIN_SPEND",
        why: { wanted: "500.00", got: "15.00" },
        amountMinor: 0,
      },
    ]);
  });

  it("is not needed when another opened its campaign; they stand in the order of handing over", async () => {
    const test = await started();
    await test.must("basket.scan", { code: SIMIT });
    await test.must("basket.addCoupon", { code: "Summer" });
    await test.must("basket.addCoupon", { code: "BIG" });
    const basket = await test.must("basket.addCoupon", { code: "AGAIN" });
    expect(basket.coupons.map(({ code }) => code)).toEqual(["Summer", "BIG", "AGAIN"]);
    const used = basket.coupons.filter(({ status }) => status === "applied");
    expect(used).toHaveLength(1);
    expect(basket.coupons.filter(({ status }) => status === "notNeeded")).toMatchObject([{ amountMinor: 0 }]);
  });

  it("is known to a scan after goods and receipts, and nothing else is", async () => {
    const test = await started();
    await test.must("basket.scan", { code: SIMIT });
    expect(await test.must("basket.scan", { code: "summer" })).toMatchObject({
      kind: "couponAdded",
      code: "Summer",
      basket: { coupons: [{ status: "applied" }] },
    });
    expect(await test.call("basket.scan", { code: "WINTER" })).toMatchObject({
      ok: false,
      error: { type: "UnknownBarcode", code: "WINTER" },
    });
  });

  it("waits until a payment is given back", async () => {
    const test = await started();
    await test.must("basket.scan", { code: SIMIT });
    await test.must("basket.addCoupon", { code: "Summer" });
    await test.must("payment.cash", { tenderedMinor: 100 });
    for (const name of ["basket.addCoupon", "basket.removeCoupon"] as const) {
      expect(await test.call(name, { code: "Summer" })).toMatchObject({ error: { type: "PaymentStarted" } });
    }
    expect(await test.call("basket.scan", { code: "BIG" })).toMatchObject({
      error: { type: "PaymentStarted" },
    });
  });
});

describe("a basket with coupons", () => {
  it("is the same after a restart and after parking", async () => {
    const first = await started("");
    await first.must("basket.scan", { code: SIMIT });
    const before = await first.must("basket.addCoupon", { code: "Summer" });
    await first.close();
    const second = await started(first.dataDir);
    expect(await second.must("basket.get", {})).toEqual(before);
    await second.must("basket.park", { label: null });
    await second.must("basket.addCoupon", { code: "BIG" });
    const { basket } = await second.must("basket.recall", { basketId: before.id });
    expect(states(basket)).toEqual(["Summer applied", "BIG rejected"]);
    await second.close();
  });

  it("is sold with what its coupons did, and the next basket has none", async () => {
    const test = await started();
    await test.must("basket.scan", { code: SIMIT });
    await test.must("basket.addCoupon", { code: "Summer" });
    await test.must("payment.cash", { tenderedMinor: null });
    const sale = test.till.sales.findByReceiptNumber("S1-T1-000001");
    const trace: unknown = JSON.parse(test.till.sales.traceOf(sale?.id ?? "") ?? "{}");
    expect(trace).toMatchObject({
      coupons: ["Summer"],
      couponAnswers: [{ code: "Summer", status: "applied", reason: null }],
    });
    const next = await test.must("basket.scan", { code: SIMIT });
    expect(next.kind === "lineAdded" ? next.basket.coupons : null).toEqual([]);
  });
});

describe("the demo store's welcome coupon", () => {
  it("asks for the customer, because it is for the first purchase", async () => {
    const test = openTestTill({ dataDir: ":memory:", offers: "demo" });
    await signIn(test);
    await test.must("basket.scan", { code: SIMIT });
    const basket = await test.must("basket.addCoupon", { code: "welcome10" });
    expect(basket.coupons).toMatchObject([
      {
        code: "WELCOME10",
        campaign: "WELCOME10",
        status: "rejected",
        why: { reason: "NEEDS_CUSTOMER", customerNeed: "firstPurchase" },
      },
    ]);
  });
});

describe("an offer of several rules", () => {
  it("is one entry with the sum of what they took off", async () => {
    const test = await started();
    const scanned = await test.must("basket.scan", { code: SIMIT });
    expect(scanned.kind === "lineAdded" ? scanned.basket.applied : []).toMatchObject([
      { code: "TWO-RULES", label: "Two rules", amountMinor: 300 },
    ]);
  });
});
