/**
 * Owns who gets units that rivals compete for (docs/pricing.md, "Competing for units"): every way of leaving some of
 * them to a later rival, and the check that nothing was reserved, that is left to a rival that then did not touch it.
 */
import type { LineState, UnitRun } from "../basket/unit-run.ts";
import type { MoneyOffer } from "../offers/offer.ts";
import { areRivals, isUnitOffer, type Problem } from "./problem.ts";

/** All ways of leaving open units of `offer` to rivals among `later`; the first leaves nothing. */
export function* waysToLeave(
  problem: Problem,
  states: readonly LineState[],
  { offer, later }: { readonly offer: MoneyOffer; readonly later: readonly MoneyOffer[] },
): Generator<readonly LineState[]> {
  const rivals = later.filter((other) => areRivals(offer, other));
  const contested = offer.lines.flatMap((line): Contested[] => {
    const last = rivals.findLast((rival) => rival.lines.includes(line));
    if (last === undefined || (states[line]?.totalMinor ?? 0) === 0) {
      return [];
    }
    const isSmall = problem.offers.length <= MOST_OFFERS_TOLD_APART;
    const othersTake =
      isSmall &&
      later.some(
        (other) =>
          other.index < last.index &&
          other.lines.includes(line) &&
          !areRivals(offer, other) &&
          !leavesEqualUnitsEqual(other),
      );
    return [{ line, othersTake }];
  });
  yield* leaveOn(problem, states, { offer, contested });
}

/** Among more offers the search would come to its end before it tries what saves more than a minor unit. */
const MOST_OFFERS_TOLD_APART = 12;

interface Contested {
  readonly line: number;
  /** Others take from the line before a rival does: an odd minor unit of theirs may fall on a unit that is left, or not. */
  readonly othersTake: boolean;
}

/** What it takes is read off each unit by itself. */
const leavesEqualUnitsEqual = ({ work, maxDiscountMinor, budget }: MoneyOffer): boolean =>
  work.kind === "line" &&
  work.wantedOfSum === null &&
  work.selection.maxUnits === null &&
  maxDiscountMinor === null &&
  budget === null;

function* leaveOn(
  problem: Problem,
  states: readonly LineState[],
  { offer, contested }: { readonly offer: MoneyOffer; readonly contested: readonly Contested[] },
): Generator<readonly LineState[]> {
  const [first, ...rest] = contested;
  if (first === undefined) {
    yield states;
    return;
  }
  const { line, othersTake } = first;
  const state = states[line];
  for (const runs of leaveInRuns(state?.runs ?? [], problem, { offer, othersTake })) {
    const left = [...states];
    left[line] = { runs, totalMinor: state?.totalMinor ?? 0 };
    yield* leaveOn(problem, left, { offer, contested: rest });
  }
}

function* leaveInRuns(
  runs: readonly UnitRun[],
  problem: Problem,
  leaving: { readonly offer: MoneyOffer; readonly othersTake: boolean },
): Generator<readonly UnitRun[]> {
  const [run, ...rest] = runs;
  if (run === undefined) {
    yield [];
    return;
  }
  const { offer, othersTake } = leaving;
  const closed =
    run.remainingMinor === 0 ||
    run.leftBy.includes(offer.index) ||
    run.touchedBy.some((index) => {
      const other = problem.byIndex.get(index);
      return other !== undefined && areRivals(offer, other);
    });
  for (let count = 0; count <= (closed ? 0 : run.count); count += 1) {
    const parts = leaveCount(run, count, offer.index);
    for (const others of leaveInRuns(rest, problem, leaving)) {
      yield [...parts, ...others];
      if (othersTake && parts.length > 1) {
        yield [...parts.toReversed(), ...others];
      }
    }
  }
}

/** The first `count` units of a run are left: those that a rival with few places takes first. */
const leaveCount = (run: UnitRun, count: number, offer: number): readonly UnitRun[] =>
  [
    { ...run, count, leftBy: [...run.leftBy, offer] },
    { ...run, count: run.count - count },
  ].filter((part) => part.count > 0);

/**
 * True when no given offer counted a unit, without touching it, that a later rival then touched: such a unit must be
 * left to the rival from the start.
 */
export const nothingCountedTwice = (
  problem: Problem,
  states: readonly LineState[],
  given: readonly MoneyOffer[],
): boolean =>
  states.every((state, line) =>
    state.runs.every((run) =>
      run.touchedBy.every((toucher) => {
        const later = problem.byIndex.get(toucher);
        return (
          later === undefined ||
          later.work.kind === "unit" ||
          given.every(
            (offer) =>
              !countsUnits(offer) ||
              offer.index >= toucher ||
              !areRivals(offer, later) ||
              !offer.lines.includes(line) ||
              run.leftBy.includes(offer.index) ||
              wasTaken(problem, run, offer),
          )
        );
      }),
    ),
  );

/** A unit on which it gives nothing matters to it: it is in the base of an amount, has a share of a cap, or takes one of a few places. */
const countsUnits = ({ work, maxDiscountMinor, budget }: MoneyOffer): boolean =>
  work.kind === "basket" ||
  (work.kind === "line" &&
    (work.selection.maxUnits !== null || maxDiscountMinor !== null || budget !== null));

/** A rival had touched these units before the offer's turn. */
const wasTaken = (problem: Problem, run: UnitRun, offer: MoneyOffer): boolean =>
  run.touchedBy.some((index) => {
    const other = problem.byIndex.get(index);
    return other !== undefined && index < offer.index && areRivals(offer, other);
  });

/** True when every unit that one of these offers left was touched by a rival; unit offers leave nothing to each other. */
export const nothingReserved = (
  problem: Problem,
  states: readonly LineState[],
  offers: readonly MoneyOffer[],
): boolean => {
  const given = new Set(offers.map((offer) => offer.index));
  return states.every((state) =>
    state.runs.every((run) =>
      run.leftBy.every((index) => {
        const leaver = problem.byIndex.get(index);
        return (
          leaver === undefined ||
          !given.has(index) ||
          run.touchedBy.some((toucher) => {
            const other = problem.byIndex.get(toucher);
            return (
              other !== undefined && areRivals(leaver, other) && !(isUnitOffer(leaver) && isUnitOffer(other))
            );
          })
        );
      }),
    ),
  );
};

/**
 * All ways of closing units to the unit offers whose later rivals might take them; the first closes nothing. A unit is
 * closed to all unit offers that are rivals of one set of later offers.
 */
export function* waysToClose(
  problem: Problem,
  states: readonly LineState[],
  { drawing, later }: { readonly drawing: readonly MoneyOffer[]; readonly later: readonly MoneyOffer[] },
): Generator<readonly LineState[]> {
  const choices = problem.lines.map((_, line) => closingSets(line, drawing, later));
  const contested = choices.flatMap((sets, line) => (sets.length === 0 ? [] : [line]));
  yield* closeOn(states, contested, choices);
}

/** Unit offers that leave units together. */
interface ClosingSet {
  readonly offers: readonly number[];
  /**
   * Others take from the line too: of equal units they may draw one that is left, or one that is not, and an odd minor unit
   * of theirs may fall on either.
   */
  readonly othersTake: boolean;
}

const closingSets = (
  line: number,
  drawing: readonly MoneyOffer[],
  later: readonly MoneyOffer[],
): readonly ClosingSet[] => {
  const here = drawing.filter((offer) => offer.lines.includes(line));
  const sets = new Map<string, readonly number[]>();
  for (const rival of later.filter((offer) => offer.lines.includes(line))) {
    const barred = here.filter((offer) => areRivals(offer, rival)).map((offer) => offer.index);
    for (const known of [[], ...sets.values()]) {
      const union = [...new Set([...known, ...barred])].toSorted((a, b) => a - b);
      if (union.length > 0) {
        sets.set(union.join(","), union);
      }
    }
  }
  return [...sets.values()].map((offers) => ({
    offers,
    othersTake:
      here.some(({ index }) => !offers.includes(index)) ||
      later.some(
        (other) =>
          other.lines.includes(line) &&
          here.some((offer) => offers.includes(offer.index) && !areRivals(offer, other)),
      ),
  }));
};

function* closeOn(
  states: readonly LineState[],
  contested: readonly number[],
  choices: readonly (readonly ClosingSet[])[],
): Generator<readonly LineState[]> {
  const [line, ...rest] = contested;
  if (line === undefined) {
    yield states;
    return;
  }
  const state = states[line];
  for (const runs of closeInRuns(state?.runs ?? [], choices[line] ?? [])) {
    const closed = [...states];
    closed[line] = { runs, totalMinor: state?.totalMinor ?? 0 };
    yield* closeOn(closed, rest, choices);
  }
}

function* closeInRuns(runs: readonly UnitRun[], sets: readonly ClosingSet[]): Generator<readonly UnitRun[]> {
  const [run, ...rest] = runs;
  if (run === undefined) {
    yield [];
    return;
  }
  for (const parts of closeInRun(run, sets)) {
    for (const others of closeInRuns(rest, sets)) {
      yield [...parts, ...others];
    }
  }
}

function* closeInRun(run: UnitRun, sets: readonly ClosingSet[]): Generator<readonly UnitRun[]> {
  const [set, ...rest] = sets;
  if (set === undefined) {
    yield [run];
    return;
  }
  for (let count = 0; count <= run.count; count += 1) {
    const closed = { ...run, count, leftBy: [...run.leftBy, ...set.offers] };
    const open = { ...run, count: run.count - count };
    if (open.count === 0) {
      yield [closed];
      continue;
    }
    for (const parts of closeInRun(open, rest)) {
      yield count > 0 ? [...parts, closed] : parts;
      if (count > 0 && set.othersTake) {
        yield [closed, ...parts];
      }
    }
  }
}
