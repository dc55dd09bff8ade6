/** What must hold for every basket, on seeded random cases (docs/pricing.md, "What always holds"). */
import { describe, expect, test } from "vitest";
import { readPricingCase } from "../../contracts/pricing-case.ts";
import { priceBasket } from "../../domain/pricing/price-basket.ts";
import type { PricingInput, PricingLine } from "../../domain/pricing/pricing-input.ts";
import type { PricingResult } from "../../domain/pricing/pricing-result.ts";
import { randomCase } from "../support/oracle/random-case.ts";

const SEEDS = Array.from({ length: 400 }, (_, at) => 500_000 + at);

const inputFor = (seed: number): PricingInput => {
  const read = readPricingCase(randomCase(seed));
  if (!read.ok) {
    throw new Error(JSON.stringify(read.error));
  }
  return read.value;
};

/** What may not depend on the order of anything. */
const essence = (result: PricingResult) => ({
  totals: result.totals,
  taxes: result.taxes,
  applied: result.applied.map(({ campaign, coupon, tier, amountMinor }) => ({
    campaign,
    coupon,
    tier,
    amountMinor,
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

describe("pricing", () => {
  test("adds up: lines, units, offers and taxes; nothing is negative", () => {
    for (const seed of SEEDS) {
      const result = priceBasket(inputFor(seed));
      expect(sum(result.lines.map((line) => line.netMinor)), `seed ${String(seed)}`).toBe(
        result.totals.netMinor,
      );
      expect(sum(result.taxes.map((tax) => tax.taxMinor))).toBe(result.totals.taxMinor);
      expect(sum(result.lines.map((line) => line.taxMinor))).toBe(result.totals.taxMinor);
      for (const line of result.lines) {
        expect(line.netMinor).toBeGreaterThanOrEqual(0);
        expect(line.grossMinor - line.discountMinor).toBe(line.netMinor);
        expect(sum(line.discounts.map((discount) => discount.amountMinor))).toBe(line.discountMinor);
        expect(sum(line.unitNets.map((run) => run.count * run.netMinor))).toBe(line.netMinor);
        expect(line.unitNets.every((run) => run.netMinor >= 0)).toBe(true);
      }
      const given = sum(result.applied.map((offer) => offer.amountMinor));
      const onLines = result.lines.flatMap((line) => line.discounts).filter((discount) => !discount.manual);
      expect(sum(onLines.map((discount) => discount.amountMinor))).toBe(given);
    }
  });

  test("does not depend on the order of lines, campaigns or coupons", () => {
    for (const seed of SEEDS) {
      const input = inputFor(seed);
      const turned = {
        ...input,
        basket: input.basket.toReversed(),
        campaigns: input.campaigns.toReversed(),
        coupons: input.coupons.toReversed(),
        couponDefinitions: input.couponDefinitions.toReversed(),
      };
      expect(essence(priceBasket(turned)), `seed ${String(seed)}`).toEqual(essence(priceBasket(input)));
    }
  });

  test("does not depend on how equal pieces are split into lines", () => {
    for (const seed of SEEDS) {
      const input = inputFor(seed);
      const inPieces = { ...input, basket: input.basket.flatMap(split) };
      expect(essence(priceBasket(inPieces)), `seed ${String(seed)}`).toEqual(essence(priceBasket(input)));
    }
  });

  test("gives the same answer again", () => {
    for (const seed of SEEDS.slice(0, 50)) {
      const input = inputFor(seed);
      expect(priceBasket(input)).toEqual(priceBasket(input));
    }
  });

  test("never charges more for one more campaign", () => {
    for (const seed of SEEDS) {
      const input = inputFor(seed);
      const fewer = priceBasket({ ...input, campaigns: input.campaigns.slice(1) });
      expect(priceBasket(input).totals.totalMinor, `seed ${String(seed)}`).toBeLessThanOrEqual(
        fewer.totals.totalMinor,
      );
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
});
