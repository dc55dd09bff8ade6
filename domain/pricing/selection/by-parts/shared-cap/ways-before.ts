/**
 * Owns how lines may stand when the cap comes that they share with many others: one line, or lines that an earlier cap
 * ties, with every set of the offers that may be left out. Nothing but the draws and these offers matters to them.
 */
import type { LineState } from "../../../basket/unit-run.ts";
import { keyOfUnits } from "../../../basket/unit-run.ts";
import type { LineWork, Offer } from "../../../offers/offer.ts";
import type { Problem } from "../../problem.ts";
import { firstStage } from "../../stage.ts";
import { isLocal, throughOffers } from "../line-chain.ts";
import { giveAll } from "../part-answer.ts";

export interface TiedLines {
  readonly lines: readonly number[];
  /** On these lines only, in the order of computing. */
  readonly offers: readonly Offer<LineWork>[];
}

export interface WaysBefore {
  /** Offers that may be left out and give something in some way. */
  readonly givers: readonly Offer<LineWork>[];
  /** Which way it comes out with each set of them given, by its bits, and all others that may be left out left out. */
  readonly wayOfSet: readonly number[];
  /** What remains of the lines, in their order. */
  readonly ways: readonly (readonly LineState[])[];
}

interface Before {
  readonly problem: Problem;
  /** What the draws leave. */
  readonly drawn: readonly LineState[];
  readonly isOpen: (offer: Offer) => boolean;
}

const MOST_GIVERS = 8;

/** null where too many offers may be left out. */
export const waysBefore = (before: Before, tied: TiedLines): WaysBefore | null => {
  const givers = giversOf(before, tied);
  if (givers === null || givers.length > MOST_GIVERS) {
    return null;
  }
  const places = new Map<string, number>();
  const ways: (readonly LineState[])[] = [];
  const wayOfSet: number[] = [];
  for (let set = 0; set < 1 << givers.length; set += 1) {
    const { states } = outcomeOf(before, tied, (offer) => {
      const bit = givers.indexOf(offer);
      return before.isOpen(offer) && (bit < 0 || ((set >> bit) & 1) === 0);
    });
    const key = states.map(keyOfUnits).join("|");
    const place = places.get(key) ?? ways.length;
    if (place === ways.length) {
      places.set(key, place);
      ways.push(states);
    }
    wayOfSet.push(place);
  }
  return { givers, wayOfSet, ways };
};

/**
 * Leaving out what gives nothing changes nothing: so every way is met where one after another of those that give something
 * is left out. null where that has no end.
 */
const giversOf = (before: Before, tied: TiedLines): readonly Offer<LineWork>[] | null => {
  const givers = new Set<Offer<LineWork>>();
  const seen = new Set<string>();
  const visit = (without: ReadonlySet<Offer<LineWork>>): void => {
    const key = [...without]
      .map(({ index }) => index)
      .toSorted((a, b) => a - b)
      .join();
    if (seen.has(key) || givers.size > MOST_GIVERS) {
      return;
    }
    seen.add(key);
    for (const offer of outcomeOf(before, tied, (one) => without.has(one)).given) {
      if (before.isOpen(offer)) {
        givers.add(offer);
        visit(new Set([...without, offer]));
      }
    }
  };
  visit(new Set());
  return givers.size > MOST_GIVERS ? null : [...givers].toSorted((a, b) => a.index - b.index);
};

interface OutcomeBefore {
  readonly states: readonly LineState[];
  readonly given: readonly Offer<LineWork>[];
}

const outcomeOf = (
  { problem, drawn }: Before,
  { lines, offers }: TiedLines,
  isOut: (offer: Offer<LineWork>) => boolean,
): OutcomeBefore => {
  const kept = offers.filter((offer) => !isOut(offer));
  const [line] = lines;
  if (line !== undefined && lines.length === 1 && kept.every(isLocal)) {
    const given: Offer<LineWork>[] = [];
    const state = throughOffers(problem.lines[line], drawn[line] ?? NOTHING, {
      offers: kept,
      onGiven: (offer) => given.push(offer),
    });
    return { states: [state], given };
  }
  const { states, effects } = giveAll(problem, { ...firstStage(problem), states: drawn }, kept);
  const gave = new Set(effects.map(({ offer }) => offer.index));
  return {
    states: lines.map((one) => states[one] ?? NOTHING),
    given: kept.filter(({ index }) => gave.has(index)),
  };
};

const NOTHING: LineState = { runs: [], totalMinor: 0 };
