/**
 * Owns the draws of a part whose lines are tied by nothing but caps of line offers. With each cap replaced by the
 * largest part of what is wanted that it could ever let through, lines work by themselves and leave no more than they
 * do: a bound that falls into small parts. Only draws that this bound does not rule out are computed as they are.
 */
import { divide } from "../../../money/ratio.ts";
import type { LineState } from "../../basket/unit-run.ts";
import type { LineWork, MoneyOffer, Offer } from "../../offers/offer.ts";
import { spendNode } from "../node-budget.ts";
import { problemOf, type Effect, type Problem } from "../problem.ts";
import { firstStage, sumOf, type Stage } from "../stage.ts";
import { isLocal, leftThrough } from "./line-chain.ts";
import { leastLeft } from "./least-left.ts";
import { splitLuck } from "./part-luck.ts";
import type { PartAnswer } from "./part-answer.ts";
import { splitProblem, type Part } from "./parts.ts";
import type { PartAnswers, PartQuestion } from "./solve-part.ts";
import { TOLERANCE_MINOR } from "./top-slack.ts";

export interface CappedPart {
  /** The part without the offers that are left out. */
  readonly part: Part;
  readonly problem: Problem;
  readonly question: PartQuestion;
  readonly solve: (question: PartQuestion) => PartAnswers;
  /** What remains after the draws of a stage and all later offers, weighted; kept by who asks. */
  readonly evaluate: (stage: Stage) => number;
}

/** More lines than this are tied by draws as well as by caps, so that looking at them apart ends nowhere. */
const MOST_LINES = 100;
/** Lines whose draws are evaluated together for the price of one node. */
const LINES_A_NODE = 10;

export interface CappedBound {
  /** All draws that matter were evaluated. */
  readonly isComplete: boolean;
  /** No draws leave less, weighted. */
  readonly leastMinor: number;
}

/** Evaluates all draws that may matter, of a rough question those that the bound likes best. null where caps are not all that ties the part. */
export const exploreCapped = (capped: CappedPart): CappedBound | null => {
  const { problem, question } = capped;
  const split = capped.part.lines.length > MOST_LINES ? null : splitCapped(capped);
  const needs = split === null ? null : needsByPart(capped, split.parts);
  if (split === null || needs === null) {
    return null;
  }
  const { parts, apart, restMinor, unsureMinor } = split;
  // The draws to begin with are the whole part's.
  const { beginning: _, ...asked } = question;
  const ask = (windowMinor: number): readonly PartAnswers[] =>
    parts.map((part, at) =>
      capped.solve({
        ...asked,
        problem: apart,
        part,
        windowMinor,
        excluded: NONE,
        needs: needs[at] ?? [],
        reached: new Map(),
      }),
    );
  const first = ask(0);
  const cheapest = first.map(({ near: [answer] }) => answer);
  if (!cheapest.every((answer) => answer !== undefined)) {
    return { isComplete: false, leastMinor: NOTHING_KNOWN };
  }
  const boundMinor = cheapest.reduce((sum, { weighted }) => sum + weighted, restMinor);
  const bestMinor = capped.evaluate(stageOf(problem, parts, cheapest));
  if (first.some(({ complete }) => !complete)) {
    return { isComplete: false, leastMinor: NOTHING_KNOWN };
  }
  const leastMinor = boundMinor - unsureMinor - TOLERANCE_MINOR;
  if (question.isRough === true) {
    return { isComplete: false, leastMinor };
  }
  const allowedMinor = unsureMinor + question.windowMinor + TOLERANCE_MINOR;
  const answers = ask(bestMinor - boundMinor + allowedMinor);
  const areComplete = answers.every(({ complete }) => complete);
  const combining = { capped, parts, answers, allowedMinor, bestMinor };
  return { isComplete: combine(combining, [], boundMinor) && areComplete, leastMinor };
};

export const NOTHING_KNOWN = Number.NEGATIVE_INFINITY;

const NONE: ReadonlySet<number> = new Set();

type Needs = PartQuestion["needs"];

/** What the draws of each part must leave; null where it is not for one of them to decide. */
const needsByPart = ({ problem, question }: CappedPart, parts: readonly Part[]): readonly Needs[] | null => {
  const needs = parts.map((): Needs[number][] => []);
  for (const { lines, leastMinor } of question.needs) {
    const drawn = parts.filter((part) => part.lines.some((line) => lines.includes(line)));
    const [only] = drawn;
    if (only === undefined || drawn.length > 1) {
      return null;
    }
    const own = lines.filter((line) => only.lines.includes(line));
    const others = lines.filter((line) => !only.lines.includes(line));
    needs[parts.indexOf(only)]?.push({ lines: own, leastMinor: leastMinor - sumOf(problem.start, others) });
  }
  return needs;
};

interface SplitCapped {
  readonly parts: readonly Part[];
  readonly apart: Problem;
  /** What the lines without draws leave at least, weighted. */
  readonly restMinor: number;
  /** By so much units that cost differently may lead the bound astray. */
  readonly unsureMinor: number;
}

const splitCapped = ({ part, problem, question: { weightOf } }: CappedPart): SplitCapped | null => {
  const later = part.later.map((offer) => loosened(problem, part, offer));
  if (!later.every((offer) => offer !== null) || part.drawing.some(({ budget }) => budget !== null)) {
    return null;
  }
  const apart = problemOf(problem, [...part.drawing, ...later]);
  const parts = splitProblem(apart).parts.filter(({ drawing }) => drawing.length > 0);
  if (parts.length < 2) {
    return null;
  }
  const drawn = new Set(parts.flatMap(({ lines }) => lines));
  let [restMinor, unsureMinor] = [0, 0];
  for (const line of part.lines) {
    if (!drawn.has(line)) {
      const here = later.filter(({ lines }) => lines.includes(line));
      restMinor += leftThrough(problem.lines[line], problem.start[line] ?? NO_LINE, here) * weightOf(line);
    }
    const here = part.later.filter(({ lines }) => lines.includes(line));
    unsureMinor += splitLuck(part, { line, here, problem }) * weightOf(line);
  }
  return { parts, apart, restMinor, unsureMinor };
};

/** The offer without its cap, giving of what it wants the most that the cap could let through, rounded up. */
const loosened = (problem: Problem, part: Part, offer: MoneyOffer): Offer<LineWork> | null => {
  const { work, maxDiscountMinor: capMinor } = offer;
  if (isLocal(offer)) {
    return offer;
  }
  if (work.kind !== "line" || capMinor === null || !isLocal({ ...offer, maxDiscountMinor: null })) {
    return null;
  }
  const wantedMinor = leastWanted(problem, part, { ...offer, work });
  if (wantedMinor <= capMinor) {
    return { ...offer, work, maxDiscountMinor: null };
  }
  const letThrough = (amountMinor: number): number => {
    const { whole, rest } = divide(amountMinor, capMinor, wantedMinor);
    return rest > 0 ? whole + 1 : whole;
  };
  const { wanted, wantedOfSum } = work;
  const loose: LineWork = {
    ...work,
    wanted: (line, runs) => {
      const { amountMinor, weights } = wanted(line, runs);
      return { amountMinor: letThrough(amountMinor), weights };
    },
    wantedOfSum: wantedOfSum === null ? null : (leftMinor) => letThrough(wantedOfSum(leftMinor)),
  };
  return { ...offer, maxDiscountMinor: null, work: loose };
};

/** What it wants in all at least, whatever is drawn and given before. */
const leastWanted = (problem: Problem, part: Part, offer: Offer<LineWork>): number => {
  const { wantedOfSum } = offer.work;
  if (wantedOfSum === null) {
    return 0;
  }
  const before = { ...part, later: part.later.filter(({ index }) => index < offer.index) };
  return offer.lines.reduce((sum, line) => {
    const remainingMinor = leastLeft(problem, before, line);
    const roomMinor = remainingMinor - (problem.lines[line]?.floorMinor ?? 0);
    return sum + Math.max(0, Math.min(wantedOfSum(remainingMinor), roomMinor));
  }, 0);
};

const NO_LINE: LineState = { runs: [], totalMinor: 0 };

interface Combining {
  readonly capped: CappedPart;
  readonly parts: readonly Part[];
  readonly answers: readonly PartAnswers[];
  /** The bound of what matters lies at most so far above the best. */
  readonly allowedMinor: number;
  bestMinor: number;
}

/**
 * Every choice of one answer for each part that together may leave little enough; `leastMinor` is the bound of the
 * answers chosen with the best of all others. False when the nodes ran out.
 */
const combine = (combining: Combining, chosen: readonly PartAnswer[], leastMinor: number): boolean => {
  const { capped, parts, answers, allowedMinor } = combining;
  const { part, problem, question } = capped;
  if (chosen.length === parts.length) {
    if (!spendNode(question.nodes, Math.ceil(part.lines.length / LINES_A_NODE))) {
      return false;
    }
    const leftMinor = capped.evaluate(stageOf(problem, parts, chosen));
    combining.bestMinor = Math.min(combining.bestMinor, leftMinor);
    return true;
  }
  const near = answers[chosen.length]?.near ?? [];
  for (const answer of near) {
    const leastThen = leastMinor + answer.weighted - (near[0]?.weighted ?? 0);
    if (leastThen > combining.bestMinor + allowedMinor) {
      break;
    }
    if (!combine(combining, [...chosen, answer], leastThen)) {
      return false;
    }
  }
  return true;
};

/** What remains after the draws of some answers. */
const stageOf = (problem: Problem, parts: readonly Part[], answers: readonly PartAnswer[]): Stage => {
  const states = [...problem.start];
  const effects: Effect[] = [];
  for (const [at, { lines }] of parts.entries()) {
    const drawn = answers[at]?.drawn;
    for (const line of lines) {
      states[line] = drawn?.states[line] ?? states[line] ?? NO_LINE;
    }
    effects.push(...(drawn?.effects ?? []));
  }
  return {
    ...firstStage(problem),
    states,
    effects: effects.toSorted((a, b) => a.offer.index - b.offer.index),
  };
};
