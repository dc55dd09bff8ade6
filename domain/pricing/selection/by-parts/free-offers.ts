/**
 * Owns which offers may be left out whatever else is: every line of theirs is then left with the same, and wants the same of
 * every cap, in all answers of the pool. A plan without all of them is preferred to any with some.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import { isUnitOffer } from "../problem.ts";
import type { Asking } from "./losses.ts";
import { sameLines } from "./remaining-ranges.ts";

/** By their indexes; those that give nothing as long as others do are among them. Empty where none of `light` is free. */
export const freeOffers = (asking: Asking, light: readonly number[]): readonly number[] => {
  const { solver, leaf, certain } = asking;
  const { problem, shape } = solver;
  const isOpen = (offer: MoneyOffer): boolean =>
    !certain.has(offer.index) && !leaf.excluded.has(offer.index) && !shape.positionOf.has(offer.index);
  const open = problem.offers.filter((offer) => isOpen(offer) && !isUnitOffer(offer));
  const touched = new Set(open.flatMap(({ index, lines }) => (light.includes(index) ? lines : [])));
  const same = indifferentLines(asking, touched);
  const free = open.filter(({ lines }) => lines.every((line) => same.has(line))).map(({ index }) => index);
  return free.some((index) => light.includes(index)) ? free : [];
};

const indifferentLines = (
  { solver, leaf, certain }: Asking,
  touched: ReadonlySet<number>,
): ReadonlySet<number> => {
  const { problem, split, pool } = solver;
  const same = new Set<number>();
  const given = (offers: readonly MoneyOffer[]): readonly MoneyOffer[] =>
    offers.filter(({ index }) => !leaf.excluded.has(index));
  const asked = { problem, isCertain: ({ index }: MoneyOffer): boolean => certain.has(index) };
  for (const [line, offers] of split.plain) {
    if (touched.has(line)) {
      const followed = { ...asked, lines: [line], drawn: problem.start, later: given(offers) };
      sameLines(followed).forEach((one) => same.add(one));
    }
  }
  for (const [at, part] of split.parts.entries()) {
    if (part.hasRivals || !part.lines.some((line) => touched.has(line))) {
      continue;
    }
    let inAll: readonly number[] = part.lines;
    for (const { drawn } of pool?.[at] ?? []) {
      const followed = { ...asked, lines: part.lines, drawn: drawn?.states ?? [], later: given(part.later) };
      const here = new Set(drawn === null ? [] : sameLines(followed));
      inAll = inAll.filter((line) => here.has(line));
    }
    inAll.forEach((line) => same.add(line));
  }
  return same;
};
