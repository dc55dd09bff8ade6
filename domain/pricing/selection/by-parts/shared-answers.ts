/**
 * Owns the answers of parts that several baskets of one pricing run have in common: a nudge changes one line, and every
 * part without that line is what it was. A part is known by its lines and the rules on them, never by their places.
 * Shared is only what is left of the lines; who gave it names places, so nobody may ask a shared answer for it.
 */
import type { CanonicalLine } from "../../basket/canonical-line.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { PricingLine } from "../../pricing-input.ts";
import type { Problem } from "../problem.ts";
import type { Part } from "./parts.ts";
import type { Reached } from "./draw-outcome.ts";
import type { PartAnswers } from "./solve-part.ts";
import type { Solver } from "./solver.ts";

export interface SharedPart {
  readonly problem: Problem;
  readonly part: Part;
  readonly excluded: ReadonlySet<number>;
}

export interface SharedQuestion extends SharedPart {
  /** The weights of the part's lines; empty where the part has no choice. */
  readonly weightsKey: string;
  readonly windowMinor: number;
  /** Answers to a rough question are good for rough ones alone. */
  readonly isRough: boolean;
}

export interface SharedAnswers {
  /** The first solver of some offers: that of another basket with the very same offers builds on it. */
  readonly solvers: Map<Problem["offers"], Solver>;
  /** What draws of a part came to in other questions; nothing is kept of parts that read more than lies in them. */
  readonly reached: (asked: SharedPart) => Reached;
  readonly answer: (question: SharedQuestion, solve: (reached: Reached) => PartAnswers) => PartAnswers;
}

export const sharedAnswers = (): SharedAnswers => {
  const known = new Map<string, { readonly windowMinor: number; readonly answers: PartAnswers }>();
  const reachedBy = new Map<string, Reached>();
  const numbers = new Map<PricingLine, number>();
  const numberOf = ({ sample }: CanonicalLine): number => {
    const number = numbers.get(sample) ?? numbers.size;
    numbers.set(sample, number);
    return number;
  };
  const reachedAs = (key: string): Reached => {
    const reached: Reached = reachedBy.get(key) ?? new Map();
    reachedBy.set(key, reached);
    return reached;
  };
  return {
    solvers: new Map(),
    reached: (asked) => (isShareable(asked.part) ? reachedAs(keyOf(asked, numberOf)) : new Map()),
    answer: (question, solve) => {
      const { part, weightsKey, windowMinor, isRough } = question;
      if (!isShareable(part)) {
        return solve(new Map());
      }
      const own = keyOf(question, numberOf);
      const key = `${own}|${weightsKey}${isRough ? "|rough" : ""}`;
      const before = known.get(key);
      if (before !== undefined && before.windowMinor >= windowMinor) {
        return within(before.answers, windowMinor);
      }
      const answers = solve(reachedAs(own));
      known.set(key, { windowMinor, answers });
      return answers;
    },
  };
};

/** What a part reads must lie in the part: no budget, no rivals, no offer that is measured over other lines. */
const isShareable = ({ hasRivals, drawing, later }: Part): boolean =>
  !hasRivals &&
  drawing.every(({ budget }) => budget === null) &&
  later.every(({ budget, work }) => budget === null && work.kind === "line");

const keyOf = (
  { problem, part, excluded }: SharedPart,
  numberOf: (line: CanonicalLine) => number,
): string => {
  let key = "";
  for (const index of part.lines) {
    const line = problem.lines[index];
    key += line === undefined ? "" : `${String(numberOf(line))}x${String(line.unitCount)},`;
  }
  const places = new Map(part.lines.map((line, at) => [line, at]));
  for (const offers of [part.drawing, part.later]) {
    for (const offer of offers) {
      key += excluded.has(offer.index) ? "" : `|${offerKey(offer, places)}`;
    }
  }
  return key;
};

const offerKey = (
  { ruleNumber, maxDiscountMinor, work, lines }: MoneyOffer,
  places: ReadonlyMap<number, number>,
): string => {
  const limit = work.kind === "unit" ? null : work.selection.maxUnits;
  let key = `${String(ruleNumber)}:${String(maxDiscountMinor)}:${String(limit)}`;
  for (const line of lines) {
    key += `.${String(places.get(line))}`;
  }
  return key;
};

/** The answers that a narrower question has. */
const within = (answers: PartAnswers, windowMinor: number): PartAnswers => {
  const limit = (answers.near[0]?.weighted ?? 0) + windowMinor;
  return { ...answers, near: answers.near.filter(({ weighted }) => weighted <= limit) };
};
