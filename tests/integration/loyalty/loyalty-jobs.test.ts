/** What time does to points: they expire by lots, birthdays come once a year, and tiers are reviewed when a year is over. */
import { describe, expect, test } from "vitest";
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
