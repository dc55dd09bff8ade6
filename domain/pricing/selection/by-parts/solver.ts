/**
 * Owns what one run of the search by parts knows: the split, the answers of its parts so far, the best plan found, and
 * whether anything was left unproven. One per problem; everything here is bounded by counted nodes, never by time.
 */
import type { Assumed } from "./compose-plan.ts";
import { nodeBudget, type NodeBudget } from "../node-budget.ts";
import { leastLeft, partLuck } from "./part-luck.ts";
import { splitProblem, type Split } from "./parts.ts";
import { plainLines, type PlainLines } from "./plain-lines.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Plan, Problem } from "../problem.ts";
import type { PartAnswer } from "./part-answer.ts";
import type { PartAnswers } from "./solve-part.ts";
import { sumOf } from "../stage.ts";
import { topModes, type LineBounds } from "./top-modes.ts";
import { topShape, type TopShape } from "./top-shape.ts";
import { topTerms, type TopTerms } from "./top-slack.ts";

export interface Solver {
  readonly problem: Problem;
  readonly split: Split;
  readonly plain: PlainLines;
  readonly shape: TopShape;
  readonly bounds: LineBounds;
  readonly nodes: NodeBudget;
  readonly known: Map<string, PartAnswers>;
  readonly termsBy: Map<string, TopTerms>;
  /** What tiers are measured at when nothing is taken off. */
  readonly highest: Assumed;
  /** By so much the parts may favour leaving an offer out, in minor units. */
  readonly luckMinor: number;
  /** For each part every answer that may be in a plan as good as the best; null while that is not known. */
  pool: readonly (readonly PartAnswer[])[] | null;
  readonly setsLeft: NodeBudget;
  /** Sets of offers that were looked at. */
  readonly tried: Set<string>;
  best: Plan | null;
  /** Where the best was found. */
  leaf: Branch | null;
  proven: boolean;
}

/** Offers left out, and what ladders are taken to be measured at. */
export interface Branch {
  readonly excluded: ReadonlySet<number>;
  readonly assumed: Assumed;
}

const NODES = 3_000;
const MOST_SETS = 400;

export const newSolver = (problem: Problem): Solver => {
  const split = splitProblem(problem);
  const plain = plainLines(problem, split);
  const highest = highestMeasures(problem);
  const bounds = lineBounds(problem, split, plain);
  const kept = leastKept(problem, split);
  return {
    problem,
    split,
    plain,
    shape: topShape(problem, split.top),
    bounds,
    nodes: nodeBudget(NODES),
    known: new Map(),
    termsBy: new Map(),
    highest,
    luckMinor: split.parts.reduce((sum, part) => sum + partLuck(part, problem, (line) => kept[line] ?? 1), 0),
    pool: null,
    setsLeft: nodeBudget(MOST_SETS),
    tried: new Set(),
    best: null,
    leaf: null,
    proven: split.isMonotone,
  };
};

export const refillNodes = ({ nodes }: Solver): void => {
  nodes.left = NODES;
};

const highestMeasures = (problem: Problem): Assumed =>
  new Map(
    problem.offers.flatMap(({ index, tierMeasure }) =>
      tierMeasure === null || tierMeasure.quantityMilli !== null
        ? []
        : [[index, sumOf(problem.start, tierMeasure.lines)]],
    ),
  );

const NOTHING_EXCLUDED: ReadonlySet<number> = new Set();

const lineBounds = (problem: Problem, { parts }: Split, plain: PlainLines): LineBounds => {
  const leastMinor = plain.left(NOTHING_EXCLUDED);
  const isOpen = problem.start.map(() => false);
  for (const part of parts) {
    for (const line of part.lines) {
      leastMinor[line] = leastLeft(problem, part, line);
      isOpen[line] = true;
    }
  }
  return { leastMinor, mostMinor: problem.start.map(({ totalMinor }) => totalMinor), isOpen };
};

/** For each line the least part of it that the top's percents may leave. */
const leastKept = ({ start }: Problem, { top }: Split): readonly number[] => {
  const kept = start.map(() => 1);
  for (const { work, lines, tierMeasure } of top) {
    const percents =
      work.kind === "basket" ? [...(tierMeasure?.steps ?? []), 0].map((step) => work.percentBpAt(step)) : [];
    for (const line of lines) {
      kept[line] = (kept[line] ?? 1) * (1 - Math.max(0, ...percents) / 10_000);
    }
  }
  return kept;
};

/** How the top translates what the parts leave, in a branch. */
export const termsIn = (solver: Solver, branch: Branch): TopTerms => {
  const { split, shape, bounds, problem, termsBy } = solver;
  const key = split.top
    .map(({ index }) => (branch.excluded.has(index) ? "-" : String(branch.assumed.get(index) ?? "")))
    .join();
  const known = termsBy.get(key);
  if (known !== undefined) {
    return known;
  }
  const terms = topTerms(problem, shape, topModes(shape, bounds, branch));
  termsBy.set(key, terms);
  return terms;
};

export const topIn = ({ split }: Solver, { excluded }: Branch): readonly MoneyOffer[] =>
  split.top.filter(({ index }) => !excluded.has(index));
