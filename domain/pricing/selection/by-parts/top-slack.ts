/**
 * Owns how the top offers, computed on sums of many lines, translate what remains of a line into the total: a weight
 * per line, and how far rounding and allocation can make the total differ from the weighted sum
 * (docs/pricing.md, "How the best combination is proven").
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Problem } from "../problem.ts";
import { WEIGHT } from "./solve-part.ts";

export interface TopTerms {
  readonly weights: readonly number[];
  /** In minor units: two outcomes whose weighted sums differ by more are in the same order as their totals. */
  readonly slackMinor: number;
  /** How far rounding alone may move the total away from the weighted sum. */
  readonly roundingMinor: number;
  /** The total depends on one sum only, without any slack: the least sum is the least total. */
  readonly sumOnly: boolean;
}

/** The percent that a top offer takes, in basis points; 0 for an amount. */
export type PercentOf = (offer: MoneyOffer) => number;

export const topTerms = (problem: Problem, top: readonly MoneyOffer[], percentOf: PercentOf): TopTerms => {
  const weights = problem.lines.map((line) =>
    problem.pricesIncludeTax ? WEIGHT : Math.round((WEIGHT * (10_000 + line.sample.taxRateBp)) / 20_000),
  );
  for (const offer of top) {
    const keptBp = 10_000 - percentOf(offer);
    for (const line of offer.lines) {
      weights[line] = Math.floor(((weights[line] ?? 0) * keptBp) / 10_000);
    }
  }
  const touched = new Set(top.flatMap((offer) => offer.lines));
  const rates = new Set(problem.lines.map((line) => line.sample.taxRateBp));
  const oneRate = problem.pricesIncludeTax || rates.size <= 1;
  const all = problem.lines.filter((line) => line.offered).map((line) => line.index);
  const wide = top.every((offer) => offer.lines.length === all.length);
  const floors = [...touched].some((line) => (problem.lines[line]?.floorMinor ?? 0) > 0);
  const sumOnly = oneRate && wide && !floors;
  const { rounding, amounts } = slackOf(problem, top, percentOf);
  const roundingMinor = Math.ceil(rounding);
  const unsure = floors && top.length > 0 ? Number.MAX_SAFE_INTEGER / 1e6 : Math.ceil(rounding + amounts);
  return { weights, sumOnly, roundingMinor, slackMinor: sumOnly ? 0 : unsure };
};

/** By rounding, and by amounts that lines share differently when they stand differently to each other. */
const slackOf = (
  problem: Problem,
  top: readonly MoneyOffer[],
  percentOf: PercentOf,
): { readonly rounding: number; readonly amounts: number } => {
  // Each rounding moves the total by at most half a minor unit, in both of the outcomes compared; so does, by the
  // assumption stated in docs/pricing.md, what allocation shifts between the lines of a later offer and others.
  const rounding = top.length + 1 + (problem.pricesIncludeTax ? 0 : 8);
  let amounts = 0;
  for (const [at, later] of top.entries()) {
    const on = new Set(later.lines);
    for (const earlier of top.slice(0, at)) {
      const inside = earlier.lines.filter((line) => on.has(line)).length;
      const outside = earlier.lines.length - inside;
      if (inside > 0 && outside > 0) {
        const share = (2 * percentOf(later)) / 10_000;
        amounts += amountOf(problem, earlier, percentOf) * share;
      }
    }
  }
  return { rounding, amounts };
};

/** What an offer of a fixed amount shares out, however the lines then stand to each other. */
const amountOf = (problem: Problem, offer: MoneyOffer, percentOf: PercentOf): number => {
  if (percentOf(offer) > 0 || offer.work.kind !== "basket") {
    return 0;
  }
  const sum = offer.lines.reduce((total, line) => total + (problem.start[line]?.totalMinor ?? 0), 0);
  return offer.work.wanted(sum, Number.MAX_SAFE_INTEGER);
};
