/**
 * Owns the question whether the best total is also possible with fewer or other offers. Every preferred plan lacks at
 * least one offer of the best one, so each is asked what the customer would pay without it; where that is more than
 * rounding could make up for, no plan without it is preferred.
 */
import { spendNode } from "../node-budget.ts";
import { comparePlans, type Plan } from "../problem.ts";
import { answerPart, cheapestCombinations, leftAfter, totalWith, type Relaxed } from "./relaxed-plan.ts";
import type { PartAnswers } from "./solve-part.ts";
import { branchBudget, termsIn, type Branch, type Solver } from "./solver.ts";
import { TOLERANCE_MINOR } from "./top-slack.ts";

export interface Asking {
  readonly solver: Solver;
  /** The branch of the best plan, as if every threshold held there. */
  readonly leaf: Branch;
  readonly reference: Relaxed;
  /** By so much less, weighted, the parts could leave than in the reference. */
  readonly spareMinor: number;
  readonly exploreBranch: (solver: Solver, branch: Branch) => void;
  /** What was answered before, by the offers left out and the best total then: sets are met in every order. */
  readonly losses: Map<string, Loss>;
}

interface Light {
  readonly index: number;
  readonly lossMinor: number;
}

/** `already` are dropped before. */
export const tryWithout = (asking: Asking, plan: Plan, already: readonly number[]): void => {
  const light = plan.effects.flatMap(({ offer: { index } }) => {
    const { lossMinor, isLight } = lossWithout(asking, [...already, index]);
    return isLight ? [{ index, lossMinor }] : [];
  });
  const neutral = droppedTogether(asking, light, already);
  // Offers that change nothing are mostly dropped together; where that costs something, or another offer comes in for
  // them, each set is tried.
  if (neutral.length > 1 && lossWithout(asking, [...already, ...neutral]).lossMinor <= 0) {
    bestWithout(asking, [...already, ...neutral]);
    const fewest = plan.effects.length - neutral.length;
    if ((asking.solver.best?.effects.length ?? 0) <= fewest) {
      const rest = light.filter(({ index }) => !neutral.includes(index));
      trySets(asking, { light: rest, chosen: [...already, ...neutral], from: 0 });
      return;
    }
  }
  trySets(asking, { light, chosen: already, from: 0 });
};

/**
 * Offers of which leaving out some is never better than leaving out all, whatever else is left out: all that change
 * nothing, where rounding cannot matter; else those on plain lines that no other light offer works on and that are left
 * with the same without them.
 */
const droppedTogether = (
  asking: Asking,
  light: readonly Light[],
  already: readonly number[],
): readonly number[] => {
  const { plain, split, shape } = asking.solver;
  let together = light.filter(({ lossMinor }) => lossMinor <= 0).map(({ index }) => index);
  if (isMonotone(asking)) {
    return together;
  }
  together = together.filter((index) => !split.partsOf.has(index) && !shape.positionOf.has(index));
  const before = new Set([...asking.leaf.excluded, ...already]);
  for (let count = together.length + 1; count > together.length;) {
    count = together.length;
    const others = light.filter(({ index }) => !together.includes(index));
    const shared = new Set(others.flatMap(({ index }) => plain.linesOf(index)));
    const without = new Set([...before, ...together]);
    const isSame = (line: number): boolean => plain.leftOf(line, without) === plain.leftOf(line, before);
    together = together.filter((index) =>
      plain.linesOf(index).every((line) => !shared.has(line) && isSame(line)),
    );
  }
  return together;
};

/** Rounding is too little to make leaving fewer offers out cheaper. */
const isMonotone = ({ solver, reference }: Asking): boolean =>
  solver.luckMinor() + reference.terms.roundingMinor < 1;

interface SetsToTry {
  readonly light: readonly Light[];
  readonly chosen: readonly number[];
  readonly from: number;
}

/** Sets of light offers that together are still light. */
const trySets = (asking: Asking, { light, chosen, from }: SetsToTry): void => {
  const { solver } = asking;
  for (const [at, { index }] of light.entries()) {
    const without = [...chosen, index];
    const key = without.toSorted((a, b) => a - b).join();
    if (at < from || solver.tried.has(key)) {
      continue;
    }
    solver.tried.add(key);
    if (!spendNode(solver.setsLeft, costOfSet(solver))) {
      solver.proven = false;
      return;
    }
    const { lossMinor, isLight } = lossWithout(asking, without);
    if (lossMinor <= 0) {
      bestWithout(asking, without);
    }
    if (isLight) {
      trySets(asking, { light, chosen: without, from: at + 1 });
    }
  }
};

/** The more answers there are in the pool, the dearer each set. */
const costOfSet = ({ pool }: Solver): number => {
  const choices = (pool ?? []).reduce((sum, answers) => sum + answers.length - 1, 0);
  return Math.max(1, choices / CHOICES_OF_USUAL_SET);
};

const CHOICES_OF_USUAL_SET = 8;

const bestWithout = (asking: Asking, without: readonly number[]): void => {
  const { solver, leaf, exploreBranch } = asking;
  const apart: Solver = {
    ...solver,
    best: null,
    leaf: null,
    leaves: [],
    held: [],
    branchesLeft: branchBudget(),
  };
  exploreBranch(apart, branchWithout(leaf, without));
  solver.proven &&=
    apart.proven && apart.held.length === 0 && areOthersCut(apart, apart.leaf, solver.best?.totalMinor ?? 0);
  if (apart.best === null || solver.best === null || apart.best.totalMinor > solver.best.totalMinor) {
    return;
  }
  if (comparePlans(apart.best, solver.best) < 0) {
    solver.best = apart.best;
  }
  tryWithout(asking, apart.best, without);
};

/** Whether every plan that costs no more than this lies in the branch where the best was found. */
export const areOthersCut = ({ leaves }: Solver, found: Branch | null, totalMinor: number): boolean =>
  leaves.every(
    ({ branch, leastMinor }) => leastMinor > totalMinor || (found !== null && isSameBranch(branch, found)),
  );

/** Also where two ways led to it. */
const isSameBranch = (a: Branch, b: Branch): boolean =>
  a === b ||
  (a.needs.length === 0 &&
    b.needs.length === 0 &&
    a.excluded.size === b.excluded.size &&
    [...a.excluded].every((index) => b.excluded.has(index)) &&
    [...a.assumed].every(([index, measured]) => b.assumed.get(index) === measured));

const branchWithout = (leaf: Branch, without: readonly number[]): Branch => ({
  ...leaf,
  excluded: new Set([...leaf.excluded, ...without]),
});

export interface Loss {
  /** How much more than the best the customer would pay. */
  readonly lossMinor: number;
  /** Rounding might make up for it. */
  readonly isLight: boolean;
}

const UNKNOWN: Loss = { lossMinor: 0, isLight: true };
/** No answer of the pool does without it. */
const HEAVY: Loss = { lossMinor: Number.MAX_SAFE_INTEGER, isLight: false };

const lossWithout = (asking: Asking, without: readonly number[]): Loss => {
  const key = `${without.toSorted((a, b) => a - b).join()}|${String(asking.solver.best?.totalMinor)}`;
  const known = asking.losses.get(key) ?? computeLoss(asking, without);
  asking.losses.set(key, known);
  return known;
};

const computeLoss = (asking: Asking, without: readonly number[]): Loss => {
  const { solver, leaf, reference } = asking;
  const { best, split } = solver;
  const luckMinor = solver.luckMinor();
  if (best === null) {
    return UNKNOWN;
  }
  const plainlyMinor = surelyOnPlainLines(asking, without, best.totalMinor);
  if (plainlyMinor !== null && plainlyMinor > luckMinor + reference.terms.roundingMinor + TOLERANCE_MINOR) {
    return { lossMinor: plainlyMinor, isLight: false };
  }
  const branch = branchWithout(leaf, without);
  const isSameTop = !without.some((index) => solver.shape.positionOf.has(index));
  const terms = isSameTop ? reference.terms : termsIn(solver, branch);
  const affected = new Set(without.flatMap((index) => split.partsOf.get(index) ?? []));
  const answers: PartAnswers[] = [...reference.answers];
  for (const at of isSameTop ? affected : split.parts.keys()) {
    const answer = answerPart(solver, branch, { at, question: terms.question });
    if (!answer.complete) {
      return UNKNOWN;
    }
    if (answer.near.length === 0) {
      return HEAVY;
    }
    answers[at] = answer;
  }
  const nearest = answers.flatMap(({ near: [first] }) => first ?? []);
  const left = leftAfter(solver, solver.plain.left(branch.excluded), nearest);
  if (isSameTop) {
    // By the weights alone, which is quick.
    const moreMinor = left.reduce(
      (sum, minor, line) => sum + (minor - (reference.left[line] ?? 0)) * (terms.weights[line] ?? 1),
      0,
    );
    const surelyMinor = reference.totalMinor - best.totalMinor + moreMinor - terms.wideSlackMinor;
    if (surelyMinor > luckMinor + terms.roundingMinor + TOLERANCE_MINOR) {
      return { lossMinor: surelyMinor, isLight: false };
    }
  }
  const roughMinor = totalWith(solver, branch, left) - best.totalMinor;
  if (roughMinor - terms.slackMinor > luckMinor + terms.roundingMinor + TOLERANCE_MINOR) {
    return { lossMinor: roughMinor, isLight: false };
  }
  const told = answers.map(toldApart);
  const hasChoice = told.some(({ near }) => near.length > 1);
  const { totalMinor, isComplete } = hasChoice
    ? cheapestCombinations(solver, branch, told)
    : { totalMinor: best.totalMinor + roughMinor, isComplete: true };
  const lossMinor = totalMinor - best.totalMinor;
  const unsureMinor = luckMinor + (isComplete ? terms.roundingMinor : terms.slackMinor);
  return { lossMinor, isLight: lossMinor <= unsureMinor + TOLERANCE_MINOR };
};

/** Answers that leave the same of every line come to the same total: one of them is enough. */
const toldApart = (answers: PartAnswers): PartAnswers => {
  const { near } = answers;
  if (near.length < 2) {
    return answers;
  }
  const firsts = new Map(near.toReversed().map((answer) => [answer.left.join(), answer]));
  return { ...answers, near: near.filter((answer) => firsts.get(answer.left.join()) === answer) };
};

/** What the parts leave in the reference, weighted, above the least that any of their answers leaves. */
export const spareIn = ({ split }: Solver, { answers, left, terms }: Relaxed): number => {
  let spareMinor = 0;
  for (const [at, { lines }] of split.parts.entries()) {
    const [least] = answers[at]?.near ?? [];
    for (const [place, line] of lines.entries()) {
      spareMinor += ((left[line] ?? 0) - (least?.left[place] ?? 0)) * (terms.weights[line] ?? 1);
    }
  }
  return Math.max(0, spareMinor);
};

/** By the weights of plain lines, where nothing else is touched: no less is lost. null where something else is. */
const surelyOnPlainLines = (
  { solver, leaf, reference, spareMinor }: Asking,
  without: readonly number[],
  bestMinor: number,
): number | null => {
  const { split, plain, shape } = solver;
  if (without.some((index) => split.partsOf.has(index) || shape.positionOf.has(index))) {
    return null;
  }
  const { terms, left, totalMinor } = reference;
  const excluded = new Set([...leaf.excluded, ...without]);
  let moreMinor = 0;
  for (const line of new Set(without.flatMap((index) => plain.linesOf(index)))) {
    moreMinor += (plain.leftOf(line, excluded) - (left[line] ?? 0)) * (terms.weights[line] ?? 1);
  }
  return totalMinor - bestMinor + moreMinor - spareMinor - terms.wideSlackMinor;
};
