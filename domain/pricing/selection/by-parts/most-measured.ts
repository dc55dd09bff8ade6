/**
 * Owns the most that a threshold's lines may be left with when it is measured, over all plans of a branch without some
 * offers and with some others.
 */
import { isMeasuredAfter } from "../../explain/plan-refusals.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Unmet } from "./compose-plan.ts";
import type { Asking } from "./losses.ts";
import type { PartAnswer } from "./part-answer.ts";
import type { Part } from "./parts.ts";
import { mostLeft } from "./remaining-ranges.ts";
import { UNBOUNDED } from "./top-slack.ts";

export interface Measuring {
  readonly unmet: Unmet;
  /** So much must be left of its lines, in minor units. */
  readonly limitMinor: number;
  /** The parts with measured lines. */
  readonly parts: readonly Part[];
  /** What was answered before, by the part or plain line, and by what is left out of it and what is kept there. */
  readonly known: Map<string, readonly number[]>;
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
export const mostMeasured = (asking: Asking, measuring: Measuring, choice: Choice): number => {
  const { plainMinor, parts } = mostsIn(asking, measuring, choice);
  return parts.reduce((sum, minors) => sum + Math.max(0, ...minors), plainMinor);
};

/** The answers of each part with which enough may be left of what is measured. */
export const enoughAnswers = (
  asking: Asking,
  measuring: Measuring,
): readonly (readonly PartAnswer[])[] | null => {
  const { split, pool } = asking.solver;
  const { plainMinor, parts } = mostsIn(asking, measuring, NOTHING_CHOSEN);
  const mosts = parts.map((minors) => Math.max(0, ...minors));
  const sumMinor = mosts.reduce((sum, minor) => sum + minor, plainMinor);
  return (
    pool?.map((answers, at) => {
      const place = measuring.parts.findIndex((part) => split.parts[at] === part);
      const roomMinor = sumMinor - (mosts[place] ?? 0) - measuring.limitMinor;
      return place < 0 ? answers : answers.filter((_, one) => (parts[place]?.[one] ?? 0) + roomMinor >= 0);
    }) ?? null
  );
};

const NOTHING_CHOSEN: Choice = { without: [], kept: new Set() };

interface Mosts {
  readonly plainMinor: number;
  /** For each part with measured lines the most with each answer of the pool; less than nothing where it is left out. */
  readonly parts: readonly (readonly number[])[];
}

const mostsIn = (asking: Asking, measuring: Measuring, { without, kept }: Choice): Mosts => {
  const { solver, leaf, certain } = asking;
  const { problem, split } = solver;
  const { unmet, parts, known } = measuring;
  const excluded = new Set([...leaf.excluded, ...without]);
  const standing: Standing = {
    excluded,
    isCertain: ({ index }) => certain.has(index) || kept.has(index),
    before: (offers) => offers.filter((one) => !excluded.has(one.index) && isMeasuredAfter(unmet, one)),
  };
  const remembered = (
    place: string,
    offers: readonly MoneyOffer[],
    compute: () => readonly number[],
  ): readonly number[] => {
    const marks = offers.map((one) => (excluded.has(one.index) ? "-" : standing.isCertain(one) ? "+" : "?"));
    const key = `${place}|${marks.join("")}`;
    const minors = known.get(key) ?? compute();
    known.set(key, minors);
    return minors;
  };
  let plainMinor = 0;
  for (const line of unmet.lines) {
    const plain = split.plain.get(line);
    if (plain !== undefined) {
      const here = remembered(String(line), plain, () => [mostOfPlain(asking, standing, { line, plain })]);
      plainMinor += here[0] ?? 0;
    } else if (!parts.some((part) => part.lines.includes(line))) {
      // Only offers on top take from it.
      plainMinor += problem.start[line]?.totalMinor ?? 0;
    }
  }
  return {
    plainMinor,
    parts: parts.map((part) =>
      remembered(`part ${String(part.lines[0])}`, [...part.drawing, ...part.later], () =>
        mostsOfPart(asking, standing, { part, lines: unmet.lines }),
      ),
    ),
  };
};

const mostOfPlain = (
  { solver: { problem } }: Asking,
  { isCertain, before }: Standing,
  { line, plain }: { readonly line: number; readonly plain: readonly MoneyOffer[] },
): number => {
  const followed = { problem, lines: [line], drawn: problem.start, later: before(plain), isCertain };
  return mostLeft(followed, [line]) ?? UNBOUNDED;
};

/** With each answer of the pool that has every draw that is certain, and none that is left out. */
const mostsOfPart = (
  { solver: { problem, split, pool } }: Asking,
  { excluded, isCertain, before }: Standing,
  { part, lines }: { readonly part: Part; readonly lines: readonly number[] },
): readonly number[] => {
  const measured = lines.filter((line) => part.lines.includes(line));
  const drawing = part.drawing.filter((one) => !excluded.has(one.index) && isCertain(one));
  const later = before(part.later);
  return (pool?.[split.parts.indexOf(part)] ?? []).map(({ drawn }) => {
    if (drawn === null) {
      return UNBOUNDED;
    }
    const draws = new Set(drawn.effects.map(({ offer }) => offer.index));
    const isLeftOut = [...draws].some((index) => excluded.has(index));
    if (isLeftOut || !drawing.every(({ index }) => draws.has(index))) {
      return -1;
    }
    const followed = { problem, lines: part.lines, drawn: drawn.states, later, isCertain };
    return mostLeft(followed, measured) ?? UNBOUNDED;
  });
};
