/**
 * Random days of points. What must hold: an account is the fold of its entries, what is left of its lots is what it has,
 * expiry takes no more than there is, lots go oldest first, and parts of a sale that come back in any order and sizes end
 * in the same place.
 */
import { describe, expect, it } from "vitest";
import { backValueOf, returnedShare } from "../../domain/loyalty/returned-share.ts";
import type { SaleLine } from "../../domain/sale/sale.ts";
import { verifyJournal } from "../../electron/services/journal/verify-journal.ts";
import { postPointsAlone } from "../../electron/services/loyalty/post-points.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";
import { openTestTill, signIn, START_MS, type TestTill } from "../support/test-till.ts";
import { testSeed } from "../support/test-seed.ts";

const SALES = 500;
const DAYS = 250;
const DAY_MS = 86_400_000;
const MEMBERS = ["demo-customer-0001", "demo-customer-0002", "demo-customer-0004", "demo-customer-0007"];

const randomLine = (random: SeededRandom, lineNumber: number): SaleLine => {
  const units = random.between(1, 6);
  const unitMinor = random.between(0, 900);
  const discountMinor = random.between(0, units * unitMinor);
  const perUnit = Math.floor(discountMinor / units);
  const cheaper = discountMinor - perUnit * units;
  const netMinor = units * unitMinor - discountMinor;
  return {
    lineNumber,
    productId: lineNumber,
    sku: `S${String(lineNumber)}`,
    barcode: null,
    name: "",
    kind: random.pick(["goods", "goods", "service", "deposit"] as const),
    unit: "each",
    quantityMilli: units * 1000,
    unitPriceMinor: unitMinor,
    listUnitPriceMinor: null,
    taxRateBp: 1000,
    grossMinor: units * unitMinor,
    discountMinor,
    netMinor,
    taxMinor: 0,
    totalMinor: netMinor,
    unitNets: [
      { count: cheaper, netMinor: unitMinor - perUnit - 1 },
      { count: units - cheaper, netMinor: unitMinor - perUnit },
    ],
    discounts: [],
    note: null,
    refunds: null,
    depositOfLineNumber: null,
  };
};

/** Gives the goods of a sale back piece by piece, in random parts; answers with what each part brought. */
const partsBack = (random: SeededRandom, lines: readonly SaleLine[], whole: number): readonly number[] => {
  const left = lines.flatMap(({ lineNumber, quantityMilli }) =>
    Array.from({ length: quantityMilli / 1000 }, () => lineNumber),
  );
  const before = new Map<number, number>();
  const shares: number[] = [];
  while (left.length > 0) {
    const now = new Map<number, number>();
    for (let pieces = random.between(1, left.length); pieces > 0; pieces -= 1) {
      const [lineNumber = 0] = left.splice(random.below(left.length), 1);
      now.set(lineNumber, (now.get(lineNumber) ?? 0) + 1000);
    }
    const value = backValueOf({ lines, pricesIncludeTax: true }, { before, now, earning: true });
    shares.push(returnedShare(whole, value));
    for (const [lineNumber, milli] of now) {
      before.set(lineNumber, (before.get(lineNumber) ?? 0) + milli);
    }
  }
  return shares;
};

describe("a sale that comes back in parts", () => {
  it(`gives back exactly its points, whatever the order and sizes (${String(SALES)} sales)`, () => {
    for (let index = 0; index < SALES; index += 1) {
      const random = seededRandom(testSeed + index);
      const lines = Array.from({ length: random.between(1, 5) }, (_, at) => randomLine(random, at + 1));
      const whole = random.between(-500, 500);
      const earning = lines.filter(({ kind }) => kind !== "deposit");
      const isWorthSomething = earning.some(({ totalMinor }) => totalMinor > 0);
      for (let order = 0; order < 3; order += 1) {
        const shares = partsBack(random, lines, whole);
        const sum = shares.reduce((total, share) => total + share, 0);
        expect(sum, `seed ${String(testSeed + index)}`).toBe(isWorthSomething ? whole : 0);
        expect(
          shares.every((share) => share * whole >= 0),
          `seed ${String(testSeed + index)}`,
        ).toBe(true);
      }
    }
  });
});

const lotsOf = ({ till }: TestTill, customerRef: string) =>
  till.loyaltyLedger
    .lots(customerRef)
    .toSorted((a, b) => (a.expiresAtMs ?? 0) - (b.expiresAtMs ?? 0) || a.id - b.id);

const movePoints = (opened: TestTill, random: SeededRandom, index: number): void => {
  const customerRef = random.pick(MEMBERS);
  const before = lotsOf(opened, customerRef);
  const had = opened.till.loyaltyLedger.account(customerRef)?.points ?? 0;
  const points = random.pick([1, -1]) * random.between(1, 120);
  postPointsAlone(opened.till, {
    customerRef,
    type: "ADJUSTED",
    reason: `random:${String(index)}`,
    points,
    staffId: null,
    note: null,
  });
  const after = new Map(lotsOf(opened, customerRef).map(({ id, left }) => [id, left]));
  expect(opened.till.loyaltyLedger.account(customerRef)?.points).toBe(had + points);
  if (points < 0) {
    // Whatever is still whole stands behind everything that was touched.
    const touched = before.map(({ id, left }) => (after.get(id) ?? 0) < left);
    const used = before.filter(({ id }) => (after.get(id) ?? 0) === 0).length;
    expect(touched.lastIndexOf(true)).toBeLessThanOrEqual(used);
    const taken = before.reduce((sum, { id, left }) => sum + left - (after.get(id) ?? 0), 0);
    expect(taken).toBe(Math.min(-points, Math.max(0, had)));
  }
};

describe("random days", () => {
  it(`leave every account the fold of its entries (${String(DAYS)} days, the clock set back now and then)`, () => {
    const random = seededRandom(testSeed);
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    const { till, clock } = opened;
    const program = till.loyaltyProgram.read();
    if (!program) {
      throw new Error("the demo store has a program");
    }
    till.loyaltyProgram.write({ ...program, expiryMonths: 1 }, null);
    let atMs = START_MS;
    for (let day = 0; day < DAYS; day += 1) {
      atMs += DAY_MS * random.pick([1, 1, 1, 2]);
      clock.set(random.chance(5) ? atMs - 20 * DAY_MS : atMs);
      const had = MEMBERS.map((customerRef) => till.loyaltyLedger.account(customerRef)?.points ?? 0);
      till.jobs.tick();
      for (const [at, customerRef] of MEMBERS.entries()) {
        const points = till.loyaltyLedger.account(customerRef)?.points ?? 0;
        // Expiry leaves at least nothing; what was owed before is still owed.
        expect(points, `seed ${String(testSeed)}, day ${String(day)}`).toBeGreaterThanOrEqual(
          Math.min(0, had[at] ?? 0),
        );
      }
      for (let moves = random.below(4); moves > 0; moves -= 1) {
        movePoints(opened, random, day * 10 + moves);
      }
    }
    expect(till.loyaltyLedger.firstFault(), `seed ${String(testSeed)}`).toBeNull();
    const birthdays = till.db.sqlite
      .prepare<[], number>(
        "SELECT count(*) FROM loyalty_point_transaction WHERE type = 'BIRTHDAY' GROUP BY customer_ref, reason",
      )
      .pluck()
      .all();
    expect(birthdays.every((count) => count === 1)).toBe(true);
    expect(verifyJournal(till)).toMatchObject({ ok: true });
    expect(opened.bugs).toEqual([]);
  });
});

/** A line of five pieces, paid in part with points, that comes back in parts of these sizes. */
const soldAndBack = async (
  opened: TestTill,
  customerRef: string,
  parts: readonly number[],
): Promise<number> => {
  await opened.must("customer.attach", { customerRef });
  const line = await opened.must("basket.scan", { code: "BAKERY-001", quantityMilli: 5000 });
  const { lineId } = line as { readonly lineId: string };
  await opened.must("basket.overridePrice", { lineId, unitPriceMinor: 3333, reason: "test" });
  await opened.must("payment.points", { points: 77 });
  const outcome = await opened.must("payment.cash", { tenderedMinor: null });
  const { receiptNumber } = (outcome as { readonly sale: { readonly receiptNumber: string } }).sale;
  for (const units of parts) {
    const lines = [{ lineNumber: 1, quantityMilli: units * 1000 }];
    await opened.must("refund.byReceipt", { receiptNumber, lines, tender: "SAME", reason: "r" });
  }
  return opened.till.loyaltyLedger.account(customerRef)?.points ?? 0;
};

describe("refunds through the till", () => {
  it("end where they began, in any order of parts", async () => {
    const opened = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(opened, "manager");
    const [elif = "", mehmet = ""] = MEMBERS;
    for (const parts of [[5], [1, 4], [4, 1], [2, 1, 2], [1, 1, 1, 1, 1]]) {
      expect(await soldAndBack(opened, elif, parts)).toBe(260);
      expect(await soldAndBack(opened, mehmet, parts.toReversed())).toBe(640);
    }
    expect(opened.till.loyaltyLedger.firstFault()).toBeNull();
  });
});
