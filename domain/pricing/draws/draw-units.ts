/**
 * Owns which units the next application of a unit offer takes: what its grouping says, from those still free
 * (docs/pricing.md, "Drawing units"). An application that gives nothing on every reward is not made, and its reward
 * units are not free for it.
 */
import { rewardWeight } from "../benefits/reward.ts";
import type { BundleForm, DrawForm, GroupForm, SidesForm, UnitOffer } from "../offers/offer.ts";
import type { Made } from "./draw-runs.ts";
import { fillBundle } from "./fill-bundle.ts";
import { unitsOfOne } from "./units-of-one.ts";
import type { Draw, FreeUnits, Taken, UnitClass } from "./unit-pool.ts";

export interface DrawRequest {
  readonly offer: UnitOffer;
  readonly classes: readonly UnitClass[];
  /** Classes of the offer's lines that are open to it, in the order of drawing. */
  readonly open: readonly number[];
  readonly free: FreeUnits;
  /** What it has drawn before. */
  readonly made: Made;
}

/** The next application within the offer's limits, or null when there is none. */
export const nextDraw = (request: DrawRequest): Draw | null => {
  const { form } = request.offer.work;
  const counts = new Map<number, number>();
  for (const at of request.open) {
    const count = (request.free.until[at] ?? 0) - (request.free.from[at] ?? 0);
    if (count > 0) {
      counts.set(at, count);
    }
  }
  for (;;) {
    const picked = pick(form, counts, request.classes);
    if (picked === null) {
      return null;
    }
    const cheaperUnits = picked.rewarded.reduce(
      (sum, { at, count }) => sum + (givesSomething(form, request.classes[at]) ? count : 0),
      0,
    );
    if (cheaperUnits > 0) {
      const times = timesAtOnce(picked, counts, { request, cheaperUnits });
      if (times === 0) {
        return null;
      }
      return placed(repeated(picked, times), { cheaperUnits: cheaperUnits * times, times }, request);
    }
    for (const { at, count } of picked.rewarded) {
      // Units that gain nothing come in whole batches: a thousand of them must not take a thousand rounds.
      const left = (counts.get(at) ?? 0) - (picked.paying.find((one) => one.at === at)?.count ?? 0);
      const batch = picked.rewarded.length === 1 ? Math.floor(left / count) * count : count;
      counts.set(at, (counts.get(at) ?? 0) - batch);
    }
  }
};

/**
 * An offer that may be applied more often than this takes all it can at once: a line of 80,995 pieces must not take
 * 27,000 draws. What is found so is not proven (select-best.ts).
 */
const SINGLE_APPLICATIONS = 100;

/** Whether an offer may draw so many units at once, not one application at a time. */
export const mayDrawAtOnce = ({ work, lines }: UnitOffer, units: number): boolean => {
  const size = unitsOfOne(work.form, lines).at(-1)?.units ?? 1;
  const most = Math.min(Math.floor(units / size), work.maxTimes ?? units, work.maxUnits ?? units);
  return most > SINGLE_APPLICATIONS;
};

const timesAtOnce = (
  picked: Picked,
  counts: Counts,
  { request, cheaperUnits }: { readonly request: DrawRequest; readonly cheaperUnits: number },
): number => {
  const { made, offer, open, classes } = request;
  const { maxTimes, maxUnits } = offer.work;
  const used = new Map<number, number>();
  for (const { at, count } of [...picked.paying, ...picked.rewarded]) {
    used.set(at, (used.get(at) ?? 0) + count);
  }
  const possible = Math.min(
    ...[...used].map(([at, count]) => Math.floor((counts.get(at) ?? 0) / count)),
    maxTimes === null ? Number.POSITIVE_INFINITY : maxTimes - made.times,
    maxUnits === null ? Number.POSITIVE_INFINITY : Math.floor((maxUnits - made.units) / cheaperUnits),
  );
  if (possible <= 1) {
    return Math.max(0, possible);
  }
  const units = open.reduce((sum, at) => sum + (classes[at]?.count ?? 0), 0);
  return mayDrawAtOnce(offer, units) ? possible : 1;
};

const repeated = ({ paying, rewarded }: Picked, times: number): Picked => {
  const often = (counts: readonly Count[]): readonly Count[] =>
    counts.map(({ at, count }) => ({ at, count: count * times }));
  return times === 1 ? { paying, rewarded } : { paying: often(paying), rewarded: often(rewarded) };
};

export interface Count {
  readonly at: number;
  readonly count: number;
}

export interface Picked {
  readonly paying: readonly Count[];
  readonly rewarded: readonly Count[];
}

export type Counts = ReadonlyMap<number, number>;

const givesSomething = (form: DrawForm, unit: UnitClass | undefined): boolean =>
  unit !== undefined &&
  unit.hasRoom &&
  (form.type === "bundle" ? unit.remainingMinor > 0 : rewardWeight(form.reward, unit.remainingMinor) > 0);

const pick = (form: DrawForm, counts: Counts, classes: readonly UnitClass[]): Picked | null => {
  switch (form.type) {
    case "group":
      return form.grouping === "shop" ? pickShopGroup(form, counts) : pickGroup(form, counts);
    case "sides":
      return pickSides(form, counts, classes);
    case "bundle":
      return pickBundle(form, counts, classes);
  }
};

/** Takes `wanted` units from classes in the given order; null when there are not so many. */
const takeInOrder = (order: readonly number[], counts: Counts, wanted: number): readonly Count[] | null => {
  const taken: Count[] = [];
  let missing = wanted;
  for (const at of order) {
    const count = Math.min(missing, counts.get(at) ?? 0);
    if (count > 0) {
      taken.push({ at, count });
      missing -= count;
    }
    if (missing === 0) {
      return taken;
    }
  }
  return missing === 0 ? taken : null;
};

const pickGroup = (form: GroupForm, counts: Counts): Picked | null => {
  const group = takeInOrder([...counts.keys()], counts, form.size);
  if (group === null) {
    return null;
  }
  const first = form.choose === "dearest" ? form.rewards : form.size - form.rewards;
  const [head, tail] = splitCounts(group, first);
  return form.choose === "dearest" ? { paying: tail, rewarded: head } : { paying: head, rewarded: tail };
};

const splitCounts = (
  counts: readonly Count[],
  first: number,
): readonly [readonly Count[], readonly Count[]] => {
  const head: Count[] = [];
  const tail: Count[] = [];
  let left = first;
  for (const { at, count } of counts) {
    const inHead = Math.min(left, count);
    left -= inHead;
    if (inHead > 0) {
      head.push({ at, count: inHead });
    }
    if (count > inHead) {
      tail.push({ at, count: count - inHead });
    }
  }
  return [head, tail];
};

const pickShopGroup = (form: GroupForm, counts: Counts): Picked | null => {
  const order = [...counts.keys()];
  if (takeInOrder(order, counts, form.size) === null) {
    return null;
  }
  const paying = takeInOrder(order, counts, form.size - form.rewards);
  const rewarded = takeInOrder(order.toReversed(), counts, form.rewards);
  return paying === null || rewarded === null ? null : { paying, rewarded };
};

/** Ascending by price, ties in canonical order: not simply the reverse of the order of drawing. */
const cheapestFirst = (order: readonly number[], classes: readonly UnitClass[]): readonly number[] =>
  order.toSorted((a, b) => (classes[a]?.remainingMinor ?? 0) - (classes[b]?.remainingMinor ?? 0) || a - b);

const pickSides = (form: SidesForm, counts: Counts, classes: readonly UnitClass[]): Picked | null => {
  const order = [...counts.keys()];
  const on =
    (lines: ReadonlySet<number>) =>
    (at: number): boolean =>
      lines.has(classes[at]?.line ?? -1);
  const buyable = order.filter(on(form.buy.lines));
  const both = buyable.filter(on(form.get.lines));
  const reluctant = form.choose === "dearest" ? cheapestFirst(both, classes) : both;
  const buyOrder = [...buyable.filter((at) => !both.includes(at)), ...reluctant];
  const paying = takeInOrder(buyOrder, counts, form.buy.quantity);
  if (paying === null) {
    return null;
  }
  const left = new Map(counts);
  for (const { at, count } of paying) {
    left.set(at, (left.get(at) ?? 0) - count);
  }
  const gettable = order.filter(on(form.get.lines));
  const rewardOrder = form.choose === "dearest" ? gettable : cheapestFirst(gettable, classes);
  const rewarded = takeInOrder(rewardOrder, left, form.get.quantity);
  return rewarded === null ? null : { paying, rewarded };
};

const pickBundle = (form: BundleForm, counts: Counts, classes: readonly UnitClass[]): Picked | null => {
  const rewarded = fillBundle(form.items, counts, classes);
  if (rewarded === null) {
    return null;
  }
  const valueMinor = rewarded.reduce(
    (sum, { at, count }) => sum + count * (classes[at]?.remainingMinor ?? 0),
    0,
  );
  return valueMinor > form.priceMinor ? { paying: [], rewarded } : null;
};

/** Gives the picked counts their places in the classes: from the front, "shop" rewards from the back. */
const placed = (
  picked: Picked,
  { cheaperUnits, times }: Pick<Draw, "cheaperUnits" | "times">,
  { offer, free }: DrawRequest,
): Draw => {
  const { form } = offer.work;
  const fromBack = form.type === "group" && form.grouping === "shop";
  const used = new Map<number, number>();
  const place = ({ at, count }: Count): Taken => {
    const from = (free.from[at] ?? 0) + (used.get(at) ?? 0);
    used.set(at, (used.get(at) ?? 0) + count);
    return { at, from, count };
  };
  const placeBack = ({ at, count }: Count): Taken => ({ at, from: (free.until[at] ?? 0) - count, count });
  // Whoever comes first in the group has the first units of a class, so that cutting a class into two changes nothing.
  const rewardsFirst = form.type === "group" && form.choose === "dearest";
  const rewardsLie = fromBack ? "back" : rewardsFirst ? "first" : "after";
  const first = rewardsFirst ? picked.rewarded.map(place) : [];
  const paying = picked.paying.map(place);
  return {
    offer: offer.index,
    times,
    paying,
    rewarded: rewardsFirst ? first : picked.rewarded.map(fromBack ? placeBack : place),
    cheaperUnits,
    needsRewarded: form.type === "bundle",
    rewardsLie,
  };
};
