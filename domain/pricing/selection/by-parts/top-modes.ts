/**
 * Owns how each top offer works whatever the parts leave: as a percent, or as an amount between two bounds. What a line
 * can be left with lies between what all offers together leave and what it began with.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Assumed } from "./compose-plan.ts";
import type { TopShape } from "./top-shape.ts";
import type { TopMode } from "./top-slack.ts";

export interface LineBounds {
  /** No plan leaves less of a line before the top, and none more. */
  readonly leastMinor: readonly number[];
  readonly mostMinor: readonly number[];
  /** Lines of parts: what is left of the others does not depend on draws. */
  readonly isOpen: readonly boolean[];
}

export const topModes = (
  { stages, common }: TopShape,
  bounds: LineBounds,
  { excluded, assumed }: { readonly excluded: ReadonlySet<number>; readonly assumed: Assumed },
): readonly (TopMode | null)[] => {
  const least = [...bounds.leastMinor];
  const amounts: { readonly at: number; readonly mostMinor: number }[] = [];
  const open = [...bounds.isOpen];
  return stages.map(({ offer, lines }, at) => {
    if (offer === null || excluded.has(offer.index)) {
      return null;
    }
    const earlier = amounts.filter((one) => (common[one.at]?.[at] ?? 0) > 0);
    const taken = earlier.reduce((sum, { mostMinor }) => sum + mostMinor, 0);
    let leastBase = -taken - at;
    let mostBase = 0;
    let isOpen = false;
    for (const line of lines) {
      leastBase += least[line] ?? 0;
      mostBase += bounds.mostMinor[line] ?? 0;
      isOpen ||= open[line] === true;
    }
    const found = modeOf(offer, assumed, { leastBase: Math.max(0, leastBase), mostBase });
    for (const line of lines) {
      least[line] = (least[line] ?? 0) * (1 - found.percentBp / 10_000);
      open[line] = isOpen;
    }
    amounts.push({ at, mostMinor: found.mostMinor });
    return { ...found, isOpen };
  });
};

const modeOf = (
  offer: MoneyOffer,
  assumed: Assumed,
  { leastBase, mostBase }: { readonly leastBase: number; readonly mostBase: number },
): Omit<TopMode, "isOpen"> => {
  const { work, maxDiscountMinor, tierMeasure, index } = offer;
  if (work.kind !== "basket") {
    return { percentBp: 0, leastMinor: 0, mostMinor: 0 };
  }
  const measured = assumed.get(index) ?? tierMeasure?.quantityMilli ?? 0;
  const percentBp = work.percentBpAt(measured);
  if (percentBp === 0) {
    const wanted = work.wanted(Number.MAX_SAFE_INTEGER, measured);
    const amount = Math.min(wanted, maxDiscountMinor ?? wanted);
    return maxDiscountMinor === null && mostBase <= wanted
      ? { percentBp: 10_000, leastMinor: 0, mostMinor: 0 }
      : { percentBp: 0, leastMinor: Math.min(amount, leastBase), mostMinor: Math.min(amount, mostBase) };
  }
  const mostMinor = (mostBase * percentBp) / 10_000 + 1;
  if (maxDiscountMinor === null || mostMinor <= maxDiscountMinor) {
    return { percentBp, leastMinor: 0, mostMinor: 0 };
  }
  const leastMinor = Math.min(maxDiscountMinor, Math.max(0, (leastBase * percentBp) / 10_000 - 1));
  return { percentBp: 0, leastMinor, mostMinor: maxDiscountMinor };
};

/** What is left to each top offer when its turn comes lies between these, whatever step earlier ladders stand at. */
export interface BaseRange {
  readonly leastMinor: number;
  readonly mostMinor: number;
}

/** By the position of the stage. */
export const baseRanges = ({ stages, common }: TopShape, bounds: LineBounds): readonly BaseRange[] => {
  const least = [...bounds.leastMinor];
  const taken: number[] = [];
  return stages.map(({ offer, lines }, at) => {
    let [leastMinor, mostMinor] = [-at, 0];
    for (const line of lines) {
      leastMinor += least[line] ?? 0;
      mostMinor += bounds.mostMinor[line] ?? 0;
    }
    for (const [earlier, amount] of taken.entries()) {
      leastMinor -= (common[earlier]?.[at] ?? 0) > 0 ? amount : 0;
    }
    const work = offer?.work.kind === "basket" ? offer.work : null;
    const steps = offer === null ? [] : stepsOf(offer);
    const percentBp = Math.max(0, ...steps.map((step) => work?.percentBpAt(step) ?? 0));
    for (const line of lines) {
      least[line] = (least[line] ?? 0) * (1 - percentBp / 10_000);
    }
    const amounts = steps.filter((step) => work?.percentBpAt(step) === 0);
    taken.push(Math.max(0, ...amounts.map((step) => work?.wanted(mostMinor, step) ?? 0)));
    return { leastMinor: Math.max(0, Math.floor(leastMinor)), mostMinor };
  });
};

/** What a top offer may be measured at, as far as it matters. */
const stepsOf = ({ tierMeasure }: MoneyOffer): readonly number[] =>
  tierMeasure === null || tierMeasure.quantityMilli !== null
    ? [tierMeasure?.quantityMilli ?? 0]
    : tierMeasure.steps;

/** By so much a lower step of a ladder may give more than the one assumed: then the assumption bounds nothing. */
export const ladderLuck = (
  offer: MoneyOffer,
  { leastMinor, mostMinor }: BaseRange,
  assumed: Assumed,
): number => {
  const { work, tierMeasure } = offer;
  const measured = assumed.get(offer.index);
  if (work.kind !== "basket" || tierMeasure === null || measured === undefined) {
    return 0;
  }
  // Between the bases at which an amount finds no more than itself the difference is a straight line.
  const bends = tierMeasure.steps.map((step) => work.wanted(mostMinor, step));
  const bases = [leastMinor, mostMinor, ...bends.filter((base) => base > leastMinor && base < mostMinor)];
  const lower = tierMeasure.steps.filter((from) => from <= measured).slice(1);
  return lower.reduce((most, from) => {
    const more = Math.max(...bases.map((base) => work.wanted(base, from) - work.wanted(base, measured)));
    return more > 0 ? Math.max(most, more + 1) : most;
  }, 0);
};
