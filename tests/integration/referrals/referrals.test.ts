/** Bringing friends on a whole till: codes, what completes a referral, both rewards, what comes back, and bad codes in words. */
import { describe, expect, it } from "vitest";
import type { ReferralReward } from "../../../domain/referral/referral.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const DAY_MS = 86_400_000;
const OWNER = "demo-customer-0001";
const POINTS: ReferralReward = { kind: "points", points: 40 };
const CREDIT: ReferralReward = { kind: "credit", amountMinor: 2000 };
const COUPON: ReferralReward = { kind: "coupon", percentBp: 1000, validDays: 30 };
const PROGRAM = {
  active: true,
  referrer: POINTS,
  referee: CREDIT,
  minPurchaseMinor: 3000,
  maxPerCustomer: 2,
  validDays: 60,
};

const opened = async (change: object = {}): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  await test.must("referral.setProgram", { ...PROGRAM, ...change });
  test.till.jobs.tick();
  return test;
};

const codeOf = async (test: TestTill, customerRef = OWNER): Promise<string> =>
  (await test.must("referral.ofCustomer", { customerRef })).code;

const enrolled = (test: TestTill, referralCode: string | null, name = "Friend") =>
  test.call("customer.enrol", {
    details: { name },
    consents: { marketing: false, sms: false, email: false },
    cardNumber: null,
    referralCode,
    evenIfKnown: false,
    attach: true,
  });

/** A friend with the owner's code, and their first purchase of so many loaves at 15.00. */
const friendBought = async (test: TestTill, loaves = 3) => {
  const friend = await enrolled(test, await codeOf(test));
  const customerRef = friend.ok ? friend.value.customer.customerRef : expect.unreachable("a friend");
  await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: loaves * 1000 });
  await test.must("payment.cash", { tenderedMinor: null });
  return { customerRef, receiptNumber: test.till.sales.newestReceiptNumber() ?? "" };
};

const nextNight = (test: TestTill): void => {
  test.clock.advance(DAY_MS);
  test.till.jobs.tick();
};

const stateOf = (test: TestTill, customerRef: string) => test.till.referrals.ofReferee(customerRef)?.state;

const pointsOf = (test: TestTill): number => test.till.loyaltyLedger.account(OWNER)?.points ?? 0;

const giveBack = (test: TestTill, receiptNumber: string, loaves: number) =>
  test.must("refund.byReceipt", {
    receiptNumber,
    lines: [{ lineNumber: 1, quantityMilli: loaves * 1000 }],
    tender: "SAME",
    reason: "r",
  });

const isSound = (test: TestTill): void => {
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  expect(test.till.storedValue.brokenBalances()).toEqual([]);
  expect(test.bugs).toEqual([]);
};

describe("bringing a friend", () => {
  it("is completed by a purchase that is large enough, and rewarded once, in the night after", async () => {
    const test = await opened();
    const before = pointsOf(test);
    const { customerRef } = await friendBought(test, 1);
    expect(stateOf(test, customerRef)).toBe("pending");
    await test.must("customer.attach", { customerRef });
    await test.must("basket.scan", { code: "BAKERY-001", quantityMilli: 2000 });
    await test.must("payment.cash", { tenderedMinor: null });
    expect(stateOf(test, customerRef)).toBe("completed");
    expect(pointsOf(test)).toBe(before);
    nextNight(test);
    await test.must("jobs.run", { name: "referralRewards" });
    expect(stateOf(test, customerRef)).toBe("rewarded");
    expect(pointsOf(test)).toBe(before + 40);
    expect(test.till.storedValue.ofCustomer(customerRef)).toMatchObject([{ balanceMinor: 2000 }]);
    expect(await test.must("referral.ofCustomer", { customerRef: OWNER })).toMatchObject({
      made: [{ name: "Friend", state: "rewarded", referrerReward: { kind: "points", points: 40 } }],
    });
    const referralId = test.till.referrals.ofReferee(customerRef)?.id ?? "";
    await test.must("referral.printReward", { referralId, customerRef });
    isSound(test);
  });

  it("gives a coupon that is good once, for its owner alone", async () => {
    const test = await opened({ referrer: { kind: "none" }, referee: COUPON });
    const { customerRef } = await friendBought(test);
    nextNight(test);
    const reward = test.till.referrals.ofReferee(customerRef)?.refereeReward;
    const code = reward?.kind === "coupon" ? reward.code : expect.unreachable("a coupon");
    await test.must("customer.attach", { customerRef });
    await test.must("basket.scan", { code: "BAKERY-001" });
    expect(await test.must("basket.addCoupon", { code })).toMatchObject({ savedMinor: 150 });
    isSound(test);
  });

  it("is taken by scanning at the first purchase, and said beside the basket", async () => {
    const test = await opened();
    const code = await codeOf(test);
    await enrolled(test, null);
    expect(await test.must("basket.scan", { code })).toMatchObject({
      kind: "referral",
      basket: { customer: { isReferred: true } },
    });
  });
});

describe("a purchase that comes back", () => {
  it("before the reward: it waits for another one", async () => {
    const test = await opened();
    const { customerRef, receiptNumber } = await friendBought(test);
    await giveBack(test, receiptNumber, 1);
    expect(stateOf(test, customerRef)).toBe("completed");
    await giveBack(test, receiptNumber, 1);
    expect(stateOf(test, customerRef)).toBe("pending");
    isSound(test);
  });

  it("after the reward: what was not spent yet is taken back", async () => {
    const test = await opened({ referee: COUPON, referrer: CREDIT });
    const { customerRef, receiptNumber } = await friendBought(test);
    nextNight(test);
    const credit = test.till.storedValue.ofCustomer(OWNER)[0];
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("giftCard.pay", { code: credit?.code ?? "", amountMinor: null });
    await giveBack(test, receiptNumber, 3);
    expect(stateOf(test, customerRef)).toBe("expired");
    expect(test.till.storedValue.findById(credit?.id ?? "")?.balanceMinor).toBe(0);
    const reward = test.till.referrals.ofReferee(customerRef)?.refereeReward;
    expect(test.till.coupons.find(reward?.kind === "coupon" ? reward.code : "")?.blockedAtMs).not.toBeNull();
    isSound(test);
  });
});

describe("bad codes", () => {
  it("are each a clear answer, and nobody is enrolled with one", async () => {
    const test = await opened({ maxPerCustomer: 1 });
    const code = await codeOf(test);
    const refused = async (answer: Promise<unknown>, type: string) =>
      expect(await answer).toMatchObject({ ok: false, error: { type } });
    await refused(test.call("basket.scan", { code }), "ReferralNeedsCustomer");
    await refused(
      enrolled(test, `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`),
      "ReferralMistyped",
    );
    await refused(enrolled(test, "RF0000000000"), "UnknownReferralCode");
    expect(await test.must("customer.find", { text: "Friend" })).toEqual([]);
    await refused(test.call("referral.track", { customerRef: OWNER, code }), "OwnReferralCode");
    const friend = await friendBought(test);
    const track = (customerRef: string, typed: string) =>
      test.call("referral.track", { customerRef, code: typed });
    await refused(track(friend.customerRef, code), "AlreadyReferred");
    await refused(track(OWNER, await codeOf(test, friend.customerRef)), "ReferralCircle");
    await refused(enrolled(test, code, "Second"), "ReferralLimit");
    await test.must("customer.attach", { customerRef: "demo-customer-0002" });
    await test.must("basket.scan", { code: "BAKERY-001" });
    await test.must("payment.cash", { tenderedMinor: null });
    await refused(track("demo-customer-0002", code), "ReferralNotNew");
    await test.must("referral.setProgram", { ...PROGRAM, active: false });
    await refused(track("demo-customer-0003", code), "ReferralsOff");
  });

  it("too late is over, by the job", async () => {
    const test = await opened({ validDays: 10 });
    const friend = await enrolled(test, await codeOf(test));
    const customerRef = friend.ok ? friend.value.customer.customerRef : "";
    test.clock.advance(11 * DAY_MS);
    test.till.jobs.tick();
    expect(stateOf(test, customerRef)).toBe("expired");
  });
});

describe("two customers who are one", () => {
  it("keep whom they brought, their codes and their credit; who brought themselves brought nobody", async () => {
    const test = await opened({ referrer: CREDIT });
    const { customerRef } = await friendBought(test);
    nextNight(test);
    const code = await codeOf(test);
    await test.must("customer.merge", { fromRef: OWNER, intoRef: "demo-customer-0002" });
    expect(test.till.referrals.ofReferee(customerRef)).toMatchObject({ referrerRef: "demo-customer-0002" });
    expect(test.till.storedValue.ofCustomer("demo-customer-0002")).toMatchObject([{ balanceMinor: 2000 }]);
    expect(test.till.referrals.ownerOf(code)).toBe("demo-customer-0002");
    await test.must("customer.merge", { fromRef: customerRef, intoRef: "demo-customer-0002" });
    expect(test.till.referrals.ofReferrer("demo-customer-0002")).toMatchObject([{ state: "expired" }]);
    isSound(test);
  });
});
