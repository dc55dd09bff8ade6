/** Whatever was bought, and however it comes back in parts: all refunds of a sale together are the sale, to the cent. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import type { Sale, SaleLine } from "../../../domain/sale/sale.ts";
import {
  profileOf,
  randomBasket,
  randomShop,
  ringUp,
  type RandomBasket,
  type RandomShop,
} from "../../support/random-shop.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const tills = new Map<string, Promise<TestTill>>();

/** Starting a till takes longer than a sale: shops that are alike share one. */
const tillFor = (shop: RandomShop): Promise<TestTill> => {
  const key = JSON.stringify(shop);
  const known = tills.get(key);
  if (known) {
    return known;
  }
  const started = (async () => {
    const test = openTestTill({ dataDir: ":memory:", printsReceipts: false, profile: profileOf(shop) });
    await signIn(test, "manager");
    return test;
  })();
  tills.set(key, started);
  return started;
};

type Tender = "CASH" | "CARD";

/** In what parts, and in which order, goods come back: numbers that choose among what is left. */
const choices = fc.array(
  fc.record({ line: fc.nat(), share: fc.nat(), card: fc.boolean(), two: fc.boolean() }),
  {
    maxLength: 25,
  },
);
type Choices = readonly {
  readonly line: number;
  readonly share: number;
  readonly card: boolean;
  readonly two: boolean;
}[];

interface GivenBack {
  readonly sale: Sale;
  readonly refunds: readonly Sale[];
}

const sell = async (test: TestTill, basket: RandomBasket, payCard: boolean): Promise<Sale> => {
  await ringUp(test, basket);
  return pay(test, payCard);
};

const pay = async (test: TestTill, payCard: boolean): Promise<Sale> => {
  const view = await test.must("basket.get", {});
  const step =
    payCard && (view?.dueMinor ?? 0) > 0
      ? await test.must("payment.card", { amountMinor: null })
      : await test.must("payment.cash", { tenderedMinor: null });
  const number = step.kind === "completed" ? step.sale.receiptNumber : "";
  const sale = test.till.sales.findByReceiptNumber(number);
  if (!sale) {
    throw new Error("The sale is not there");
  }
  return sale;
};

/** Follows the choices, then gives the rest back line by line. */
const giveAllBack = async (
  test: TestTill,
  sale: Sale,
  how: { readonly choices: Choices; readonly tender: (card: boolean) => Tender },
): Promise<GivenBack> => {
  const left = new Map(sale.lines.map((line) => [line.lineNumber, line.quantityMilli]));
  const refunds: Sale[] = [];
  const refund = async (lines: readonly { lineNumber: number; quantityMilli: number }[], card: boolean) => {
    const done = await test.must("refund.byReceipt", {
      receiptNumber: sale.receiptNumber,
      lines: [...lines],
      tender: how.tender(card),
      reason: "random",
    });
    for (const { lineNumber, quantityMilli } of lines) {
      left.set(lineNumber, (left.get(lineNumber) ?? 0) - quantityMilli);
    }
    const stored = test.till.sales.findByReceiptNumber(done.receiptNumber);
    if (stored) {
      refunds.push(stored);
    }
  };
  const part = (line: SaleLine, share: number): number => {
    const leftMilli = left.get(line.lineNumber) ?? 0;
    return line.unit === "each" ? ((share % (leftMilli / 1000)) + 1) * 1000 : (share % leftMilli) + 1;
  };
  const open = (): readonly SaleLine[] => sale.lines.filter((line) => (left.get(line.lineNumber) ?? 0) > 0);
  for (const choice of how.choices) {
    const first = open()[choice.line % Math.max(1, open().length)];
    if (!first) {
      break;
    }
    const second = open().find((line) => choice.two && line.lineNumber !== first.lineNumber);
    const lines = second ? [first, second] : [first];
    await refund(
      lines.map((line) => ({ lineNumber: line.lineNumber, quantityMilli: part(line, choice.share) })),
      choice.card,
    );
  }
  for (const line of open()) {
    await refund([{ lineNumber: line.lineNumber, quantityMilli: left.get(line.lineNumber) ?? 0 }], false);
  }
  return { sale, refunds };
};

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

const lineSums = (refunds: readonly Sale[], lineNumber: number) => {
  const lines = refunds
    .flatMap((refund) => refund.lines)
    .filter((line) => line.refunds?.lineNumber === lineNumber);
  const of = (pick: (line: SaleLine) => number): number => 0 - sum(lines.map(pick));
  return {
    quantityMilli: of((line) => line.quantityMilli),
    grossMinor: of((line) => line.grossMinor),
    discountMinor: of((line) => line.discountMinor),
    netMinor: of((line) => line.netMinor),
    taxMinor: of((line) => line.taxMinor),
    totalMinor: of((line) => line.totalMinor),
  };
};

const expectLinesBack = ({ sale, refunds }: GivenBack): void => {
  for (const line of sale.lines) {
    const { quantityMilli, grossMinor, discountMinor, netMinor, taxMinor, totalMinor } = line;
    expect(lineSums(refunds, line.lineNumber)).toEqual({
      quantityMilli,
      grossMinor,
      discountMinor,
      netMinor,
      taxMinor,
      totalMinor,
    });
  }
  for (const tax of sale.taxes) {
    const back = refunds.flatMap((refund) => refund.taxes).filter((other) => other.rateBp === tax.rateBp);
    expect([sum(back.map((other) => other.baseMinor)), sum(back.map((other) => other.taxMinor))]).toEqual([
      0 - tax.baseMinor,
      0 - tax.taxMinor,
    ]);
  }
};

const paidOut = (refunds: readonly Sale[]): number =>
  0 - sum(refunds.map((refund) => refund.totals.payableMinor));

/** Goods of the demo store, whose campaigns see them: enough of a kind for "buy two, get one". */
const demoGoods = fc.array(
  fc.record({
    product: fc.nat(),
    amount: fc.integer({ min: 1, max: 7 }),
    percentBp: fc.constantFrom(0, 0, 0, 1250),
  }),
  { minLength: 1, maxLength: 8 },
);
type DemoGoods = typeof demoGoods extends fc.Arbitrary<infer G> ? G : never;

const ringUpDemoGoods = async (test: TestTill, goods: DemoGoods): Promise<void> => {
  const shelf = test.till.db.sqlite
    .prepare(`SELECT id FROM product WHERE for_sale = 1 AND open_price = 0 AND kind <> 'deposit'
      AND min_age IS NULL AND max_per_sale_milli IS NULL ORDER BY id`)
    .pluck()
    .all() as readonly number[];
  for (const { product, amount, percentBp } of goods) {
    const productId = shelf[product % shelf.length] ?? 0;
    const added = await test.must("basket.addProduct", { productId, quantityMilli: amount * 1000 });
    if (percentBp > 0) {
      const lineId = added.lastLineId ?? "";
      await test.must("basket.discountLine", { lineId, discount: { percentBp }, reason: "random" });
    }
  }
};

describe("all partial refunds of a sale with campaigns", () => {
  it("come to what was paid, whichever units a campaign gave away", async () => {
    const test = openTestTill({ dataDir: ":memory:", printsReceipts: false, offers: "demo" });
    await signIn(test, "manager");
    let campaigns = 0;
    await fc.assert(
      fc.asyncProperty(demoGoods, choices, async (goods, steps) => {
        await ringUpDemoGoods(test, goods);
        const shown = await test.must("basket.get", {});
        const sale = await pay(test, false);
        expect(sale.totals.totalMinor).toBe(shown?.totalMinor);
        campaigns += sale.lines.flatMap((line) => line.discounts).filter((given) => given.campaign).length;
        const back = await giveAllBack(test, sale, { choices: steps, tender: () => "CASH" });
        expectLinesBack(back);
        expect(paidOut(back.refunds)).toBe(sale.totals.payableMinor);
      }),
      { numRuns: 150 },
    );
    expect(campaigns).toBeGreaterThan(100);
    expect(verifyJournal(test.till)).toMatchObject({
      ok: true,
    });
  });
});

describe("all partial refunds of a sale", () => {
  it("in cash, of a sale paid in cash: every figure of every line, and the coins, come back exactly", async () => {
    await fc.assert(
      fc.asyncProperty(randomShop, randomBasket, choices, async (shop, basket, steps) => {
        const test = await tillFor(shop);
        const sale = await sell(test, basket, false);
        const back = await giveAllBack(test, sale, { choices: steps, tender: () => "CASH" });
        expectLinesBack(back);
        expect(paidOut(back.refunds)).toBe(sale.totals.payableMinor);
        expect(back.refunds.every((refund) => refund.totals.payableMinor <= 0)).toBe(true);
      }),
      { numRuns: 250 },
    );
  });

  it("to the card that paid: to the cent", async () => {
    await fc.assert(
      fc.asyncProperty(randomShop, randomBasket, choices, async (shop, basket, steps) => {
        const test = await tillFor(shop);
        const sale = await sell(test, basket, true);
        const back = await giveAllBack(test, sale, { choices: steps, tender: () => "CARD" });
        expectLinesBack(back);
        expect(paidOut(back.refunds)).toBe(sale.totals.payableMinor);
      }),
      { numRuns: 120 },
    );
  });

  it("partly in cash and partly to a card: off by no more than cash rounding", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomShop,
        fc.tuple(randomBasket, fc.boolean()),
        choices,
        async (shop, [basket, payCard], steps) => {
          const test = await tillFor(shop);
          const sale = await sell(test, basket, payCard);
          const back = await giveAllBack(test, sale, {
            choices: steps,
            tender: (card) => (card ? "CARD" : "CASH"),
          });
          expectLinesBack(back);
          const offMinor = Math.abs(paidOut(back.refunds) - sale.totals.payableMinor);
          expect(offMinor).toBeLessThan(
            shop.cashRounding.stepMinor === 1 ? 1 : 2 * shop.cashRounding.stepMinor,
          );
          expect(test.bugs).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
