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
import { afterDraw, type Draw, type FreeUnits, type Taken, type UnitClass } from "./unit-pool.ts";

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
  const counts = new Map<number, number>();
  for (const at of request.open) {
    const count = (request.free.until[at] ?? 0) - (request.free.from[at] ?? 0);
    if (count > 0) {
      counts.set(at, count);
    }
  }
  const first = nextApplication(request, counts, request.made);
  if (first === null) {
    return null;
  }
  return drawsAllClasses(request) ? allOf(first, counts, request) : placed(first, request);
};

/** What is drawn at once: an application, or equal ones, or all that there are. */
interface Application extends Picked, Pick<Draw, "times" | "cheaperUnits"> {}

/** The next one from units of which `counts` are free; those that are found not to be free for it are taken out there. */
const nextApplication = (
  request: DrawRequest,
  counts: Map<number, number>,
  made: Made,
): Application | null => {
  const { form } = request.offer.work;
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
      const times = timesAtOnce(picked, counts, { request, made, cheaperUnits });
      return times === 0 ? null : { ...repeated(picked, times), cheaperUnits: cheaperUnits * times, times };
    }
    for (const { at, count } of picked.rewarded) {
      // Units that gain nothing come in whole batches: a thousand of them must not take a thousand rounds.
      const left = (counts.get(at) ?? 0) - (picked.paying.find((one) => one.at === at)?.count ?? 0);
      const batch = picked.rewarded.length === 1 ? Math.floor(left / count) * count : count;
      counts.set(at, (counts.get(at) ?? 0) - batch);
    }
  }
};

/** More kinds of units than this are not drawn from one after the other, where an offer takes all it can. */
const SINGLE_CLASSES = 100;

/** Whether the offer takes all it can from all classes in one draw: 4,000 lines must not take 4,000 draws. */
const drawsAllClasses = ({ offer, open, classes }: DrawRequest): boolean =>
  open.length > SINGLE_CLASSES && mayDrawAtOnce(offer, unitsIn(open, classes));

const unitsIn = (open: readonly number[], classes: readonly UnitClass[]): number =>
  open.reduce((sum, at) => sum + (classes[at]?.count ?? 0), 0);

/** The first application and all after it, as one draw. Each bundle shares a sum of its own, so they are kept apart in it. */
const allOf = (first: Application, counts: Map<number, number>, request: DrawRequest): Draw => {
  const paying = new Map<number, number>();
  const rewarded = new Map<number, number>();
  const isBundle = request.offer.work.form.type === "bundle";
  const applications: Draw[] = [];
  let { free } = request;
  let { times, units } = request.made;
  for (let next: Application | null = first; next !== null;) {
    for (const [taken, side] of [
      [next.paying, paying],
      [next.rewarded, rewarded],
    ] as const) {
      for (const { at, count } of taken) {
        side.set(at, (side.get(at) ?? 0) + count);
        takeOut(counts, at, count);
      }
    }
    if (isBundle) {
      const own = placed(next, { ...request, free });
      applications.push(own);
      free = afterDraw(free, own);
    }
    times += next.times;
    units += next.cheaperUnits;
    next = nextApplication(request, counts, { times, units });
  }
  const all = {
    paying: countsOf(paying),
    rewarded: countsOf(rewarded),
    times: times - request.made.times,
    cheaperUnits: units - request.made.units,
  };
  return { ...placed(all, request), applications: isBundle ? applications : null };
};

const takeOut = (counts: Map<number, number>, at: number, count: number): void => {
  const left = (counts.get(at) ?? 0) - count;
  if (left > 0) {
    counts.set(at, left);
  } else {
    counts.delete(at);
  }
};

const countsOf = (counts: Counts): readonly Count[] => [...counts].map(([at, count]) => ({ at, count }));

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
  {
    request,
    made,
    cheaperUnits,
  }: { readonly request: DrawRequest; readonly made: Made; readonly cheaperUnits: number },
): number => {
  const { offer, open, classes } = request;
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
  return mayDrawAtOnce(offer, unitsIn(open, classes)) ? possible : 1;
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
  const isBoth = new Set(both);
  const reluctant = form.choose === "dearest" ? cheapestFirst(both, classes) : both;
  const buyOrder = [...buyable.filter((at) => !isBoth.has(at)), ...reluctant];
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
const placed = (picked: Application, { offer, free }: DrawRequest): Draw => {
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
    times: picked.times,
    paying,
    rewarded: rewardsFirst ? first : picked.rewarded.map(fromBack ? placeBack : place),
    cheaperUnits: picked.cheaperUnits,
    needsRewarded: form.type === "bundle",
    rewardsLie,
    applications: null,
  };
};
