/**
 * Owns a bound that holds for every combination, however units are shared among rivals: no offer gives more than it would
 * on untouched goods, with every choice falling its way. It is wide; it stands where the search proves nothing.
 */
import { applyOffer } from "../offers/apply-offer.ts";
import type { MoneyOffer } from "../offers/offer.ts";
import { unitClasses } from "../draws/unit-pool.ts";
import { drawPotential } from "./by-parts/draw-potential.ts";
import { drawSlack } from "./by-parts/part-luck.ts";
import { planTotal } from "./plan-total.ts";
import { isUnitOffer, type Problem } from "./problem.ts";

/** No combination leaves less to pay, in minor units. */
export const leastWithMostGiven = (problem: Problem): number => {
  const { lines, start, offers, pricesIncludeTax } = problem;
  const others = offers.filter((offer) => !isUnitOffer(offer));
  const givenMinor = others.reduce((sum, offer) => sum + mostOf(problem, offer), mostDrawn(problem));
  const rates = new Set(pricesIncludeTax ? [] : lines.map(({ sample }) => sample.taxRateBp));
  const taxedMinor = (givenMinor * (10_000 + Math.max(0, ...rates))) / 10_000;
  // The tax of each rate is rounded, before and after.
  return Math.max(0, Math.floor(planTotal(problem, start) - taxedMinor) - rates.size);
};

/** Amounts only get smaller, and of fewer units the dearest give the most. */
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

/** What all unit offers together could draw at most, each unit rounded. */
const mostDrawn = (problem: Problem): number => {
  const { lines, start, offers } = problem;
  const drawing = offers.filter(isUnitOffer);
  const classes = unitClasses(lines, start, [...new Set(drawing.flatMap((offer) => offer.lines))]);
  const opens = drawing.map((offer) =>
    classes.flatMap((unit, at) => (offer.lines.includes(unit.line) ? [at] : [])),
  );
  const potential = drawPotential(drawing, classes, opens);
  return potential.of(classes.map(({ count }) => count)) + drawSlack(problem, drawing, []);
};
