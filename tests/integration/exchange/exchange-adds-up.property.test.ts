/**
 * Random days of sales, refunds and exchanges, in any order and from two windows at once: never more comes back than was
 * sold, every record adds up with its tax, cards never get more than they paid, and the drawer's ledger agrees.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sale } from "../../../domain/sale/sale.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { profileOf, randomBasket, randomShop, ringUp, type RandomShop } from "../../support/random-shop.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const WAYS = ["SAME", "CASH", "CARD"] as const;

const step = fc.record({
  what: fc.constantFrom("sell" as const, "refund" as const, "exchange" as const, "both" as const),
  receipt: fc.nat(),
  line: fc.nat(),
  share: fc.nat(),
  way: fc.constantFrom(...WAYS),
  card: fc.boolean(),
  split: fc.nat(),
  basket: randomBasket,
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const salesOf = (test: TestTill): readonly Sale[] =>
  Array.from({ length: test.till.sales.count() }, (_, index) => {
    const sale = test.till.sales.findBySeq(index + 1);
    if (!sale) {
      throw new Error(`Sale ${String(index + 1)} is not there`);
    }
    return sale;
  });

/** A part of what the screen offers of one receipt, or more than that: main must answer either way. */
const choose = async (test: TestTill, { receipt, line, share }: Step) => {
  const sales = salesOf(test);
  const sale = sales[receipt % Math.max(1, sales.length)];
  if (!sale) {
    return null;
  }
  const view = await test.must("receipts.get", { receiptNumber: sale.receiptNumber });
  const chosen = view.lines[line % view.lines.length];
  const leftMilli = Math.max(1000, chosen?.refundableMilli ?? 0);
  const quantityMilli =
    chosen?.unit === "weight" ? (share % leftMilli) + 1 : ((share % (leftMilli / 1000 + 1)) + 1) * 1000;
  return {
    receiptNumber: sale.receiptNumber,
    lines: [{ lineNumber: chosen?.lineNumber ?? 1, quantityMilli }],
    reason: "random",
  };
};

const refund = async (test: TestTill, chosen: Step): Promise<unknown> => {
  const lines = await choose(test, chosen);
  return lines && test.call("refund.byReceipt", { ...lines, tender: chosen.way });
};

/** Pays what is due in one or two parts, or pays out; a basket that cannot complete is given up. */
const settle = async (test: TestTill, { card, split, way }: Step): Promise<void> => {
  const due = (await test.must("basket.get", {}))?.dueMinor ?? 0;
  if (due < 0) {
    await test.call("exchange.payOut", { tender: way });
  } else {
    if (due > 1 && split % 3 === 0) {
      await test.call("payment.card", { amountMinor: (split % (due - 1)) + 1 });
    }
    await (card && due > 0
      ? test.call("payment.card", { amountMinor: null })
      : test.call("payment.cash", { tenderedMinor: null }));
  }
  const left = test.till.basketSession.current();
  for (const { id } of left?.tenders ?? []) {
    await test.must("payment.giveBack", { tenderId: id });
  }
  if (left) {
    await test.must("basket.void", { reason: "random" });
  }
};

const play = async (test: TestTill, chosen: Step): Promise<void> => {
  if (chosen.what === "refund") {
    await refund(test, chosen);
    return;
  }
  if (chosen.what !== "sell") {
    const lines = await choose(test, chosen);
    if (lines) {
      await test.call("exchange.addReturns", lines);
    }
  }
  if (chosen.split % 4 !== 1) {
    await ringUp(test, chosen.basket);
  }
  if (chosen.what === "both") {
    await Promise.all([settle(test, chosen), refund(test, chosen)]);
  }
  await settle(test, chosen);
};

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

const expectNeverMoreThanSold = (sales: readonly Sale[]): number => {
  let returned = 0;
  const back = sales.flatMap((sale) => sale.lines).filter((line) => line.refunds);
  for (const sale of sales) {
    for (const line of sale.lines.filter((sold) => sold.quantityMilli > 0)) {
      const of = back.filter(
        ({ refunds }) => refunds?.saleId === sale.id && refunds.lineNumber === line.lineNumber,
      );
      const total = (pick: (one: (typeof of)[number]) => number): number => 0 - sum(of.map(pick));
      const all = total((one) => one.quantityMilli) === line.quantityMilli;
      expect(total((one) => one.quantityMilli)).toBeLessThanOrEqual(line.quantityMilli);
      expect(total((one) => one.totalMinor)).toBeLessThanOrEqual(line.totalMinor);
      if (all) {
        expect([total((one) => one.totalMinor), total((one) => one.taxMinor)]).toEqual([
          line.totalMinor,
          line.taxMinor,
        ]);
      }
      returned += of.length;
    }
  }
  expect(back.every((line) => line.quantityMilli < 0)).toBe(true);
  return returned;
};

const expectRecordsAddUp = (sales: readonly Sale[]): void => {
  for (const sale of sales) {
    const { totals } = sale;
    expect(sum(sale.lines.map((line) => line.totalMinor))).toBe(totals.totalMinor);
    expect(sum(sale.lines.map((line) => line.taxMinor))).toBe(totals.taxMinor);
    expect(sum(sale.taxes.map((tax) => tax.taxMinor))).toBe(totals.taxMinor);
    expect(totals.netMinor).toBe(totals.grossMinor - totals.discountMinor);
    expect(sum(sale.tenders.map((tender) => tender.amountMinor))).toBe(totals.payableMinor);
  }
};

const expectDrawerAgrees = (test: TestTill, sales: readonly Sale[]): void => {
  const cash = sales.flatMap((sale) => sale.tenders).filter((tender) => tender.type === "CASH");
  const drawer = test.till.db.sqlite
    .prepare("SELECT coalesce(sum(amount_minor), 0) FROM cash_movement")
    .pluck();
  expect(drawer.get()).toBe(sum(cash.map((tender) => tender.amountMinor)));
};

const openShop = async (shop: RandomShop): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:", printsReceipts: false, profile: profileOf(shop) });
  await signIn(test, "manager");
  return test;
};

describe("a random day of sales, refunds and exchanges", () => {
  it("adds up, and gives nothing back twice", async () => {
    let exchanged = 0;
    await fc.assert(
      fc.asyncProperty(randomShop, fc.array(step, { minLength: 5, maxLength: 25 }), async (shop, steps) => {
        const test = await openShop(shop);
        for (const chosen of steps) {
          await play(test, chosen);
        }
        const sales = salesOf(test);
        exchanged += sales.filter(
          (sale) => sale.kind === "sale" && sale.lines.some((line) => line.refunds),
        ).length;
        expectNeverMoreThanSold(sales);
        expectRecordsAddUp(sales);
        expectDrawerAgrees(test, sales);
        expect(verifyJournal(test.till)).toMatchObject({ ok: true });
        expect(test.bugs).toEqual([]);
        await test.close();
      }),
      { numRuns: 60 },
    );
    expect(exchanged).toBeGreaterThan(50);
  });

  it("given back as it was paid, returns to cards no more than cards paid", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
        const test = await openShop({
          pricesIncludeTax: true,
          cashRounding: { stepMinor: 1, mode: "nearest" },
        });
        for (const chosen of steps) {
          await play(test, { ...chosen, way: "SAME" });
        }
        const cards = salesOf(test)
          .flatMap((sale) => sale.tenders)
          .filter((tender) => tender.type === "CARD");
        expect(sum(cards.map((tender) => tender.amountMinor))).toBeGreaterThanOrEqual(0);
        await test.close();
      }),
      { numRuns: 40 },
    );
  });
});
