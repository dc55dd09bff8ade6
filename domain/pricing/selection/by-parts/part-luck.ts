/**
 * Owns how far whole minor units can lead a part away from exact fractions, where giving one offer more never makes
 * anything dearer: by so much leaving an offer out might pay, by rounding alone. Proven in docs/pricing.md, "How the best
 * combination is proven".
 */
import type { MoneyOffer, UnitOffer } from "../../offers/offer.ts";
import type { Problem } from "../problem.ts";
import type { Part } from "./parts.ts";
import { leastAfterReward } from "./least-left.ts";

/** `keptOf` is the least part of a line that the top may leave. */
export const partLuck = (
  part: Pick<Part, "lines" | "later" | "drawing" | "hasRivals">,
  problem: Problem,
  keptOf: (line: number) => number,
): number => {
  const shared = part.later.filter(isShared);
  const isBySums = !part.hasRivals && shared.every(sharesSums);
  let luck = isBySums ? shareLuck(part, shared, keptOf) : 0;
  for (const line of part.lines) {
    const here = part.later.filter((offer) => offer.lines.includes(line));
    luck += splitLuck(part, { line, here, problem });
    luck += isBySums ? 0 : roundingLuck(here, keptOf(line));
  }
  return luck;
};

/**
 * Every offer by itself maps a line's sum to no more and less by no more than it was less; in exact fractions so does a
 * cap over all lines together. So what a plan with more offers leaves above one with fewer, line by line and summed,
 * grows only where shares are rounded: by at most a quarter minor unit a line here and there, by largest remainder.
 */
const shareLuck = (
  { lines, later }: Pick<Part, "lines" | "later">,
  shared: readonly MoneyOffer[],
  keptOf: (line: number) => number,
): number => {
  let luck = 0;
  for (const offer of shared) {
    const own = offer.lines.filter((line) => lines.includes(line));
    const rounded = Math.floor(own.length / 2);
    const after = later.slice(later.indexOf(offer) + 1);
    const isLast = !after.some((other) => other.lines.some((line) => own.includes(line)));
    // Where nothing follows, the shares of all lines make up for each other but for what the top then takes of them.
    const taken = own.map((line) => 1 - keptOf(line));
    const lastLuck = Math.min(2 * taken.reduce((sum, one) => sum + one, 0), rounded * Math.max(...taken));
    luck += isLast ? lastLuck : rounded;
  }
  return luck;
};

const sharesSums = ({ work, budget }: MoneyOffer): boolean =>
  work.kind === "line" && work.wantedOfSum !== null && work.selection.maxUnits === null && budget === null;

/**
 * A share lies up to one off, and every later rounding half a minor unit more. Where nothing follows, the shares of all
 * lines make up for each other but for what the top then takes of them.
 */
const roundingLuck = (here: readonly MoneyOffer[], kept: number): number => {
  const shared = here.findIndex(isShared);
  if (shared < 0) {
    return 0;
  }
  const after = here.slice(shared + 1);
  const shares = after.length === 0 ? 2 * (1 - kept) : 2 * here.slice(shared).filter(isShared).length;
  return shares + after.filter(roundsOnce).length;
};

interface LineQuestion {
  readonly line: number;
  readonly here: readonly MoneyOffer[];
  readonly problem: Problem;
}

/**
 * Units that cost differently: a sum split over them lies up to one off on each, in all at nothing, there and back; an
 * offer that reads them one by one may lose that. Units that are free stay free and equal ones stay equal but for one,
 * so there is no luck; nor where all units of the line lie on one side of what the offer asks.
 */
export const splitLuck = (
  { drawing, hasRivals }: Pick<Part, "drawing" | "hasRivals">,
  { line, here, problem }: LineQuestion,
): number => {
  const canonical = problem.lines[line];
  const units = canonical?.unitCount ?? 0;
  const fractions = drawing.filter((offer) => offer.lines.includes(line) && !givesAway(offer));
  if (canonical === undefined || units < 2 || (!hasRivals && fractions.length === 0)) {
    return 0;
  }
  const dearest = problem.start[line]?.runs.reduce((most, run) => Math.max(most, run.remainingMinor), 0) ?? 0;
  let least = Math.min(
    ...fractions.map((offer) => leastAfterReward(problem, offer, dearest - 1)),
    dearest - 1,
  );
  let [splits, luck] = [0, 0];
  for (const { work } of here) {
    const wantedFrom = (remainingMinor: number): number =>
      work.kind === "line"
        ? work.wanted(canonical, [{ ...SOME_UNIT, remainingMinor }]).amountMinor
        : remainingMinor;
    const [low, high] = [wantedFrom(least), wantedFrom(dearest)];
    if (work.kind !== "line" || work.wantedOfSum !== null) {
      splits += 1;
      least = Math.max(0, least - low - 1);
    } else {
      const isApart = low !== high && least - low !== dearest - high;
      luck = isApart ? splits * (units + 1) : luck;
      least -= low;
    }
  }
  return luck;
};

const SOME_UNIT = { count: 1, touchedBy: [], leftBy: [], rewardedBy: null } as const;

/** What further draws take off may be so much more than what the drawn units cost. */
export const drawSlack = (
  { lines }: Problem,
  drawing: readonly UnitOffer[],
  later: readonly MoneyOffer[],
): number => {
  const fractions = drawing.filter((offer) => !givesAway(offer));
  const drawn = new Set(drawing.flatMap((offer) => offer.lines));
  const roundings = later.reduce(
    (sum, offer) => sum + (roundsOnce(offer) ? offer.lines.filter((line) => drawn.has(line)).length : 0),
    0,
  );
  return (
    roundings +
    fractions.flatMap((offer) => offer.lines).reduce((sum, line) => sum + (lines[line]?.unitCount ?? 0), 0)
  );
};

/** Its rewards are free. */
const givesAway = ({ work: { form }, maxDiscountMinor, budget }: UnitOffer): boolean =>
  form.type !== "bundle" &&
  maxDiscountMinor === null &&
  budget === null &&
  ("percentBp" in form.reward
    ? form.reward.percentBp === 10_000
    : "priceMinor" in form.reward && form.reward.priceMinor === 0);

const isPerUnit = ({ work }: MoneyOffer): boolean => work.kind === "line" && work.wantedOfSum === null;

/** Its amount is rounded, or shared, on each line. */
const roundsOnce = (offer: MoneyOffer): boolean => !isPerUnit(offer) || isShared(offer);

/** One amount for several lines. */
const isShared = ({ work, maxDiscountMinor, budget }: MoneyOffer): boolean =>
  work.kind === "basket" || maxDiscountMinor !== null || budget !== null;
