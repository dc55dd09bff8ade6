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

/** By so much a lower step of a ladder may give more than the one assumed: then the assumption bounds nothing. */
export const ladderLuck = (offer: MoneyOffer, bounds: LineBounds, assumed: Assumed): number => {
  const { work, tierMeasure } = offer;
  const measured = assumed.get(offer.index);
  if (work.kind !== "basket" || tierMeasure === null || measured === undefined) {
    return 0;
  }
  const sumOf = (figures: readonly number[]): number =>
    offer.lines.reduce((sum, line) => sum + (figures[line] ?? 0), 0);
  // Earlier top offers may leave nothing of the base: an amount of a lower step is then not made up for by a percent.
  const bases = [0, sumOf(bounds.leastMinor), sumOf(bounds.mostMinor)];
  const lower = tierMeasure.steps.filter((from) => from <= measured).slice(1);
  return lower.reduce((most, from) => {
    const more = bases.map((base) => work.wanted(base, from) - work.wanted(base, measured));
    return Math.max(most, ...more);
  }, 0);
};
