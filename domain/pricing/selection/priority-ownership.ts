/**
 * Owns which units accepted offers keep when offers are taken by priority, and how a line is cut by it: no run is
 * partly kept. It computes no amounts.
 */
import type { LineState, UnitRun } from "../basket/unit-run.ts";
import type { MoneyOffer } from "../offers/offer.ts";
import { areRivals, isUnitOffer } from "./problem.ts";

/** Stretches of units by line: [from, until) in the order of the line's units. */
export type Kept = ReadonlyMap<number, readonly (readonly [number, number])[]>;

export interface Accepted {
  readonly offer: MoneyOffer;
  readonly kept: Kept;
}

/** Whether an accepted offer keeps a unit of a line. */
const holds = ({ kept }: Accepted, line: number, unit: number): boolean =>
  (kept.get(line) ?? []).some(([from, until]) => unit >= from && unit < until);

/** Accepted rivals that hold units of the offer's lines. */
export const holdersOf = (accepted: readonly Accepted[], offer: MoneyOffer): readonly MoneyOffer[] =>
  accepted
    .filter(
      (one) =>
        areRivals(one.offer, offer) && offer.lines.some((line) => (one.kept.get(line) ?? []).length > 0),
    )
    .map((one) => one.offer);

/** Cuts a line's runs by who keeps their units, and says which accepted offers leave them. */
export const ownedRuns = (state: LineState, line: number, accepted: readonly Accepted[]): LineState => {
  const onLine = accepted.filter((one) => one.offer.lines.includes(line));
  if (onLine.length === 0) {
    return state;
  }
  const cuts = new Set(onLine.flatMap((one) => (one.kept.get(line) ?? []).flat()));
  const runs: UnitRun[] = [];
  let from = 0;
  for (const run of state.runs) {
    const until = from + run.count;
    const edges = [from, ...[...cuts].filter((cut) => cut > from && cut < until), until].toSorted(
      (a, b) => a - b,
    );
    for (let at = 1; at < edges.length; at += 1) {
      const [start = 0, end = 0] = [edges[at - 1], edges[at]];
      runs.push({ ...run, count: end - start, leftBy: leaversAt(start, line, onLine) });
    }
    from = until;
  }
  return { runs, totalMinor: state.totalMinor };
};

/** A unit offer leaves what an earlier rival keeps; any other offer leaves what it does not keep itself. */
const leaversAt = (unit: number, line: number, onLine: readonly Accepted[]): readonly number[] =>
  onLine.flatMap((one, at) => {
    const barred = isUnitOffer(one.offer)
      ? onLine
          .slice(0, at)
          .some((earlier) => areRivals(earlier.offer, one.offer) && holds(earlier, line, unit))
      : !holds(one, line, unit);
    return barred ? [one.offer.index] : [];
  });

/** The line as a newcomer finds it: what its accepted rivals keep is left by it. The same line when that is nothing. */
export const barredRuns = (
  state: LineState,
  line: number,
  { rivals, offer }: { readonly rivals: readonly Accepted[]; readonly offer: MoneyOffer },
): LineState => {
  let unit = 0;
  let isBarred = false;
  const runs = state.runs.map((run) => {
    const start = unit;
    unit += run.count;
    if (!rivals.some((rival) => holds(rival, line, start))) {
      return run;
    }
    isBarred = true;
    return { ...run, leftBy: [...run.leftBy, offer.index] };
  });
  return isBarred ? { runs, totalMinor: state.totalMinor } : state;
};

/** The line once an offer keeps a part of it: cut at the edges of that, the rest left by it. Else the same line. */
export const leftApart = (state: LineState, line: number, one: Accepted): LineState => {
  // Where one stretch ends the next may begin.
  const edges = [...new Set((one.kept.get(line) ?? []).flat())];
  const runs: UnitRun[] = [];
  let from = 0;
  let isWhole = true;
  for (const run of state.runs) {
    const until = from + run.count;
    for (const edge of [...edges.filter((cut) => cut > from && cut < until), until]) {
      const isKept = holds(one, line, from);
      isWhole &&= isKept;
      const leftBy = isKept ? run.leftBy : [...run.leftBy, one.offer.index];
      runs.push({ ...run, count: edge - from, leftBy });
      from = edge;
    }
  }
  return isWhole ? state : { runs, totalMinor: state.totalMinor };
};

/** The units that an offer touched. */
export const touchedBy = (offer: MoneyOffer, states: readonly LineState[]): Kept => {
  const kept = new Map<number, (readonly [number, number])[]>();
  for (const line of offer.lines) {
    let from = 0;
    for (const run of states[line]?.runs ?? []) {
      if (run.touchedBy.includes(offer.index)) {
        kept.set(line, [...(kept.get(line) ?? []), [from, from + run.count]]);
      }
      from += run.count;
    }
  }
  return kept;
};
