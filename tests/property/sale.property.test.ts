/**
 * Thousands of random sales through the whole till: every sum that a customer, an accountant or a drawer count could
 * make agrees, what is stored is what the screen said, and the journal of all of them verifies.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BasketView } from "../../contracts/ipc/basket.ts";
import type { CompletedSaleView, PaymentOutcome } from "../../contracts/ipc/payment.ts";
import { roundCash } from "../../domain/payment/cash-rounding.ts";
import { buildSaleReceipt } from "../../domain/receipt/build-sale-receipt.ts";
import type { Sale } from "../../domain/sale/sale.ts";
import { verifyJournal } from "../../electron/services/journal/verify-journal.ts";
import { profileOf, randomBasket, randomShop, ringUp, type RandomShop } from "../support/random-shop.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

/** How the customer pays: parts first, then the rest. Shares of what is due, in thousandths. */
const payment = fc.record({
  parts: fc.array(fc.record({ card: fc.boolean(), shareMilli: fc.integer({ min: 1, max: 999 }) }), {
    maxLength: 2,
  }),
  restByCard: fc.boolean(),
  overMinor: fc.integer({ min: 0, max: 5000 }),
});
type Payment = typeof payment extends fc.Arbitrary<infer P> ? P : never;

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

const pay = async (test: TestTill, how: Payment): Promise<CompletedSaleView> => {
  const done = (outcome: PaymentOutcome): CompletedSaleView | null =>
    outcome.kind === "completed" ? outcome.sale : null;
  for (const part of how.parts) {
    const dueMinor = (await test.must("basket.get", {}))?.dueMinor ?? 0;
    const amountMinor = Math.floor((dueMinor * part.shareMilli) / 1000);
    if (amountMinor < 1) {
      continue;
    }
    const paid = part.card
      ? await test.must("payment.card", { amountMinor })
      : await test.must("payment.cash", { tenderedMinor: amountMinor });
    const sale = done(paid);
    if (sale) {
      return sale;
    }
  }
  const view = await test.must("basket.get", {});
  const rest =
    how.restByCard && (view?.dueMinor ?? 0) > 0
      ? await test.must("payment.card", { amountMinor: null })
      : await test.must("payment.cash", { tenderedMinor: cashFor(view, how.overMinor) });
  const sale = done(rest);
  if (!sale) {
    throw new Error("The rest did not complete the sale");
  }
  return sale;
};

const cashFor = (view: BasketView | null, overMinor: number): number | null =>
  overMinor === 0 || view === null ? null : view.dueInCashMinor + overMinor;

const expectFiguresToAgree = (sale: Sale, view: BasketView, shop: RandomShop): void => {
  const { totals } = sale;
  expect(sum(sale.lines.map((line) => line.totalMinor)) + totals.roundingMinor).toBe(totals.payableMinor);
  expect(sum(sale.lines.map((line) => line.netMinor))).toBe(totals.netMinor);
  expect(sum(sale.taxes.map((tax) => tax.taxMinor))).toBe(totals.taxMinor);
  expect(sum(sale.taxes.map((tax) => tax.baseMinor + tax.taxMinor))).toBe(totals.totalMinor);
  for (const tax of sale.taxes) {
    const lines = sale.lines.filter((line) => line.taxRateBp === tax.rateBp);
    expect(sum(lines.map((line) => line.taxMinor))).toBe(tax.taxMinor);
  }
  for (const line of sale.lines) {
    expect(line.grossMinor - line.discountMinor).toBe(line.netMinor);
    expect(sum(line.discounts.map((discount) => discount.amountMinor))).toBe(line.discountMinor);
    expect(sum(line.unitNets.map((run) => run.count * run.netMinor))).toBe(line.netMinor);
    expect(Math.min(line.netMinor, line.taxMinor, line.discountMinor)).toBeGreaterThanOrEqual(0);
  }
  for (const [place, line] of sale.lines.entries()) {
    const item = sale.lines[place - 1];
    expect(line.depositOfLineNumber).toBe(line.kind === "deposit" ? (item?.lineNumber ?? -1) : null);
    if (line.kind === "deposit") {
      expect(line.discountMinor).toBe(0);
      expect(line.quantityMilli).toBe(item?.unit === "each" ? item.quantityMilli : 1000);
    }
  }
  if (sale.taxExemption) {
    expect(totals.taxMinor).toBe(0);
  }
  const tendered = sum(sale.tenders.map((tender) => tender.tenderedMinor));
  const change = sum(sale.tenders.map((tender) => tender.changeMinor));
  expect(tendered - change).toBe(totals.payableMinor);
  expect(Math.abs(totals.roundingMinor)).toBeLessThan(shop.cashRounding.stepMinor);
  expect({ ...totals, roundingMinor: 0, payableMinor: 0 }).toEqual({
    grossMinor: view.grossMinor,
    discountMinor: view.savedMinor,
    netMinor: view.grossMinor - view.savedMinor,
    taxMinor: view.taxMinor,
    totalMinor: view.totalMinor,
    roundingMinor: 0,
    payableMinor: 0,
  });
  expect(sale.taxes).toEqual(view.taxes);
};

const expectStoredAsShown = (sale: Sale, shown: BasketView, done: CompletedSaleView): void => {
  expect(
    sale.lines.map((line) => [line.sku, line.quantityMilli, line.unitPriceMinor, line.netMinor]),
  ).toEqual(shown.lines.map((line) => [line.sku, line.quantityMilli, line.unitPriceMinor, line.netMinor]));
  expect(done).toMatchObject({
    saleId: sale.id,
    totalMinor: sale.totals.totalMinor,
    payableMinor: sale.totals.payableMinor,
    changeMinor: sum(sale.tenders.map((tender) => tender.changeMinor)),
    itemCount: shown.itemCount,
  });
};

const drawerMinor = (test: TestTill): number =>
  test.till.db.sqlite
    .prepare("SELECT coalesce(sum(amount_minor), 0) FROM cash_movement")
    .pluck()
    .get() as number;

interface Shop {
  readonly test: TestTill;
  /** What a person would count in the drawer: everything taken, less the change. */
  countedMinor: number;
  sales: number;
}

const shops = new Map<string, Promise<Shop>>();

/** Starting a till takes longer than a sale: shops that are alike share one, and grow a long journal. */
const shopFor = (shop: RandomShop): Promise<Shop> => {
  const key = JSON.stringify(shop);
  const known = shops.get(key);
  if (known) {
    return known;
  }
  const opened = (async (): Promise<Shop> => {
    const test = openTestTill({ dataDir: ":memory:", printsReceipts: false, profile: profileOf(shop) });
    await signIn(test, "manager");
    return { test, countedMinor: 0, sales: 0 };
  })();
  shops.set(key, opened);
  return opened;
};

describe("2,000 random sales", () => {
  it("add up in every way, and are stored as they were shown", async () => {
    await fc.assert(
      fc.asyncProperty(randomShop, randomBasket, payment, async (shop, basket, how) => {
        const open = await shopFor(shop);
        const { test } = open;
        await ringUp(test, basket);
        const shown = await test.must("basket.get", {});
        if (!shown) {
          throw new Error("No basket");
        }
        expect(shown.dueInCashMinor).toBe(roundCash(shown.totalMinor, shop.cashRounding));
        const done = await pay(test, how);
        const sale = test.till.sales.findByReceiptNumber(done.receiptNumber);
        if (!sale) {
          throw new Error("The sale is not stored");
        }
        expectFiguresToAgree(sale, shown, shop);
        expectStoredAsShown(sale, shown, done);
        expect(buildSaleReceipt(sale, test.till.profile, { copy: false }).blocks.length).toBeGreaterThan(0);
        open.sales += 1;
        const cash = sale.tenders.filter((tender) => tender.type === "CASH");
        open.countedMinor += sum(cash.map((tender) => tender.tenderedMinor - tender.changeMinor));
        expect(drawerMinor(test)).toBe(open.countedMinor);
        expect(done.receiptNumber).toBe(`S1-T1-${String(open.sales).padStart(6, "0")}`);
        expect(await test.must("basket.get", {})).toBeNull();
        expect(test.bugs).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it("leave journals that verify, one entry for each", async () => {
    let sales = 0;
    for (const opened of shops.values()) {
      const { test, ...shop } = await opened;
      expect(verifyJournal(test.till)).toMatchObject({
        ok: true,
        value: { sales: shop.sales },
      });
      sales += shop.sales;
    }
    expect(sales).toBeGreaterThanOrEqual(2000);
  });
});
