/**
 * Owns what remains of each unit of a line, in runs of equal units: a line of 80,995 units is one or two runs.
 * Runs stand in the order of the units. Amounts are whole minor units: a line's discount is split to its units by
 * largest remainder, so that the units always add up to the line (docs/pricing.md, "Units").
 */
import { divide } from "../../money/ratio.ts";

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
  const { wholes, extras } = unitShares(line.runs, amountMinor, weights);
  const runs: UnitRun[] = [];
  let at = -1;
  for (const run of line.runs) {
    at += 1;
    const whole = wholes[at] ?? NOTHING_BORNE;
    if (whole === NOTHING_BORNE) {
      joinRun(runs, run);
    } else {
      for (const part of reduced(run, { whole, extra: extras[at] ?? 0 }, offer)) {
        joinRun(runs, part);
      }
    }
  }
  return { runs, totalMinor: line.totalMinor - amountMinor };
};

const NOTHING_BORNE = -1;

interface UnitShares {
  /** What each unit of a run gives at least; NOTHING_BORNE for runs that bear nothing. */
  readonly wholes: readonly number[];
  /** How many of the first units of a run give one minor unit more; empty where none does. */
  readonly extras: readonly number[];
}

const unitShares = (
  runs: readonly UnitRun[],
  amountMinor: number,
  weights: readonly number[],
): UnitShares => {
  const wholes = runs.map(() => NOTHING_BORNE);
  const rests = runs.map(() => 0);
  let open: number[] = [];
  for (let at = 0; at < runs.length; at += 1) {
    if ((weights[at] ?? 0) > 0) {
      open.push(at);
    }
  }
  let missing = amountMinor;
  const countOf = (at: number): number => runs[at]?.count ?? 0;
  const leftOf = (at: number): number => runs[at]?.remainingMinor ?? 0;
  for (;;) {
    let weightSum = 0;
    for (const at of open) {
      weightSum += countOf(at) * (weights[at] ?? 0);
    }
    const fitting: number[] = [];
    let fixedMinor = 0;
    for (const at of open) {
      const { whole, rest } = divide(missing, weights[at] ?? 0, weightSum);
      const leftMinor = leftOf(at);
      if (whole > leftMinor || (whole === leftMinor && rest > 0)) {
        wholes[at] = leftMinor;
        fixedMinor += countOf(at) * leftMinor;
      } else {
        wholes[at] = whole;
        rests[at] = rest;
        fitting.push(at);
      }
    }
    if (fitting.length === open.length) {
      break;
    }
    missing -= fixedMinor;
    open = fitting;
  }
  for (const at of open) {
    missing -= countOf(at) * (wholes[at] ?? 0);
  }
  const extras: number[] = [];
  if (missing > 0) {
    // Of equal rests whoever keeps the most gives one more: what the units then cost does not hang on their order.
    const keptBy = (at: number): number => leftOf(at) - (wholes[at] ?? 0);
    open.sort((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || keptBy(b) - keptBy(a) || a - b);
    for (const at of open) {
      const extra = Math.min(missing, countOf(at));
      extras[at] = extra;
      missing -= extra;
    }
  }
  return { wholes, extras };
};

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

/** Adds a run at the end; units that are equal to the last ones join them. */
const joinRun = (runs: UnitRun[], run: UnitRun): void => {
  const last = runs.at(-1);
  if (
    last?.remainingMinor === run.remainingMinor &&
    last.rewardedBy === run.rewardedBy &&
    sameOffers(last.touchedBy, run.touchedBy) &&
    sameOffers(last.leftBy, run.leftBy)
  ) {
    runs[runs.length - 1] = { ...last, count: last.count + run.count };
  } else {
    runs.push(run);
  }
};

const sameOffers = (a: readonly number[], b: readonly number[]): boolean =>
  a === b || (a.length === b.length && a.every((offer, at) => offer === b[at]));
