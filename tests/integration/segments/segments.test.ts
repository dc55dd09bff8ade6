/** Segments: computed for everybody and for the customer at hand alike, named by hand, previewed, and priced with. */
import { describe, expect, it } from "vitest";
import type { Criterion } from "../../../domain/segments/criteria.ts";
import { segmentsOf } from "../../../electron/services/segments/refresh-segments.ts";
import { membersBy, meantBy } from "../../../electron/services/segments/segment-facts.ts";
import { openOfferTill } from "../../support/offer-till.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import type { TestTill } from "../../support/test-till.ts";

const SIMIT = "8690526000015"; // 15.00
const DAY_MS = 86_400_000;
const ONE = "demo-customer-0001";
const TWO = "demo-customer-0002";

const started = (): Promise<TestTill> =>
  openOfferTill({
    campaigns: [
      {
        code: "FORFRIENDS",
        conditions: { segments: ["FREQUENT_BUYER"] },
        rules: [{ benefit: { type: "fixedAmount", amount: "5.00" } }],
      },
    ],
  });

const buy = async (test: TestTill, customerRef: string, quantity = 1): Promise<number> => {
  await test.must("basket.scan", { code: SIMIT, quantityMilli: quantity * 1000 });
  await test.must("customer.attach", { customerRef });
  const paid = await test.must("payment.cash", { tenderedMinor: null });
  return paid.kind === "completed" ? paid.sale.totalMinor : -1;
};

const segmentCalled = async (test: TestTill, code: string) =>
  (await test.must("segment.list", {})).find((segment) => segment.code === code);

describe("the six segments of the start", () => {
  it("are there once, also after a restart", async () => {
    const test = await started();
    expect((await test.must("segment.list", {})).map(({ code, isDynamic }) => [code, isDynamic])).toEqual(
      ["VIP", "NEW_CUSTOMER", "FREQUENT_BUYER", "HIGH_VALUE", "INACTIVE", "BIRTHDAY"].map((code) => [
        code,
        true,
      ]),
    );
  });

  it("hold at the sale at once: the fifth purchase of a month gets what frequent buyers get", async () => {
    const test = await started();
    const totals = [];
    for (let count = 0; count < 5; count += 1) {
      totals.push(await buy(test, ONE));
    }
    expect(totals).toEqual([1500, 1500, 1500, 1500, 1000]);
    test.clock.advance(31 * DAY_MS);
    expect(await buy(test, ONE)).toBe(1500);
  });

  it("are computed by the day's job, which changes nothing the second time", async () => {
    const test = await started();
    for (let count = 0; count < 4; count += 1) {
      await buy(test, ONE);
    }
    test.till.jobs.tick();
    await test.till.jobs.settled();
    const frequent = await segmentCalled(test, "FREQUENT_BUYER");
    expect(frequent).toMatchObject({ size: 1, refreshedAtMs: test.clock.nowMs() });
    const { members } = await test.must("segment.members", {
      segmentId: frequent?.id ?? 0,
      after: "",
      limit: 10,
    });
    expect(members).toMatchObject([{ customerRef: ONE, assignment: "auto" }]);
    test.clock.advance(40 * DAY_MS);
    test.till.jobs.tick();
    await test.till.jobs.settled();
    expect(await segmentCalled(test, "FREQUENT_BUYER")).toMatchObject({ size: 0 });
  });
});

describe("a segment of one's own", () => {
  it("says who would be in it, is kept, changed and removed", async () => {
    const test = await started();
    await buy(test, ONE, 3);
    const criteria: Criterion = { kind: "spend", days: 7, least: 4500, most: null };
    expect(await test.must("segment.preview", { criteria })).toMatchObject({ size: 1 });
    const made = await test.must("segment.create", { name: "Big week", criteria, isDynamic: true });
    expect(made).toMatchObject({ type: "CUSTOM", size: 1, criteria });
    expect(segmentsOf(test.till, ONE)).toContain(made.code);
    const changed = await test.must("segment.update", {
      segmentId: made.id,
      name: "Bigger",
      criteria: { ...criteria, least: 4501 },
      isDynamic: true,
    });
    expect(changed).toMatchObject({ name: "Bigger", size: 0 });
    await test.must("segment.delete", { segmentId: made.id });
    expect(await test.call("segment.refresh", { segmentId: made.id })).toMatchObject({
      error: { type: "UnknownSegment" },
    });
  });

  it("keeps who was named by hand, whatever the criteria say; a static one stays as it was", async () => {
    const test = await started();
    const { id: segmentId, code } = await test.must("segment.create", {
      name: "Friends",
      criteria: { kind: "frequency", days: null, least: 1, most: null },
      isDynamic: false,
    });
    await test.must("segment.addMember", { segmentId, customerRef: TWO, reason: "a friend of the house" });
    await buy(test, ONE);
    test.till.jobs.tick();
    await test.till.jobs.settled();
    expect(segmentsOf(test.till, ONE)).not.toContain(code);
    expect(segmentsOf(test.till, TWO)).toContain(code);
    expect(await test.must("segment.refresh", { segmentId })).toMatchObject({ size: 2 });
    expect(segmentsOf(test.till, ONE)).toContain(code);
    await test.must("segment.removeMember", { segmentId, customerRef: TWO });
    expect(segmentsOf(test.till, TWO)).not.toContain(code);
    expect(
      await test.call("segment.addMember", { segmentId, customerRef: "nobody", reason: "r" }),
    ).toMatchObject({
      error: { type: "UnknownCustomer" },
    });
  });
});

describe("the two ways of asking", () => {
  it("agree for everybody, after random purchases, returns and merges", async () => {
    const seed = 77;
    const random = seededRandom(seed);
    const test = await started();
    for (let count = 0; count < 25; count += 1) {
      await buy(test, random.pick([ONE, TWO, "demo-customer-0003"]), random.between(1, 4));
      test.clock.advance(random.between(0, 20) * DAY_MS);
    }
    await test.must("customer.merge", { fromRef: "demo-customer-0003", intoRef: TWO });
    const trees: readonly Criterion[] = [
      { kind: "spend", days: 60, least: 5000, most: null },
      { kind: "frequency", days: 90, least: 3, most: 6 },
      { kind: "average", days: null, least: 3000, most: null },
      { kind: "recency", least: 10, most: null },
      { kind: "not", of: { kind: "tenure", least: null, most: 29 } },
      { kind: "store", values: ["S1"] },
    ];
    const together = trees.map(() => new Set<string>());
    for await (const { members } of membersBy(test.till, trees)) {
      members.forEach((found, at) => found.forEach((ref) => together[at]?.add(ref)));
    }
    for (const customerRef of [ONE, TWO, "demo-customer-0004"]) {
      const alone = meantBy(test.till, trees, customerRef);
      expect(
        together.map((members) => members.has(customerRef)),
        `seed ${String(seed)}`,
      ).toEqual(alone);
    }
  });
});

describe("what counts", () => {
  it("is not a sale that was voided or of which everything came back; the tier is the customer's own", async () => {
    const test = await started();
    const meant = (criteria: Criterion, ref = ONE): boolean =>
      meantBy(test.till, [criteria], ref)[0] === true;
    const once: Criterion = { kind: "frequency", days: null, least: 1, most: null };
    await buy(test, ONE, 2);
    expect(meant(once)).toBe(true);
    await test.must("refund.voidSale", { receiptNumber: "S1-T1-000001", reason: "r" });
    expect([meant(once), meant({ kind: "recency", least: 0, most: null })]).toEqual([false, false]);
    await buy(test, ONE, 2);
    const back = { receiptNumber: "S1-T1-000003", reason: "r", tender: "CASH" } as const;
    await test.must("refund.byReceipt", { ...back, lines: [{ lineNumber: 1, quantityMilli: 1000 }] });
    expect(meant(once)).toBe(true);
    await test.must("refund.byReceipt", { ...back, lines: [{ lineNumber: 1, quantityMilli: 1000 }] });
    expect(meant(once)).toBe(false);
    const gold: Criterion = { kind: "tier", values: ["GOLD"] };
    expect([meant(gold, "demo-customer-0007"), meant(gold)]).toEqual([true, false]);
    const made = await test.must("segment.create", { name: "Gold", criteria: gold, isDynamic: true });
    expect(made.size).toBe(1);
  });

  it("forgets who was erased or merged the next time that it is computed", async () => {
    const test = await started();
    const criteria: Criterion = { kind: "tenure", least: 0, most: null };
    const made = await test.must("segment.create", { name: "All", criteria, isDynamic: true });
    await test.must("customer.merge", { fromRef: ONE, intoRef: TWO });
    const after = await test.must("segment.refresh", { segmentId: made.id });
    expect([made.size - after.size, segmentsOf(test.till, ONE).includes(made.code)]).toEqual([1, true]);
  });
});
