/** Owns the JSON form of a pricing answer: integers become decimal strings, runs of units become one figure each. */
import { formatDecimal, formatDecimalShort } from "../../domain/money/decimal.ts";
import type { PricedLine, PricingResult } from "../../domain/pricing/pricing-result.ts";

export type PricingAnswer = ReturnType<typeof writePricingAnswer>;

/** Writes the answer for a currency with `decimals` decimals. */
export const writePricingAnswer = (result: PricingResult, decimals: number) => {
  const money = (minor: number): string => formatDecimal(minor, decimals);
  const { totals } = result;
  return {
    schemaVersion: 1,
    totals: {
      gross: money(totals.grossMinor),
      discount: money(totals.discountMinor),
      net: money(totals.netMinor),
      tax: money(totals.taxMinor),
      total: money(totals.totalMinor),
      rounding: money(totals.roundingMinor),
      payable: money(totals.payableMinor),
      paid: money(totals.paidMinor),
      due: money(totals.dueMinor),
    },
    taxes: result.taxes.map(({ rateBp, baseMinor, taxMinor }) => ({
      rate: formatDecimalShort(rateBp, 2),
      base: money(baseMinor),
      tax: money(taxMinor),
    })),
    lines: result.lines.map((line) => writeLine(line, money)),
    gifts: result.gifts.map(({ campaign, sku, name, quantityMilli, valueMinor }) => ({
      campaign,
      sku,
      name,
      quantity: formatDecimalShort(quantityMilli, 3),
      value: money(valueMinor),
    })),
    applied: result.applied.map(({ amountMinor, times, lines, ...source }) => ({
      ...source,
      amount: money(amountMinor),
      times,
      lines,
    })),
    notApplied: result.notApplied.map(({ campaign, reason, by, differenceMinor, wanted, got }) => ({
      campaign,
      reason,
      by,
      difference: differenceMinor === null ? null : money(differenceMinor),
      wanted,
      got,
    })),
    coupons: result.coupons,
    points: {
      earned: result.points.earned,
      redeemed: result.points.redeemed,
      redeemableValue: money(result.points.redeemableValueMinor),
    },
    nudges: result.nudges.map(({ campaign, coupon, add, gainMinor }) => ({
      campaign,
      ...(campaign === null ? { coupon } : {}),
      add:
        "spendMinor" in add
          ? { spend: money(add.spendMinor) }
          : { sku: add.sku, quantity: formatDecimalShort(add.quantityMilli, 3) },
      gain: money(gainMinor),
    })),
    certificate: result.certificate.optimal
      ? { optimal: true }
      : { optimal: false, bound: money(result.certificate.boundMinor) },
  };
};

const writeLine = (line: PricedLine, money: (minor: number) => string) => ({
  id: line.id,
  sku: line.sku,
  gross: money(line.grossMinor),
  discount: money(line.discountMinor),
  net: money(line.netMinor),
  tax: money(line.taxMinor),
  discounts: line.discounts.map(({ amountMinor, ...source }) => ({ ...source, amount: money(amountMinor) })),
  unitNets: line.unitNets.flatMap(({ count, netMinor }) =>
    Array.from({ length: count }, () => money(netMinor)),
  ),
});
