/**
 * Owns computing a plan step by step: a stage is what remains after some offers, and giving one more answers a new
 * stage. Thresholds, caps and budgets are kept here; which offers to give is decided elsewhere.
 */
import type { LineState, UnitRun } from "../basket/unit-run.ts";
import { computeDrawn } from "../draws/compute-draws.ts";
import type { Draw } from "../draws/unit-pool.ts";
import { applyOffer } from "../offers/apply-offer.ts";
import type { MoneyOffer, Threshold, UnitOffer } from "../offers/offer.ts";
import { areRivals, type Effect, type Plan, type Problem } from "./problem.ts";

export interface Stage {
  readonly states: readonly LineState[];
  /** What the current layer began with. */
  readonly layer: number;
  readonly layerStart: readonly LineState[];
  /** Given so far from each budget. */
  readonly spentMinor: readonly number[];
  readonly effects: readonly Effect[];
}

export const firstStage = (problem: Problem): Stage => ({
  states: problem.start,
  layer: 0,
  layerStart: problem.start,
  spentMinor: problem.budgets.map(() => 0),
  effects: [],
});

/** Remembers what remained when an offer's layer begins. */
export const enterLayer = (stage: Stage, layer: number): Stage =>
  stage.layer === layer ? stage : { ...stage, layer, layerStart: stage.states };

/** Why an offer gives nothing at its turn. */
export type Refusal =
  | { readonly type: "threshold"; readonly threshold: Threshold; readonly measuredMinor: number }
  | { readonly type: "budget"; readonly wantedMinor: number; readonly leftMinor: number }
  | { readonly type: "nothing" };

export type Outcome = { readonly stage: Stage; readonly effect: Effect } | { readonly refusal: Refusal };

export const sumOf = (states: Plan["states"], lines: readonly number[]): number => {
  let sum = 0;
  for (const line of lines) {
    sum += states[line]?.totalMinor ?? 0;
  }
  return sum;
};

/** A threshold that does not hold at an offer's turn, a least amount before a most; the stage has entered its layer. */
export const failingThreshold = (
  offer: Pick<MoneyOffer, "thresholds">,
  stage: { readonly [Field in "states" | "layerStart"]: Plan["states"] },
): Refusal | null => {
  let above: Refusal | null = null;
  for (const threshold of offer.thresholds) {
    const measuredMinor = sumOf(threshold.atTurn ? stage.states : stage.layerStart, threshold.lines);
    if (threshold.kind === "min" && measuredMinor < threshold.limitMinor) {
      return { type: "threshold", threshold, measuredMinor };
    }
    if (threshold.kind === "max" && measuredMinor > threshold.limitMinor) {
      above ??= { type: "threshold", threshold, measuredMinor };
    }
  }
  return above;
};

/** Gives a line or basket offer on all units that are open to it. */
export const giveOffer = (problem: Problem, before: Stage, offer: MoneyOffer): Outcome => {
  const stage = enterLayer(before, offer.layer);
  const failing = failingThreshold(offer, stage);
  if (failing !== null) {
    return { refusal: failing };
  }
  const { tierMeasure } = offer;
  const measured =
    tierMeasure === null
      ? 0
      : (tierMeasure.quantityMilli ??
        sumOf(tierMeasure.atTurn ? stage.states : stage.layerStart, tierMeasure.lines));
  const effect = applyOffer(offer, {
    lines: problem.lines,
    states: stage.states,
    isOpen: openTo(problem, offer),
    capMinor: capOf(problem, stage, offer),
    measured,
  });
  const refused = refusalOf(problem, stage, { offer, amountMinor: effect.amountMinor });
  if (refused !== null) {
    return { refusal: refused };
  }
  return given(stage, offer, { lines: effect.lines, times: 1, needed: [] });
};

/** Gives a unit offer with its draws; the stage's lines are marked with all draws. */
export const giveDrawn = (
  problem: Problem,
  before: Stage,
  { offer, draws }: { readonly offer: UnitOffer; readonly draws: readonly Draw[] },
): Outcome => {
  const stage = enterLayer(before, offer.layer);
  const failing = failingThreshold(offer, stage);
  if (failing !== null) {
    return { refusal: failing };
  }
  const wishes = computeDrawn({
    offer,
    draws,
    states: stage.states,
    lines: problem.lines,
    capMinor: capOf(problem, stage, offer),
  });
  const amountMinor = wishes.reduce((sum, wish) => sum + wish.amountMinor, 0);
  const refused = refusalOf(problem, stage, { offer, amountMinor });
  if (refused !== null) {
    return { refusal: refused };
  }
  const times = draws.reduce((sum, draw) => sum + (draw.offer === offer.index ? draw.times : 0), 0);
  const needed = offer.lines.filter((line) =>
    stage.states[line]?.runs.some((run) => run.touchedBy.includes(offer.index)),
  );
  return given(stage, offer, { lines: wishes, times, needed });
};

/** An offer may touch a unit that no rival touches and that it does not leave to one. */
export const openTo = (problem: Problem, offer: MoneyOffer): ((run: UnitRun) => boolean) => {
  if (!problem.hasRivals) {
    return (run) => !run.leftBy.includes(offer.index);
  }
  return (run) =>
    !run.leftBy.includes(offer.index) &&
    run.touchedBy.every((index) => {
      const other = problem.byIndex.get(index);
      return other === undefined || !areRivals(offer, other);
    });
};

/** The offer's own cap, and what its campaign's budget has left when the edge is a cap. */
const capOf = (problem: Problem, stage: Stage, offer: MoneyOffer): number | null => {
  const budget = offer.budget === null ? undefined : problem.budgets[offer.budget];
  if (budget === undefined || budget.refuse || offer.budget === null) {
    return offer.maxDiscountMinor;
  }
  const left = budget.leftMinor - (stage.spentMinor[offer.budget] ?? 0);
  return offer.maxDiscountMinor === null ? left : Math.min(offer.maxDiscountMinor, left);
};

const refusalOf = (
  problem: Problem,
  stage: Stage,
  { offer, amountMinor }: { readonly offer: MoneyOffer; readonly amountMinor: number },
): Refusal | null => {
  if (amountMinor === 0) {
    return { type: "nothing" };
  }
  const budget = offer.budget === null ? undefined : problem.budgets[offer.budget];
  if (budget?.refuse !== true || offer.budget === null) {
    return null;
  }
  const leftMinor = budget.leftMinor - (stage.spentMinor[offer.budget] ?? 0);
  return amountMinor > leftMinor ? { type: "budget", wantedMinor: amountMinor, leftMinor } : null;
};

interface Given {
  readonly lines: readonly {
    readonly line: number;
    readonly amountMinor: number;
    readonly state: LineState;
  }[];
  readonly times: number;
  readonly needed: readonly number[];
}

const given = (stage: Stage, offer: MoneyOffer, { lines, times, needed }: Given): Outcome => {
  const states = [...stage.states];
  let amountMinor = 0;
  for (const { line, state, amountMinor: onLine } of lines) {
    states[line] = state;
    amountMinor += onLine;
  }
  const effect: Effect = { offer, amountMinor, times, lines, needed };
  const spentMinor =
    offer.budget === null
      ? stage.spentMinor
      : stage.spentMinor.map((spent, at) => (at === offer.budget ? spent + amountMinor : spent));
  return { effect, stage: { ...stage, states, spentMinor, effects: [...stage.effects, effect] } };
};
