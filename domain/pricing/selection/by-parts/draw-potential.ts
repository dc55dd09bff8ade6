/**
 * Owns the bound on drawing: the most that further applications could still take off. Two proven bounds, the smaller
 * counts: each offer alone on all that is free, and every free unit at the best rate that any offer could give it.
 */
import { rewardWeight } from "../../benefits/reward.ts";
import { unitClasses, type UnitClass } from "../../draws/unit-pool.ts";
import type { UnitOffer } from "../../offers/offer.ts";
import type { Problem } from "../problem.ts";

/** In thousandths of a minor unit, rounded up: rates are fractions, and a bound must not be too small. */
const SCALE = 1000;

export interface Potential {
  /** The most that all further draws together could take off, in minor units. */
  readonly of: (freeCounts: readonly number[]) => number;
}

/** The most that unit offers could take off with all units of some lines free, in minor units. */
export const mostDrawn = (
  { lines, start }: Pick<Problem, "lines" | "start">,
  drawing: readonly UnitOffer[],
): number => {
  const classes = unitClasses(lines, start, [...new Set(drawing.flatMap((offer) => offer.lines))]);
  const opens = drawing.map((offer) =>
    classes.flatMap((unit, at) => (offer.lines.includes(unit.line) ? [at] : [])),
  );
  return drawPotential(drawing, classes, opens).of(classes.map(({ count }) => count));
};

interface OfferRates {
  readonly open: readonly number[];
  /** What one unit of a class would get as a reward, scaled. */
  readonly gains: readonly number[];
  /** The most that one unit contributes on average to an application's gain, scaled. */
  readonly rates: readonly number[];
  readonly size: number;
  readonly rewards: number;
  readonly grouped: boolean;
}

export const drawPotential = (
  drawing: readonly UnitOffer[],
  classes: readonly UnitClass[],
  opens: readonly (readonly number[])[],
): Potential => {
  const offers = drawing.map((offer, at) => offerRates(offer, classes, opens[at] ?? []));
  const best = classes.map((_, at) => Math.max(0, ...offers.map(({ rates }) => rates[at] ?? 0)));
  return {
    of: (freeCounts) => {
      let alone = 0;
      for (const offer of offers) {
        alone += aloneGain(offer, freeCounts);
      }
      let shared = 0;
      for (const [at, count] of freeCounts.entries()) {
        shared += count * (best[at] ?? 0);
      }
      return Math.ceil(Math.min(alone, shared) / SCALE);
    },
  };
};

const offerRates = (offer: UnitOffer, classes: readonly UnitClass[], open: readonly number[]): OfferRates => {
  const { form } = offer.work;
  const isOpen = new Set(open);
  const worthOf = (unit: UnitClass, at: number): number => {
    if (!isOpen.has(at) || (form.type === "sides" && !form.get.lines.has(unit.line))) {
      return 0;
    }
    if (form.type === "bundle") {
      return unit.remainingMinor * SCALE;
    }
    const weight = rewardWeight(form.reward, unit.remainingMinor);
    return "percentBp" in form.reward
      ? Math.ceil((weight * form.reward.percentBp * SCALE) / 10_000)
      : weight * SCALE;
  };
  // What a unit would get if its line had room, and what it gets.
  const worths = classes.map(worthOf);
  const gains = worths.map((worth, at) => (classes[at]?.hasRoom === true ? worth : 0));
  const size =
    form.type === "group"
      ? form.size
      : form.type === "sides"
        ? form.buy.quantity + form.get.quantity
        : form.items.reduce((sum, { quantity }) => sum + quantity, 0);
  if (form.type === "bundle") {
    const dearest = dearestOf(open, classes, size);
    const saved = Math.max(0, dearest - form.priceMinor);
    // Also of units without room: the others of the bundle bear it for them.
    const rates = worths.map((worth) =>
      saved === 0 ? 0 : Math.ceil(Number((BigInt(worth) * BigInt(saved)) / BigInt(dearest))) + 1,
    );
    return { open, gains: rates, rates, size, rewards: size, grouped: false };
  }
  const rewards = form.type === "group" ? form.rewards : form.get.quantity;
  // Where the cheapest of a group are rewarded, they gain at most the group's average, units without room counted too.
  const averaged = form.type === "group" && form.choose === "cheapest";
  const rates = averaged ? worths.map((worth) => Math.ceil((worth * rewards) / size)) : gains;
  // A unit without room in the middle of the order would break the rule of positions.
  const grouped = averaged && open.every((at) => classes[at]?.hasRoom === true);
  return { open, gains, rates, size, rewards, grouped };
};

/** What `size` of the dearest open units cost: no bundle is worth more. */
const dearestOf = (open: readonly number[], classes: readonly UnitClass[], size: number): number => {
  let left = size;
  let sum = 0;
  for (const at of open) {
    const count = Math.min(left, classes[at]?.count ?? 0);
    sum += count * (classes[at]?.remainingMinor ?? 0);
    left -= count;
  }
  return sum;
};

/** An upper bound of what one offer could take off with all free units to itself. */
const aloneGain = (offer: OfferRates, freeCounts: readonly number[]): number => {
  let units = 0;
  for (const at of offer.open) {
    units += freeCounts[at] ?? 0;
  }
  const times = Math.floor(units / offer.size);
  if (times === 0) {
    return 0;
  }
  return offer.grouped
    ? groupedGain(offer, freeCounts, times)
    : topGain(offer, freeCounts, times * offer.rewards);
};

/** Consecutive groups of the dearest: no other grouping rewards dearer units. */
const groupedGain = (
  { open, gains, size, rewards }: OfferRates,
  freeCounts: readonly number[],
  times: number,
): number => {
  let sum = 0;
  let position = 0;
  for (const at of open) {
    const count = freeCounts[at] ?? 0;
    const until = Math.min(position + count, times * size);
    sum +=
      (gains[at] ?? 0) * (rewardedBefore(until, size, rewards) - rewardedBefore(position, size, rewards));
    position = until;
  }
  return sum;
};

/** How many of the first `count` units in groups of `size` are rewarded, the last `rewards` of each group. */
const rewardedBefore = (count: number, size: number, rewards: number): number =>
  Math.floor(count / size) * rewards + Math.max(0, (count % size) - (size - rewards));

const topGain = ({ open, gains }: OfferRates, freeCounts: readonly number[], units: number): number => {
  const ordered = open.toSorted((a, b) => (gains[b] ?? 0) - (gains[a] ?? 0));
  let left = units;
  let sum = 0;
  for (const at of ordered) {
    const count = Math.min(left, freeCounts[at] ?? 0);
    sum += count * (gains[at] ?? 0);
    left -= count;
  }
  return sum;
};
