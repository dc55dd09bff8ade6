/**
 * Owns what one run of the search by parts knows: the split, the answers of its parts so far, the best plan found, and
 * whether anything was left unproven. One per problem; everything here is bounded by counted nodes, never by time.
 */
import type { Assumed, Unmet } from "./compose-plan.ts";
import { nodeBudget, type NodeBudget } from "../node-budget.ts";
import { leastLeft } from "./least-left.ts";
import { partLuck } from "./part-luck.ts";
import { splitProblem, type Split } from "./parts.ts";
import { plainLines, type PlainLines } from "./plain-lines.ts";
import { LAYERS, type MoneyOffer } from "../../offers/offer.ts";
import { mostTaxed, ratesOnTop } from "../plan-total.ts";
import type { Plan, Problem } from "../problem.ts";
import type { PartAnswer } from "./part-answer.ts";
import type { SharedAnswers } from "./shared-answers.ts";
import type { PartAnswers } from "./solve-part.ts";
import { sumOf } from "../stage.ts";
import { topModes, type LineBounds } from "./top-modes.ts";
import { topShape, type TopShape } from "./top-shape.ts";
import type { Relaxed, RelaxedInBranch } from "./relaxed-plan.ts";
import { topTerms, type TopTerms, type WeightedQuestion } from "./top-slack.ts";

export interface Solver {
  readonly problem: Problem;
  readonly split: Split;
  readonly plain: PlainLines;
  readonly shape: TopShape;
  readonly bounds: LineBounds;
  readonly nodes: NodeBudget;
  readonly known: Map<string, PartAnswers>;
  /** The best plan of each branch looked at, as if every threshold held. */
  readonly relaxedBy: Map<Branch, RelaxedInBranch>;
  /** The weights of each part's lines as text, by the question that has them. */
  readonly weightKeys: Map<WeightedQuestion, string[]>;
  /** The answers that other baskets of this pricing run may use too; null where nothing is shared. */
  readonly shared: SharedAnswers | null;
  readonly termsBy: Map<string, TopTerms>;
  /** What tiers are measured at when nothing is taken off. */
  readonly highest: Assumed;
  /** By so much the parts may favour leaving an offer out, in minor units. */
  readonly luckMinor: () => number;
  /** The same of one part. */
  readonly luckOfPart: (at: number) => number;
  /** For each part every answer that may be in a plan as good as the best; null while that is not known. */
  pool: readonly (readonly PartAnswer[])[] | null;
  readonly branchesLeft: NodeBudget;
  readonly setsLeft: NodeBudget;
  /** Lines that may still be followed through answers of the pool. */
  readonly linesLeft: NodeBudget;
  /** So many sets of offers may still be left out in search of a better plan. */
  readonly searchesLeft: NodeBudget;
  /** Plans with a threshold that might be held by leaving other offers out. */
  readonly held: Held[];
  /** The branches that were looked at for that. */
  readonly triedToHold: Set<string>;
  readonly triesLeft: NodeBudget;
  /** So many parts that are too large may still be begun with the draws that would be best without caps. */
  readonly beginningsLeft: NodeBudget;
  best: Plan | null;
  /** Where the best was found. */
  leaf: Branch | null;
  readonly leaves: Leaf[];
  proven: boolean;
}

/** Offers left out, what ladders are taken to be measured at, and what the draws of a part must leave. */
export interface Branch {
  readonly excluded: ReadonlySet<number>;
  readonly assumed: Assumed;
  readonly needs: readonly Need[];
}

/** A threshold that is to hold when line offers begin: the draws of one part leave its lines at least so much. */
export interface Need {
  readonly part: number;
  readonly lines: readonly number[];
  readonly leastMinor: number;
}

/** A plan of a branch, as if every threshold held, and the first that does not. */
export interface Held {
  readonly branch: Branch;
  readonly relaxed: Relaxed;
  readonly unmet: Unmet;
}

/** A branch in which every assumption was found true. */
export interface Leaf {
  readonly branch: Branch;
  /** No plan of it costs less. */
  readonly leastMinor: number;
}

const NODES = 3_000;
const MOST_SETS = 600;
const MOST_SEARCHES = 300;
const MOST_LINES = 600_000;
/** So often a threshold is tried to be held by leaving another offer out. */
const MOST_TRIES = 32;
const MOST_BEGINNINGS = 16;
/** Lines times offers of a basket in which a threshold gets all tries. */
const USUAL_SIZE = 5000;
/** So many assumptions may turn out not to hold. */
const MOST_BRANCHES = 60;

/** With branches of its own, to look at one without those found before. */
export const withOwnBranches = (solver: Solver): Solver => ({
  ...solver,
  leaves: [],
  held: [],
  branchesLeft: branchBudget(),
});

/** Without the pool of another branch, and what was answered from it. */
export const withOwnPool = (solver: Solver): Solver => ({
  ...solver,
  known: new Map(),
  relaxedBy: new Map(),
  pool: null,
});

export const branchBudget = (): NodeBudget => nodeBudget(MOST_BRANCHES);

export const newSolver = (problem: Problem, shared: SharedAnswers | null = null): Solver => {
  const before = shared?.solvers.get(problem.offers) ?? null;
  const split = splitProblem(problem, before?.split);
  // The larger a basket, the dearer each try.
  const size = Math.max(1, (problem.lines.length * problem.offers.length) / USUAL_SIZE);
  let luckMinors: readonly number[] | null = null;
  let luckMinor: number | null = null;
  const lucks = (): readonly number[] => (luckMinors ??= lucksOf(problem, split));
  const plain = plainLines(problem, split);
  const known = before?.split === split ? before : null;
  const solver: Solver = {
    problem,
    split,
    plain,
    shape: known?.shape ?? topShape(problem, split.top),
    bounds: lineBounds(problem, { split, plain, known }),
    nodes: nodeBudget(NODES),
    known: new Map(),
    relaxedBy: new Map(),
    weightKeys: new Map(),
    shared,
    termsBy: new Map(),
    highest: highestMeasures(problem),
    luckMinor: () => (luckMinor ??= luckInTotal(problem, lucks())),
    luckOfPart: (at) => lucks()[at] ?? 0,
    pool: null,
    branchesLeft: branchBudget(),
    setsLeft: nodeBudget(MOST_SETS),
    linesLeft: nodeBudget(MOST_LINES),
    searchesLeft: nodeBudget(MOST_SEARCHES),
    held: [],
    triedToHold: new Set(),
    triesLeft: nodeBudget(Math.ceil(MOST_TRIES / size)),
    beginningsLeft: nodeBudget(MOST_BEGINNINGS),
    best: null,
    leaf: null,
    leaves: [],
    proven: split.isMonotone,
  };
  if (before === null) {
    shared?.solvers.set(problem.offers, solver);
  }
  return solver;
};

const lucksOf = (problem: Problem, split: Split): readonly number[] => {
  const kept = leastKept(problem, split);
  const taxed = mostTaxed(problem);
  return split.parts.map((part) => partLuck(part, problem, (line) => kept[line] ?? 1) * taxed);
};

/** What luck in the parts comes to in the total: tax on top of it is rounded once more for each rate. */
export const luckInTotal = (problem: Problem, ofParts: readonly number[]): number => {
  const luckMinor = ofParts.reduce((sum, one) => sum + one, 0);
  const rates = [...ratesOnTop(problem)].filter((rateBp) => rateBp > 0);
  return luckMinor > 0 ? luckMinor + rates.length : 0;
};

export const refillNodes = ({ nodes }: Solver, count = NODES): void => {
  nodes.left = Math.max(nodes.left, count);
  nodes.exhausted = false;
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

/** `known` is the solver of the same split in other quantities: a part whose lines are the same has the same bounds. */
const lineBounds = (
  problem: Problem,
  { split, plain, known }: Pick<Solver, "split" | "plain"> & { readonly known: Solver | null },
): LineBounds => {
  const leastMinor = [...plain.left(NOTHING_EXCLUDED)];
  const isOpen = problem.start.map(() => false);
  for (const part of split.parts) {
    const isKnown = part.lines.every((line) => problem.start[line] === known?.problem.start[line]);
    for (const line of part.lines) {
      leastMinor[line] = isKnown ? (known?.bounds.leastMinor[line] ?? 0) : leastLeft(problem, part, line);
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

/** The branch that everything begins with: all that may be given is. */
export const rootOf = ({ problem, split, highest }: Solver): Branch => ({
  excluded: new Set([...hopeless(problem), ...split.unmeasured]),
  assumed: highest,
  needs: [],
});

/** Offers whose threshold fails on what everything costs before any offer: amounts only get smaller. */
const hopeless = (problem: Problem): ReadonlySet<number> =>
  new Set(
    problem.offers
      .filter((offer) =>
        offer.thresholds.some(
          ({ kind, limitMinor, lines }) => kind === "min" && sumOf(problem.start, lines) < limitMinor,
        ),
      )
      .map((offer) => offer.index),
  );

/** Without the offer, or one step of its ladder further down. */
export const withoutUnmet = (branch: Branch, { offer, measured }: Unmet): Branch =>
  measured === null
    ? { ...branch, excluded: new Set([...branch.excluded, offer.index]) }
    : { ...branch, assumed: new Map([...branch.assumed, [offer.index, measured]]) };

/**
 * The branch in which the offer's threshold holds, where that is for one part to decide: line offers begin with what the
 * draws leave, and all other lines stand as they began. null where it is not so.
 */
export const withUnmet = (
  { problem, split }: Solver,
  branch: Branch,
  { offer, lines, measured, missingMinor }: Unmet,
): Branch | null => {
  const drawn = split.parts.filter(({ drawing }) =>
    drawing.some((one) => !branch.excluded.has(one.index) && one.lines.some((line) => lines.includes(line))),
  );
  const [part] = drawn;
  const threshold = offer.thresholds.find((one) => one.lines === lines && one.kind === "min");
  const isOfLineLayer = offer.layer === LAYERS.line && measured === null && missingMinor !== null;
  if (part === undefined || drawn.length > 1 || part.hasRivals) {
    return null;
  }
  if (threshold === undefined || !isOfLineLayer || threshold.atTurn) {
    return null;
  }
  const at = split.parts.indexOf(part);
  const own = lines.filter((line) => part.lines.includes(line));
  const others = lines.filter((line) => !part.lines.includes(line));
  const need = { part: at, lines: own, leastMinor: threshold.limitMinor - sumOf(problem.start, others) };
  return { ...branch, needs: [...branch.needs, need] };
};
