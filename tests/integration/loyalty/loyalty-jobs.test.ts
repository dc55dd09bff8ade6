/** What time does to points: they expire by lots, birthdays come once a year, and tiers are reviewed when a year is over. */
import { describe, expect, test } from "vitest";
import { NO_DETAILS } from "../../../domain/customer/customer.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const ELIF = "demo-customer-0001";
/** Born on 29 February. */
const AHMET = "demo-customer-0004";
const GOLD = "demo-customer-0007";

const account = (opened: TestTill, customerRef: string) => opened.till.loyaltyLedger.account(customerRef);

const reasons = (opened: TestTill, customerRef: string): readonly string[] =>
  opened.till.loyaltyLedger
    .history(customerRef, { beforeId: null, limit: 99 })
    .map(({ reason, points }) => `${reason} ${String(points)}`)
    .toReversed();

const expectSound = (opened: TestTill): void => {
  expect(opened.till.loyaltyLedger.firstFault()).toBeNull();
  expect(verifyJournal(opened.till)).toMatchObject({ ok: true });
};

describe("points", () => {
  test("expire a year after they were given, oldest first, and never more than are left", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened, "manager");
    opened.till.jobs.tick();
    const give = (points: number, requestId: string) =>
      opened.must("loyalty.adjust", { customerRef: ELIF, type: "ADJUSTED", points, reason: "r", requestId });
    opened.clock.set(Date.UTC(2027, 1, 1, 12));
    await give(40, "a");
    await give(-100, "b");
    await give(-100, "b");
    opened.clock.set(Date.UTC(2027, 10, 20, 12));
    opened.till.jobs.tick();
    expect(account(opened, ELIF)?.points).toBe(300);
    opened.clock.set(Date.UTC(2027, 10, 21, 12));
    opened.till.jobs.tick();
    opened.till.jobs.tick();
    // 160 of the 260 were left of the first lot; the birthday of 20 November 2027 brought 50.
    expect(reasons(opened, ELIF)).toEqual([
      "brought 260",
      "birthday:2026 50",
      "byHand:a 40",
      "byHand:b -100",
      "birthday:2027 50",
      "expired:2027-11-21 -210",
    ]);
    expect(account(opened, ELIF)?.points).toBe(90);
    expectSound(opened);
  });

  test("come once for a birthday, on 28 February where there is no 29th, also when the till was off or its clock went back", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    opened.till.jobs.tick();
    opened.clock.set(Date.UTC(2027, 1, 27, 12));
    opened.till.jobs.tick();
    const before = account(opened, AHMET)?.points ?? 0;
    opened.clock.set(Date.UTC(2027, 2, 3, 12));
    opened.till.jobs.tick();
    opened.clock.set(Date.UTC(2027, 1, 28, 12));
    opened.till.jobs.tick();
    await signIn(opened, "manager");
    await opened.must("jobs.run", { name: "birthdayBonus" });
    expect(account(opened, AHMET)?.points).toBe(before + 50);
    expect(reasons(opened, AHMET).filter((reason) => reason.startsWith("birthday"))).toEqual([
      "birthday:2027 50",
    ]);
    expectSound(opened);
  });
});

describe("a birthday that is told on the day itself", () => {
  const NO_CONSENT = { marketing: false, sms: false, email: false };
  const tell = (opened: TestTill, customerRef: string, dateOfBirth: string | null) =>
    opened.must("customer.update", {
      customerRef,
      details: { ...NO_DETAILS, name: "Someone", dateOfBirth },
      consents: NO_CONSENT,
    });
  const birthdays = (opened: TestTill, customerRef: string): readonly string[] =>
    reasons(opened, customerRef).filter((reason) => reason.startsWith("birthday"));
  const MEHMET = "demo-customer-0002";

  test("brings its bonus at once, after the day's job, and no second one by other dates until the next year", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened, "manager");
    opened.till.jobs.tick();
    await tell(opened, MEHMET, "1978-11-19");
    expect(birthdays(opened, MEHMET)).toEqual([]);
    await tell(opened, MEHMET, "1978-11-20");
    expect(birthdays(opened, MEHMET)).toEqual(["birthday:2026 50"]);
    await tell(opened, MEHMET, null);
    await tell(opened, MEHMET, "1979-11-20");
    opened.clock.advance(86_400_000);
    await tell(opened, MEHMET, "1979-11-21");
    opened.till.jobs.tick();
    await opened.must("jobs.run", { name: "birthdayBonus" });
    expect(birthdays(opened, MEHMET)).toEqual(["birthday:2026 50"]);
    opened.clock.set(Date.UTC(2027, 10, 21, 12));
    opened.till.jobs.tick();
    expect(birthdays(opened, MEHMET)).toEqual(["birthday:2026 50", "birthday:2027 50"]);
    // Had by the year's job already: another date brings nothing.
    opened.clock.advance(86_400_000);
    await tell(opened, MEHMET, "1979-11-22");
    expect(birthdays(opened, MEHMET)).toHaveLength(2);
    expectSound(opened);
  });

  test("of 29 February is kept on the 28th of a common year, and on its own day of a leap year", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened, "manager");
    for (const [day, told] of [
      [Date.UTC(2027, 1, 28, 12), ["birthday:2027 50"]],
      [Date.UTC(2028, 1, 28, 12), ["birthday:2027 50"]],
      [Date.UTC(2028, 1, 29, 12), ["birthday:2027 50", "birthday:2028 50"]],
    ] as const) {
      opened.clock.set(day);
      await tell(opened, MEHMET, null);
      await tell(opened, MEHMET, "1984-02-29");
      expect(birthdays(opened, MEHMET)).toEqual(told);
    }
    expectSound(opened);
  });

  test("counts for who enrols, joins or is merged on it, once under all their numbers", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened, "manager");
    opened.till.jobs.tick();
    const { customer } = await opened.must("customer.enrol", {
      details: { name: "New", dateOfBirth: "2000-11-20" },
      consents: NO_CONSENT,
      cardNumber: null,
      evenIfKnown: true,
      attach: false,
    });
    expect(birthdays(opened, customer.customerRef)).toEqual(["birthday:2026 50"]);
    await tell(opened, "demo-customer-0003", "1999-11-20");
    expect(account(opened, "demo-customer-0003")).toBeNull();
    await opened.must("loyalty.join", { customerRef: "demo-customer-0003" });
    expect(birthdays(opened, "demo-customer-0003")).toEqual(["birthday:2026 50"]);
    // GOLD is told the date by the one who had the bonus for it.
    await tell(opened, GOLD, null);
    await opened.must("customer.merge", { fromRef: customer.customerRef, intoRef: GOLD });
    await tell(opened, GOLD, null);
    await tell(opened, GOLD, "2000-11-20");
    expect(birthdays(opened, GOLD)).toEqual([]);
    expectSound(opened);
  });
});

describe("tiers", () => {
  test("are kept to the end of the next year and go down only when a year did not reach them", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    opened.till.jobs.tick();
    await signIn(opened, "manager");
    await opened.must("customer.attach", { customerRef: ELIF });
    const { lineId } = (await opened.must("basket.scan", { code: "BAKERY-001" })) as {
      readonly lineId: string;
    };
    await opened.must("basket.overridePrice", { lineId, unitPriceMinor: 200_000, reason: "test" });
    await opened.must("payment.cash", { tenderedMinor: null });
    expect(account(opened, ELIF)?.tier).toBe("SILVER");
    opened.clock.set(Date.UTC(2027, 0, 2, 12));
    opened.till.jobs.tick();
    expect([account(opened, ELIF)?.tier, account(opened, GOLD)?.tier]).toEqual(["SILVER", "BRONZE"]);
    opened.clock.set(Date.UTC(2028, 0, 2, 12));
    opened.till.jobs.tick();
    opened.till.jobs.tick();
    expect(account(opened, ELIF)).toMatchObject({ tier: "BRONZE", period: "2028", periodSpentMinor: 0 });
    expectSound(opened);
  });
});

describe("taking part", () => {
  test("brings the welcome points once, at enrolment or later", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened);
    const { customer } = await opened.must("customer.enrol", {
      details: { name: "New" },
      consents: { marketing: false, sms: false, email: false },
      cardNumber: null,
      evenIfKnown: false,
      attach: false,
    });
    expect(account(opened, customer.customerRef)?.points).toBe(100);
    expect(await opened.must("loyalty.join", { customerRef: "demo-customer-0003" })).toMatchObject({
      points: 100,
    });
    expect(await opened.call("loyalty.join", { customerRef: "demo-customer-0003" })).toMatchObject({
      error: { type: "AlreadyMember" },
    });
    expectSound(opened);
  });

  test("needs somebody's approval for points by hand, and never takes more than there are", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened);
    const ask = { customerRef: ELIF, type: "BONUS", points: 5, reason: "r", requestId: "x" } as const;
    expect(await opened.call("loyalty.adjust", ask)).toMatchObject({ error: { type: "NeedsApproval" } });
    await signIn(opened, "manager");
    expect(await opened.call("loyalty.adjust", { ...ask, type: "ADJUSTED", points: -261 })).toMatchObject({
      error: { type: "PointsShort", points: 260 },
    });
    expect(await opened.call("loyalty.adjust", { ...ask, reason: "" })).toMatchObject({
      error: { type: "ReasonMissing" },
    });
  });

  test("is one account after two customers were merged", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened, "manager");
    await opened.must("customer.merge", { fromRef: GOLD, intoRef: ELIF });
    expect(account(opened, ELIF)).toMatchObject({ points: 260 + 1850, tier: "GOLD" });
    expect(account(opened, GOLD)?.points).toBe(0);
    expectSound(opened);
  });

  test("is noticed when an account is not the sum of its movements", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened);
    opened.till.db.sqlite.exec(`UPDATE customer_loyalty SET points = 9999 WHERE customer_ref = '${ELIF}'`);
    expect(verifyJournal(opened.till)).toMatchObject({ ok: false, error: { type: "PointsDiffer" } });
  });
});
