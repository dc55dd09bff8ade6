/**
 * Owns the units that unit offers draw from: classes of equal units, dearest first, ties in canonical order. A pool is
 * a value: drawing answers a new one. Units of a class are taken from its front; "shop" rewards from its back.
 */
import type { CanonicalLine } from "../basket/canonical-line.ts";
import type { LineState } from "../basket/unit-run.ts";

export interface UnitClass {
  readonly line: number;
  /** Position of the class among the units of its line. */
  readonly place: number;
  readonly remainingMinor: number;
  readonly count: number;
  /** The line may still get cheaper: it stands above its floor. */
  readonly hasRoom: boolean;
  /** Unit offers that may not draw here, because the units are left to a rival of a later layer. */
  readonly closedTo: readonly number[];
}

/** A stretch of one class that an application took. */
export interface Taken {
  readonly at: number;
  readonly from: number;
  readonly count: number;
}

/** One application of a unit offer, or `times` equal ones. */
export interface Draw {
  readonly offer: number;
  readonly times: number;
  readonly paying: readonly Taken[];
  readonly rewarded: readonly Taken[];
  /** Units that it makes cheaper. */
  readonly cheaperUnits: number;
  /** The rewarded units must be bought too, even where they get no cheaper: a bundle. */
  readonly needsRewarded: boolean;
  /** Where the rewarded units of a class lie: before the paying ones, after them, or at the end of the class. */
  readonly rewardsLie: "first" | "after" | "back";
  /** Those that are drawn at once but computed one by one, each with its own places: bundles. Else null. */
  readonly applications: readonly Draw[] | null;
}

/** Draws as they are computed: those that were drawn at once each by itself. */
export const singleDraws = (draws: readonly Draw[]): readonly Draw[] =>
  draws.some((draw) => draw.applications !== null)
    ? draws.flatMap((draw) => draw.applications ?? [draw])
    : draws;

/** For each class the stretch that is still free. */
export interface FreeUnits {
  readonly from: readonly number[];
  readonly until: readonly number[];
}

/** The classes of some lines, in the order of drawing. */
export const unitClasses = (
  lines: readonly CanonicalLine[],
  states: readonly LineState[],
  on: readonly number[],
): readonly UnitClass[] =>
  on
    .flatMap((line) => {
      const state = states[line];
      const hasRoom = (state?.totalMinor ?? 0) > (lines[line]?.floorMinor ?? 0);
      return (state?.runs ?? []).map((run, place) => ({
        line,
        place,
        remainingMinor: run.remainingMinor,
        count: run.count,
        hasRoom,
        closedTo: run.leftBy,
      }));
    })
    .toSorted((a, b) => b.remainingMinor - a.remainingMinor || a.line - b.line || a.place - b.place);

export const allFree = (classes: readonly UnitClass[]): FreeUnits => ({
  from: classes.map(() => 0),
  until: classes.map(({ count }) => count),
});

/** What is free after a draw. */
export const afterDraw = (free: FreeUnits, draw: Draw): FreeUnits => {
  const from = [...free.from];
  const until = [...free.until];
  const taken = [...draw.paying, ...draw.rewarded].toSorted((a, b) => a.from - b.from);
  for (const { at, from: start, count } of taken) {
    if (start === from[at]) {
      from[at] = start + count;
    } else {
      until[at] = start;
    }
  }
  return { from, until };
};
