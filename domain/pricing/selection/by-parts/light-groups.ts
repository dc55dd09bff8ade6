/**
 * Owns which offers that may be left out hang together: those that may give something on a common line or part, through
 * others if need be. What one group leaves does not depend on what is left out of another.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Asking } from "./losses.ts";
import { lineTies } from "./parts.ts";
import type { SettledLines } from "./settled-lines.ts";

export interface LightGroup {
  /** Settled lines. */
  readonly lines: readonly number[];
  readonly parts: readonly number[];
  /** A basket offer is a group by itself. */
  readonly top: readonly MoneyOffer[];
}

export interface Grouping {
  readonly settled: SettledLines;
  readonly light: readonly number[];
  /** Left out in any case. */
  readonly free: readonly number[];
}

/** The groups with one of the light offers. Others that are not certain belong to them too: they may come in for one. */
export const lightGroups = (
  { solver, leaf, certain }: Asking,
  { settled, light, free }: Grouping,
): readonly LightGroup[] => {
  const { problem, split, shape } = solver;
  const lineCount = problem.lines.length;
  const open = new Set(settled.parts);
  /** Lines, then parts. */
  const ties = lineTies(lineCount + split.parts.length);
  const placesOf = new Map<number, readonly number[]>();
  for (const offer of problem.offers) {
    const { index } = offer;
    const isOut = certain.has(index) || leaf.excluded.has(index) || free.includes(index);
    if (!isOut && !shape.positionOf.has(index)) {
      const parts = (split.partsOf.get(index) ?? []).filter((at) => open.has(at));
      const places = [...settled.linesOf(offer, certain), ...parts.map((at) => lineCount + at)];
      const [first, ...rest] = places;
      rest.forEach((place) => ties.join(first ?? place, place));
      placesOf.set(index, places);
    }
  }
  // Without the free ones others may come in that gave nothing before.
  const begun = free.length > 0 ? [...placesOf.keys()] : light;
  const roots = new Set(begun.flatMap((index) => (placesOf.get(index) ?? []).slice(0, 1)).map(ties.rootOf));
  const touched = [...new Set([...placesOf.values()].flat())].toSorted((a, b) => a - b);
  const tied = [...roots].map((root): LightGroup => {
    const places = touched.filter((place) => ties.rootOf(place) === root);
    return {
      lines: places.filter((place) => place < lineCount),
      parts: places.filter((place) => place >= lineCount).map((place) => place - lineCount),
      top: [],
    };
  });
  const top = split.top.filter(({ index }) => light.includes(index));
  return [...tied, ...top.map((offer) => ({ lines: [], parts: [], top: [offer] }))];
};
