/**
 * Owns splitting a problem into what does not influence each other: parts, which are lines that some offer ties
 * together with all offers on them before the top; plain lines, on which every offer works by itself; and the top, the
 * offers that work on the sums of many lines afterwards.
 */
import type { BasketWork, LineWork, MoneyOffer, UnitOffer } from "../../offers/offer.ts";
import { LAYERS } from "../../offers/offer.ts";
import { areRivals, isUnitOffer, type Problem } from "../problem.ts";
import { isLocal, type LocalOffer } from "./line-chain.ts";

export interface Part {
  /** Ascending. */
  readonly lines: readonly number[];
  readonly drawing: readonly UnitOffer[];
  /** Offers after the unit offers, each on this part's lines only. */
  readonly later: readonly MoneyOffer[];
  readonly hasRivals: boolean;
  /** Indexes of all its offers. */
  readonly offers: readonly number[];
}

export interface Split {
  /** The offers as they were split: basket offers on one line as line offers, without what cannot bind. */
  readonly offers: readonly MoneyOffer[];
  readonly parts: readonly Part[];
  /** For each plain line, ascending, its offers in the order of computing; they may work on other plain lines too. */
  readonly plain: ReadonlyMap<number, readonly LocalOffer[]>;
  /** Basket offers that see the parts only as sums. */
  readonly top: readonly MoneyOffer[];
  /** False when the parts might gain from dropping an offer, which the decomposition does not look for. */
  readonly isMonotone: boolean;
  /** Ladders in parts that are measured by what is spent: a part does not know that, so they are left out. */
  readonly unmeasured: readonly number[];
  /** The parts that an offer works on, by its index. */
  readonly partsOf: ReadonlyMap<number, readonly number[]>;
}

/**
 * Splits the problem. Thresholds are taken to hold: who uses the split checks them afterwards. `before` is the split of
 * the same offers on the same lines in other quantities: it stays what it was where the same limits bind.
 */
export const splitProblem = (problem: Problem, before: Split | null = null): Split => {
  const offers = asLineOffers(problem);
  return before !== null && offers.every((offer, at) => areSplitAlike(offer, before.offers[at]))
    ? before
    : splitOffers(problem, offers);
};

/** Of what one offer became in two baskets. */
const areSplitAlike = (a: MoneyOffer, b: MoneyOffer | undefined): boolean =>
  a === b ||
  (b !== undefined &&
    a.work.kind === b.work.kind &&
    limitOf(a) === limitOf(b) &&
    a.maxDiscountMinor === b.maxDiscountMinor &&
    a.budget === b.budget);

const limitOf = ({ work }: MoneyOffer): number | null =>
  work.kind === "unit" ? null : work.selection.maxUnits;

const splitOffers = (problem: Problem, offers: readonly MoneyOffer[]): Split => {
  const coupled = coupledBasketOffers(offers, problem);
  const top = offers.filter((offer) => offer.work.kind === "basket" && !coupled.has(offer.index));
  const inParts = offers.filter((offer) => offer.work.kind !== "basket" || coupled.has(offer.index));
  const ties = lineTies(problem.lines.length);
  const budgets = new Map<number, number>();
  for (const offer of inParts) {
    if (tiesItsLines(offer)) {
      offer.lines.forEach((line) => ties.join(offer.lines[0] ?? line, line));
    }
    if (offer.budget !== null) {
      const anchor = budgets.get(offer.budget) ?? offer.lines[0] ?? 0;
      budgets.set(offer.budget, anchor);
      offer.lines.forEach((line) => ties.join(anchor, line));
    }
  }
  const plain = new Map<number, readonly LocalOffer[]>();
  const parts: Part[] = [];
  for (const { lines, offers: here } of groupsOf(inParts, ties, problem.lines.length)) {
    const [line] = lines;
    if (line !== undefined && lines.length === 1 && here.every(isLocal) && !haveRivals(problem, here)) {
      plain.set(line, here);
    } else {
      parts.push(partOn(lines, here, problem));
    }
  }
  const isMonotone = inParts.every(
    (offer) =>
      (offer.work.kind === "unit" || offer.work.selection.maxUnits === null) &&
      !isBudgetTight(problem, offer, inParts),
  );
  const partsOf = new Map<number, number[]>();
  for (const [at, part] of parts.entries()) {
    for (const index of part.offers) {
      partsOf.set(index, [...(partsOf.get(index) ?? []), at]);
    }
  }
  const unmeasured = inParts
    .filter(({ tierMeasure }) => tierMeasure !== null && tierMeasure.quantityMilli === null)
    .map(({ index }) => index);
  return { offers, parts, plain, top, isMonotone, unmeasured, partsOf };
};

/**
 * A basket offer on one line is a line offer that comes late, and is handled as one: with the lines, not with the sums.
 * One that some earlier basket offer reaches with other lines too has to wait for it; so has one with a threshold or a
 * ladder, because these are taken to hold and checked later.
 */
const asLineOffers = (problem: Problem): readonly MoneyOffer[] => {
  const waiting = new Set<number>();
  return problem.offers.map((given) => {
    const offer = relaxed(problem, given);
    const { work, lines, maxDiscountMinor, tierMeasure, budget, layer } = offer;
    if (work.kind !== "basket") {
      return offer;
    }
    const [line] = lines;
    const isBound = maxDiscountMinor !== null || tierMeasure !== null || budget !== null;
    const isTaken = given.thresholds.length > 0 || work.selection.maxUnits !== null || problem.hasRivals;
    if (lines.length !== 1 || line === undefined || waiting.has(line) || isBound || isTaken) {
      lines.forEach((one) => waiting.add(one));
      return offer;
    }
    return layer === LAYERS.delivery ? offer : { ...offer, work: lineWorkOf(work) };
  });
};

const lineWorkOf = ({ selection, wanted }: BasketWork): LineWork => ({
  kind: "line",
  selection,
  wantedOfSum: (leftMinor) => wanted(leftMinor, 0),
  wanted: (_line, runs) => ({
    amountMinor: wanted(
      runs.reduce((sum, run) => sum + run.count * run.remainingMinor, 0),
      0,
    ),
    weights: runs.map((run) => run.remainingMinor),
  }),
});

/** Drops caps, limits and budgets that cannot bind, and thresholds. */
const relaxed = (problem: Problem, offer: MoneyOffer): MoneyOffer => {
  const { work, thresholds, maxDiscountMinor, budget } = offer;
  const isFree = maxDiscountMinor === null && budget === null && thresholds.length === 0;
  if (isFree && (work.kind === "unit" || work.selection.maxUnits === null)) {
    return offer;
  }
  return {
    ...offer,
    work: withoutLooseLimit(problem, offer),
    thresholds: [],
    maxDiscountMinor:
      maxDiscountMinor !== null && largestGift(problem, offer) > maxDiscountMinor ? maxDiscountMinor : null,
    budget: budget !== null && budgetBinds(problem, budget) ? budget : null,
  };
};

/** Where only some units are taken, lines on their floor are none of them. */
const withoutLooseLimit = (problem: Problem, { work, lines }: MoneyOffer): MoneyOffer["work"] => {
  if (work.kind === "unit" || work.selection.maxUnits === null) {
    return work;
  }
  const units = lines.reduce((sum, line) => sum + (problem.lines[line]?.unitCount ?? 0), 0);
  const hasFloors = lines.some((line) => (problem.lines[line]?.floorMinor ?? 0) > 0);
  return work.selection.maxUnits >= units && !hasFloors
    ? { ...work, selection: { ...work.selection, maxUnits: null } }
    : work;
};

const budgetBinds = (problem: Problem, budget: number): boolean => {
  const left = problem.budgets[budget]?.leftMinor;
  const family = problem.offers.filter((other) => other.budget === budget);
  return left !== undefined && family.reduce((sum, other) => sum + sumOfLines(problem, other), 0) > left;
};

const sumOfLines = (problem: Problem, offer: MoneyOffer): number =>
  offer.lines.reduce((sum, line) => sum + (problem.start[line]?.totalMinor ?? 0), 0);

/** A budget that refuses, or that several offers share, may give more when one of them is left out. */
const isBudgetTight = (
  problem: Problem,
  { budget, index }: MoneyOffer,
  offers: readonly MoneyOffer[],
): boolean =>
  budget !== null &&
  (problem.budgets[budget]?.refuse === true ||
    offers.some((other) => other.budget === budget && other.index !== index));

/** The most that an offer could ever give: on the amounts that all offers begin with. */
const largestGift = (problem: Problem, offer: MoneyOffer): number => {
  const { work, lines } = offer;
  if (work.kind !== "line") {
    return sumOfLines(problem, offer);
  }
  return lines.reduce((sum, line) => {
    const canonical = problem.lines[line];
    const runs = problem.start[line]?.runs ?? [];
    return canonical === undefined ? sum : sum + work.wanted(canonical, runs).amountMinor + 1;
  }, 0);
};

/** A cap or a limit of units over several lines: what it takes of one depends on the others. */
export const tiesItsLines = ({ work, maxDiscountMinor }: MoneyOffer): boolean =>
  work.kind !== "line" || work.selection.maxUnits !== null || maxDiscountMinor !== null;

/**
 * Basket offers that are more than a function of sums: rivals of somebody, limited in units, bound by a budget; and
 * those that come before one of them on a common line.
 */
const coupledBasketOffers = (offers: readonly MoneyOffer[], problem: Problem): ReadonlySet<number> => {
  const coupled = new Set<number>();
  for (const offer of offers.filter(({ work }) => work.kind === "basket").toReversed()) {
    const meets = (other: MoneyOffer): boolean => other.lines.some((line) => offer.lines.includes(line));
    const isRival = problem.hasRivals && offers.some((other) => areRivals(offer, other) && meets(other));
    const isLimited = offer.work.kind !== "unit" && offer.work.selection.maxUnits !== null;
    const precedes = offers.some((other) => coupled.has(other.index) && meets(other));
    if (isRival || isLimited || offer.budget !== null || precedes || offer.layer === LAYERS.delivery) {
      coupled.add(offer.index);
    }
  }
  return coupled;
};

interface Group {
  /** Ascending. */
  readonly lines: number[];
  readonly offers: MoneyOffer[];
}

/** The lines that are tied to each other, with the offers on them in the order of computing. */
const groupsOf = (offers: readonly MoneyOffer[], ties: LineTies, count: number): readonly Group[] => {
  const groups: Group[] = [];
  const byRoot: Group[] = [];
  const isKnown = new Uint8Array(count);
  for (const offer of offers) {
    for (const line of offer.lines) {
      const root = ties.rootOf(line);
      let group = byRoot[root];
      if (group === undefined) {
        group = { lines: [], offers: [] };
        byRoot[root] = group;
        groups.push(group);
      }
      if (isKnown[line] === 0) {
        isKnown[line] = 1;
        group.lines.push(line);
      }
      if (group.offers.at(-1) !== offer) {
        group.offers.push(offer);
      }
    }
  }
  for (const { lines } of groups) {
    lines.sort((a, b) => a - b);
  }
  return groups;
};

const partOn = (lines: readonly number[], offers: readonly MoneyOffer[], problem: Problem): Part => {
  const own = new Set(lines);
  const here = offers.map((offer): MoneyOffer =>
    offer.lines.every((line) => own.has(line))
      ? offer
      : { ...offer, lines: offer.lines.filter((line) => own.has(line)) },
  );
  return {
    lines,
    drawing: here.filter(isUnitOffer),
    later: here.filter((offer) => !isUnitOffer(offer)),
    hasRivals: haveRivals(problem, here),
    offers: here.map(({ index }) => index),
  };
};

const haveRivals = (problem: Problem, here: readonly MoneyOffer[]): boolean =>
  problem.hasRivals &&
  here.some((a) => here.some((b) => areRivals(a, b) && a.lines.some((line) => b.lines.includes(line))));

interface LineTies {
  readonly join: (a: number, b: number) => void;
  readonly rootOf: (line: number) => number;
}

/** What is tied to what: places that were joined, through others if need be, have one root. */
export const lineTies = (count: number): LineTies => {
  const parents = Array.from({ length: count }, (_, at) => at);
  const rootOf = (line: number): number => {
    let root = line;
    while (parents[root] !== root) {
      root = parents[root] ?? root;
    }
    parents[line] = root;
    return root;
  };
  return {
    rootOf,
    join: (a, b) => {
      parents[rootOf(a)] = rootOf(b);
    },
  };
};
