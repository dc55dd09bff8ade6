/**
 * Owns which offers may be left out whatever else is: every line of theirs stands the same from some later offer on, and has
 * wanted the same of every cap before, in all answers of the pool. A plan without all of them is preferred to any with some.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import { isUnitOffer } from "../problem.ts";
import type { Asking } from "./losses.ts";
import { sameUntil } from "./remaining-ranges.ts";

/** By their indexes; those that give nothing as long as others do are among them. Empty where none of `light` is free. */
export const freeOffers = (asking: Asking, light: readonly number[]): readonly number[] => {
  const { solver, leaf, certain } = asking;
  const { problem, shape } = solver;
  const isOpen = (offer: MoneyOffer): boolean =>
    !certain.has(offer.index) && !leaf.excluded.has(offer.index) && !shape.positionOf.has(offer.index);
  const open = problem.offers.filter((offer) => isOpen(offer) && !isUnitOffer(offer));
  const touched = new Set(open.flatMap(({ index, lines }) => (light.includes(index) ? lines : [])));
  const until = linesSameUntil(asking, touched);
  const free = open
    .filter(({ index, lines }) => lines.every((line) => index <= (until.get(line) ?? -1)))
    .map(({ index }) => index);
  return free.some((index) => light.includes(index)) ? free : [];
};

/** In all answers of the pool: whatever is left out up to an offer, from there on a line stands the same. */
const linesSameUntil = (
  { solver, leaf, certain }: Asking,
  touched: ReadonlySet<number>,
): ReadonlyMap<number, number> => {
  const { problem, split, pool } = solver;
  const until = new Map<number, number>();
  const given = (offers: readonly MoneyOffer[]): readonly MoneyOffer[] =>
    offers.filter(({ index }) => !leaf.excluded.has(index));
  const asked = { problem, isCertain: ({ index }: MoneyOffer): boolean => certain.has(index) };
  for (const [line, offers] of split.plain) {
    if (touched.has(line)) {
      const followed = { ...asked, lines: [line], drawn: problem.start, later: given(offers) };
      sameUntil(followed).forEach((index, one) => until.set(one, index));
    }
  }
  for (const [at, part] of split.parts.entries()) {
    if (part.hasRivals || !part.lines.some((line) => touched.has(line))) {
      continue;
    }
    const followed = { ...asked, lines: part.lines, later: given(part.later) };
    const byAnswer = (pool?.[at] ?? []).map(({ drawn }) =>
      drawn === null ? new Map<number, number>() : sameUntil({ ...followed, drawn: drawn.states }),
    );
    for (const line of part.lines) {
      until.set(line, Math.min(...byAnswer.map((lines) => lines.get(line) ?? -1)));
    }
  }
  return until;
};
