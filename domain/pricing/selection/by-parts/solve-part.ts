/**
 * Owns the exact answer for one independent part: the draws, and who gets contested units, that leave the least to pay
 * for its lines, with every later offer given that finds something. Which offers to drop is decided above.
 */
import { drawsKey, madeBy, withDraw } from "../../draws/draw-runs.ts";
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
import { keyOfUnits, type LineState } from "../../basket/unit-run.ts";
import type { MoneyOffer, UnitOffer } from "../../offers/offer.ts";
import { laterSums, type LaterSums } from "./later-sums.ts";
import { exploreCapped, NOTHING_KNOWN } from "./capped-part.ts";
import { lineChain, type LineChain } from "./line-chain.ts";
import { nothingCountedTwice, nothingReserved, waysToClose, waysToLeave } from "../contested-units.ts";
import { drawOutcome, type DrawOutcome, type Reached } from "./draw-outcome.ts";
import { drawPotential, type Potential } from "./draw-potential.ts";
import { spendNode, type NodeBudget } from "../node-budget.ts";
import { drawSlack, partLuck } from "./part-luck.ts";
import { computedAnswer, weightedSum, type PartAnswer } from "./part-answer.ts";
import type { Part } from "./parts.ts";
import { TOLERANCE_MINOR } from "./top-slack.ts";
import { problemOf, type Problem } from "../problem.ts";
import type { Need } from "./solver.ts";
import { enterLayer, firstStage, giveDrawn, giveOffer, sumOf, type Stage } from "../stage.ts";

export interface PartAnswers {
  /** The answers that leave at most `windowMinor` more than the least, the least first. Those that leave the same units alike count once. */
  readonly near: readonly PartAnswer[];
  /** False when the nodes ran out: there may be better ones. */
  readonly complete: boolean;
  /** No answer leaves less, weighted. */
  readonly leastMinor: number;
}

export interface PartQuestion {
  readonly problem: Problem;
  readonly part: Part;
  /** Offers that are not to be given. */
  readonly excluded: ReadonlySet<number>;
  /** What the draws must leave of some lines. */
  readonly needs: readonly Pick<Need, "lines" | "leastMinor">[];
  /** How much one minor unit of a line weighs in the total. */
  readonly weightOf: (line: number) => number;
  readonly windowMinor: number;
  readonly nodes: NodeBudget;
  /** Only answers in which this offer gives something. */
  readonly required: number | null;
  /** What remains after draws that are good ones, for a part whose nodes run out; null when nothing is known. */
  readonly beginning?: () => Stage | null;
  /** Good answers are enough, and what is known to be the least. */
  readonly isRough?: boolean;
  /** What draws of the same part with the same offers and needs came to before, however lines weigh; is added to. */
  readonly reached: Reached;
}

/** So many answers may be near each other; more leave the question open. */
const MOST_NEAR = 128;

interface Solving {
  readonly question: PartQuestion;
  readonly part: Part;
  readonly problem: Problem;
  readonly drawing: readonly UnitOffer[];
  /** The place among those that draw, by index. */
  readonly placeOf: (offer: number) => number;
  readonly later: readonly MoneyOffer[];
  /** Rounding may take away this much, weighted, when more is drawn. */
  readonly slack: number;
  /** The weight of the line that weighs most. */
  readonly heaviest: number;
  readonly near: Map<string, PartAnswer>;
  /** The quick way through the later offers, where there is one. */
  readonly chain: LineChain | null;
  /** The sums that they leave, where some have a cap; null where only giving them tells. */
  readonly sums: LaterSums | null;
  readonly sumsBy: Map<string, LaterSums | null>;
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
  const slack = drawSlack(problem, drawing, later) + partLuck({ ...part, drawing, later }, problem, () => 0);
  const heaviest = Math.max(...part.lines.map((line) => question.weightOf(line)));
  const chain = part.hasRivals ? null : lineChain(problem.lines, later);
  const solving: Solving = {
    question,
    part,
    problem,
    drawing,
    placeOf: (offer) => drawing.findIndex(({ index }) => index === offer),
    later,
    slack: slack * heaviest + TOLERANCE_MINOR,
    heaviest,
    near: new Map(),
    chain,
    sums: part.hasRivals || chain !== null ? null : laterSums(problem.lines, part.lines, later),
    sumsBy: new Map(),
    cost: chain === null ? Math.ceil((part.lines.length * (later.length + 1)) / 20) : 1,
    best: Number.POSITIVE_INFINITY,
    dropped: false,
  };
  const leastMinor = exploreTiedByCaps(solving);
  if (leastMinor !== null) {
    return nearestOf(solving, leastMinor);
  }
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
    const exploring = { solving, states, classes, opens, potential, seen: new Set<string>() };
    explore(exploring, { draws: [], free: allFree(classes), key: "" });
    if (question.nodes.left <= 0) {
      break;
    }
  }
  return nearestOf(solving, NOTHING_KNOWN);
};

/** Where caps are all that ties the lines: the least that they can leave. null where something else does. */
const exploreTiedByCaps = (solving: Solving): number | null => {
  const { question, problem, drawing, later, sums } = solving;
  if (sums === null || drawing.length === 0 || question.required !== null) {
    return null;
  }
  const bound = exploreCapped({
    part: { ...question.part, drawing, later },
    problem,
    question,
    solve: solvePart,
    evaluate: (stage) => keepAfterDraws(solving, stage, true),
  });
  solving.dropped ||= bound?.isComplete === false;
  return bound?.leastMinor ?? null;
};

const nearestOf = (solving: Solving, leastMinor: number): PartAnswers => {
  const { question } = solving;
  const untied = solving.dropped ? (question.beginning?.() ?? null) : null;
  if (untied !== null && leavesNeeded(solving, untied)) {
    keepAfterDraws(solving, untied, true);
  }
  const near = [...solving.near.values()]
    .filter(({ weighted }) => weighted <= solving.best + question.windowMinor)
    .toSorted((a, b) => a.weighted - b.weighted);
  return {
    near: near.slice(0, MOST_NEAR),
    complete: !solving.dropped && near.length <= MOST_NEAR,
    leastMinor: solving.dropped ? leastMinor : solving.best,
  };
};

interface Exploring {
  readonly solving: Solving;
  readonly states: readonly LineState[];
  readonly classes: readonly UnitClass[];
  readonly opens: readonly (readonly number[])[];
  readonly potential: Potential;
  readonly seen: Set<string>;
}

interface Drawn {
  readonly draws: readonly Draw[];
  readonly free: FreeUnits;
  /** The same for draws that come to the same. */
  readonly key: string;
}

const explore = (exploring: Exploring, { draws, free, key }: Drawn): void => {
  const { solving, classes, opens, seen } = exploring;
  const { question, drawing } = solving;
  if (!spendNode(question.nodes, solving.cost)) {
    solving.dropped = true;
    if (draws.length > 0) {
      return;
    }
  }
  const weighted = stopHere(exploring, draws, key);
  if (drawing.length === 0 || weighted === null) {
    return;
  }
  const counts = classes.map((_, at) => (free.until[at] ?? 0) - (free.from[at] ?? 0));
  const gain = exploring.potential.of(counts) * solving.heaviest + (draws.length === 0 ? 0 : solving.slack);
  const leastPossible = weighted - gain;
  if (
    question.windowMinor === 0
      ? leastPossible >= solving.best
      : leastPossible > solving.best + question.windowMinor
  ) {
    return;
  }
  const { hasRivals } = question.part;
  const next: (Drawn & { readonly rank: number })[] = [];
  for (const [at, offer] of drawing.entries()) {
    const made = madeBy(offer.index, draws);
    const draw = nextDraw({ offer, classes, open: opens[at] ?? [], free, made });
    if (draw === null) {
      continue;
    }
    const more = hasRivals ? [...draws, draw] : withDraw(draws, draw, classes);
    const keyOfMore = drawsKey(more, hasRivals, solving.placeOf);
    if (!seen.has(keyOfMore)) {
      seen.add(keyOfMore);
      next.push({
        draws: more,
        free: afterDraw(free, draw),
        key: keyOfMore,
        rank: roughGain(draw, classes) / unitsOf(draw),
      });
    }
  }
  for (const one of next.toSorted((a, b) => b.rank - a.rank)) {
    explore(exploring, one);
  }
};

/**
 * Tries the draws made so far as they are; answers what remains, weighted, also where they cannot stand: a bound. null
 * where they leave less than is needed: further draws leave no more.
 */
const stopHere = (
  { solving, states, classes }: Exploring,
  draws: readonly Draw[],
  key: string,
): number | null => {
  const { problem, drawing, question } = solving;
  const known = question.reached.get(key);
  if (known !== undefined) {
    return meet(solving, known);
  }
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
  if (!leavesNeeded(solving, stage)) {
    return null;
  }
  if (question.part.hasRivals) {
    return giveLater(solving, stage, { at: 0, stands });
  }
  const outcome = drawOutcome(solving, stage, stands);
  question.reached.set(key, outcome);
  return meet(solving, outcome);
};

const leavesNeeded = ({ question }: Solving, { states }: Stage): boolean =>
  question.needs.every(({ lines, leastMinor }) => sumOf(states, lines) >= leastMinor);

/** Keeps the answer where it is near; answers what remains, weighted. */
const meet = (solving: Solving, { left, stands, stage, given, answer }: DrawOutcome): number => {
  const { part, weightOf } = solving.question;
  const weighted = weightedSum(part, left, weightOf);
  if (stands && isNear(solving, weighted) && givesRequired(solving, given)) {
    keepAnswer(solving, stage, answer(weightOf));
  }
  return weighted;
};

const keepAfterDraws = (solving: Solving, stage: Stage, stands: boolean): number =>
  meet(solving, drawOutcome(solving, stage, stands));

/** `stage` has what remains after the draws. */
const keepAnswer = (solving: Solving, { states, effects }: Stage, answer: PartAnswer): void => {
  const { near, question } = solving;
  solving.best = Math.min(solving.best, answer.weighted);
  const units = question.part.lines.map((line) => keyOfUnits(states[line] ?? NO_LINE));
  const key = `${effects.map(({ offer }) => offer.index).join()}|${units.join("|")}`;
  if (!near.has(key)) {
    near.set(key, answer);
  }
};

const givesRequired = ({ question: { required }, chain, later }: Solving, given: () => Stage): boolean =>
  required === null ||
  (chain !== null && later.some(({ index }) => index === required)) ||
  given().effects.some(({ offer }) => offer.index === required);

const NO_LINE: LineState = { runs: [], totalMinor: 0 };

/** With a window of zero only a better answer matters. */
const isNear = ({ best, question }: Solving, weighted: number): boolean =>
  question.windowMinor === 0 ? weighted < best : weighted <= best + question.windowMinor;

const giveLater = (
  solving: Solving,
  stage: Stage,
  { at, stands }: { readonly at: number; readonly stands: boolean },
): number => {
  const offer = solving.later[at];
  return offer === undefined
    ? keep(solving, stage, stands)
    : giveEveryWay(solving, enterLayer(stage, offer.layer), { at, offer, stands });
};

const giveEveryWay = (
  solving: Solving,
  stage: Stage,
  { at, offer, stands }: { readonly at: number; readonly offer: MoneyOffer; readonly stands: boolean },
): number => {
  const { problem, later, question } = solving;
  let best = Number.POSITIVE_INFINITY;
  for (const states of waysToLeave(problem, stage.states, { offer, later: later.slice(at + 1) })) {
    const isSpent = !spendNode(question.nodes, solving.cost);
    const outcome = giveOffer(problem, { ...stage, states }, offer);
    if ("effect" in outcome) {
      best = Math.min(best, giveLater(solving, outcome.stage, { at: at + 1, stands }));
    }
    if (isSpent) {
      break;
    }
  }
  if (question.nodes.exhausted) {
    solving.dropped = true;
    if (best < Number.POSITIVE_INFINITY) {
      return best;
    }
  }
  // Among rivals leaving an offer out may be worth more than its units.
  return Math.min(best, giveLater(solving, stage, { at: at + 1, stands }));
};

const keep = (solving: Solving, stage: Stage, stands: boolean): number => {
  const { question, problem } = solving;
  const { part, weightOf } = question;
  const given = stage.effects.map(({ offer }) => offer);
  const isAllowed =
    stands &&
    nothingReserved(problem, stage.states, problem.offers) &&
    nothingCountedTwice(problem, stage.states, given);
  const answer = computedAnswer(part, stage, weightOf);
  if (isAllowed && givesRequired(solving, () => stage) && isNear(solving, answer.weighted)) {
    keepAnswer(solving, stage, answer);
  }
  return answer.weighted;
};

const unitsOf = (draw: Draw): number =>
  [...draw.paying, ...draw.rewarded].reduce((sum, { count }) => sum + count, 0);

const roughGain = (draw: Draw, classes: readonly UnitClass[]): number =>
  draw.rewarded.reduce((sum, { at, count }) => sum + count * (classes[at]?.remainingMinor ?? 0), 0);
