/**
 * Owns a customer of whom a till keeps one of everything, with a word of its own in every field that a person types, so that a test
 * can tell what is told of them and what is left when they are erased. Through the procedures that the screens call.
 */
import { openOfferTill } from "./offer-till.ts";
import type { TestTill } from "./test-till.ts";

export const FRIEND_NAME = "Qfriendname Other";
export const BRINGER_NAME = "Qbringername Other";

export interface KnownCustomer {
  readonly test: TestTill;
  readonly customerRef: string;
  readonly cardNumber: string;
  readonly creditCode: string;
}

const NOBODY_AGREED = { marketing: false, sms: false, email: false };

const enrol = async (test: TestTill, details: object, referralCode: string | null): Promise<string> => {
  const { customer } = await test.must("customer.enrol", {
    details,
    consents: { marketing: true, sms: false, email: true },
    cardNumber: null,
    referralCode,
    evenIfKnown: true,
    attach: false,
  });
  return customer.customerRef;
};

const DETAILS = {
  name: "Qpersonname Erased",
  phone: "+905559998877",
  email: "person@qmail.example",
  dateOfBirth: "1971-07-17",
  gender: "female",
  nationalId: "99887766554",
  invoiceName: "Qinvoicename Ltd",
  invoiceAddress: "Qaddress Sokak 17",
  taxOffice: "Qtaxoffice",
  taxId: "9988776655",
  preferences: { note: "qpreference" },
  tags: ["qtag"],
} as const;

const buy = async (test: TestTill, customerRef: string, loaves = 4): Promise<string> => {
  await test.must("customer.attach", { customerRef });
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: loaves * 1000 });
  await test.must("payment.cash", { tenderedMinor: null });
  return test.till.sales.newestReceiptNumber() ?? "";
};

/** Two friends: one who brought them, and one whom they brought. Both sides got something. */
const befriended = async (test: TestTill): Promise<string> => {
  await test.must("referral.setProgram", {
    active: true,
    referrer: { kind: "points", points: 40 },
    referee: { kind: "credit", amountMinor: 2000 },
    minPurchaseMinor: 3000,
    maxPerCustomer: 5,
    validDays: 60,
  });
  test.till.jobs.tick();
  const bringer = await enrol(test, { name: BRINGER_NAME }, null);
  const codeOf = async (customerRef: string): Promise<string> =>
    (await test.must("referral.ofCustomer", { customerRef })).code;
  const customerRef = await enrol(test, DETAILS, await codeOf(bringer));
  const friend = await enrol(test, { name: FRIEND_NAME }, await codeOf(customerRef));
  await buy(test, customerRef);
  await buy(test, friend);
  test.clock.advance(86_400_000);
  test.till.jobs.tick();
  return customerRef;
};

const withOffers = async (test: TestTill, customerRef: string): Promise<void> => {
  await test.must("participation.join", { customerRef, campaign: "CLUB" });
  await test.must("coupon.create", {
    code: "QCOUPON",
    type: "personal",
    gives: { percentBp: 1000 },
    validFrom: null,
    validUntil: null,
    usageLimit: null,
    usesPerCustomer: null,
    autoDeactivate: true,
    customerRef,
  });
  await test.must("coupon.give", { code: "QCOUPON", customerRef, channel: "SMS" });
  await test.must("customer.attach", { customerRef });
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("basket.addCoupon", { code: "QCOUPON" });
  await test.must("payment.cash", { tenderedMinor: null });
  const [segment] = await test.must("segment.list", {});
  await test.must("segment.addMember", {
    segmentId: segment?.id ?? 0,
    customerRef,
    reason: "qsegmentreason",
  });
  await test.must("segment.create", { name: "Everybody once", criteria: ANYBODY, isDynamic: false });
};

const ANYBODY = { kind: "tenure", least: null, most: null } as const;

const withMoney = async (test: TestTill, customerRef: string): Promise<string> => {
  await test.must("refund.byReceipt", {
    receiptNumber: await buy(test, customerRef),
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "STORE_CREDIT",
    reason: "broken",
  });
  const credit = test.till.storedValue.ofCustomer(customerRef)[0] ?? { id: "", code: "" };
  await test.must("giftCard.adjust", { cardId: credit.id, balanceMinor: 2500, reason: "qcardreason" });
  await test.must("giftCard.setBlocked", { cardId: credit.id, blocked: true, reason: "qblockedreason" });
  await test.must("giftCard.setBlocked", { cardId: credit.id, blocked: false, reason: "qunblockedreason" });
  await test.must("giftCard.setBlocked", { cardId: credit.id, blocked: true, reason: "qblockedagain" });
  await test.must("loyalty.adjust", {
    customerRef,
    type: "BONUS",
    points: 700,
    reason: "qpointsreason",
    requestId: "byhand",
  });
  return credit.code;
};

const withMembership = async (test: TestTill, customerRef: string): Promise<void> => {
  await test.must("membership.createPlan", {
    code: "CLUB",
    name: "Club",
    period: "month",
    priceMinor: 10_000,
    taxRateBp: 2000,
  });
  await test.must("customer.attach", { customerRef });
  await test.must("membership.sell", { planId: 1, couponCode: null });
  await test.must("payment.cash", { tenderedMinor: null });
  const [membership] = await test.must("membership.ofCustomer", { customerRef });
  await test.must("membership.cancel", { membershipId: membership?.id ?? "", reason: "qcancelreason" });
};

const setAside = async (test: TestTill, customerRef: string): Promise<void> => {
  await test.must("customer.attach", { customerRef });
  await test.must("basket.scan", { code: "BAKERY-002" });
  const [line] = (await test.must("basket.get", {}))?.lines ?? [];
  await test.must("basket.setNote", { lineId: line?.id ?? "", note: "qlinenote" });
  await test.must("basket.park", { label: "qbasketlabel" });
};

export const customerWithEverything = async (dataDir?: string): Promise<KnownCustomer> => {
  const test = await openOfferTill(
    {
      campaigns: [
        {
          code: "CLUB",
          name: "Bread club",
          activation: "participation",
          rules: [{ benefit: { type: "fixedAmount", amount: "4.00" } }],
        },
      ],
    },
    dataDir,
  );
  const customerRef = await befriended(test);
  await test.must("customer.update", {
    customerRef,
    details: { ...DETAILS, tags: [...DETAILS.tags] },
    consents: { ...NOBODY_AGREED, email: true },
  });
  const { cards } = await test.must("loyaltyCard.give", { customerRef, number: null });
  await withOffers(test, customerRef);
  const creditCode = await withMoney(test, customerRef);
  await withMembership(test, customerRef);
  await setAside(test, customerRef);
  return { test, customerRef, creditCode, cardNumber: cards[0]?.number ?? "" };
};
