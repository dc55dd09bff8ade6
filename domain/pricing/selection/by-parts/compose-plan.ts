/**
 * Owns putting the answers of the parts together and computing the top on them: a plan as if every threshold held.
 * Then it says which offers of the plan it is not true for.
 */
import { measuredInPlan } from "../../explain/plan-refusals.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { planTotal } from "../plan-total.ts";
import type { Effect, Plan, Problem } from "../problem.ts";
import type { PlainOutcome } from "./plain-lines.ts";
import type { PartAnswer } from "./part-answer.ts";
import { sumLeft, topShares, topWanted } from "./top-total.ts";

/** What tiers are taken to be measured at, by offer: an assumption that the plan must confirm. */
export type Assumed = ReadonlyMap<number, number>;

export interface Composition {
  readonly answers: readonly PartAnswer[];
  readonly plain: PlainOutcome;
  readonly top: readonly MoneyOffer[];
  readonly assumed: Assumed;
}

export const composePlan = (problem: Problem, { answers, plain, top, assumed }: Composition): Plan => {
  const leftMinor = problem.start.map(({ totalMinor }) => totalMinor);
  const outcomes = answers.map((answer) => answer.compute());
  for (const known of [plain, ...outcomes]) {
    for (const [line, { totalMinor }] of known.states) {
      leftMinor[line] = totalMinor;
    }
  }
  const effects = joinEffects([...plain.effects, ...outcomes.flatMap((outcome) => outcome.effects)]);
  for (const offer of top) {
    const effect = giveTop(problem, leftMinor, { offer, assumed });
    if (effect !== null) {
      effects.push(effect);
    }
  }
  const states = leftMinor.map((totalMinor) => ({ totalMinor }));
  return {
    totalMinor: planTotal(problem, states),
    effects: effects
      .map((effect) => {
        const offer = problem.byIndex.get(effect.offer.index) ?? effect.offer;
        return offer === effect.offer ? effect : { ...effect, offer };
      })
      .sort((a, b) => a.offer.index - b.offer.index),
    states,
  };
};

/** Takes what a top offer gives off what is left of the lines. null where it finds nothing. */
const giveTop = (
  problem: Problem,
  leftMinor: number[],
  { offer, assumed }: { readonly offer: MoneyOffer; readonly assumed: Assumed },
): Effect | null => {
  const wantedMinor = topWanted(offer, sumLeft(offer.lines, leftMinor), assumed);
  if (wantedMinor === 0) {
    return null;
  }
  const shares = topShares(problem, leftMinor, { offer, wantedMinor });
  const lines: Effect["lines"][number][] = [];
  let givenMinor = 0;
  for (const [at, line] of offer.lines.entries()) {
    const amountMinor = shares[at] ?? 0;
    if (amountMinor > 0) {
      leftMinor[line] = (leftMinor[line] ?? 0) - amountMinor;
      givenMinor += amountMinor;
      lines.push({ line, amountMinor });
    }
  }
  return givenMinor === 0 ? null : { offer, amountMinor: givenMinor, times: 1, lines, needed: [] };
};

/** An offer on several parts is one offer. */
const joinEffects = (effects: readonly Effect[]): Effect[] => {
  const byOffer = new Map<number, Effect[]>();
  for (const effect of effects) {
    const known = byOffer.get(effect.offer.index);
    if (known === undefined) {
      byOffer.set(effect.offer.index, [effect]);
    } else {
      known.push(effect);
    }
  }
  return [...byOffer.values()].map(joined);
};

const joined = (own: readonly Effect[]): Effect => {
  const [first, ...rest] = own;
  if (first === undefined) {
    throw new Error("There is always one effect of an offer");
  }
  return rest.length === 0
    ? first
    : {
        ...first,
        amountMinor: own.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        lines: own.flatMap(({ lines }) => lines).sort((a, b) => a.line - b.line),
        needed: own.flatMap(({ needed }) => needed),
      };
};

/** An offer of the plan whose assumption is not true there. */
export interface Unmet {
  readonly offer: MoneyOffer;
  /** What the measured lines would have to have more for it to hold; null when less is needed. */
  readonly missingMinor: number | null;
  readonly lines: readonly number[];
  /** Measured when its turn comes, else when its layer begins. */
  readonly atTurn: boolean;
  /** For a ladder: the next lower step, to be assumed instead. */
  readonly measured: number | null;
}

/** What some lines stand at when it is an offer's turn, or its layer's. */
export type Measure = (
  offer: MoneyOffer,
  measured: { readonly lines: readonly number[]; readonly atTurn: boolean },
) => number;

/** The first offer of the plan that needs more, or less, than what the plan leaves it. */
export const firstUnmetInPlan = (problem: Problem, plan: Plan, assumed: Assumed): Unmet | null =>
  firstUnmet(
    plan.effects.map(({ offer }) => offer),
    (offer, { lines, atTurn }) => measuredInPlan(problem, plan, { offer, lines, atTurn }),
    assumed,
  );

/** The first of some offers for which what it is measured by is not as assumed. */
export const firstUnmet = (
  offers: readonly MoneyOffer[],
  measure: Measure,
  assumed: Assumed,
): Unmet | null => {
  for (const offer of offers) {
    for (const threshold of offer.thresholds) {
      const { kind, limitMinor, lines, atTurn } = threshold;
      const got = measure(offer, threshold);
      if (kind === "min" ? got < limitMinor : got > limitMinor) {
        const missingMinor = kind === "min" ? limitMinor - got : null;
        return { offer, lines, atTurn, measured: null, missingMinor };
      }
    }
    const unmet = unmetTier(offer, measure, assumed);
    if (unmet !== null) {
      return unmet;
    }
  }
  return null;
};

/** Below the lowest step of a ladder. */
const NO_STEP = -1;

const unmetTier = (offer: MoneyOffer, measure: Measure, assumed: Assumed): Unmet | null => {
  const { tierMeasure, work } = offer;
  const assumedMinor = assumed.get(offer.index);
  if (tierMeasure === null || assumedMinor === undefined || work.kind !== "basket") {
    return null;
  }
  const got = measure(offer, tierMeasure);
  const stepAt = (measured: number): number => tierMeasure.steps.find((from) => from <= measured) ?? NO_STEP;
  const [assumedStep, step] = [stepAt(assumedMinor), stepAt(got)];
  if (step === assumedStep) {
    return null;
  }
  const lower = tierMeasure.steps.find((from) => from < assumedStep) ?? NO_STEP;
  const missingMinor = step < assumedStep ? assumedStep - got : null;
  return { offer, lines: tierMeasure.lines, atTurn: tierMeasure.atTurn, measured: lower, missingMinor };
};
