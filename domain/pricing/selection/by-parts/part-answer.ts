/**
 * Owns one answer of a part: the units are drawn, and the later offers take what they find. What is left of each line is
 * known at once; who gave how much is computed when it is asked for, and so is what would be left without some offers.
 */
import type { LineState } from "../../basket/unit-run.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Effect, Problem } from "../problem.ts";
import { enterLayer, giveOffer, type Stage } from "../stage.ts";
import { laterSums, type LaterSums } from "./later-sums.ts";
import { leftThrough, type LineChain } from "./line-chain.ts";
import type { Part } from "./parts.ts";

export interface PartAnswer {
  /** What is left of each of the part's lines, in their order. */
  readonly left: readonly number[];
  /** What is left of them before a layer; null where nobody knows: among rivals. */
  readonly leftBefore: (layer: number) => readonly number[] | null;
  /** What remains after the draws alone; null among rivals. */
  readonly drawn: Stage | null;
  /** What is left, each line times its weight. */
  readonly weighted: number;
  readonly compute: () => PartOutcome;
  /** The same draws without some offers; null when one of them draws. */
  readonly without: (excluded: ReadonlySet<number>, weightOf: (line: number) => number) => PartAnswer | null;
}

export interface PartOutcome {
  readonly effects: readonly Effect[];
  /** Of the part's lines only. */
  readonly states: ReadonlyMap<number, LineState>;
}

interface Answering {
  readonly problem: Problem;
  readonly part: Part;
  readonly later: readonly MoneyOffer[];
  /** The quick way through the later offers, where there is one. */
  readonly chain: LineChain | null;
  readonly weightOf: (line: number) => number;
  /** The ways through some of the later offers that were made ready, by the offers: the answers of one part share them. */
  readonly sumsBy: Map<string, LaterSums | null>;
}

/** The answer of a part without rivals after its draws: `drawn` has what remains then. */
export const answerAfterDraws = (answering: Answering, drawn: Stage, left: readonly number[]): PartAnswer => {
  const { problem, part, later, chain, weightOf } = answering;
  let computed: PartOutcome | null = null;
  return {
    left,
    leftBefore: (layer) => {
      const earlier = later.filter((offer) => offer.layer < layer);
      return earlier.length === later.length ? left : leftBy(answering, drawn, earlier);
    },
    drawn,
    weighted: weightedSum(part, left, weightOf),
    compute: () => (computed ??= outcomeOf(part, giveAll(problem, drawn, later))),
    without: (excluded, weigh) => {
      if (drawn.effects.some(({ offer }) => excluded.has(offer.index))) {
        return null;
      }
      const kept = later.filter(({ index }) => !excluded.has(index));
      if (kept.length === later.length) {
        return answerAfterDraws({ ...answering, weightOf: weigh }, drawn, left);
      }
      const without = { ...answering, later: kept, weightOf: weigh };
      const leftThen =
        chain === null
          ? leftBy(answering, drawn, kept)
          : part.lines.map((line, at) => {
              const offers = chain.offersOn(line);
              return offers.some(({ index }) => excluded.has(index))
                ? leftThrough(
                    problem.lines[line],
                    drawn.states[line] ?? NO_LINE,
                    offers.filter(({ index }) => !excluded.has(index)),
                  )
                : (left[at] ?? 0);
            });
      return answerAfterDraws(without, drawn, leftThen);
    },
  };
};

/** What some of the later offers leave. */
const leftBy = (
  { problem, part, sumsBy }: Answering,
  drawn: Stage,
  offers: readonly MoneyOffer[],
): readonly number[] => {
  const key = offers.map(({ index }) => index).join();
  let sums = sumsBy.get(key);
  if (sums === undefined) {
    sums = laterSums(problem.lines, part.lines, offers);
    sumsBy.set(key, sums);
  }
  return sums?.(drawn.states) ?? leftIn(part, giveAll(problem, drawn, offers));
};

/** The answer as it was computed, where units are shared with rivals. */
export const computedAnswer = (part: Part, stage: Stage, weightOf: (line: number) => number): PartAnswer => {
  const left = leftIn(part, stage);
  return {
    left,
    leftBefore: () => null,
    drawn: null,
    weighted: weightedSum(part, left, weightOf),
    compute: () => outcomeOf(part, stage),
    without: () => null,
  };
};

export const weightedSum = (
  { lines }: Part,
  left: readonly number[],
  weightOf: (line: number) => number,
): number => {
  let sum = 0;
  let at = 0;
  for (const line of lines) {
    sum += (left[at] ?? 0) * weightOf(line);
    at += 1;
  }
  return sum;
};

export const leftIn = ({ lines }: Part, { states }: Stage): readonly number[] =>
  lines.map((line) => states[line]?.totalMinor ?? 0);

const NO_LINE: LineState = { runs: [], totalMinor: 0 };

/** Gives every later offer that finds something. */
export const giveAll = (problem: Problem, before: Stage, later: readonly MoneyOffer[]): Stage => {
  let stage = before;
  for (const offer of later) {
    const outcome = giveOffer(problem, stage, offer);
    stage = "effect" in outcome ? outcome.stage : enterLayer(stage, offer.layer);
  }
  return stage;
};

const outcomeOf = ({ lines }: Part, { effects, states }: Stage): PartOutcome => ({
  effects,
  states: new Map(lines.map((line) => [line, states[line] ?? NO_LINE])),
});
