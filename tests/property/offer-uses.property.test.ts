/**
 * Random days of sales, refunds, voids and restarts with offers that have limits: whatever the order, no limit is passed, what is
 * counted is what the sales' rows say, and the journal says the same as the tables.
 */
import { describe, expect, it } from "vitest";
import { verifyDatabase } from "../../electron/services/journal/verify-database.ts";
import { openOfferTill, useTotals, type OfferDefinitions } from "../support/offer-till.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

const DAYS = 6;
const STEPS = 25;
const ITEMS = ["8690526000015", "8690526000022"];
const LIMITS: Readonly<Record<string, number>> = {
  "campaign TWICE": 2,
  "campaign MANY": 6,
  "coupon ONCE": 1,
  "coupon THREE": 3,
};

const off = (amount: string) => [{ benefit: { type: "fixedAmount", amount } }];
const percent = (figure: string) => ({ benefit: { type: "percentage", percent: figure } });

const offers: OfferDefinitions = {
  campaigns: [
    { code: "TWICE", limits: { uses: 2 }, rules: off("1.00") },
    { code: "MANY", limits: { uses: 6, budget: "9.00" }, rules: [percent("10")] },
    { code: "BYCODE", activation: "coupon", rules: off("2.00") },
  ],
  couponDefinitions: [
    { code: "ONCE", type: "singleUse", campaign: "BYCODE" },
    { code: "THREE", type: "multiUse", usageLimit: 3, rule: percent("5") },
  ],
};

const ring = async (test: TestTill, random: SeededRandom): Promise<void> => {
  for (const coupon of random.some(["ONCE", "THREE"], 40)) {
    await test.must("basket.addCoupon", { code: coupon });
  }
  await test.must("basket.scan", { code: random.pick(ITEMS), quantityMilli: random.between(1, 3) * 1000 });
  await test.must("payment.cash", { tenderedMinor: null });
};

const takeBack = async (test: TestTill, random: SeededRandom, receipts: readonly string[]): Promise<void> => {
  const receiptNumber = random.pick(receipts);
  const line = test.till.sales.findByReceiptNumber(receiptNumber)?.lines[0];
  if (random.chance(30)) {
    await test.call("refund.voidSale", { receiptNumber, reason: "random" });
    return;
  }
  await test.call("refund.byReceipt", {
    receiptNumber,
    lines: [{ lineNumber: 1, quantityMilli: random.between(1, (line?.quantityMilli ?? 1000) / 1000) * 1000 }],
    tender: "CASH",
    reason: "random",
  });
};

const receiptsOf = ({ till }: TestTill): readonly string[] =>
  till.db.sqlite.prepare<[], string>("SELECT receipt_number FROM sale WHERE kind = 'sale'").pluck().all();

const ROWS = `
  SELECT key, sum(uses) AS uses, sum(spent) AS spent FROM (
    SELECT 'campaign ' || campaign AS key, given_back_by_seq IS NULL AS uses,
      iif(given_back_by_seq IS NULL, amount_minor, 0) AS spent FROM campaign_usage
    UNION ALL
    SELECT 'coupon ' || coupon, given_back_by_seq IS NULL, iif(given_back_by_seq IS NULL, amount_minor, 0)
    FROM coupon_usage) GROUP BY key ORDER BY key`;

/** The totals as the journal alone tells them. */
const journalTotals = ({ till }: TestTill): Record<string, readonly [number, number]> => {
  const totals: Record<string, readonly [number, number]> = {};
  const uses = new Map<string, number>();
  for (const body of till.db.sqlite
    .prepare<[], string>("SELECT body FROM journal ORDER BY position")
    .pluck()
    .all()) {
    const { saleId, offerUses, usesGivenBack } = JSON.parse(body) as JournalUses;
    for (const { kind, code, amountMinor } of offerUses ?? []) {
      const key = `${kind} ${code}`;
      const [count, spent] = totals[key] ?? [0, 0];
      totals[key] = [count + 1, spent + amountMinor];
      uses.set(`${saleId} ${key}`, amountMinor);
    }
    for (const { kind, code, saleId: of } of usesGivenBack ?? []) {
      const key = `${kind} ${code}`;
      const amountMinor = uses.get(`${of} ${key}`);
      expect(amountMinor, `${of} ${key} was used and not given back before`).toBeDefined();
      uses.delete(`${of} ${key}`);
      const [count, spent] = totals[key] ?? [0, 0];
      totals[key] = [count - 1, spent - (amountMinor ?? 0)];
    }
  }
  return totals;
};

interface JournalUses {
  readonly saleId: string;
  readonly offerUses?: readonly {
    readonly kind: string;
    readonly code: string;
    readonly amountMinor: number;
  }[];
  readonly usesGivenBack?: readonly {
    readonly kind: string;
    readonly code: string;
    readonly saleId: string;
  }[];
}

const expectWhole = (test: TestTill): void => {
  const totals = useTotals(test);
  for (const [key, most] of Object.entries(LIMITS)) {
    expect(totals[key]?.[0] ?? 0, key).toBeLessThanOrEqual(most);
  }
  expect(totals["campaign MANY"]?.[1] ?? 0).toBeLessThanOrEqual(900);
  const rows = test.till.db.sqlite
    .prepare<[], { readonly key: string; readonly uses: number; readonly spent: number }>(ROWS)
    .all();
  expect(totals).toEqual(Object.fromEntries(rows.map(({ key, uses, spent }) => [key, [uses, spent]])));
};

describe("uses of offers", () => {
  it("keep to their limits in any order of sales, refunds, voids and restarts", async () => {
    for (let day = 0; day < DAYS; day += 1) {
      const seed = 5000 + day;
      const random = seededRandom(seed);
      let test = await openOfferTill(offers, openTestTill().dataDir);
      for (let step = 0; step < STEPS; step += 1) {
        const receipts = receiptsOf(test);
        if (random.chance(6)) {
          await test.close();
          test = openTestTill({ dataDir: test.dataDir, offers: "demo", printsReceipts: false });
          await signIn(test, "manager");
        } else if (receipts.length > 0 && random.chance(45)) {
          await takeBack(test, random, receipts);
        } else {
          await ring(test, random);
        }
        expectWhole(test);
      }
      expect(journalTotals(test), `seed ${String(seed)}`).toEqual(useTotals(test));
      expect(verifyDatabase(test.till.db, () => {})).toMatchObject({ ok: true });
      await test.close();
    }
  }, 120_000);
});
