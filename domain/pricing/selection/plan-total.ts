/** Owns the figure that selection compares: what the customer pays, with the tax that comes on top where it does. */
import { mulDivRound } from "../../money/ratio.ts";
import type { Plan, Problem } from "./problem.ts";

/** The total to pay for these lines, before cash rounding. */
export const planTotal = (
  { lines, pricesIncludeTax }: Pick<Problem, "lines" | "pricesIncludeTax">,
  states: Plan["states"],
): number => {
  const netMinor = states.reduce((sum, state) => sum + state.totalMinor, 0);
  if (pricesIncludeTax) {
    return netMinor;
  }
  const byRate = new Map<number, number>();
  for (const [at, state] of states.entries()) {
    const rateBp = lines[at]?.sample.taxRateBp ?? 0;
    byRate.set(rateBp, (byRate.get(rateBp) ?? 0) + state.totalMinor);
  }
  return [...byRate].reduce(
    (sum, [rateBp, baseMinor]) => sum + mulDivRound(baseMinor, rateBp, 10_000),
    netMinor,
  );
};

/** The rates, in basis points, of tax that comes on top; none where prices include it. */
export const ratesOnTop = ({
  lines,
  pricesIncludeTax,
}: Pick<Problem, "lines" | "pricesIncludeTax">): ReadonlySet<number> =>
  new Set(pricesIncludeTax ? [] : lines.map(({ sample }) => sample.taxRateBp));

/** What one minor unit of goods costs at most, where tax comes on top. */
export const mostTaxed = (problem: Pick<Problem, "lines" | "pricesIncludeTax">): number =>
  1 + Math.max(0, ...ratesOnTop(problem)) / 10_000;
