/**
 * Owns the quick way through the later offers of a part where each works on every line by itself: a line that no draw
 * touched is computed once, any other once per state. It answers what remains; who gave it is computed at the end.
 */
import { keyOfUnits, takeOff, type LineState, type UnitRun } from "../../basket/unit-run.ts";
import type { CanonicalLine } from "../../basket/canonical-line.ts";
import type { LineWork, MoneyOffer, Offer } from "../../offers/offer.ts";

export interface LineChain {
  /** What remains of a line after all later offers on it, in minor units. */
  readonly remaining: (line: number, state: LineState) => number;
  readonly offersOn: (line: number) => readonly LocalOffer[];
}

/** The chain for these offers, or null when one of them looks at several lines together. */
export const lineChain = (
  lines: readonly CanonicalLine[],
  later: readonly MoneyOffer[],
): LineChain | null => {
  const byLine = new Map<number, LocalOffer[]>();
  for (const offer of later) {
    if (!isLocal(offer)) {
      return null;
    }
    for (const line of offer.lines) {
      const here = byLine.get(line);
      if (here === undefined) {
        byLine.set(line, [offer]);
      } else {
        here.push(offer);
      }
    }
  }
  const known = new Map<LineState, number>();
  const byKey = new Map<string, number>();
  return {
    offersOn: (line) => byLine.get(line) ?? [],
    remaining: (line, state) => {
      const seen = known.get(state);
      if (seen !== undefined) {
        return seen;
      }
      const key = `${String(line)}:${keyOfUnits(state)}`;
      const remaining = byKey.get(key) ?? leftThrough(lines[line], state, byLine.get(line) ?? []);
      byKey.set(key, remaining);
      known.set(state, remaining);
      return remaining;
    },
  };
};

export type LocalOffer = Offer<LineWork>;

/** Works on every line by itself. */
export const isLocal = (offer: MoneyOffer): offer is LocalOffer =>
  offer.work.kind === "line" &&
  offer.work.selection.maxUnits === null &&
  offer.maxDiscountMinor === null &&
  offer.budget === null;

export interface Through {
  readonly offers: readonly LocalOffer[];
  /** Hears who took how much. */
  readonly onGiven?: (offer: LocalOffer, amountMinor: number) => void;
}

/** What remains of a line after local offers; its units do not know who touched them. */
export const throughOffers = (
  line: CanonicalLine | undefined,
  start: LineState,
  { offers, onGiven }: Through,
): LineState => {
  let state = start;
  for (const offer of offers) {
    const roomMinor = state.totalMinor - (line?.floorMinor ?? 0);
    if (line === undefined || roomMinor <= 0) {
      break;
    }
    const wanted = offer.work.wanted(line, state.runs);
    const amountMinor = Math.min(wanted.amountMinor, roomMinor);
    if (amountMinor > 0) {
      state = takeOff(state, amountMinor, {
        weights: wanted.weights,
        offer: null,
      });
      onGiven?.(offer, amountMinor);
    }
  }
  return state;
};

/**
 * The sum that remains of a line after local offers. Once every offer to come reads only the sum, no unit is computed.
 */
export const leftThrough = (
  line: CanonicalLine | undefined,
  start: LineState,
  offers: readonly LocalOffer[],
): number => {
  const only = start.runs[0];
  if (line !== undefined && only?.count === 1 && start.runs.length === 1) {
    return leftOfUnit(line, only, offers);
  }
  const bySums = offers.findLastIndex(({ work }) => work.wantedOfSum === null) + 1;
  const state = bySums === 0 ? start : throughOffers(line, start, { offers: offers.slice(0, bySums) });
  let leftMinor = state.totalMinor;
  for (let at = bySums; at < offers.length; at += 1) {
    const roomMinor = leftMinor - (line?.floorMinor ?? 0);
    if (line === undefined || roomMinor <= 0) {
      break;
    }
    leftMinor -= Math.min(offers[at]?.work.wantedOfSum?.(leftMinor) ?? 0, roomMinor);
  }
  return leftMinor;
};

/** Of a line of one unit, which is its sum. */
const leftOfUnit = (line: CanonicalLine, unit: UnitRun, offers: readonly LocalOffer[]): number => {
  let leftMinor = unit.remainingMinor;
  for (const { work } of offers) {
    const roomMinor = leftMinor - line.floorMinor;
    if (roomMinor <= 0) {
      break;
    }
    const wantedMinor =
      work.wantedOfSum === null
        ? work.wanted(line, [{ ...unit, remainingMinor: leftMinor }]).amountMinor
        : work.wantedOfSum(leftMinor);
    leftMinor -= Math.min(wantedMinor, roomMinor);
  }
  return leftMinor;
};
