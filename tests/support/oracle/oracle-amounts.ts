/** The oracle's amounts: what one offer wants of which units, rounded, kept above floors and within caps. */
import { fraction, plus, round, shareOut, times, type Fraction } from "./exact-share.ts";
import type { OracleLine, OracleUnit } from "./oracle-basket.ts";
import { rewardOn, type OracleDraw } from "./oracle-draws.ts";
import type { OracleOffer } from "./oracle-offers.ts";
import { openUnits, worthOf } from "./oracle-places.ts";

/** A unit that gets cheaper, with its exact share. */
export interface Wish {
  readonly unit: number;
  readonly exact: Fraction;
}

export interface Around {
  readonly units: readonly OracleUnit[];
  readonly draws: readonly OracleDraw[];
  readonly barred: readonly ReadonlySet<string>[];
  readonly lines: readonly OracleLine[];
  readonly measured: number;
  /** The units that an offer with places takes. */
  readonly taken: readonly number[];
}

/** The units an offer makes cheaper, each with its exact share. */
export const wishesOf = (offer: OracleOffer, around: Around): readonly Wish[] => {
  const { units, draws, lines, measured, taken } = around;
  const { benefit } = offer;
  const price = (at: number): number => units[at]?.remaining ?? 0;
  const own = draws.filter((draw) => draw.offer === offer);
  switch (benefit.type) {
    case "bundlePrice":
      return own.flatMap((draw) => {
        const value = draw.rewarded.reduce((sum, at) => sum + price(at), 0);
        return draw.rewarded.map((unit) => ({
          unit,
          exact: fraction(BigInt(price(unit)) * BigInt(value - benefit.priceMinor), value),
        }));
      });
    case "cheapestFree":
      return own.flatMap((draw) =>
        draw.rewarded.map((unit) => ({ unit, exact: rewardOn(benefit.reward, price(unit)) })),
      );
    case "buyXGetY":
      return own.flatMap((draw) =>
        draw.rewarded.map((unit) => ({ unit, exact: rewardOn(benefit.get.reward, price(unit)) })),
      );
    case "percentage":
    case "fixedAmount":
    case "fixedPrice":
      return taken.map((unit) => ({ unit, exact: worthOf(offer, unit, around) }));
    case "tiered":
      return tierOf(offer, measured, lines) === null
        ? []
        : openUnits(offer, around).map((unit) => ({ unit, exact: fraction(price(unit)) }));
    case "tier":
    case "freeDelivery":
      return openUnits(offer, around).map((unit) => ({ unit, exact: fraction(price(unit)) }));
    case "freeProduct":
    case "points":
      return [];
  }
};

const tierOf = (offer: OracleOffer, measured: number, lines: readonly OracleLine[]) => {
  const { benefit } = offer;
  if (benefit.type !== "tiered") {
    return null;
  }
  const quantity = offer.measure.lines.reduce((sum, line) => sum + (lines[line]?.units ?? 0) * 1000, 0);
  const figure = benefit.by === "spend" ? measured : quantity;
  const reached = benefit.tiers.filter(({ from }) => from <= figure);
  return reached.toSorted((a, b) => b.from - a.from)[0]?.off ?? null;
};

/** Rounded once per line, or once for the basket and then allocated; floors kept. */
export const perLine = (
  offer: OracleOffer,
  asked: readonly Wish[],
  {
    units,
    lines,
    measured,
    lineSum,
  }: {
    readonly units: readonly OracleUnit[];
    readonly lines: readonly OracleLine[];
    readonly measured: number;
    readonly lineSum: (line: number) => number;
  },
): readonly number[] => {
  const { benefit } = offer;
  const zero = fraction(0);
  const exact = lines.map((_, line) =>
    asked.reduce((sum, wish) => (units[wish.unit]?.line === line ? plus(sum, wish.exact) : sum), zero),
  );
  const room = lines.map((line, at) => Math.max(0, lineSum(at) - line.floorMinor));
  const base = round(exact.reduce((sum, one) => plus(sum, one), zero));
  const percentOf = (figure: Fraction, percentBp: number): number =>
    round(times(figure, fraction(percentBp, 10_000)));
  const together = (amount: number): readonly number[] =>
    shareOut(
      amount,
      exact,
      room.map((one, at) => Math.min(one, round(exact[at] ?? zero))),
    );
  switch (benefit.type) {
    case "percentage":
      return benefit.per === "basket"
        ? together(percentOf(fraction(base), benefit.percentBp))
        : exact.map((one, at) => Math.min(room[at] ?? 0, percentOf(one, benefit.percentBp)));
    case "tier":
      return together(percentOf(fraction(base), benefit.percentBp));
    case "fixedAmount":
      if (benefit.per === "basket") {
        return together(Math.min(base, benefit.amountMinor));
      }
      return exact.map((one, at) => {
        const wanted = benefit.per === "line" ? Math.min(benefit.amountMinor, round(one)) : round(one);
        return Math.min(room[at] ?? 0, wanted);
      });
    case "tiered": {
      const off = tierOf(offer, measured, lines);
      return off === null
        ? lines.map(() => 0)
        : together(
            "percentBp" in off ? percentOf(fraction(base), off.percentBp) : Math.min(base, off.amountMinor),
          );
    }
    case "freeDelivery":
      return together(base);
    case "bundlePrice":
      return shareOut(
        base,
        exact,
        room.map((one, line) => {
          const own = asked.filter(({ unit }) => units[unit]?.line === line);
          return Math.min(
            one,
            own.reduce((sum, { unit }) => sum + (units[unit]?.remaining ?? 0), 0),
          );
        }),
      );
    case "cheapestFree":
    case "buyXGetY":
    case "fixedPrice":
      return exact.map((one, at) => Math.min(room[at] ?? 0, round(one)));
    case "freeProduct":
    case "points":
      return lines.map(() => 0);
  }
};

/** The offer's own cap and its campaign's budget. Where the budget refuses, `wanted` is above `left`. */
export const withinCaps = (
  offer: OracleOffer,
  wanted: readonly number[],
  spent: ReadonlyMap<string, number>,
): { readonly parts: readonly number[]; readonly wanted: number; readonly left: number } => {
  const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
  const share = (cap: number): readonly number[] =>
    sum(wanted) <= cap
      ? wanted
      : shareOut(
          cap,
          wanted.map((part) => fraction(part)),
          wanted,
        );
  const own = "maxDiscountMinor" in offer.benefit ? offer.benefit.maxDiscountMinor : null;
  const ownCap = own ?? Number.MAX_SAFE_INTEGER;
  const left =
    offer.budget === null ? Number.MAX_SAFE_INTEGER : offer.budget.left - (spent.get(offer.budget.id) ?? 0);
  const parts = share(offer.budget?.refuse === false ? Math.min(ownCap, left) : ownCap);
  return { parts, wanted: sum(parts), left };
};
