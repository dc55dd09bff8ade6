/**
 * Owns what remains of each unit of a line, in runs of equal units: a line of 80,995 units is one or two runs.
 * Runs stand in the order of the units. Amounts are whole minor units: a line's discount is split to its units by
 * largest remainder, so that the units always add up to the line (docs/pricing.md, "Units").
 */
import { divide } from "../../money/allocate.ts";

export interface UnitRun {
  readonly count: number;
  readonly remainingMinor: number;
  /** Offers that touched these units, by their index, oldest first. */
  readonly touchedBy: readonly number[];
  /** Offers that leave these units to a rival (docs/pricing.md, "Competing for units"). */
  readonly leftBy: readonly number[];
  /** While draws are computed: the draw that rewards these units. */
  readonly rewardedBy: number | null;
}

export interface LineState {
  readonly runs: readonly UnitRun[];
  readonly totalMinor: number;
}

export const UNTOUCHED: readonly number[] = [];

export const lineStateOf = (unitCount: number, unitMinor: number): LineState => ({
  runs: [{ count: unitCount, remainingMinor: unitMinor, touchedBy: UNTOUCHED, leftBy: UNTOUCHED, rewardedBy: null }],
  totalMinor: unitCount * unitMinor,
});

/**
 * Takes `amountMinor` off a line. `weights` has one figure per run: what each of its units bears in proportion, 0 for
 * runs that bear nothing. A weight is at most what the unit has left, and the amount at most the sum of the weights,
 * so no unit falls below zero. `offer` is written into the touched units, null for a discount that no offer gave.
 */
export const takeOff = (
  line: LineState,
  amountMinor: number,
  { weights, offer }: { readonly weights: readonly number[]; readonly offer: number | null },
): LineState => {
  if (amountMinor === 0) {
    return line;
  }
  const bearing = line.runs
    .map((run, at) => ({ run, at, weight: weights[at] ?? 0 }))
    .filter(({ weight }) => weight > 0);
  const weightSum = bearing.reduce((sum, { run, weight }) => sum + run.count * weight, 0);
  const shares = bearing.map(({ run, at, weight }) => {
    const { whole, rest } = divide(amountMinor, weight, weightSum);
    return { run, at, whole, rest, extra: 0 };
  });
  let missing = amountMinor - shares.reduce((sum, { run, whole }) => sum + run.count * whole, 0);
  for (const share of shares.toSorted((a, b) => b.rest - a.rest || a.at - b.at)) {
    share.extra = Math.min(missing, share.run.count);
    missing -= share.extra;
  }
  const shareAt = new Map(shares.map((share) => [share.at, share]));
  const runs = line.runs.flatMap((run, at) => {
    const share = shareAt.get(at);
    return share === undefined ? [run] : reduced(run, share, offer);
  });
  return { runs: joinEqualRuns(runs), totalMinor: line.totalMinor - amountMinor };
};

const reduced = (
  run: UnitRun,
  share: { readonly whole: number; readonly extra: number },
  offer: number | null,
): readonly UnitRun[] => {
  const touchedBy = offer === null || run.touchedBy.includes(offer) ? run.touchedBy : [...run.touchedBy, offer];
  const remainingMinor = run.remainingMinor - share.whole;
  const more = { ...run, count: share.extra, remainingMinor: remainingMinor - 1, touchedBy };
  const plain = { ...run, count: run.count - share.extra, remainingMinor, touchedBy };
  return [more, plain].filter(({ count }) => count > 0);
};

const joinEqualRuns = (runs: readonly UnitRun[]): readonly UnitRun[] => {
  const joined: UnitRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (
      last?.remainingMinor === run.remainingMinor &&
      last.rewardedBy === run.rewardedBy &&
      sameOffers(last.touchedBy, run.touchedBy) &&
      sameOffers(last.leftBy, run.leftBy)
    ) {
      joined[joined.length - 1] = { ...last, count: last.count + run.count };
    } else {
      joined.push(run);
    }
  }
  return joined;
};

const sameOffers = (a: readonly number[], b: readonly number[]): boolean =>
  a === b || (a.length === b.length && a.every((offer, at) => offer === b[at]));
