/**
 * Owns why an eligible offer gave nothing in the chosen combination: a threshold that does not hold there, a budget
 * that refuses. Amounts are read off the plan, nothing is chosen anew.
 */
import { formatDecimal } from "../../money/decimal.ts";
import type { Miss } from "../conditions/condition.ts";
import type { Offer, Threshold } from "../offers/offer.ts";
import type { Plan, Problem } from "../selection/problem.ts";
import { sumOf, type Refusal } from "../selection/stage.ts";
import { firstMiss, miss } from "./reason-order.ts";

/** Some lines as an offer is measured by them: when its turn comes, or when its layer begins. */
export interface Measured {
  readonly offer: Offer;
  readonly lines: readonly number[];
  readonly atTurn: boolean;
}

/** Whether an offer takes its part before an offer is measured. */
export const isMeasuredAfter = (
  { offer, atTurn }: Pick<Measured, "offer" | "atTurn">,
  { index, layer }: Pick<Offer, "index" | "layer">,
): boolean => (atTurn ? index < offer.index : layer < offer.layer);

/** What earlier offers of a plan took off the measured lines, by their index. */
export const takenBefore = (
  { effects }: Plan,
  measured: Measured,
): readonly { readonly index: number; readonly minor: number }[] => {
  const on = new Set(measured.lines);
  return effects
    .filter((effect) => isMeasuredAfter(measured, effect.offer))
    .map((effect) => ({
      index: effect.offer.index,
      minor: effect.lines.reduce((sum, { line, amountMinor }) => sum + (on.has(line) ? amountMinor : 0), 0),
    }));
};

/** What remained of the measured lines then. */
export const measuredInPlan = (problem: Problem, { effects }: Plan, measured: Measured): number => {
  const { lines } = measured;
  const isOn = new Uint8Array(problem.lines.length);
  for (const line of lines) {
    isOn[line] = 1;
  }
  let leftMinor = sumOf(problem.start, lines);
  for (const effect of effects) {
    if (isMeasuredAfter(measured, effect.offer)) {
      for (const { line, amountMinor } of effect.lines) {
        leftMinor -= isOn[line] === 1 ? amountMinor : 0;
      }
    }
  }
  return leftMinor;
};

export interface MissQuestion {
  readonly problem: Problem;
  readonly plan: Plan;
  readonly decimals: number;
}

/** What does not hold of an offer's thresholds and lowest tier in the chosen combination: the first by the order of reasons. */
export const thresholdMiss = ({ problem, plan, decimals }: MissQuestion, offer: Offer): Miss | null => {
  const misses: Miss[] = [];
  for (const threshold of offer.thresholds) {
    const { lines, atTurn } = threshold;
    const gotMinor = measuredInPlan(problem, plan, { offer, lines, atTurn });
    if (threshold.kind === "min" ? gotMinor < threshold.limitMinor : gotMinor > threshold.limitMinor) {
      misses.push(missOfThreshold(threshold, gotMinor, decimals));
    }
  }
  const { tierMeasure, work } = offer;
  if (tierMeasure !== null && tierMeasure.quantityMilli === null && work.kind === "basket") {
    const { lines, atTurn, steps } = tierMeasure;
    const gotMinor = measuredInPlan(problem, plan, { offer, lines, atTurn });
    const least = steps.at(-1) ?? 0;
    if (gotMinor < least) {
      misses.push(miss("BELOW_MIN_SPEND", formatDecimal(least, decimals), formatDecimal(gotMinor, decimals)));
    }
  }
  return firstMiss(misses);
};

const missOfThreshold = ({ kind, limitMinor }: Threshold, gotMinor: number, decimals: number): Miss =>
  miss(
    kind === "min" ? "BELOW_MIN_SPEND" : "ABOVE_MAX_SPEND",
    formatDecimal(limitMinor, decimals),
    formatDecimal(gotMinor, decimals),
  );

/** A refusal in the words of the answer; null when the offer was refused nothing but found nothing to give. */
export const missOfRefusal = (refusal: Refusal, decimals: number): Miss | null => {
  switch (refusal.type) {
    case "threshold":
      return missOfThreshold(refusal.threshold, refusal.measuredMinor, decimals);
    case "budget":
      return miss(
        "BUDGET_SPENT",
        formatDecimal(refusal.wantedMinor, decimals),
        formatDecimal(refusal.leftMinor, decimals),
      );
    case "nothing":
      return null;
  }
};
