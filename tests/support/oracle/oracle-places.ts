/** The oracle's offers on single units: what each unit is worth to them, and which units they take where places are few. */
import { fraction, round, type Fraction } from "./exact-share.ts";
import type { OracleLine, OracleUnit } from "./oracle-basket.ts";
import type { OracleOffer } from "./oracle-offers.ts";

export interface Places {
  readonly units: readonly OracleUnit[];
  readonly barred: readonly ReadonlySet<string>[];
  readonly lines: readonly OracleLine[];
  readonly lineSum: (line: number) => number;
  /** Who touched a unit or may not: units that cost the same and have the same history are interchangeable. */
  readonly historyOf: (unit: number) => string;
}

/** Units of its target that an offer may touch. */
export const openUnits = (
  offer: OracleOffer,
  { units, barred }: Pick<Places, "units" | "barred">,
): readonly number[] =>
  units.flatMap((unit, at) =>
    offer.target.includes(unit.line) && !barred[at]?.has(offer.id) && unit.remaining > 0 ? [at] : [],
  );

/** What an offer finds in one unit. */
export const worthOf = (
  { benefit }: OracleOffer,
  at: number,
  { units, lines }: Pick<Places, "units" | "lines">,
): Fraction => {
  const { line, remaining } = units[at] ?? { line: -1, remaining: 0 };
  const sample = lines[line]?.sample;
  const each = (priceMinor: number): number =>
    sample?.unit === "weight"
      ? round(fraction(BigInt(priceMinor) * BigInt(sample.quantityMilli), 1000))
      : priceMinor;
  if (benefit.type === "fixedPrice") {
    return fraction(Math.max(0, remaining - each(benefit.priceMinor)));
  }
  if (benefit.type === "fixedAmount" && benefit.per === "unit") {
    return fraction(Math.min(remaining, each(benefit.amountMinor)));
  }
  return fraction(remaining);
};

/**
 * The units that an offer with places takes: the dearest or the cheapest; where it has places for only some of equal ones,
 * every choice of those that differs in their histories, the first in order first. None for offers without places.
 */
export const waysToTake = (offer: OracleOffer, places: Places): readonly (readonly number[])[] => {
  const { benefit } = offer;
  if (!("maxUnitsPer" in benefit)) {
    return [];
  }
  const { units, lines, lineSum } = places;
  const price = (at: number): number => units[at]?.remaining ?? 0;
  const lineOf = (at: number): number => units[at]?.line ?? -1;
  const hasRoom = (at: number): boolean => lineSum(lineOf(at)) > (lines[lineOf(at)]?.floorMinor ?? 0);
  const useful = openUnits(offer, places).filter(
    (at) => worthOf(offer, at, places).top > 0n && (benefit.maxUnits === null || hasRoom(at)),
  );
  const sign = benefit.choose === "dearest" ? -1 : 1;
  const ordered = useful.toSorted((a, b) => sign * (price(a) - price(b)) || a - b);
  const groupOf = (at: number): string =>
    benefit.maxUnitsPer === "sku" ? (lines[lineOf(at)]?.sample.sku ?? "") : "";
  const most = benefit.maxUnits ?? units.length;
  const first = ordered.filter(
    (at, place) => ordered.slice(0, place).filter((other) => groupOf(other) === groupOf(at)).length < most,
  );
  const equal = Map.groupBy(ordered, (at) => `${String(lineOf(at))} ${String(price(at))}`);
  const choices = [...equal.values()].map((some) =>
    toldApart(some, some.filter((at) => first.includes(at)).length, places.historyOf),
  );
  return product(choices).map((parts) => parts.flat().toSorted((a, b) => a - b));
};

/** So many of equal units, once for each way in which their histories differ. */
const toldApart = (
  equal: readonly number[],
  count: number,
  historyOf: (unit: number) => string,
): readonly (readonly number[])[] => {
  if (count === equal.length) {
    return [equal];
  }
  const seen = new Set<string>();
  return combinations(equal, count).filter((chosen) => {
    const histories = chosen.map(historyOf).toSorted().join("\n");
    const isNew = !seen.has(histories);
    seen.add(histories);
    return isNew;
  });
};

/** Every `count` of some units, the first ones first. */
const combinations = (some: readonly number[], count: number): readonly (readonly number[])[] => {
  const [first, ...rest] = some;
  if (count === 0 || first === undefined) {
    return count === 0 ? [[]] : [];
  }
  return [...combinations(rest, count - 1).map((others) => [first, ...others]), ...combinations(rest, count)];
};

const product = <T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  choices.reduce<readonly (readonly T[])[]>(
    (ways, some) => ways.flatMap((way) => some.map((one) => [...way, one])),
    [[]],
  );
