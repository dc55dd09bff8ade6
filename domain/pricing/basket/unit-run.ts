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

const UNTOUCHED: readonly number[] = [];

export const lineStateOf = (unitCount: number, unitMinor: number): LineState => ({
  runs: [
    {
      count: unitCount,
      remainingMinor: unitMinor,
      touchedBy: UNTOUCHED,
      leftBy: UNTOUCHED,
      rewardedBy: null,
    },
  ],
  totalMinor: unitCount * unitMinor,
});

/**
 * Takes `amountMinor` off a line. `weights` has one figure per run: what each of its units bears in proportion, 0 for
 * runs that bear nothing. No unit gives more than it has left: what is too much for one is shared by the others; the
 * amount is at most what all of them have left. `offer` is written into the touched units, null for a discount that
 * no offer gave.
 */
export const takeOff = (
  line: LineState,
  amountMinor: number,
  { weights, offer }: { readonly weights: readonly number[]; readonly offer: number | null },
): LineState => {
  if (amountMinor === 0) {
    return line;
  }
  const only = line.runs[0];
  if (only !== undefined && line.runs.length === 1 && (weights[0] ?? 0) > 0) {
    const whole = Math.floor(amountMinor / only.count);
    const runs = reduced(only, { whole, extra: amountMinor - whole * only.count }, offer);
    return { runs, totalMinor: line.totalMinor - amountMinor };
  }
  const shares = unitShares(line.runs, amountMinor, weights);
  const runs = line.runs.flatMap((run, at) => {
    const share = shares[at];
    return share === null || share === undefined ? [run] : reduced(run, share, offer);
  });
  return { runs: joinEqualRuns(runs), totalMinor: line.totalMinor - amountMinor };
};

/** What each unit of a run gives, and how many of its first units give one minor unit more. */
interface UnitShare {
  readonly at: number;
  whole: number;
  rest: number;
  extra: number;
}

const unitShares = (
  runs: readonly UnitRun[],
  amountMinor: number,
  weights: readonly number[],
): readonly (UnitShare | null)[] => {
  const shares = runs.map((_, at): UnitShare | null =>
    (weights[at] ?? 0) > 0 ? { at, whole: 0, rest: 0, extra: 0 } : null,
  );
  let open = shares.filter((share) => share !== null);
  let missing = amountMinor;
  const countOf = ({ at }: UnitShare): number => runs[at]?.count ?? 0;
  const leftOf = (at: number): number => runs[at]?.remainingMinor ?? 0;
  for (;;) {
    let weightSum = 0;
    for (const share of open) {
      weightSum += countOf(share) * (weights[share.at] ?? 0);
    }
    const fitting: UnitShare[] = [];
    let fixedMinor = 0;
    for (const share of open) {
      const { whole, rest } = divideBy(missing, weights[share.at] ?? 0, weightSum);
      const leftMinor = leftOf(share.at);
      if (whole > leftMinor || (whole === leftMinor && rest > 0)) {
        share.whole = leftMinor;
        share.rest = 0;
        fixedMinor += countOf(share) * leftMinor;
      } else {
        share.whole = whole;
        share.rest = rest;
        fitting.push(share);
      }
    }
    if (fitting.length === open.length) {
      break;
    }
    missing -= fixedMinor;
    open = fitting;
  }
  for (const share of open) {
    missing -= countOf(share) * share.whole;
  }
  // Of equal rests whoever keeps the most gives one more: what the units then cost does not hang on their order.
  const keptBy = ({ at, whole }: UnitShare): number => leftOf(at) - whole;
  for (const share of open.toSorted((a, b) => b.rest - a.rest || keptBy(b) - keptBy(a) || a.at - b.at)) {
    share.extra = Math.min(missing, countOf(share));
    missing -= share.extra;
  }
  return shares;
};

const divideBy = (amount: number, weight: number, weightSum: number): { whole: number; rest: number } =>
  weightSum === 0 ? { whole: 0, rest: 0 } : divide(amount, weight, weightSum);

const reduced = (
  run: UnitRun,
  share: { readonly whole: number; readonly extra: number },
  offer: number | null,
): readonly UnitRun[] => {
  const touchedBy =
    offer === null || run.touchedBy.includes(offer) ? run.touchedBy : [...run.touchedBy, offer];
  const remainingMinor = run.remainingMinor - share.whole;
  const { leftBy, rewardedBy } = run;
  const plain = { count: run.count - share.extra, remainingMinor, touchedBy, leftBy, rewardedBy };
  if (share.extra === 0) {
    return [plain];
  }
  const more = { count: share.extra, remainingMinor: remainingMinor - 1, touchedBy, leftBy, rewardedBy };
  return plain.count === 0 ? [more] : [more, plain];
};

const joinEqualRuns = (runs: readonly UnitRun[]): readonly UnitRun[] => {
  if (runs.length === 1) {
    return runs;
  }
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
