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

/** The same for lines whose units cost the same, in the same order. */
export const keyOfUnits = ({ runs }: LineState): string =>
  runs.map(({ count, remainingMinor }) => `${String(count)}x${String(remainingMinor)}`).join();

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
    if ((weights[at] ?? 0) > 0) {
      for (const part of reduced(run, { whole: wholes[at] ?? 0, extra: extras[at] ?? 0 }, offer)) {
        joinRun(runs, part);
      }
    } else {
      joinRun(runs, run);
    }
  }
  return { runs, totalMinor: line.totalMinor - amountMinor };
};

interface UnitShares {
  /** What each unit of a run gives at least. */
  readonly wholes: readonly number[];
  /** How many of the first units of a run give one minor unit more; empty where none does. */
  readonly extras: readonly number[];
}

/** In place of a rest: the run bears nothing, or gives all that it has. */
const NO_REST = -1;

const unitShares = (
  runs: readonly UnitRun[],
  amountMinor: number,
  weights: readonly number[],
): UnitShares => {
  const wholes: number[] = runs.map(() => 0);
  const rests: number[] = runs.map((_, at) => ((weights[at] ?? 0) > 0 ? 0 : NO_REST));
  let missing = amountMinor;
  while (shareWholes(runs, missing, { weights, wholes, rests })) {
    for (let at = 0; at < runs.length; at += 1) {
      const rest = rests[at] ?? NO_REST;
      const leftMinor = runs[at]?.remainingMinor ?? 0;
      if (rest !== NO_REST && isMoreThan(leftMinor, wholes[at] ?? 0, rest)) {
        wholes[at] = leftMinor;
        rests[at] = NO_REST;
        missing -= (runs[at]?.count ?? 0) * leftMinor;
      }
    }
  }
  for (let at = 0; at < runs.length; at += 1) {
    missing -= rests[at] === NO_REST ? 0 : (runs[at]?.count ?? 0) * (wholes[at] ?? 0);
  }
  return { wholes, extras: missing > 0 ? restShares(runs, missing, { wholes, rests }) : NO_EXTRAS };
};

interface Sharing {
  readonly weights: readonly number[];
  readonly wholes: number[];
  readonly rests: number[];
}

/** Gives every run that bears something the whole part of its share; true where that is more than one has. */
const shareWholes = (
  runs: readonly UnitRun[],
  amountMinor: number,
  { weights, wholes, rests }: Sharing,
): boolean => {
  let weightSum = 0;
  for (let at = 0; at < runs.length; at += 1) {
    weightSum += rests[at] === NO_REST ? 0 : (runs[at]?.count ?? 0) * (weights[at] ?? 0);
  }
  let isOver = false;
  for (let at = 0; at < runs.length; at += 1) {
    if (rests[at] !== NO_REST) {
      const { whole, rest } = divide(amountMinor, weights[at] ?? 0, weightSum);
      wholes[at] = whole;
      rests[at] = rest;
      isOver ||= isMoreThan(runs[at]?.remainingMinor ?? 0, whole, rest);
    }
  }
  return isOver;
};

const NO_EXTRAS: readonly number[] = [];

const isMoreThan = (leftMinor: number, whole: number, rest: number): boolean =>
  whole > leftMinor || (whole === leftMinor && rest > 0);

/** Of equal rests whoever keeps the most gives one more: what the units then cost does not hang on their order. */
const restShares = (
  runs: readonly UnitRun[],
  amountMinor: number,
  { wholes, rests }: Pick<Sharing, "wholes" | "rests">,
): readonly number[] => {
  const extras: number[] = runs.map(() => 0);
  let missing = amountMinor;
  while (missing > 0) {
    let next = -1;
    let nextRest = NO_REST;
    let nextKept = Number.POSITIVE_INFINITY;
    for (let at = 0; at < runs.length; at += 1) {
      const rest = rests[at] ?? NO_REST;
      const kept = (runs[at]?.remainingMinor ?? 0) - (wholes[at] ?? 0);
      const isOpen = extras[at] === 0 && (runs[at]?.count ?? 0) > 0;
      if (isOpen && (rest > nextRest || (rest === nextRest && kept > nextKept))) {
        next = at;
        nextRest = rest;
        nextKept = kept;
      }
    }
    if (next < 0) {
      break;
    }
    const extra = Math.min(missing, runs[next]?.count ?? 0);
    extras[next] = extra;
    missing -= extra;
  }
  return extras;
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
