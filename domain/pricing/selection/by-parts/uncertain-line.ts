/**
 * Owns what may remain of one line when some of its offers may be left out and shares of caps are known only between two
 * figures: every sum between a least and a most where its units are as equal as whole minor units allow, else every way
 * in which its units may stand.
 */
import { keyOfUnits, takeOff, type LineState, type UnitRun } from "../../basket/unit-run.ts";
import type { CanonicalLine } from "../../basket/canonical-line.ts";
import type { LineWork, Offer } from "../../offers/offer.ts";

/** With all offers, and over all that may be; in minor units. */
export interface MinorRange {
  readonly leastMinor: number;
  readonly usualMinor: number;
  readonly mostMinor: number;
}

/** What a cap lets through of what a line wants. */
export interface ShareRange {
  readonly usualMinor: number;
  readonly leastOf: (wantedMinor: number) => number;
  readonly mostOf: (wantedMinor: number) => number;
}

export interface UncertainLine {
  readonly wanted: (offer: Offer<LineWork>) => MinorRange;
  /** Without a cap, or up to what one lets through; an offer that is not certain may be left out. */
  readonly give: (offer: Offer<LineWork>, isCertain: boolean) => void;
  readonly share: (offer: Offer<LineWork>, range: ShareRange) => void;
  /** False where there are too many ways to follow. */
  readonly isKnown: () => boolean;
  readonly left: () => MinorRange;
  /** Whatever is left out, it is left with the same, and wants the same where a cap is shared. */
  readonly isSame: () => boolean;
  /** Its units stand the same too. */
  readonly isOne: () => boolean;
}

export const uncertainLine = (
  line: CanonicalLine,
  { start, isOpen }: Beginning,
  offers: readonly Offer<LineWork>[],
): UncertainLine =>
  offers.every(({ work }) => work.wantedOfSum !== null) || areEqual(start.runs)
    ? lineOfSums(line, start, isOpen ? 0 : start.totalMinor)
    : lineOfUnits(line, start);

export interface Beginning {
  readonly start: LineState;
  /** Anything may have been taken off it before. */
  readonly isOpen: boolean;
}

/** As equal as whole minor units allow. */
export const areEqual = (runs: readonly UnitRun[]): boolean => {
  const costs = runs.map(({ remainingMinor }) => remainingMinor);
  return Math.max(...costs) - Math.min(...costs) <= 1;
};

/** Every offer leaves no more of a smaller sum, and no less by more than it was smaller. */
const lineOfSums = (
  line: CanonicalLine,
  { runs: [run], totalMinor }: LineState,
  leastMinor: number,
): UncertainLine => {
  let [least, usual, most] = [leastMinor, totalMinor, totalMinor];
  const wantedFrom = ({ work }: Offer<LineWork>, leftMinor: number): number => {
    const roomMinor = leftMinor - line.floorMinor;
    return roomMinor <= 0
      ? 0
      : Math.min(
          roomMinor,
          work.wantedOfSum === null
            ? work.wanted(line, equalRuns(run, line.unitCount, leftMinor)).amountMinor
            : work.wantedOfSum(leftMinor),
        );
  };
  let wantsSame = true;
  return {
    wanted: (offer) => {
      const range = {
        leastMinor: wantedFrom(offer, least),
        usualMinor: wantedFrom(offer, usual),
        mostMinor: wantedFrom(offer, most),
      };
      wantsSame &&= range.leastMinor === range.mostMinor;
      return range;
    },
    give: (offer, isCertain) => {
      least -= wantedFrom(offer, least);
      usual -= wantedFrom(offer, usual);
      most -= isCertain ? wantedFrom(offer, most) : 0;
    },
    share: (offer, { usualMinor, leastOf, mostOf }) => {
      least -= mostOf(wantedFrom(offer, least));
      usual -= usualMinor;
      most -= leastOf(wantedFrom(offer, most));
    },
    isKnown: () => true,
    left: () => ({ leastMinor: least, usualMinor: usual, mostMinor: most }),
    isSame: () => wantsSame && least === most,
    isOne: () => wantsSame && least === most,
  };
};

const equalRuns = (run: UnitRun | undefined, units: number, leftMinor: number): readonly UnitRun[] => {
  const unitMinor = Math.floor(leftMinor / units);
  const dearer = leftMinor - unitMinor * units;
  const of = (count: number, remainingMinor: number): readonly UnitRun[] =>
    run === undefined || count === 0 ? [] : [{ ...run, count, remainingMinor }];
  return [...of(dearer, unitMinor + 1), ...of(units - dearer, unitMinor)];
};

/** So many ways in which the units may stand are followed. */
const MOST_STATES = 48;

const lineOfUnits = (line: CanonicalLine, start: LineState): UncertainLine => {
  let usual = start;
  let states: ReadonlyMap<string, LineState> = new Map([[keyOfUnits(start), start]]);
  const wantedBy = ({ work }: Offer<LineWork>, state: LineState): Wanting => {
    const roomMinor = state.totalMinor - line.floorMinor;
    const { amountMinor, weights } = work.wanted(line, state.runs);
    return { amountMinor: Math.max(0, Math.min(amountMinor, roomMinor)), weights };
  };
  let [isKnown, wantsSame] = [true, true];
  const replace = (reached: readonly LineState[]): void => {
    states = new Map(reached.map((state) => [keyOfUnits(state), state]));
    isKnown &&= states.size <= MOST_STATES;
  };
  const left = (): MinorRange => {
    const sums = [...states.values()].map(({ totalMinor }) => totalMinor);
    return { leastMinor: Math.min(...sums), usualMinor: usual.totalMinor, mostMinor: Math.max(...sums) };
  };
  return {
    wanted: (offer) => {
      const amounts = [...states.values()].map((state) => wantedBy(offer, state).amountMinor);
      const usualMinor = wantedBy(offer, usual).amountMinor;
      const [leastMinor, mostMinor] = [Math.min(...amounts), Math.max(...amounts)];
      wantsSame &&= leastMinor === mostMinor;
      return { leastMinor, usualMinor, mostMinor };
    },
    give: (offer, isCertain) => {
      const given = (state: LineState): LineState => {
        const wanting = wantedBy(offer, state);
        return taken(state, wanting, wanting.amountMinor);
      };
      const all = [...states.values()];
      usual = given(usual);
      replace([...(isCertain ? [] : all), ...all.map(given)]);
    },
    share: (offer, { usualMinor, leastOf, mostOf }) => {
      usual = taken(usual, wantedBy(offer, usual), usualMinor);
      const reached: LineState[] = [];
      for (const state of states.values()) {
        const wanting = wantedBy(offer, state);
        const least = leastOf(wanting.amountMinor);
        const ways = mostOf(wanting.amountMinor) - least + 1;
        isKnown &&= ways <= MOST_STATES;
        for (let more = 0; more < Math.min(ways, MOST_STATES); more += 1) {
          reached.push(taken(state, wanting, least + more));
        }
      }
      replace(reached);
    },
    isKnown: () => isKnown,
    left,
    isSame: () => {
      const { leastMinor, mostMinor } = left();
      return wantsSame && leastMinor === mostMinor;
    },
    isOne: () => wantsSame && states.size === 1,
  };
};

interface Wanting {
  readonly amountMinor: number;
  readonly weights: readonly number[];
}

const taken = (state: LineState, { weights }: Wanting, minor: number): LineState =>
  minor === 0 ? state : takeOff(state, minor, { weights, offer: null });
