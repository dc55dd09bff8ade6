/**
 * Owns a bound that holds for every combination, however units are shared among rivals: no offer gives more than it would
 * on untouched goods, with every choice falling its way. It is wide; it stands where the search proves nothing.
 */
import { applyOffer } from "../offers/apply-offer.ts";
import type { MoneyOffer } from "../offers/offer.ts";
import { mostDrawn } from "./by-parts/draw-potential.ts";
import { drawSlack } from "./by-parts/part-luck.ts";
import { planTotal, ratesOnTop } from "./plan-total.ts";
import { isUnitOffer, type Problem } from "./problem.ts";

/** No combination leaves less to pay, in minor units. */
export const leastWithMostGiven = (problem: Problem): number => {
  const { start, offers } = problem;
  const drawing = offers.filter(isUnitOffer);
  // Each unit that is drawn is rounded.
  const drawnMinor = mostDrawn(problem, drawing) + drawSlack(problem, drawing, []);
  const givenMinor = offers.reduce((sum, offer) => sum + mostOf(problem, offer), drawnMinor);
  const rates = ratesOnTop(problem);
  const taxedMinor = (givenMinor * (10_000 + Math.max(0, ...rates))) / 10_000;
  // The tax of each rate is rounded, before and after.
  return Math.max(0, Math.floor(planTotal(problem, start) - taxedMinor) - rates.size);
};

/** Of what draws nothing: amounts only get smaller, and of fewer units the dearest give the most. */
const mostOf = ({ lines, start }: Problem, offer: MoneyOffer): number => {
  const { work, maxDiscountMinor, tierMeasure } = offer;
  if (work.kind === "unit") {
    return 0;
  }
  const { maxUnits } = work.selection;
  const most = { ...offer, work: { ...work, selection: { ...work.selection, choose: "dearest" as const } } };
  const measures = tierMeasure === null ? [0] : [...tierMeasure.steps, tierMeasure.quantityMilli ?? 0];
  const amounts = measures.map(
    (measured) =>
      applyOffer(most, { lines, states: start, isOpen: () => true, capMinor: maxDiscountMinor, measured })
        .amountMinor,
  );
  // Other units may lie on other lines, each of which is rounded by itself.
  return Math.max(...amounts) + (maxUnits === null ? 0 : offer.lines.length);
};
