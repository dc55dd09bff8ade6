/**
 * The oracle's computation of one plan: a set of offers, their draws in order, and for every unit the later offers that
 * may have it. Straight from docs/pricing.md; null when the plan is none of the allowed ones.
 */
import { fraction, plus, round, shareOut, times, type Fraction } from "./exact-share.ts";
import type { OracleLine, OracleUnit } from "./oracle-basket.ts";
import { rewardOn, type OracleDraw } from "./oracle-draws.ts";
import type { OracleOffer } from "./oracle-offers.ts";

export interface OraclePlan {
  readonly totalMinor: number;
  readonly amounts: ReadonlyMap<string, number>;
  readonly netByLine: readonly number[];
}

export interface PlanQuestion {
  readonly lines: readonly OracleLine[];
  readonly start: readonly OracleUnit[];
  readonly offers: readonly OracleOffer[];
  readonly draws: readonly OracleDraw[];
  /** For each unit the offers that may not touch it. */
  readonly barred: readonly ReadonlySet<string>[];
  readonly pricesIncludeTax: boolean;
}

export const rivals = (a: OracleOffer, b: OracleOffer): boolean =>
  a.family !== b.family &&
  (a.combines === "otherUnits" || b.combines === "otherUnits" || (a.lane !== null && a.lane === b.lane));

/** Rivals for a unit; unit offers among themselves compete by drawing only. */
const competes = (a: OracleOffer, b: OracleOffer): boolean => rivals(a, b) && (a.layer > 3 || b.layer > 3);

interface Wish {
  readonly unit: number;
  readonly exact: Fraction;
}

export const oraclePlan = (question: PlanQuestion): OraclePlan | null => {
  const { lines, offers, draws, barred } = question;
  const units = question.start.map((unit) => ({ ...unit, touched: new Set<string>() }));
  const lineSum = (line: number): number =>
    units.reduce((sum, unit) => sum + (unit.line === line ? unit.remaining : 0), 0);
  const sumOver = (sums: readonly number[], on: readonly number[]): number =>
    on.reduce((sum, line) => sum + (sums[line] ?? 0), 0);
  const sumsNow = (): readonly number[] => lines.map((_, line) => lineSum(line));
  const spent = new Map<string, number>();
  const amounts = new Map<string, number>();
  let layer = 0;
  let layerSums = sumsNow();
  for (const offer of offers) {
    if (offer.layer !== layer) {
      layer = offer.layer;
      layerSums = sumsNow();
    }
    for (const threshold of offer.thresholds) {
      const measured = sumOver(threshold.atTurn ? sumsNow() : layerSums, threshold.lines);
      if (measured < threshold.least || measured > threshold.most) {
        return null;
      }
    }
    const measured = sumOver(offer.measure.atTurn ? sumsNow() : layerSums, offer.measure.lines);
    const asked = wishesOf(offer, { units, draws, barred, lines, measured, lineSum });
    const byLine = perLine(offer, asked, { units, lines, measured, lineSum });
    const capped = withinCaps(offer, byLine, spent);
    if (capped === null) {
      return null;
    }
    const amount = capped.reduce((sum, part) => sum + part, 0);
    if (amount === 0) {
      return null;
    }
    for (const [line, part] of capped.entries()) {
      const own = asked.filter(({ unit }) => units[unit]?.line === line);
      const parts = shareOut(
        part,
        own.map(({ exact }) => exact),
        own.map(({ unit }) => units[unit]?.remaining ?? 0),
      );
      for (const [at, { unit, exact }] of own.entries()) {
        const one = units[unit];
        if (one !== undefined && part > 0) {
          one.remaining -= parts[at] ?? 0;
          if (exact.top > 0n) {
            one.touched.add(offer.id);
          }
        }
      }
    }
    for (const draw of draws.filter((one) => one.offer === offer)) {
      const needed = offer.benefit.type === "bundlePrice" ? draw.rewarded : draw.bought;
      needed.forEach((unit) => units[unit]?.touched.add(offer.id));
    }
    amounts.set(offer.id, amount);
    if (offer.budget !== null) {
      spent.set(offer.budget.id, (spent.get(offer.budget.id) ?? 0) + amount);
    }
  }
  if (!isConsistent(question, units)) {
    return null;
  }
  const netByLine = sumsNow();
  return { totalMinor: totalOf(question, netByLine), amounts, netByLine };
};

/** Every offer saw exactly those units of its target that no rival touches. */
const isConsistent = ({ offers, barred }: PlanQuestion, units: readonly OracleUnit[]): boolean =>
  units.every((unit, at) =>
    offers.every((offer) => {
      if (!offer.target.includes(unit.line)) {
        return true;
      }
      const touchedByRival = offers.some((other) => competes(offer, other) && unit.touched.has(other.id));
      return (
        touchedByRival === (barred[at]?.has(offer.id) ?? false) &&
        !(touchedByRival && unit.touched.has(offer.id))
      );
    }),
  );

interface Around {
  readonly units: readonly OracleUnit[];
  readonly draws: readonly OracleDraw[];
  readonly barred: readonly ReadonlySet<string>[];
  readonly lines: readonly OracleLine[];
  readonly measured: number;
  readonly lineSum: (line: number) => number;
}

/** The units an offer makes cheaper, each with its exact share. */
const wishesOf = (offer: OracleOffer, around: Around): readonly Wish[] => {
  const { units, draws, barred, lines, measured, lineSum } = around;
  const { benefit } = offer;
  const price = (at: number): number => units[at]?.remaining ?? 0;
  const open = units.flatMap((unit, at) =>
    offer.target.includes(unit.line) && !barred[at]?.has(offer.id) && unit.remaining > 0 ? [at] : [],
  );
  const each = (at: number, priceMinor: number): number => {
    const sample = lines[units[at]?.line ?? -1]?.sample;
    return sample?.unit === "weight"
      ? round(fraction(BigInt(priceMinor) * BigInt(sample.quantityMilli), 1000))
      : priceMinor;
  };
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
    case "fixedPrice": {
      const worth = (at: number): Fraction => {
        if (benefit.type === "fixedPrice") {
          return fraction(Math.max(0, price(at) - each(at, benefit.priceMinor)));
        }
        if (benefit.type === "fixedAmount" && benefit.per === "unit") {
          return fraction(Math.min(price(at), each(at, benefit.amountMinor)));
        }
        return fraction(price(at));
      };
      const hasRoom = (at: number): boolean => {
        const line = units[at]?.line ?? -1;
        return lineSum(line) > (lines[line]?.floorMinor ?? 0);
      };
      const useful = open.filter((at) => worth(at).top > 0n && (benefit.maxUnits === null || hasRoom(at)));
      const sign = benefit.choose === "dearest" ? -1 : 1;
      const ordered = useful.toSorted((a, b) => sign * (price(a) - price(b)) || a - b);
      const groupOf = (at: number): string =>
        benefit.maxUnitsPer === "sku" ? (lines[units[at]?.line ?? -1]?.sample.sku ?? "") : "";
      const most = benefit.maxUnits ?? units.length;
      const chosen = ordered.filter(
        (at, place) =>
          ordered.slice(0, place).filter((other) => groupOf(other) === groupOf(at)).length < most,
      );
      return chosen.toSorted((a, b) => a - b).map((unit) => ({ unit, exact: worth(unit) }));
    }
    case "tiered":
      return tierOf(offer, measured, lines) === null
        ? []
        : open.map((unit) => ({ unit, exact: fraction(price(unit)) }));
    case "tier":
    case "freeDelivery":
      return open.map((unit) => ({ unit, exact: fraction(price(unit)) }));
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
const perLine = (
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

/** The offer's own cap and its campaign's budget; null when the budget refuses. */
const withinCaps = (
  offer: OracleOffer,
  wanted: readonly number[],
  spent: ReadonlyMap<string, number>,
): readonly number[] | null => {
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
  if (offer.budget === null) {
    return share(ownCap);
  }
  const left = offer.budget.left - (spent.get(offer.budget.id) ?? 0);
  if (!offer.budget.refuse) {
    return share(Math.min(ownCap, left));
  }
  return sum(share(ownCap)) > left ? null : share(ownCap);
};

const totalOf = ({ lines, pricesIncludeTax }: PlanQuestion, netByLine: readonly number[]): number => {
  const net = netByLine.reduce((sum, one) => sum + one, 0);
  if (pricesIncludeTax) {
    return net;
  }
  const rates = [...new Set(lines.map((line) => line.sample.taxRateBp))];
  return rates.reduce((sum, rate) => {
    const base = netByLine.reduce(
      (total, one, at) => total + (lines[at]?.sample.taxRateBp === rate ? one : 0),
      0,
    );
    return sum + round(fraction(BigInt(base) * BigInt(rate), 10_000));
  }, net);
};
