/** Owns what comes before any choice: canonical lines, manual discounts, and the offers that may be given. */
import { wallClockAt, type WallClock } from "../time/zoned-time.ts";
import { canonicalLines, withLastLine, type CanonicalLine } from "./basket/canonical-line.ts";
import { reducedLine, reduceManually } from "./basket/manual-discount.ts";
import type { Situation } from "./conditions/condition.ts";
import { collectOffers, offersOfMore, offersOfOther, type CollectedOffers } from "./offers/collect-offers.ts";
import { gateOffers, type GatedOffers } from "./offers/gate-offers.ts";
import type { PricingInput, PricingLine } from "./pricing-input.ts";
import { isMoneyOffer, problemOf, type Problem } from "./selection/problem.ts";

export interface Prepared {
  readonly input: PricingInput;
  readonly gated: GatedOffers;
  readonly lines: readonly CanonicalLine[];
  readonly manualMinor: readonly number[];
  readonly collected: CollectedOffers;
  readonly problem: Problem;
}

export const prepareBasket = (input: PricingInput): Prepared => {
  const gated = gateOffers(situationOf(input));
  const lines = canonicalLines(input.basket);
  const manual = reduceManually(lines, input.manualDiscount);
  const collected = collectOffers(lines, gated);
  const { budgets, offers } = collected;
  const { pricesIncludeTax } = input.store;
  const problem = problemOf(
    { lines, start: manual.lines, budgets, pricesIncludeTax },
    offers.filter(isMoneyOffer),
  );
  return { input, gated, lines, manualMinor: manual.manualMinor, collected, problem };
};

/** The problem of the basket with one more line, in the same situation: the gate says the same there. */
export const problemWith = (before: Prepared, extra: PricingLine): Problem => {
  const { gated, input } = before;
  const lines = withLastLine(before.lines, [...input.basket, extra]);
  const start =
    input.manualDiscount === null
      ? lines.map((one, at) => (one === before.lines[at] && before.problem.start[at]) || reducedLine(one))
      : reduceManually(lines, input.manualDiscount).lines;
  const { collected, problem } = before;
  const isLonger = lines.length > before.lines.length;
  const line = lines.findIndex((one, at) => one !== before.lines[at]);
  const offers = isLonger
    ? offersOfOther(lines, gated)
    : offersOfMore(lines, gated, { before: collected, line });
  const { budgets, pricesIncludeTax } = problem;
  return offers === collected.offers
    ? { ...problem, lines, start }
    : problemOf({ lines, start, budgets, pricesIncludeTax }, offers.filter(isMoneyOffer));
};

const situationOf = (input: PricingInput): Situation => {
  const clocks = new Map<string, WallClock>();
  return {
    input,
    clockIn: (timezone) => {
      const clock = clocks.get(timezone) ?? wallClockAt(input.atMs, timezone);
      clocks.set(timezone, clock);
      return clock;
    },
  };
};
