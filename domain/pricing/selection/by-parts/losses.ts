/**
 * Owns what the customer would pay more without some offers of the best plan's branch, from the pool of answers alone, and
 * whether rounding could make up for that: then some plan without them, and perhaps without others, may be as good.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import { spendNode } from "../node-budget.ts";
import { mostTaxed } from "../plan-total.ts";
import type { Plan } from "../problem.ts";
import { branchWithout } from "./branches.ts";
import { answerPart, cheapestCombinations, leftAfter, totalWith, type Relaxed } from "./relaxed-plan.ts";
import { luckAfterDraws } from "./remaining-ranges.ts";
import type { PartAnswers } from "./solve-part.ts";
import { luckInTotal, termsIn, type Branch, type Solver } from "./solver.ts";
import { TOLERANCE_MINOR, type TopTerms } from "./top-slack.ts";

export interface Asking {
  readonly solver: Solver;
  /** The branch of the best plan, as if every threshold held there. */
  readonly leaf: Branch;
  readonly reference: Relaxed;
  /** By so much less, weighted, the parts could leave than in the reference. */
  readonly spareMinor: number;
  /** What was answered before, by the offers left out and the best total then: sets are met in every order. */
  readonly losses: Map<string, Loss>;
  /** Offers of which it is known that no plan as good as the best does without them. */
  readonly certain: Set<number>;
  /** By how much leaving further offers of a part out may pay, by the part, what is left out of it, and what is certain. */
  readonly lucks: Map<string, number>;
}

export const askAbout = (solver: Solver, leaf: Branch, reference: Relaxed): Asking => ({
  solver,
  leaf,
  reference,
  spareMinor: spareIn(solver, reference),
  losses: new Map(),
  certain: new Set(),
  lucks: new Map(),
});

export interface Loss {
  /** How much more than the best the customer would pay. */
  readonly lossMinor: number;
  /** So much of it rounding on top cannot make up for. */
  readonly beyondMinor: number;
  /** How the top works then. */
  readonly terms: TopTerms;
}

/**
 * Whether a plan without these offers, and perhaps without others but for those that are kept, may be as good as the best.
 * What rounding can do is known where it is known of every cap whether it is there: each is looked at both ways.
 */
export const isLightWithout = (
  asking: Asking,
  without: readonly number[],
  kept: ReadonlySet<number> = NONE,
): boolean => {
  if (asking.solver.linesLeft.exhausted) {
    return true;
  }
  const { beyondMinor, terms } = lossWithout(asking, without);
  if (beyondMinor <= 0 || beyondMinor > asking.solver.luckMinor()) {
    return beyondMinor <= 0;
  }
  const branch = branchWithout(asking.leaf, without);
  const open = openCap(asking, branch, kept);
  return open === null
    ? beyondMinor <= luckOfAll(asking, branch, { terms, kept })
    : isLightWithout(asking, without, new Set([...kept, open])) ||
        isLightWithout(asking, [...without, open], kept);
};

/** A cap that may be left out or not. */
const openCap = (
  { solver, certain }: Asking,
  { excluded }: Branch,
  kept: ReadonlySet<number>,
): number | null => {
  for (const { later } of solver.split.parts) {
    for (const { index, maxDiscountMinor } of later) {
      const isOpen = !certain.has(index) && !kept.has(index) && !excluded.has(index);
      if (maxDiscountMinor !== null && isOpen) {
        return index;
      }
    }
  }
  return null;
};

const NONE: ReadonlySet<number> = new Set();

/** The more offers are certain, the less rounding can do without another: so they are asked again. */
export const lightOffers = (asking: Asking, plan: Plan): readonly number[] => {
  const { certain, solver } = asking;
  let light: readonly number[] = plan.effects.map(({ offer }) => offer.index);
  const keep = (isLight: (index: number) => boolean): void => {
    light = light.filter((index) => {
      const stays = isLight(index);
      if (!stays) {
        certain.add(index);
      }
      return stays;
    });
  };
  // First by what rounding could do at most, which is quick.
  keep((index) => lossWithout(asking, [index]).beyondMinor <= solver.luckMinor());
  for (let known = -1; known < certain.size;) {
    known = certain.size;
    keep((index) => isLightWithout(asking, [index]));
  }
  return light;
};

export const lossWithout = (asking: Asking, without: readonly number[]): Loss => {
  const key = `${without.toSorted((a, b) => a - b).join()}|${String(asking.solver.best?.totalMinor)}`;
  const known = asking.losses.get(key) ?? computeLoss(asking, without);
  asking.losses.set(key, known);
  return known;
};

const computeLoss = (asking: Asking, without: readonly number[]): Loss => {
  const { solver, leaf, reference } = asking;
  const { best, split } = solver;
  const luckMinor = solver.luckMinor();
  const lossOf = (lossMinor: number, terms: TopTerms, unsureMinor = terms.roundingMinor): Loss => ({
    lossMinor,
    beyondMinor: lossMinor - unsureMinor - TOLERANCE_MINOR,
    terms,
  });
  const unknown = { ...lossOf(0, reference.terms), beyondMinor: 0 };
  if (best === null) {
    return unknown;
  }
  const branch = branchWithout(leaf, without);
  const isSameTop = !without.some((index) => solver.shape.positionOf.has(index));
  const terms = isSameTop ? reference.terms : termsIn(solver, branch);
  const affected = new Set(without.flatMap((index) => split.partsOf.get(index) ?? []));
  const answers: PartAnswers[] = [...reference.answers];
  for (const at of isSameTop ? affected : split.parts.keys()) {
    spendNode(solver.linesLeft, (split.parts[at]?.lines.length ?? 0) * (solver.pool?.[at]?.length ?? 1));
    const answer = answerPart(solver, branch, { at, question: terms.question });
    if (!answer.complete) {
      return unknown;
    }
    if (answer.near.length === 0) {
      // No answer of the pool does without them.
      return lossOf(Number.MAX_SAFE_INTEGER, terms);
    }
    answers[at] = answer;
  }
  if (isSameTop) {
    // By the weights alone, which is quick.
    const surelyMinor = surelyByWeights(asking, { without, excluded: branch.excluded, affected, answers });
    if (surelyMinor - best.totalMinor > luckMinor + terms.roundingMinor + TOLERANCE_MINOR) {
      return lossOf(surelyMinor - best.totalMinor, terms);
    }
  }
  const nearest = answers.flatMap(({ near: [first] }) => first ?? []);
  const left = leftAfter(solver, solver.plain.left(branch.excluded), nearest);
  const roughMinor = totalWith(solver, branch, left) - best.totalMinor;
  if (roughMinor - terms.slackMinor > luckMinor + terms.roundingMinor + TOLERANCE_MINOR) {
    return lossOf(roughMinor, terms, terms.slackMinor);
  }
  const told = answers.map(toldApart);
  const hasChoice = told.some(({ near }) => near.length > 1);
  const { totalMinor, isComplete } = hasChoice
    ? cheapestCombinations(solver, branch, told)
    : { totalMinor: best.totalMinor + roughMinor, isComplete: true };
  const lossMinor = totalMinor - best.totalMinor;
  return lossOf(lossMinor, terms, isComplete ? terms.roundingMinor : terms.slackMinor);
};

/** By so much leaving further offers out could make the total lower than with the best answers, by rounding in the parts. */
const luckOfAll = (asking: Asking, branch: Branch, question: LuckQuestion): number =>
  luckInTotal(
    asking.solver.problem,
    asking.solver.split.parts.map((_, at) => luckOfPart(asking, branch, { ...question, at })),
  );

interface LuckQuestion {
  readonly terms: TopTerms;
  /** Certain beside those that always are. */
  readonly kept: ReadonlySet<number>;
}

const luckOfPart = (
  { solver, certain, lucks }: Asking,
  { excluded }: Branch,
  { at, terms, kept }: LuckQuestion & { readonly at: number },
): number => {
  const { problem, pool, split, shape } = solver;
  const [part, boundMinor] = [split.parts[at], solver.luckOfPart(at)];
  if (part === undefined || boundMinor === 0) {
    return 0;
  }
  const left = [...excluded].filter((index) => part.offers.includes(index) || shape.positionOf.has(index));
  const here = [...kept].filter((index) => part.offers.includes(index));
  const key = [
    `${String(at)}.${String(certain.size)}`,
    ...[left, here].map((one) => one.toSorted((a, b) => a - b).join()),
  ].join("|");
  const known = lucks.get(key);
  if (known !== undefined) {
    return known;
  }
  const weightOf = (line: number): number => terms.weights[line] ?? 1;
  const answers = (pool?.[at] ?? []).flatMap((answer) => answer.without(excluded, weightOf) ?? []);
  const least = Math.min(...answers.map(({ weighted }) => weighted));
  const later = part.later.filter(({ index }) => !excluded.has(index));
  const isCertain = ({ index }: MoneyOffer): boolean => certain.has(index) || kept.has(index);
  let luckMinor = part.hasRivals ? boundMinor : 0;
  for (const { drawn, weighted } of answers) {
    // An answer that leaves more needs so much more luck.
    const moreMinor = Math.max(0, weighted - least - terms.slackMinor);
    if (boundMinor - moreMinor > luckMinor) {
      spendNode(solver.linesLeft, part.lines.length);
      const followed = { problem, lines: part.lines, later, isCertain };
      const own = drawn === null ? null : luckAfterDraws({ ...followed, drawn: drawn.states });
      const ownMinor = own === null ? boundMinor : Math.min(boundMinor, own * mostTaxed(problem));
      luckMinor = Math.max(luckMinor, ownMinor - moreMinor);
    }
  }
  lucks.set(key, luckMinor);
  return luckMinor;
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
const spareIn = ({ split }: Solver, { answers, left, terms }: Relaxed): number => {
  let spareMinor = 0;
  for (const [at, { lines }] of split.parts.entries()) {
    const [least] = answers[at]?.near ?? [];
    for (const [place, line] of lines.entries()) {
      spareMinor += ((left[line] ?? 0) - (least?.left[place] ?? 0)) * (terms.weights[line] ?? 1);
    }
  }
  return Math.max(0, spareMinor);
};

interface Without {
  readonly without: readonly number[];
  readonly excluded: ReadonlySet<number>;
  readonly affected: ReadonlySet<number>;
  readonly answers: readonly PartAnswers[];
}

/** No total is lower, by the weights of the lines that the offers were on, where the top works as in the reference. */
const surelyByWeights = (
  { solver, reference, spareMinor }: Asking,
  { without, excluded, affected, answers }: Without,
): number => {
  const { split, plain } = solver;
  const { terms, left, totalMinor } = reference;
  let moreMinor = 0;
  for (const line of new Set(without.flatMap((index) => plain.linesOf(index)))) {
    moreMinor += (plain.leftOf(line, excluded) - (left[line] ?? 0)) * (terms.weights[line] ?? 1);
  }
  for (const at of affected) {
    const nearest = answers[at]?.near[0];
    let place = 0;
    for (const line of split.parts[at]?.lines ?? []) {
      moreMinor += ((nearest?.left[place] ?? 0) - (left[line] ?? 0)) * (terms.weights[line] ?? 1);
      place += 1;
    }
  }
  return totalMinor + moreMinor - spareMinor - terms.wideSlackMinor;
};
