/**
 * What must hold for every basket, on seeded random cases over everything a pricing case can say, chosen for the best and by
 * priority (docs/pricing.md, "What always holds").
 */
import { describe, expect, test } from "vitest";
import { readPricingCase } from "../../contracts/pricing-case.ts";
import { priceBasket } from "../../domain/pricing/price-basket.ts";
import type { PricingInput, PricingLine } from "../../domain/pricing/pricing-input.ts";
import type { PricingResult } from "../../domain/pricing/pricing-result.ts";
import { extendedCase } from "../support/oracle/extended-case.ts";

const FIRST_SEED = 500_000;
const CASES = 700;

interface SeededInput {
  readonly seed: string;
  readonly input: PricingInput;
}

const inputFor = (seed: number): SeededInput => {
  const read = readPricingCase(extendedCase(seed));
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return { seed: `seed ${String(seed)}`, input: read.value };
};

const INPUTS = Array.from({ length: CASES }, (_, at) => inputFor(FIRST_SEED + at));

/** What may not depend on the order of anything. */
const essence = (result: PricingResult) => ({
  totals: result.totals,
  taxes: result.taxes,
  gifts: result.gifts,
  coupons: result.coupons,
  points: result.points,
  notApplied: result.notApplied,
  nudges: result.nudges,
  certificate: result.certificate,
  applied: result.applied.map(({ campaign, coupon, tier, amountMinor, times }) => ({
    campaign,
    coupon,
    tier,
    amountMinor,
    times,
  })),
});

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

/** Lines of several pieces as lines of one piece each. */
const split = (line: PricingLine): readonly PricingLine[] =>
  line.unit === "weight" || (line.manualDiscount !== null && "amountMinor" in line.manualDiscount)
    ? [line]
    : Array.from({ length: line.quantityMilli / 1000 }, (_, at) => ({
        ...line,
        id: `${line.id}.${String(at)}`,
        quantityMilli: 1000,
      }));

const frozen = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
};

describe("pricing", () => {
  test("adds up: lines, units, offers and taxes; nothing is negative", () => {
    for (const { seed, input } of INPUTS) {
      const result = priceBasket(input);
      const { totals } = result;
      expect(sum(result.lines.map((line) => line.netMinor)), seed).toBe(totals.netMinor);
      expect(sum(result.taxes.map((tax) => tax.taxMinor)), seed).toBe(totals.taxMinor);
      expect(sum(result.lines.map((line) => line.taxMinor)), seed).toBe(totals.taxMinor);
      expect(sum(result.taxes.map((tax) => tax.baseMinor + tax.taxMinor)), seed).toBe(totals.totalMinor);
      expect(totals.grossMinor - totals.discountMinor, seed).toBe(totals.netMinor);
      expect(totals.totalMinor + totals.roundingMinor, seed).toBe(totals.payableMinor);
      expect(totals.paidMinor + totals.dueMinor, seed).toBe(totals.payableMinor);
      expect(
        Math.min(...Object.values(totals).filter((figure) => figure !== totals.roundingMinor), 0),
        seed,
      ).toBe(0);
      for (const line of result.lines) {
        expect(line.netMinor, seed).toBeGreaterThanOrEqual(0);
        expect(line.grossMinor - line.discountMinor, seed).toBe(line.netMinor);
        expect(sum(line.discounts.map((discount) => discount.amountMinor)), seed).toBe(line.discountMinor);
        expect(
          line.discounts.every((discount) => discount.amountMinor > 0),
          seed,
        ).toBe(true);
      }
      const given = sum(result.applied.map((offer) => offer.amountMinor));
      const onLines = result.lines.flatMap((line) => line.discounts).filter((discount) => !discount.manual);
      expect(sum(onLines.map((discount) => discount.amountMinor)), seed).toBe(given);
    }
  });

  test("refunds piece by piece what was paid", () => {
    for (const { seed, input } of INPUTS) {
      const result = priceBasket(input);
      for (const [at, line] of result.lines.entries()) {
        const bought = input.basket[at];
        const pieces = bought?.unit === "weight" ? 1 : (bought?.quantityMilli ?? 0) / 1000;
        const nets = line.unitNets.flatMap((run) => Array.from({ length: run.count }, () => run.netMinor));
        expect(nets.length, seed).toBe(pieces);
        expect(sum(nets), seed).toBe(line.netMinor);
        expect(Math.min(...nets), seed).toBeGreaterThanOrEqual(0);
        expect(Math.max(...nets) - Math.min(...nets), seed).toBeLessThanOrEqual(1);
      }
    }
  });

  test("answers for every campaign once, and for every code once", () => {
    for (const { seed, input } of INPUTS) {
      const result = priceBasket(input);
      const applied = new Set(result.applied.map(({ campaign }) => campaign));
      const lost = result.notApplied.map(({ campaign }) => campaign);
      for (const { code } of input.campaigns) {
        expect(Number(applied.has(code)) + lost.filter((one) => one === code).length, `${seed} ${code}`).toBe(
          1,
        );
      }
      const typed = new Set(input.coupons.map((code) => code.trim().toLowerCase()));
      expect(new Set(result.coupons.map(({ code }) => code.toLowerCase())), seed).toEqual(typed);
    }
  });

  test("does not depend on the order of lines, campaigns or coupons", () => {
    for (const { seed, input } of INPUTS) {
      const turned = {
        ...input,
        basket: input.basket.toReversed(),
        campaigns: input.campaigns.toReversed(),
        coupons: input.coupons.toReversed(),
        couponDefinitions: input.couponDefinitions.toReversed(),
      };
      expect(essence(priceBasket(turned)), seed).toEqual(essence(priceBasket(input)));
    }
  });

  test("does not depend on how equal pieces are split into lines", () => {
    for (const { seed, input } of INPUTS) {
      const inPieces = { ...input, basket: input.basket.flatMap(split) };
      expect(essence(priceBasket(inPieces)), seed).toEqual(essence(priceBasket(input)));
    }
  });

  test("gives the same answer again, and leaves what it was asked as it was", () => {
    for (const { seed, input } of INPUTS.slice(0, 150)) {
      const before = structuredClone(input);
      const first = priceBasket(frozen(input));
      expect(priceBasket(input), seed).toEqual(first);
      expect(input, seed).toEqual(before);
    }
  });

  test("never charges more for one more campaign (best)", () => {
    for (const { seed, input } of INPUTS) {
      for (const [at] of input.selection === "best" ? input.campaigns.entries() : []) {
        const fewer = priceBasket({ ...input, campaigns: input.campaigns.toSpliced(at, 1) });
        const more = priceBasket(input);
        if (fewer.certificate.optimal && more.certificate.optimal) {
          expect(more.totals.totalMinor, seed).toBeLessThanOrEqual(fewer.totals.totalMinor);
        }
      }
    }
  });

  test("never charges more than the list, by priority neither", () => {
    for (const { seed, input } of INPUTS) {
      const without = priceBasket({
        ...input,
        campaigns: [],
        coupons: [],
        couponDefinitions: [],
        loyalty: null,
      });
      expect(priceBasket(input).totals.totalMinor, seed).toBeLessThanOrEqual(without.totals.totalMinor);
    }
  });

  test("finds for the best no more to pay than by priority", () => {
    for (const { seed, input } of INPUTS) {
      const best = priceBasket({ ...input, selection: "best" });
      const byPriority = priceBasket({ ...input, selection: "priority" });
      expect(best.totals.totalMinor, seed).toBeLessThanOrEqual(byPriority.totals.totalMinor);
    }
  });
});

describe("a basket as long as the real ones", () => {
  test("of 1,114 lines, 80,995 pieces and zero prices is priced without trouble", () => {
    const lines = Array.from({ length: 1114 }, (_, at) => ({
      sku: `P${String(at % 700)}`,
      unitPrice: at % 17 === 0 ? "0.00" : "1.25",
      quantity: at === 5 ? "80995" : "2",
    }));
    const read = readPricingCase({
      schemaVersion: 1,
      currency: "GBP",
      at: "2026-11-20T12:00:00Z",
      basket: lines,
      campaigns: [
        { code: "TEN", rules: [{ benefit: { type: "percentage", percent: "10" } }] },
        { code: "CAP", rules: [{ benefit: { type: "fixedAmount", amount: "100.00" } }] },
      ],
    });
    if (!read.ok) {
      throw new Error(JSON.stringify(read.error));
    }
    const result = priceBasket(read.value);
    expect(result.certificate.optimal).toBe(true);
    expect(sum(result.lines.map((line) => line.netMinor))).toBe(result.totals.netMinor);
    expect(result.lines[5]?.unitNets.length).toBeLessThanOrEqual(2);
  });

  const many = { type: "cheapestFree", of: 3, free: 1 };
  const half = { type: "buyXGetY", buy: { quantity: 4 }, get: { quantity: 1, percent: "50" } };
  /** Some take a thousand applications and more: they are not made one by one. */
  const limited = [
    { name: "so many times", benefits: [{ ...many, maxTimes: 5000 }], totalMinor: 7_599_500, times: [5000] },
    { name: "so many units", benefits: [{ ...many, maxUnits: 7001 }], totalMinor: 7_399_400, times: [7001] },
    {
      name: "so many bundles",
      benefits: [
        {
          type: "bundlePrice",
          items: [{ quantity: 3, target: {} }],
          price: "2.50",
          maxTimes: 9000,
        },
      ],
      totalMinor: 7_649_500,
      times: [9000],
    },
    {
      name: "two offers that are limited",
      benefits: [
        { ...many, maxTimes: 7000 },
        { ...half, maxUnits: 3000 },
      ],
      totalMinor: 7_249_500,
      times: [7000, 3000],
    },
    { name: "two offers without limits", benefits: [many, half], totalMinor: 5_399_700, times: [26_998] },
  ];

  test.each(limited)("of 80,995 pieces of one product takes $name", ({ benefits, totalMinor, times }) => {
    for (const selection of ["best", "priority"]) {
      const read = readPricingCase({
        schemaVersion: 1,
        currency: "GBP",
        at: "2026-11-20T12:00:00Z",
        selection,
        basket: [{ sku: "A", unitPrice: "1.00", quantity: "80995" }],
        campaigns: benefits.map((benefit, at) => ({ code: `K${String(at)}`, rules: [{ benefit }] })),
      });
      const result = read.ok ? priceBasket(read.value) : null;
      expect(result?.totals.totalMinor).toBe(totalMinor);
      expect(result?.applied.map((one) => one.times)).toEqual(times);
    }
  });

  test("of 150 pieces under two unit offers is proven", () => {
    const read = readPricingCase({
      schemaVersion: 1,
      currency: "GBP",
      at: "2026-11-20T12:00:00Z",
      basket: [{ sku: "A", unitPrice: "1.00", quantity: "150" }],
      campaigns: [many, half].map((benefit, at) => ({ code: `K${String(at)}`, rules: [{ benefit }] })),
    });
    const result = read.ok ? priceBasket(read.value) : null;
    expect(result?.totals.totalMinor).toBe(10_000);
    expect(result?.certificate.optimal).toBe(true);
  });

  const manyPieces = [
    { name: "3 for 2", benefit: { type: "cheapestFree", of: 3, free: 1 }, totalMinor: 5_399_700 },
    {
      name: "3 for 2 for the shop",
      benefit: { type: "cheapestFree", of: 3, free: 1, grouping: "shop" },
      totalMinor: 5_399_700,
    },
    {
      name: "three at 2.50",
      benefit: { type: "bundlePrice", items: [{ quantity: 3, target: {} }], price: "2.50" },
      totalMinor: 6_749_600,
    },
  ];

  test.each(manyPieces)("of 80,995 pieces of one product takes $name", ({ benefit, totalMinor }) => {
    for (const selection of ["best", "priority"]) {
      const read = readPricingCase({
        schemaVersion: 1,
        currency: "GBP",
        at: "2026-11-20T12:00:00Z",
        selection,
        basket: [{ sku: "A", unitPrice: "1.00", quantity: "80995" }],
        campaigns: [{ code: "K", rules: [{ benefit }] }],
      });
      const result = read.ok ? priceBasket(read.value) : null;
      expect(result?.totals.totalMinor).toBe(totalMinor);
      expect(result?.applied[0]?.times).toBe(26_998);
    }
  });
});
