/**
 * Owns turning the drawn units into amounts: offer by offer in the order of computing, one rounding per line and
 * offer, floors and caps kept. Drawing decides which units; this module decides how much.
 */
import { allocate } from "../../money/allocate.ts";
import { rewardAmount, rewardWeight } from "../benefits/reward.ts";
import { takeOff, type LineState, type UnitRun } from "../basket/unit-run.ts";
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { UnitOffer } from "../offers/offer.ts";
import { shareBundles, type BundleShare } from "./share-bundles.ts";
import { singleDraws, type Draw, type UnitClass } from "./unit-pool.ts";

/** Marks the units of every draw in the runs of their lines: who drew them, and who rewards them. */
export const markDraws = (
  states: readonly LineState[],
  classes: readonly UnitClass[],
  draws: readonly Draw[],
): readonly LineState[] => {
  const stretches = new Map<number, Stretch[]>();
  for (const [drawAt, draw] of singleDraws(draws).entries()) {
    const mark =
      (rewarded: boolean) =>
      ({ at, from, count }: Draw["paying"][number]): void => {
        const list = stretches.get(at) ?? [];
        const needed = !rewarded || draw.needsRewarded;
        list.push({ from, count, offer: draw.offer, needed, rewardedBy: rewarded ? drawAt : null });
        stretches.set(at, list);
      };
    draw.paying.forEach(mark(false));
    draw.rewarded.forEach(mark(true));
  }
  const byLine = new Map<number, Stretch[][]>();
  for (const [at, list] of stretches) {
    const unit = classes[at];
    if (unit !== undefined) {
      const byPlace = byLine.get(unit.line) ?? [];
      byPlace[unit.place] = list;
      byLine.set(unit.line, byPlace);
    }
  }
  const marked = [...states];
  for (const [line, byPlace] of byLine) {
    const state = states[line];
    if (state !== undefined) {
      const runs = state.runs.flatMap((run, place) => cutRun(run, byPlace[place] ?? []));
      marked[line] = { runs, totalMinor: state.totalMinor };
    }
  }
  return marked;
};

interface Stretch {
  readonly from: number;
  readonly count: number;
  readonly offer: number;
  readonly needed: boolean;
  readonly rewardedBy: number | null;
}

const cutRun = (run: UnitRun, stretches: readonly Stretch[]): readonly UnitRun[] => {
  if (stretches.length === 0) {
    return [run];
  }
  const parts: UnitRun[] = [];
  let at = 0;
  const inOrder = stretches.length === 1 ? stretches : stretches.toSorted((a, b) => a.from - b.from);
  for (const { from, count, offer, needed, rewardedBy } of inOrder) {
    if (from > at) {
      parts.push({ ...run, count: from - at });
    }
    const touchedBy = needed ? [...run.touchedBy, offer] : run.touchedBy;
    parts.push({ ...run, count, touchedBy, rewardedBy });
    at = from + count;
  }
  if (at < run.count) {
    parts.push({ ...run, count: run.count - at });
  }
  return parts;
};

export interface DrawnWish {
  readonly line: number;
  readonly amountMinor: number;
  readonly state: LineState;
}

export interface DrawnOffer {
  readonly offer: UnitOffer;
  readonly draws: readonly Draw[];
  readonly states: readonly LineState[];
  readonly lines: readonly CanonicalLine[];
  readonly capMinor: number | null;
}

/** What one unit offer takes off with its draws, line by line, from lines that markDraws has marked. */
export const computeDrawn = ({
  offer,
  draws: drawn,
  states,
  lines,
  capMinor,
}: DrawnOffer): readonly DrawnWish[] => {
  const draws = singleDraws(drawn);
  const roomOf = (line: number): number =>
    Math.max(0, (states[line]?.totalMinor ?? 0) - (lines[line]?.floorMinor ?? 0));
  const isOwn = (run: UnitRun): boolean =>
    run.rewardedBy !== null && draws[run.rewardedBy]?.offer === offer.index;
  const rewarded = offer.lines.filter((line) => states[line]?.runs.some(isOwn) === true);
  const { form } = offer.work;
  const shares =
    form.type === "bundle"
      ? shareBundles({ draws, form, rewarded, states, isOwn, roomOf })
      : rewarded.map((line): BundleShare => {
          const runs = states[line]?.runs ?? [];
          const weights = runs.map((run) => (isOwn(run) ? rewardWeight(form.reward, run.remainingMinor) : 0));
          const weightSum = runs.reduce((sum, run, at) => sum + run.count * (weights[at] ?? 0), 0);
          return { amountMinor: Math.min(roomOf(line), rewardAmount(form.reward, weightSum)), weights };
        });
  const wantedMinor = shares.reduce((sum, share) => sum + share.amountMinor, 0);
  const wanted = shares.map((share) => share.amountMinor);
  const amounts = capMinor === null || wantedMinor <= capMinor ? wanted : allocate(capMinor, wanted, wanted);
  return rewarded.flatMap((line, at) => {
    const state = states[line];
    const amountMinor = amounts[at] ?? 0;
    const weights = shares[at]?.weights ?? [];
    if (state === undefined || amountMinor === 0) {
      return [];
    }
    return [{ line, amountMinor, state: takeOff(state, amountMinor, { weights, offer: offer.index }) }];
  });
};
