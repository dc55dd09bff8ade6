/** The oracle's unit offers: which units the next application takes, unit by unit. */
import type { Reward } from "../../../domain/campaigns/benefit.ts";
import type { OracleLine, OracleUnit } from "./oracle-basket.ts";
import { fraction, times, type Fraction } from "./exact-share.ts";
import type { OracleOffer } from "./oracle-offers.ts";

export interface OracleDraw {
  readonly offer: OracleOffer;
  readonly bought: readonly number[];
  readonly rewarded: readonly number[];
  readonly cheaper: number;
}

/** What one unit gets, exactly. */
export const rewardOn = (reward: Reward, remaining: number): Fraction => {
  if ("percentBp" in reward) {
    return times(fraction(remaining), fraction(reward.percentBp, 10_000));
  }
  return fraction(
    "amountMinor" in reward
      ? Math.min(remaining, reward.amountMinor)
      : Math.max(0, remaining - reward.priceMinor),
  );
};

export interface OracleTable {
  readonly lines: readonly OracleLine[];
  readonly units: readonly OracleUnit[];
}

const roomAt = ({ lines, units }: OracleTable, line: number): boolean =>
  units.filter((unit) => unit.line === line).reduce((sum, unit) => sum + unit.remaining, 0) >
  (lines[line]?.floorMinor ?? 0);

/** `free` are the units that the offer may draw; null when no application can be made. */
export const oracleDraw = (
  offer: OracleOffer,
  free: readonly number[],
  table: OracleTable,
): OracleDraw | null => {
  const { units } = table;
  const price = (at: number): number => units[at]?.remaining ?? 0;
  const lineOf = (at: number): number => units[at]?.line ?? -1;
  const { benefit } = offer;
  let open = free.filter((at) => offer.target.includes(lineOf(at)));
  for (;;) {
    const dearest = open.toSorted((a, b) => price(b) - price(a) || a - b);
    const cheapest = open.toSorted((a, b) => price(a) - price(b) || a - b);
    let bought: readonly number[] = [];
    let rewarded: readonly number[] = [];
    let gain = (_at: number): boolean => false;
    if (benefit.type === "bundlePrice") {
      const filling = dearestFilling(
        benefit.items.map((item) => item.quantity),
        offer.sides,
        { dearest, lineOf },
      );
      if (filling === null || filling.reduce((sum, at) => sum + price(at), 0) <= benefit.priceMinor) {
        return null;
      }
      rewarded = filling;
      gain = (at) => price(at) > 0;
    } else if (benefit.type === "cheapestFree" || benefit.type === "buyXGetY") {
      const reward = benefit.type === "cheapestFree" ? benefit.reward : benefit.get.reward;
      gain = (at) => rewardOn(reward, price(at)).top > 0n;
      const [buyLines, getLines] = offer.sides;
      const sameSides = JSON.stringify(buyLines) === JSON.stringify(getLines);
      if (benefit.type === "cheapestFree" || sameSides) {
        const size =
          benefit.type === "cheapestFree" ? benefit.of : benefit.buy.quantity + benefit.get.quantity;
        const count = benefit.type === "cheapestFree" ? benefit.free : benefit.get.quantity;
        if (dearest.length < size) {
          return null;
        }
        if (benefit.grouping === "shop") {
          bought = dearest.slice(0, size - count);
          rewarded = dearest.slice(dearest.length - count);
        } else {
          const group = dearest.slice(0, size);
          const fromFront = benefit.type === "buyXGetY" && benefit.choose === "dearest";
          rewarded = fromFront ? group.slice(0, count) : group.slice(size - count);
          bought = group.filter((at) => !rewarded.includes(at));
        }
      } else {
        const buys = (at: number): boolean => buyLines?.includes(lineOf(at)) ?? false;
        const gets = (at: number): boolean => getLines?.includes(lineOf(at)) ?? false;
        const first = dearest.filter((at) => buys(at) && !gets(at));
        const last = (benefit.choose === "dearest" ? cheapest : dearest).filter((at) => buys(at) && gets(at));
        bought = [...first, ...last].slice(0, benefit.buy.quantity);
        const rest = (benefit.choose === "dearest" ? dearest : cheapest).filter(
          (at) => gets(at) && !bought.includes(at),
        );
        rewarded = rest.slice(0, benefit.get.quantity);
        if (bought.length < benefit.buy.quantity || rewarded.length < benefit.get.quantity) {
          return null;
        }
      }
    }
    const useful = rewarded.filter((at) => gain(at) && roomAt(table, lineOf(at)));
    if (useful.length > 0) {
      return { offer, bought, rewarded, cheaper: useful.length };
    }
    open = open.filter((at) => !rewarded.includes(at));
  }
};

/** Tries every way to fill the items; keeps the dearest, of equal ones the first in canonical order. */
const dearestFilling = (
  quantities: readonly number[],
  sides: readonly (readonly number[])[],
  { dearest, lineOf }: { readonly dearest: readonly number[]; readonly lineOf: (at: number) => number },
): readonly number[] | null => {
  const slots = quantities.flatMap((quantity, item) =>
    Array.from({ length: quantity }, () => sides[item] ?? []),
  );
  const fits = (chosen: readonly number[]): boolean => {
    const [first, ...rest] = chosen;
    const go = (left: readonly number[], free: readonly (readonly number[])[]): boolean => {
      const [unit, ...others] = left;
      return (
        unit === undefined ||
        free.some(
          (slot, at) =>
            slot.includes(lineOf(unit)) &&
            go(
              others,
              free.filter((_, other) => other !== at),
            ),
        )
      );
    };
    return first === undefined || go([first, ...rest], slots);
  };
  let chosen: readonly number[] = [];
  for (const at of dearest) {
    if (chosen.length < slots.length && fits([...chosen, at])) {
      chosen = [...chosen, at];
    }
  }
  return chosen.length === slots.length ? chosen : null;
};

/** How often a unit offer may be applied, and how many units it may make cheaper. */
export const limitsOf = ({
  benefit,
}: OracleOffer): { readonly maxTimes: number; readonly maxUnits: number } =>
  "maxTimes" in benefit
    ? { maxTimes: benefit.maxTimes ?? 1e9, maxUnits: benefit.maxUnits ?? 1e9 }
    : { maxTimes: 0, maxUnits: 0 };
