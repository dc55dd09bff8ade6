/**
 * Owns the discounts that a person gives, first on a line, then on the basket (docs/pricing.md, "Layers").
 * A person decides, so the floor does not bind; zero does. Only discountable goods bear the basket's discount.
 */
import { allocate } from "../../money/allocate.ts";
import { mulDivRound } from "../../money/ratio.ts";
import type { ManualDiscount } from "../pricing-input.ts";
import type { CanonicalLine } from "./canonical-line.ts";
import { lineStateOf, takeOff, type LineState } from "./unit-run.ts";

export interface ManuallyReduced {
  readonly lines: readonly LineState[];
  /** Taken off each canonical line, in minor units. */
  readonly manualMinor: readonly number[];
}

/** Starts every line at its list price and takes the manual discounts off. */
export const reduceManually = (
  lines: readonly CanonicalLine[],
  basketDiscount: ManualDiscount | null,
): ManuallyReduced => {
  const states = lines.map(reducedLine);
  const reduced = basketDiscount === null ? states : sharedOut(lines, states, basketDiscount);
  return {
    lines: reduced,
    manualMinor: lines.map((line, at) => line.grossMinor - (reduced[at]?.totalMinor ?? 0)),
  };
};

/** A line at its list price less the discount on itself. */
export const reducedLine = (line: CanonicalLine): LineState => {
  const state = lineStateOf(line.unitCount, line.unitMinor);
  return takeProportionally(state, discountOn(line.sample.manualDiscount, state.totalMinor));
};

/** With the discount on the basket, which its discountable goods share. */
const sharedOut = (
  lines: readonly CanonicalLine[],
  states: readonly LineState[],
  basketDiscount: ManualDiscount,
): readonly LineState[] => {
  const bases = lines.map((line, at) => (line.offered ? (states[at]?.totalMinor ?? 0) : 0));
  const baseMinor = bases.reduce((sum, base) => sum + base, 0);
  const shares = allocate(discountOn(basketDiscount, baseMinor), bases, bases);
  return states.map((state, at) => takeProportionally(state, shares[at] ?? 0));
};

const discountOn = (discount: ManualDiscount | null, baseMinor: number): number => {
  if (discount === null) {
    return 0;
  }
  return "percentBp" in discount
    ? mulDivRound(baseMinor, discount.percentBp, 10_000)
    : Math.min(discount.amountMinor, baseMinor);
};

const takeProportionally = (state: LineState, amountMinor: number): LineState =>
  amountMinor === 0
    ? state
    : takeOff(state, amountMinor, { weights: state.runs.map((run) => run.remainingMinor), offer: null });
