/**
 * Owns giving the priced canonical lines back to the lines as they were scanned: unit by unit, in basket order.
 * A line's discount is split in equal parts to its units, so that returning one unit refunds an exact amount and all
 * partial refunds add up to what was paid (docs/pricing.md, "Units"). Units stay runs: nothing is expanded.
 */
import { allocate } from "../../money/allocate.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { LineDiscount, PricedLine, UnitNetRun } from "../pricing-result.ts";
import type { PricingLine } from "../pricing-input.ts";

export interface CanonicalAnswer {
  readonly line: CanonicalLine;
  readonly netMinor: number;
  readonly taxMinor: number;
  /** What each giver took off the line, in the order of computing, never zero. */
  readonly discounts: readonly LineDiscount[];
}

/** Prices each scanned line from its canonical line; the answer stands in basket order. */
export const dealBack = (
  basket: readonly PricingLine[],
  answers: readonly CanonicalAnswer[],
): readonly PricedLine[] => {
  const dealt = new Map<number, PricedLine>();
  for (const answer of answers) {
    for (const { position, line } of dealLine(basket, answer)) {
      dealt.set(position, line);
    }
  }
  return basket.map((line, position) => {
    const priced = dealt.get(position);
    if (priced === undefined) {
      throw new Error(`Line ${line.id} was not dealt back`);
    }
    return priced;
  });
};

interface Dealt {
  readonly position: number;
  readonly line: PricedLine;
}

const dealLine = (basket: readonly PricingLine[], answer: CanonicalAnswer): readonly Dealt[] => {
  const { line } = answer;
  const discountMinor = line.grossMinor - answer.netMinor;
  const members = dealUnits(line, discountMinor);
  const discounts = dealDiscounts(
    answer.discounts,
    members.map((member) => member.discountMinor),
  );
  const nets = members.map((member) => member.grossMinor - member.discountMinor);
  const taxes = allocate(
    answer.taxMinor,
    nets,
    nets.map(() => Number.MAX_SAFE_INTEGER),
  );
  return members.map((member, at) => ({
    position: member.position,
    line: {
      id: basket[member.position]?.id ?? "",
      sku: line.sample.sku,
      grossMinor: member.grossMinor,
      discountMinor: member.discountMinor,
      netMinor: nets[at] ?? 0,
      taxMinor: taxes[at] ?? 0,
      discounts: discounts[at] ?? [],
      unitNets: member.unitNets,
    },
  }));
};

interface MemberShare {
  readonly position: number;
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly unitNets: readonly UnitNetRun[];
}

/** The first units bear one minor unit more when the discount does not divide. */
const dealUnits = (line: CanonicalLine, discountMinor: number): readonly MemberShare[] => {
  const perUnit = Math.floor(discountMinor / line.unitCount);
  let dearerLeft = discountMinor - perUnit * line.unitCount;
  return line.members.map(({ position, units }) => {
    const dearer = Math.min(dearerLeft, units);
    dearerLeft -= dearer;
    const netMinor = line.unitMinor - perUnit;
    return {
      position,
      grossMinor: units * line.unitMinor,
      discountMinor: units * perUnit + dearer,
      unitNets: [
        { count: dearer, netMinor: netMinor - 1 },
        { count: units - dearer, netMinor },
      ].filter(({ count }) => count > 0),
    };
  });
};

/** Shares each discount over the members so that both the giver's and the member's sums stay exact. */
const dealDiscounts = (
  discounts: readonly LineDiscount[],
  memberDiscountsMinor: readonly number[],
): readonly (readonly LineDiscount[])[] => {
  if (memberDiscountsMinor.length === 1) {
    return [discounts];
  }
  const left = [...memberDiscountsMinor];
  const dealt = left.map((): LineDiscount[] => []);
  for (const discount of discounts) {
    const shares = allocate(discount.amountMinor, left, left);
    for (const [at, share] of shares.entries()) {
      left[at] = (left[at] ?? 0) - share;
      if (share > 0) {
        dealt[at]?.push({ ...discount, amountMinor: share });
      }
    }
  }
  return dealt;
};
