/** Whose the basket is: set by a card at any moment of the sale, priced again each time, and kept without the person. */
import { expect, it } from "vitest";
import { NO_DETAILS } from "../../../domain/customer/customer.ts";
import { repriceSale } from "../../../electron/services/pricing/reprice-sale.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

/** Elif's, Mehmet's first and Ahmet's (born on 29 February). */
const [ELIF, MEHMET, AHMET] = ["2900000000018", "2900000000025", "2900000000056"] as const;

const open = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", offers: "demo" });
  await signIn(test);
  return test;
};

const NOTHING_AGREED = { marketing: false, sms: false, email: false };

it("a card scanned after the lines makes the welcome coupon count", async () => {
  const test = await open();
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 4000 });
  await test.must("basket.addCoupon", { code: "WELCOME10" });
  const before = await test.must("basket.get", {});
  expect(before?.coupons[0]).toMatchObject({ status: "rejected", reason: "NEEDS_CUSTOMER" });
  const scanned = await test.must("basket.scan", { code: ELIF });
  expect(scanned).toMatchObject({
    kind: "customerAttached",
    basket: {
      customer: { name: "Elif Yılmaz", maskedPhone: "+90 ··· 10 01", purchases: 0, birthday: "today" },
      coupons: [{ status: "applied", amountMinor: 600 }],
      totalMinor: 5400,
    },
  });
  await test.must("payment.cash", { tenderedMinor: null });
  expect(test.till.sales.findByReceiptNumber("S1-T1-000001")?.customerRef).toBe("demo-customer-0001");
  expect(repriceSale(test.till, "S1-T1-000001")).toMatchObject({ ok: true, value: { agrees: true } });
  await test.close();
});

it("a second purchase is not the first, and a voided first one was none", async () => {
  const test = await open();
  const buy = async (): Promise<string | undefined> => {
    await test.must("basket.scan", { code: ELIF });
    await test.must("basket.addCoupon", { code: "WELCOME10" });
    await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 4000 });
    const status = (await test.must("basket.get", {}))?.coupons[0]?.status;
    await test.must("payment.cash", { tenderedMinor: null });
    return status;
  };
  expect(await buy()).toBe("applied");
  await signIn(test, "manager");
  await test.must("refund.voidSale", { receiptNumber: "S1-T1-000001", reason: "r" });
  expect(await buy()).toBe("applied");
  expect(await buy()).toBe("rejected");
  expect(await test.must("customer.get", { customerRef: "demo-customer-0001" })).toMatchObject({
    purchases: 2,
    spentMinor: 5400 + 6000,
  });
  await test.close();
});

it("the next card takes the basket over, and it can be nobody's again", async () => {
  const test = await open();
  await test.must("basket.scan", { code: ELIF });
  await test.must("basket.scan", { code: MEHMET });
  expect((await test.must("basket.get", {}))?.customer?.name).toBe("Mehmet Kaya");
  expect((await test.must("customer.detach", {})).customer).toBeNull();
  expect(await test.call("customer.attach", { customerRef: "nobody" })).toMatchObject({
    error: { type: "UnknownCustomer" },
  });
  await test.close();
});

it("is kept over a crash and a parked basket, and ends with the sale", async () => {
  const test = await open();
  await test.must("basket.scan", { code: ELIF });
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("basket.park", { label: null });
  expect(await test.must("basket.get", {})).toBeNull();
  const [parked] = await test.must("basket.listParked", {});
  const recalled = await test.must("basket.recall", { basketId: parked?.id ?? "" });
  expect(recalled.basket.customer?.name).toBe("Elif Yılmaz");
  expect(test.till.baskets.open()?.customerRef).toBe("demo-customer-0001");
  await test.must("payment.cash", { tenderedMinor: null });
  expect((await test.must("basket.scan", { code: "BAKERY-001" })).kind).toBe("lineAdded");
  expect((await test.must("basket.get", {}))?.customer).toBeNull();
  await test.close();
});

it("cannot change once payment has started", async () => {
  const test = await open();
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 4000 });
  await test.must("payment.cash", { tenderedMinor: 1000 });
  expect(await test.call("basket.scan", { code: ELIF })).toMatchObject({ error: { type: "PaymentStarted" } });
  await test.close();
});

it.each([
  ["another program's card", "6001234567890", { type: "OtherProgramCard", program: "Başka Market" }],
  ["a misread card", "2900000000019", { type: "CardMisread" }],
  ["one of ours that nobody has", "2900000009998", { type: "CardNotHandedOut", number: "2900000009998" }],
  ["anything else", "1234", { type: "UnknownBarcode", code: expect.any(String) }],
])("%s is told for what it is", async (_what, code, error) => {
  const test = await open();
  test.till.settings.set("customer.cardFormats", [
    { program: "", own: true, prefix: "29", length: 13, checkDigit: "gtin" },
    { program: "Başka Market", own: false, prefix: "600", length: 13, checkDigit: "none" },
  ]);
  expect(await test.call("basket.scan", { code })).toEqual({ ok: false, error });
  await test.close();
});

it("the trace of a sale tells of a birthday, never of a date of birth or a name", async () => {
  const test = await open();
  test.clock.set(Date.UTC(2027, 1, 28, 9));
  await test.must("basket.scan", { code: AHMET });
  await test.must("basket.scan", { code: "BAKERY-001" });
  expect((await test.must("basket.get", {}))?.customer?.birthday).toBe("today");
  await test.must("payment.cash", { tenderedMinor: null });
  const sale = test.till.sales.findByReceiptNumber("S1-T1-000001");
  const trace = test.till.sales.traceOf(sale?.id ?? "") ?? "";
  expect(JSON.parse(trace)).toMatchObject({
    customer: { id: "demo-customer-0004", dateOfBirth: "2000-02-28", purchases: 0 },
  });
  expect(trace).not.toMatch(/1984|Ahmet|Şahin/);
  await test.close();
});

it("enrols in one call, with consents and a card, and the basket is theirs", async () => {
  const test = await open();
  await test.must("basket.scan", { code: "BAKERY-001" });
  const enrolled = await test.must("customer.enrol", {
    details: { name: "Ada Ak", phone: "0555 000 20 01" },
    consents: { ...NOTHING_AGREED, sms: true },
    cardNumber: "2900000009998",
    evenIfKnown: false,
    attach: true,
  });
  expect(enrolled).toMatchObject({
    customer: {
      name: "Ada Ak",
      phone: "+905550002001",
      registrationSource: "till",
      consents: { marketing: false, sms: true, email: false },
      consentHistory: [{ channel: "sms", granted: true, source: "till", atMs: test.clock.nowMs() }],
      cards: [{ number: "2900000009998", state: "active" }],
    },
    basket: { customer: { name: "Ada Ak" }, itemCount: 1 },
  });
  const stored = JSON.stringify([test.till.audit.list({ limit: 5 }), test.till.journalRepository.head(1)]);
  expect(stored).not.toMatch(/Ada|905550002001|2900000009998/);
  expect(await test.must("basket.scan", { code: "2900000009998" })).toMatchObject({
    kind: "customerAttached",
  });
  await test.close();
});

it("asks before somebody is known twice, and leaves nothing of a refused enrolment", async () => {
  const test = await open();
  const enrol = (details: object, more: object = {}) =>
    test.call("customer.enrol", {
      details,
      consents: NOTHING_AGREED,
      cardNumber: null,
      evenIfKnown: false,
      attach: false,
      ...more,
    });
  expect(await enrol({ name: "Elif Y.", phone: "0555 000 1001" })).toMatchObject({
    error: { type: "MaybeKnown", customers: [{ customerRef: "demo-customer-0001" }] },
  });
  expect(await enrol({ email: "ELIF@ornek.example" })).toMatchObject({ error: { type: "MaybeKnown" } });
  expect((await enrol({ phone: "0555 000 1001" }, { evenIfKnown: true })).ok).toBe(true);
  const count = () => test.till.db.sqlite.prepare("SELECT count(*) FROM customer").pluck().get();
  const before = count();
  expect(await enrol({ name: "B" }, { cardNumber: ELIF })).toMatchObject({ error: { type: "CardTaken" } });
  expect(await enrol({ name: "B" }, { cardNumber: "77" })).toMatchObject({ error: { type: "NotACard" } });
  expect(count()).toBe(before);
  await test.close();
});

it("what is learned of the customer while they shop counts at once, and is noted without its values", async () => {
  const test = await open();
  await test.must("basket.scan", { code: MEHMET });
  await test.must("basket.scan", { code: "BAKERY-001" });
  const { customerRef } = (await test.must("basket.get", {}))?.customer ?? { customerRef: "" };
  await test.must("customer.update", {
    customerRef,
    details: { ...NO_DETAILS, name: "Mehmet Can", dateOfBirth: "1978-11-20" },
    consents: NOTHING_AGREED,
  });
  const basket = test.till.basketSession.current();
  expect(basket && test.till.pricing.price(basket).input.customer?.dateOfBirth).toBe("2000-11-20");
  expect((await test.must("basket.get", {}))?.customer).toMatchObject({
    name: "Mehmet Can",
    birthday: "today",
  });
  expect(await test.must("customer.find", { text: "kaya" })).toEqual([]);
  const [entry] = test.till.audit.list({ limit: 1 });
  expect(entry).toMatchObject({
    action: "customer.update",
    after: { changed: ["name", "phone", "dateOfBirth"], consents: ["sms"] },
  });
  const { consentHistory } = await test.must("customer.get", { customerRef });
  expect(consentHistory.map(({ channel, granted }) => [channel, granted])).toEqual([
    ["sms", false],
    ["sms", true],
  ]);
  await test.close();
});
