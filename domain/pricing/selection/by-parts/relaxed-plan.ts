/**
 * Owns the best plan of one branch as if every threshold held: the parts solved one by one, each answer remembered, and
 * the top computed on what they leave. Whether the assumptions are true is checked by who asks.
 */
import { composePlan } from "./compose-plan.ts";
import { nodeBudget, spendNode } from "../node-budget.ts";
import { comparePlans, type Plan } from "../problem.ts";
import type { PartAnswer } from "./part-answer.ts";
import type { Reached } from "./draw-outcome.ts";
import { solvePart, type PartAnswers, type PartQuestion } from "./solve-part.ts";
import { termsIn, topIn, type Branch, type Need, type Solver } from "./solver.ts";
import type { Part } from "./parts.ts";
import { LAYERS } from "../../offers/offer.ts";
import { TOLERANCE_MINOR, type TopTerms, type WeightedQuestion } from "./top-slack.ts";
import type { Stage } from "../stage.ts";
import { topTotal } from "./top-total.ts";
import { untiedDraws } from "./untied-draws.ts";

/** So many combinations of answers have their totals computed, and so many are put together to plans. */
const MOST_COMBINATIONS = 4096;
const MOST_PLANS = 256;
/** So many nodes each part has, however many the others took: small parts need no more. */
const LEAST_NODES = 100;

export interface Relaxed {
  readonly totalMinor: number;
  readonly answers: readonly PartAnswers[];
  /** All parts were solved to the end. */
  readonly isComplete: boolean;
  /** The answer chosen for each part. */
  readonly picked: readonly PartAnswer[];
  /** What all but the top leaves of each line. */
  readonly left: readonly number[];
  readonly terms: TopTerms;
  /** Who gives what, computed when it is asked for. */
  readonly plan: () => Plan;
  /** The plans of all draws with this total. */
  readonly tiedPlans: () => readonly Plan[];
}

export interface RelaxedInBranch {
  readonly relaxed: Relaxed | null;
  /** Nothing was left untried. */
  readonly isComplete: boolean;
}

/** The best plan of a branch as if every threshold held; null when the nodes ran out, or when there is none. */
export const relaxedPlan = (solver: Solver, branch: Branch): Relaxed | null => {
  const found = solver.relaxedBy.get(branch) ?? relaxedIn(solver, branch);
  solver.relaxedBy.set(branch, found);
  solver.proven &&= found.isComplete;
  return found.relaxed;
};

const relaxedIn = (solver: Solver, branch: Branch): RelaxedInBranch => {
  const terms = termsIn(solver, branch);
  const answers = solver.split.parts.map((_, at) =>
    answerPart(solver, branch, { at, question: terms.question }),
  );
  const isComplete = answers.every(({ complete }) => complete);
  if (answers.some(({ near }) => near.length === 0)) {
    return { relaxed: null, isComplete };
  }
  const base = solver.plain.left(branch.excluded);
  const { totalMinor, tied, isComplete: areAllTried } = cheapestCombinations(solver, branch, answers);
  const [first = []] = tied;
  let [composed, preferred]: [readonly Plan[] | null, Plan | null] = [null, null];
  const tiedPlans = (): readonly Plan[] =>
    (composed ??= composeAll(solver, branch, tied).map(({ plan }) => plan));
  const relaxed: Relaxed = {
    totalMinor,
    answers,
    isComplete,
    picked: first,
    left: leftAfter(solver, base, first),
    terms,
    plan: () => (preferred ??= preferredOf(tiedPlans())),
    tiedPlans,
  };
  return { relaxed, isComplete: isComplete && areAllTried };
};

/** By so much more, weighted, a part may be left with in a plan that costs no more than a total, however rounding falls. */
export const mostAbove = (
  solver: Solver,
  { terms, totalMinor }: Pick<Relaxed, "terms" | "totalMinor">,
  bestMinor: number,
): number =>
  bestMinor - totalMinor + solver.luckMinor() + terms.roundingMinor + terms.slackMinor + 2 * TOLERANCE_MINOR;

interface Cheapest {
  readonly totalMinor: number;
  /** One answer for each part; all combinations with this total. */
  readonly tied: readonly (readonly PartAnswer[])[];
  /** False when there were too many combinations to try them all. */
  readonly isComplete: boolean;
}

/** Answers that are too near to be told apart by weights are told apart by the total. */
export const cheapestCombinations = (
  solver: Solver,
  branch: Branch,
  answers: readonly PartAnswers[],
): Cheapest => {
  const base = solver.plain.left(branch.excluded);
  let totalMinor = Number.POSITIVE_INFINITY;
  let tied: (readonly PartAnswer[])[] = [];
  const { windowMinor } = termsIn(solver, branch).question;
  // Where nothing will be proven any more, the nearest ones are enough.
  const most = solver.proven ? MOST_COMBINATIONS : MOST_PLANS;
  const { combinations, isComplete } = combinationsOf(answers, windowMinor, most);
  for (const picked of combinations) {
    const total = totalWith(solver, branch, leftAfter(solver, base, picked));
    if (total < totalMinor) {
      totalMinor = total;
      tied = [picked];
    } else if (total === totalMinor) {
      tied.push(picked);
    }
  }
  return {
    totalMinor,
    tied: tied.slice(0, MOST_PLANS),
    isComplete: isComplete && tied.length <= MOST_PLANS,
  };
};

/** What is left of each line, with one answer for each part; `base` knows the plain lines. */
export const leftAfter = (
  { split }: Solver,
  base: readonly number[],
  picked: readonly PartAnswer[],
): number[] => {
  const left = [...base];
  for (const [at, { lines }] of split.parts.entries()) {
    const leftOfPart = picked[at]?.left;
    let place = 0;
    for (const line of lines) {
      left[line] = leftOfPart?.[place] ?? 0;
      place += 1;
    }
  }
  return left;
};

/** The total after the top; uses `left` up. */
export const totalWith = (solver: Solver, branch: Branch, left: number[]): number =>
  topTotal(solver.problem, left, {
    shape: solver.shape,
    top: topIn(solver, branch),
    assumed: branch.assumed,
  });

const composeAll = (
  solver: Solver,
  branch: Branch,
  combinations: readonly (readonly PartAnswer[])[],
): readonly PlanOfAnswers[] => {
  const plain = solver.plain.compute(branch.excluded);
  const top = topIn(solver, branch);
  return combinations.map((picked) => ({
    plan: composePlan(solver.problem, { answers: picked, plain, top, assumed: branch.assumed }),
    picked,
  }));
};

const preferredOf = ([first, ...rest]: readonly Plan[]): Plan => {
  if (first === undefined) {
    throw new Error("There is always one combination");
  }
  return rest.reduce((best, plan) => (comparePlans(plan, best) < 0 ? plan : best), first);
};

export interface PlanOfAnswers {
  readonly plan: Plan;
  /** The answer chosen for each part. */
  readonly picked: readonly PartAnswer[];
}

/**
 * The plans of a branch with all draws that a plan without some of its offers may have, if that is to cost no more than a
 * total; null where there are too many.
 */
export const plansUpTo = (
  solver: Solver,
  branch: Branch,
  { relaxed, mostMinor }: { readonly relaxed: Relaxed; readonly mostMinor: number },
): readonly PlanOfAnswers[] | null => {
  const windowMinor = mostAbove(solver, relaxed, mostMinor);
  const question = { weights: relaxed.terms.weights, windowMinor };
  const answers = solver.split.parts.map((_, at) => answerPart(solver, branch, { at, question }));
  if (answers.every(({ near }) => near.length === 1)) {
    return [{ plan: relaxed.plan(), picked: relaxed.picked }];
  }
  const { combinations, isComplete } = combinationsOf(answers, windowMinor, MOST_PLANS);
  return isComplete && answers.every(({ complete }) => complete)
    ? composeAll(solver, branch, combinations)
    : null;
};

interface Combinations {
  readonly combinations: readonly (readonly PartAnswer[])[];
  /** False where there were too many: of the last parts only the least answers were taken then. */
  readonly isComplete: boolean;
}

interface Begun {
  readonly picked: readonly PartAnswer[];
  /** What it leaves above the least answers, weighted. */
  readonly moreMinor: number;
}

/** Every combination of answers that together leave no more, weighted, than the least ones and so much. */
const combinationsOf = (
  answers: readonly PartAnswers[],
  windowMinor: number,
  mostCombinations: number,
): Combinations => {
  let isComplete = true;
  let begun: readonly Begun[] = [{ picked: [], moreMinor: 0 }];
  for (const { near } of answers) {
    const more = joined(begun, near, { windowMinor, mostCombinations });
    isComplete &&= more !== null;
    begun = more ?? joined(begun, near.slice(0, 1), { windowMinor, mostCombinations }) ?? [];
  }
  return { combinations: begun.map(({ picked }) => picked), isComplete };
};

/** With each answer of one more part; null where that makes too many. */
const joined = (
  begun: readonly Begun[],
  near: readonly PartAnswer[],
  { windowMinor, mostCombinations }: { readonly windowMinor: number; readonly mostCombinations: number },
): readonly Begun[] | null => {
  const leastMinor = Math.min(...near.map(({ weighted }) => weighted));
  const more: Begun[] = [];
  for (const { picked, moreMinor } of begun) {
    for (const answer of near) {
      const sum = moreMinor + answer.weighted - leastMinor;
      if (sum <= windowMinor + TOLERANCE_MINOR) {
        more.push({ picked: [...picked, answer], moreMinor: sum });
      }
    }
    if (more.length > mostCombinations) {
      return null;
    }
  }
  return more;
};

interface PartAsked {
  readonly at: number;
  readonly question: WeightedQuestion;
  /** Only an answer that is known to be the least is of use. */
  readonly isBound?: boolean;
}

/** The answers of one part in a branch, from the pool where there is one. */
export const answerPart = (
  solver: Solver,
  { excluded, needs }: Branch,
  { at, question, isBound = false }: PartAsked,
): PartAnswers => {
  const part = solver.split.parts[at];
  if (part === undefined) {
    throw new Error("There is no such part");
  }
  const hasChoice = part.drawing.length > 0 || part.hasRivals;
  const without = excluded.size === 0 ? [] : part.offers.filter((index) => excluded.has(index));
  const weightsKey = hasChoice ? weightsKeyOf(solver, question, at) : "";
  const windowMinor = hasChoice ? question.windowMinor : 0;
  const isPooled = solver.pool !== null && !part.hasRivals;
  const own = needs.filter((need) => need.part === at);
  const needed = own.map(({ lines, leastMinor }) => `${lines.join(".")}:${String(leastMinor)}`).join();
  const key = `${String(at)}|${without.join()}|${weightsKey}|${String(windowMinor)}|${String(isPooled)}|${String(isBound)}|${needed}`;
  const known = solver.known.get(key);
  if (known !== undefined) {
    return known;
  }
  const weightOf = (line: number): number => question.weights[line] ?? 1;
  const { problem, shared } = solver;
  const nodes = solver.nodes.left > LEAST_NODES ? solver.nodes : nodeBudget(LEAST_NODES);
  const pooled = isPooled ? solver.pool?.[at] : undefined;
  // Where nothing will be proven any more, or only the least is asked for, not every draw need be looked at.
  const isRough = isBound || !solver.proven;
  const asked = {
    problem,
    part,
    excluded,
    needs: own,
    weightOf,
    windowMinor,
    nodes,
    required: null,
    isRough,
  };
  const solve = (reached: Reached): PartAnswers => {
    const whole = { ...asked, reached };
    return solvePart(isBound ? whole : { ...whole, beginning: () => beginningOf(solver, whole) });
  };
  const answers =
    pooled !== undefined
      ? nearInPool(pooled.filter(holdsNeeds(part, own)), excluded, { weightOf, windowMinor })
      : shared === null || own.length > 0
        ? solve(new Map())
        : shared.answer({ problem, part, excluded, weightsKey, windowMinor, isRough }, solve);
  solver.known.set(key, answers);
  return answers;
};

const beginningOf = (solver: Solver, asked: PartQuestion): Stage | null =>
  spendNode(solver.beginningsLeft) ? untiedDraws(asked, solver.known) : null;

const weightsKeyOf = ({ split, weightKeys }: Solver, question: WeightedQuestion, at: number): string => {
  let keys = weightKeys.get(question);
  if (keys === undefined) {
    keys = [];
    weightKeys.set(question, keys);
  }
  return (keys[at] ??= (split.parts[at]?.lines ?? []).map((line) => question.weights[line] ?? 1).join());
};

/** Whether the draws of an answer leave what is needed. */
const holdsNeeds =
  (part: Part, needs: readonly Need[]) =>
  (answer: PartAnswer): boolean => {
    const drawn = needs.length === 0 ? null : answer.leftBefore(LAYERS.line);
    return needs.every(({ lines, leastMinor }) => {
      const leftMinor = part.lines.reduce(
        (sum, line, at) => sum + (lines.includes(line) ? (drawn?.[at] ?? 0) : 0),
        0,
      );
      return leftMinor >= leastMinor;
    });
  };

const nearInPool = (
  pooled: readonly PartAnswer[],
  excluded: ReadonlySet<number>,
  { weightOf, windowMinor }: { readonly weightOf: (line: number) => number; readonly windowMinor: number },
): PartAnswers => {
  const possible = pooled
    .flatMap((answer) => answer.without(excluded, weightOf) ?? [])
    .toSorted((a, b) => a.weighted - b.weighted);
  const limit = (possible[0]?.weighted ?? 0) + windowMinor;
  const near = possible.filter(({ weighted }) => weighted <= limit);
  return { near, complete: true, leastMinor: near[0]?.weighted ?? 0 };
};
