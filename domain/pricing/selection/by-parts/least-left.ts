/**
 * Owns the least that a line of a part can be left with before the top, whatever is drawn and given: unit by unit, as many
 * rewards as its offers could ever give, and every later offer as much as it could ever let through.
 */
import { rewardWeight } from "../../benefits/reward.ts";
import { takeOff, type LineState, type UnitRun } from "../../basket/unit-run.ts";
import type { MoneyOffer, UnitOffer } from "../../offers/offer.ts";
import type { Problem } from "../problem.ts";
import type { Part } from "./parts.ts";

/** No plan leaves less, in minor units. */
export const leastLeft = (problem: Problem, part: Part, line: number): number => {
  const canonical = problem.lines[line];
  if (canonical === undefined) {
    return 0;
  }
  let state = leastDrawn(problem, part, line);
  // What every unit costs lies at most one off where only the sum is known.
  let offMinor = 0;
  for (const offer of part.later) {
    if (offer.lines.includes(line) && state.totalMinor > 0) {
      const { work, maxDiscountMinor } = offer;
      const isEach = work.kind === "line" && work.selection.maxUnits === null;
      const weights = state.runs.map(({ remainingMinor }) => remainingMinor);
      const wanted = isEach ? work.wanted(canonical, state.runs) : { amountMinor: state.totalMinor, weights };
      const amountMinor = Math.min(
        wanted.amountMinor,
        state.totalMinor,
        maxDiscountMinor ?? wanted.amountMinor,
      );
      state = takeOff(state, amountMinor, { weights: wanted.weights, offer: null });
      offMinor += readsUnits(offer) ? 0 : canonical.unitCount;
    }
  }
  return Math.max(0, state.totalMinor - offMinor);
};

const readsUnits = ({ work, maxDiscountMinor }: MoneyOffer): boolean =>
  work.kind === "line" && work.wantedOfSum === null && maxDiscountMinor === null;

/** A unit serves at most one unit offer: first those that take most off one. */
const leastDrawn = (problem: Problem, part: Part, line: number): LineState => {
  const runs = problem.start[line]?.runs ?? [];
  const cheapest = runs.reduce((least, run) => Math.min(least, run.remainingMinor), Number.MAX_SAFE_INTEGER);
  const rewards = part.drawing
    .filter(({ lines }) => lines.includes(line))
    .map((offer) => ({
      most: mostRewarded(problem, offer),
      leastMinor: leastAfterReward(problem, offer, cheapest),
    }))
    .toSorted((a, b) => a.leastMinor - b.leastMinor);
  let open = problem.lines[line]?.unitCount ?? 0;
  const drawn: UnitRun[] = [];
  for (const { most, leastMinor } of [...rewards, { most: open, leastMinor: cheapest }]) {
    const count = Math.min(open, most);
    if (count > 0) {
      drawn.push({ ...SOME_UNITS, count, remainingMinor: leastMinor });
    }
    open -= count;
  }
  return { runs: drawn, totalMinor: drawn.reduce((sum, run) => sum + run.count * run.remainingMinor, 0) };
};

const SOME_UNITS = { touchedBy: [], leftBy: [], rewardedBy: null } as const;

/** What a rewarded unit keeps at least. A unit of a bundle bears its part of what the bundle's units cost together. */
export const leastAfterReward = (
  problem: Problem,
  { work: { form } }: UnitOffer,
  unitMinor: number,
): number => {
  if (form.type === "bundle") {
    const mostMinor = form.items.reduce(
      (sum, { quantity, lines }) => sum + quantity * dearestOn(problem, lines),
      0,
    );
    const kept = mostMinor > form.priceMinor ? (unitMinor * form.priceMinor) / mostMinor : unitMinor;
    // A share is rounded for its line, and then for the unit.
    return Math.max(0, Math.floor(kept) - 2);
  }
  const { reward } = form;
  const kept =
    "percentBp" in reward
      ? (unitMinor * (10_000 - reward.percentBp)) / 10_000 - 1
      : unitMinor - rewardWeight(reward, unitMinor);
  return Math.max(0, Math.floor(kept));
};

const dearestOn = ({ start }: Problem, lines: Iterable<number>): number => {
  let dearest = 0;
  for (const line of lines) {
    for (const { remainingMinor } of start[line]?.runs ?? []) {
      dearest = Math.max(dearest, remainingMinor);
    }
  }
  return dearest;
};

const mostRewarded = (problem: Problem, { work, lines }: UnitOffer): number => {
  const { form, maxTimes } = work;
  const units = lines.reduce((sum, line) => sum + (problem.lines[line]?.unitCount ?? 0), 0);
  if (form.type === "bundle") {
    return units;
  }
  const size = form.type === "group" ? form.size : form.buy.quantity + form.get.quantity;
  const times = Math.min(maxTimes ?? units, Math.floor(units / size));
  return times * (form.type === "group" ? form.rewards : form.get.quantity);
};
