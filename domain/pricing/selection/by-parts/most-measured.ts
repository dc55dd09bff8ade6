/**
 * Owns the most that a threshold's lines may be left with when it is measured, over all plans of a branch without some
 * offers and with some others.
 */
import { isMeasuredAfter } from "../../explain/plan-refusals.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Unmet } from "./compose-plan.ts";
import type { Asking } from "./losses.ts";
import type { Part } from "./parts.ts";
import { mostLeft } from "./remaining-ranges.ts";

export interface Measuring {
  readonly unmet: Unmet;
  /** So much must be left of its lines, in minor units. */
  readonly limitMinor: number;
  /** The parts with measured lines. */
  readonly parts: readonly Part[];
  /** What was answered before, by the part or plain line, and by what is left out of it and what is kept there. */
  readonly known: Map<string, number>;
}

interface Choice {
  readonly without: readonly number[];
  readonly kept: ReadonlySet<number>;
}

/** The offers as they stand in a choice. */
interface Standing {
  readonly excluded: ReadonlySet<number>;
  readonly isCertain: (offer: MoneyOffer) => boolean;
  /** Those that are not left out and take their part before the threshold is measured. */
  readonly before: (offers: readonly MoneyOffer[]) => readonly MoneyOffer[];
}

/** In minor units; more than anything costs where nothing is known. */
export const mostMeasured = (asking: Asking, measuring: Measuring, { without, kept }: Choice): number => {
  const { solver, leaf, certain } = asking;
  const { problem, split } = solver;
  const { unmet, parts, known } = measuring;
  const excluded = new Set([...leaf.excluded, ...without]);
  const standing: Standing = {
    excluded,
    isCertain: ({ index }) => certain.has(index) || kept.has(index),
    before: (offers) => offers.filter((one) => !excluded.has(one.index) && isMeasuredAfter(unmet, one)),
  };
  const remembered = (place: string, offers: readonly MoneyOffer[], compute: () => number): number => {
    const marks = offers.map((one) => (excluded.has(one.index) ? "-" : standing.isCertain(one) ? "+" : "?"));
    const key = `${place}|${marks.join("")}`;
    const minor = known.get(key) ?? compute();
    known.set(key, minor);
    return minor;
  };
  let sumMinor = 0;
  for (const line of unmet.lines) {
    const plain = split.plain.get(line);
    if (plain !== undefined) {
      sumMinor += remembered(String(line), plain, () => mostOfPlain(asking, standing, { line, plain }));
    } else if (!parts.some((part) => part.lines.includes(line))) {
      // Only offers on top take from it.
      sumMinor += problem.start[line]?.totalMinor ?? 0;
    }
  }
  for (const part of parts) {
    sumMinor += remembered(`part ${String(part.lines[0])}`, [...part.drawing, ...part.later], () =>
      mostOfPart(asking, standing, { part, lines: unmet.lines }),
    );
  }
  return sumMinor;
};

const mostOfPlain = (
  { solver: { problem } }: Asking,
  { isCertain, before }: Standing,
  { line, plain }: { readonly line: number; readonly plain: readonly MoneyOffer[] },
): number => {
  const followed = { problem, lines: [line], drawn: problem.start, later: before(plain), isCertain };
  return mostLeft(followed, [line]) ?? NOBODY_KNOWS;
};

/** Of all draws that a plan as good as the best may have, those with every draw that is certain. */
const mostOfPart = (
  { solver: { problem, split, pool } }: Asking,
  { excluded, isCertain, before }: Standing,
  { part, lines }: { readonly part: Part; readonly lines: readonly number[] },
): number => {
  const measured = lines.filter((line) => part.lines.includes(line));
  const drawing = part.drawing.filter((one) => !excluded.has(one.index) && isCertain(one));
  let mostMinor = 0;
  for (const { drawn } of pool?.[split.parts.indexOf(part)] ?? []) {
    if (drawn === null) {
      return NOBODY_KNOWS;
    }
    const draws = new Set(drawn.effects.map(({ offer }) => offer.index));
    const isLeftOut = [...draws].some((index) => excluded.has(index));
    if (!isLeftOut && drawing.every(({ index }) => draws.has(index))) {
      const followed = {
        problem,
        lines: part.lines,
        drawn: drawn.states,
        later: before(part.later),
        isCertain,
      };
      mostMinor = Math.max(mostMinor, mostLeft(followed, measured) ?? NOBODY_KNOWS);
    }
  }
  return mostMinor;
};

const NOBODY_KNOWS = Number.MAX_SAFE_INTEGER / 1e6;
