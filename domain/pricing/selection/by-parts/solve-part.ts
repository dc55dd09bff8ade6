/**
 * Owns the exact answer for one independent part: the draws, and who gets contested units, that leave the least to pay
 * for its lines, with every later offer given that finds something. Which offers to drop is decided above.
 */
import { nextDraw } from "../../draws/draw-units.ts";
import { markDraws } from "../../draws/compute-draws.ts";
import {
  afterDraw,
  allFree,
  unitClasses,
  type Draw,
  type FreeUnits,
  type UnitClass,
} from "../../draws/unit-pool.ts";
import type { LineState } from "../../basket/unit-run.ts";
import type { MoneyOffer, UnitOffer } from "../../offers/offer.ts";
import { lineChain, type LineChain } from "./line-chain.ts";
import { nothingCountedTwice, nothingReserved, waysToClose, waysToLeave } from "../contested-units.ts";
import { drawPotential, type Potential } from "./draw-potential.ts";
import { spendNode, type NodeBudget } from "../node-budget.ts";
import type { Part } from "./parts.ts";
import { problemOf, type Effect, type Problem } from "../problem.ts";
import { enterLayer, firstStage, giveDrawn, giveOffer, type Stage } from "../stage.ts";

/** The weight of a line of which nothing more is taken off. */
export const WEIGHT = 10_000;

export interface PartAnswer {
  readonly effects: readonly Effect[];
  /** Of the part's lines only. */
  readonly states: ReadonlyMap<number, LineState>;
  /** What remains, each line times its weight. */
  readonly weighted: number;
}

export interface PartAnswers {
  /** The answers that leave at most `window` more than the least, the least first. Lines of equal amounts count once. */
  readonly near: readonly PartAnswer[];
  /** False when the nodes ran out: there may be better ones. */
  readonly complete: boolean;
}

export interface PartQuestion {
  readonly problem: Problem;
  readonly part: Part;
  /** Offers that are not to be given. */
  readonly excluded: ReadonlySet<number>;
  /** How much one minor unit of a line weighs in the total, in units of WEIGHT. */
  readonly weightOf: (line: number) => number;
  readonly window: number;
  readonly nodes: NodeBudget;
  /** Only answers in which this offer gives something. */
  readonly required: number | null;
}

/** An answer whose effects are computed when it is kept to the end. */
interface Near {
  readonly weighted: number;
  readonly finish: () => PartAnswer;
}

const MOST_NEAR = 16;

interface Solving {
  readonly question: PartQuestion;
  readonly problem: Problem;
  readonly drawing: readonly UnitOffer[];
  readonly later: readonly MoneyOffer[];
  /** Rounding may take away this much, weighted, when more is drawn. */
  readonly slack: number;
  readonly near: Map<string, Near>;
  /** The quick way through the later offers, where there is one. */
  readonly chain: LineChain | null;
  /** What one evaluation costs in nodes. */
  readonly cost: number;
  best: number;
  dropped: boolean;
}

export const solvePart = (question: PartQuestion): PartAnswers => {
  const { part, excluded } = question;
  const drawing = part.drawing.filter((offer) => !excluded.has(offer.index));
  const later = part.later.filter((offer) => !excluded.has(offer.index));
  const problem = { ...problemOf(question.problem, [...drawing, ...later]), hasRivals: part.hasRivals };
  const slack = roundingSlack(drawing, later);
  const chain = part.hasRivals || drawing.length === 0 ? null : lineChain(problem.lines, later);
  const solving: Solving = {
    question,
    problem,
    drawing,
    later,
    slack: slack * WEIGHT,
    near: new Map(),
    chain,
    cost: chain === null ? Math.ceil((part.lines.length * (later.length + 1)) / 20) : 1,
    best: Number.POSITIVE_INFINITY,
    dropped: false,
  };
  const ways = part.hasRivals ? waysToClose(problem, problem.start, { drawing, later }) : [problem.start];
  for (const states of ways) {
    const classes = unitClasses(
      problem.lines,
      states,
      drawing.length === 0
        ? []
        : part.lines.filter((line) => drawing.some((offer) => offer.lines.includes(line))),
    );
    const opens = drawing.map((offer) =>
      classes.flatMap((unit, at) =>
        offer.lines.includes(unit.line) && !unit.closedTo.includes(offer.index) ? [at] : [],
      ),
    );
    const potential = drawPotential(drawing, classes, opens);
    explore({ solving, states, classes, opens, potential, seen: new Set() }, allFree(classes), []);
    if (question.nodes.left <= 0) {
      break;
    }
  }
  const near = [...solving.near.values()]
    .filter(({ weighted }) => weighted <= solving.best + question.window)
    .toSorted((a, b) => a.weighted - b.weighted)
    .slice(0, MOST_NEAR)
    .map(({ finish }) => finish());
  return { near, complete: !solving.dropped };
};

/** One minor unit per line and offer whose rewards are not whole, and for units split by later offers. */
const roundingSlack = (drawing: readonly UnitOffer[], later: readonly MoneyOffer[]): number => {
  const fractions = drawing.filter(
    ({ work: { form } }) =>
      form.type === "bundle" || ("percentBp" in form.reward && form.reward.percentBp !== 10_000),
  );
  const split = later.some(({ work }) => work.kind === "line" && !work.sumOnly);
  const splits = split ? later.length : 0;
  const coupled = later.filter(
    ({ work, maxDiscountMinor }) => work.kind === "basket" || maxDiscountMinor !== null,
  );
  const lines = new Set(drawing.flatMap((offer) => offer.lines)).size;
  return (
    fractions.reduce((sum, offer) => sum + offer.lines.length, 0) + lines * splits + coupled.length * lines
  );
};

interface Exploring {
  readonly solving: Solving;
  readonly states: readonly LineState[];
  readonly classes: readonly UnitClass[];
  readonly opens: readonly (readonly number[])[];
  readonly potential: Potential;
  readonly seen: Set<string>;
}

const explore = (exploring: Exploring, free: FreeUnits, draws: readonly Draw[]): void => {
  const { solving, classes, opens, seen } = exploring;
  const { question, drawing } = solving;
  if (!spendNode(question.nodes, solving.cost)) {
    solving.dropped = true;
    if (draws.length > 0) {
      return;
    }
  }
  const weighted = stopHere(exploring, draws);
  if (drawing.length === 0) {
    return;
  }
  const counts = classes.map((_, at) => (free.until[at] ?? 0) - (free.from[at] ?? 0));
  const gain = exploring.potential.of(counts) * WEIGHT + (draws.length === 0 ? 0 : solving.slack);
  const leastPossible = weighted - gain;
  if (
    question.window === 0 ? leastPossible >= solving.best : leastPossible > solving.best + question.window
  ) {
    return;
  }
  const next: { readonly draw: Draw; readonly key: string; readonly gain: number }[] = [];
  for (const [at, offer] of drawing.entries()) {
    const { maxTimes, maxUnits } = offer.work;
    const made = draws.filter((draw) => draw.offer === offer.index);
    if (maxTimes !== null && made.length >= maxTimes) {
      continue;
    }
    const draw = nextDraw({ offer, classes, open: opens[at] ?? [], free });
    const units = made.reduce((sum, one) => sum + one.cheaperUnits, draw?.cheaperUnits ?? 0);
    if (draw === null || (maxUnits !== null && units > maxUnits)) {
      continue;
    }
    const key = drawsKey([...draws, draw]);
    if (!seen.has(key)) {
      seen.add(key);
      next.push({ draw, key, gain: roughGain(draw, classes) / unitsOf(draw) });
    }
  }
  for (const { draw } of next.toSorted((a, b) => b.gain - a.gain)) {
    explore(exploring, afterDraw(free, draw), [...draws, draw]);
  }
};

/** Tries the draws made so far as they are; answers what remains, weighted, also where they cannot stand: a bound. */
const stopHere = ({ solving, states, classes }: Exploring, draws: readonly Draw[]): number => {
  const { problem, drawing } = solving;
  const marked = draws.length === 0 ? states : markDraws(states, classes, draws);
  let stage: Stage = { ...firstStage(problem), states: marked, layerStart: marked };
  let stands = true;
  for (const offer of drawing) {
    if (draws.some((draw) => draw.offer === offer.index)) {
      const outcome = giveDrawn(problem, stage, { offer, draws });
      if ("effect" in outcome) {
        ({ stage } = outcome);
      } else {
        stands = false;
      }
    }
  }
  return solving.chain === null
    ? giveLater(solving, stage, { at: 0, stands })
    : keepQuickly(solving, solving.chain, { stage, stands });
};

const keepQuickly = (
  solving: Solving,
  chain: LineChain,
  { stage, stands }: { readonly stage: Stage; readonly stands: boolean },
): number => {
  const { question, near } = solving;
  const { lines } = question.part;
  let weighted = 0;
  for (const line of lines) {
    const state = stage.states[line];
    weighted += (state === undefined ? 0 : chain.remaining(line, state)) * question.weightOf(line);
  }
  if (stands && givesRequired(solving, stage) && isNear(solving, weighted)) {
    solving.best = Math.min(solving.best, weighted);
    const key = lines.map((line) => chain.remaining(line, stage.states[line] ?? NO_LINE)).join();
    if (!near.has(key)) {
      near.set(key, { weighted, finish: () => finished(solving, stage, weighted) });
    }
  }
  return weighted;
};

const givesRequired = ({ question: { required }, chain, later }: Solving, stage: Stage): boolean =>
  required === null ||
  (chain !== null && later.some(({ index }) => index === required)) ||
  stage.effects.some(({ offer }) => offer.index === required);

const NO_LINE: LineState = { runs: [], totalMinor: 0 };

/** With a window of zero only a better answer matters. */
const isNear = ({ best, question }: Solving, weighted: number): boolean =>
  question.window === 0 ? weighted < best : weighted <= best + question.window;

/** Computes the later offers with all that the plan wants to know of them. */
const finished = ({ problem, later, question }: Solving, before: Stage, weighted: number): PartAnswer => {
  let stage = before;
  for (const offer of later) {
    const outcome = giveOffer(problem, stage, offer);
    stage = "effect" in outcome ? outcome.stage : enterLayer(stage, offer.layer);
  }
  return { effects: stage.effects, states: statesOf(question.part, stage), weighted };
};

const statesOf = ({ lines }: Part, { states }: Stage): ReadonlyMap<number, LineState> =>
  new Map(lines.map((line) => [line, states[line] ?? NO_LINE]));

const giveLater = (
  solving: Solving,
  before: Stage,
  { at, stands }: { readonly at: number; readonly stands: boolean },
): number => {
  const { problem, later, question } = solving;
  let stage = before;
  for (let index = at; index < later.length; index += 1) {
    const offer = later[index];
    if (offer === undefined) {
      break;
    }
    if (question.part.hasRivals) {
      return giveEveryWay(solving, enterLayer(stage, offer.layer), { at: index, offer, stands });
    }
    const outcome = giveOffer(problem, stage, offer);
    stage = "effect" in outcome ? outcome.stage : enterLayer(stage, offer.layer);
  }
  return keep(solving, stage, stands);
};

const giveEveryWay = (
  solving: Solving,
  stage: Stage,
  { at, offer, stands }: { readonly at: number; readonly offer: MoneyOffer; readonly stands: boolean },
): number => {
  const { problem, later, question } = solving;
  let best = Number.POSITIVE_INFINITY;
  for (const states of waysToLeave(problem, stage.states, { offer, later: later.slice(at + 1) })) {
    if (!spendNode(question.nodes, solving.cost)) {
      solving.dropped = true;
      if (best < Number.POSITIVE_INFINITY) {
        return best;
      }
    }
    const outcome = giveOffer(problem, { ...stage, states }, offer);
    const next = "effect" in outcome ? outcome.stage : { ...stage, states };
    best = Math.min(best, giveLater(solving, next, { at: at + 1, stands }));
  }
  return best;
};

const keep = (solving: Solving, stage: Stage, stands: boolean): number => {
  const { question, problem, near } = solving;
  const { lines, hasRivals } = question.part;
  const given = stage.effects.map(({ offer }) => offer);
  const isAllowed =
    stands &&
    (!hasRivals ||
      (nothingReserved(problem, stage.states, problem.offers) &&
        nothingCountedTwice(problem, stage.states, given)));
  let weighted = 0;
  for (const line of lines) {
    weighted += (stage.states[line]?.totalMinor ?? 0) * question.weightOf(line);
  }
  if (isAllowed && givesRequired(solving, stage) && isNear(solving, weighted)) {
    solving.best = Math.min(solving.best, weighted);
    const key = lines.map((line) => stage.states[line]?.totalMinor ?? 0).join();
    if (!near.has(key)) {
      const answer = { effects: stage.effects, states: statesOf(question.part, stage), weighted };
      near.set(key, { weighted, finish: () => answer });
    }
  }
  return weighted;
};

const unitsOf = (draw: Draw): number =>
  [...draw.paying, ...draw.rewarded].reduce((sum, { count }) => sum + count, 0);

const roughGain = (draw: Draw, classes: readonly UnitClass[]): number =>
  draw.rewarded.reduce((sum, { at, count }) => sum + count * (classes[at]?.remainingMinor ?? 0), 0);

/** Draws that took the same units for the same offers are the same, whatever their order was. */
export const drawsKey = (draws: readonly Draw[]): string => draws.map(drawKey).toSorted().join(";");

const drawKey = (draw: Draw): string =>
  `${String(draw.offer)}:${takenKey(draw.paying)}:${takenKey(draw.rewarded)}`;

const takenKey = (taken: Draw["paying"]): string =>
  taken.map(({ at, from, count }) => `${String(at)}.${String(from)}.${String(count)}`).join(",");
