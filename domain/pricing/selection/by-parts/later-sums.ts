/**
 * Owns the sums that the later offers of a part leave where some of them have a cap over their lines: a share depends on
 * all lines, so they are followed together, but a unit is computed only while an offer to come reads it. The same sums
 * as giving the offers one by one; who gave what is computed when it is asked for.
 */
import { allocate } from "../../../money/allocate.ts";
import { takeOff, type LineState } from "../../basket/unit-run.ts";
import type { CanonicalLine } from "../../basket/canonical-line.ts";
import type { LineWork, MoneyOffer, Offer } from "../../offers/offer.ts";
import { leftThrough, throughOffers } from "./line-chain.ts";

/** What is left of the part's lines, in their order, from what the draws left. */
export type LaterSums = (states: readonly LineState[]) => readonly number[];

interface Followed {
  readonly index: number;
  readonly line: CanonicalLine;
  /** The offers before the first cap that the line meets: nothing but the line matters to them. */
  readonly alone: readonly Offer<LineWork>[];
  /** The place among all later offers from which others matter too. */
  readonly togetherFrom: number;
  /** The last place at which an offer reads its units; before all where none does. */
  readonly unitsUntil: number;
}

interface Standing {
  /** Kept up only while an offer to come reads it. */
  state: LineState | null;
  leftMinor: number;
}

/** null where an offer does more than take something off each of its lines, up to a cap. */
export const laterSums = (
  lines: readonly CanonicalLine[],
  on: readonly number[],
  later: readonly MoneyOffer[],
): LaterSums | null => {
  const offers = later.filter(isCappedAtMost);
  if (offers.length < later.length) {
    return null;
  }
  const followed = on.flatMap((index) => {
    const line = lines[index];
    return line === undefined ? [] : [follow(index, line, offers)];
  });
  const places = new Map(on.map((line, place) => [line, place]));
  const steps = offers.map((offer, at) => ({
    offer,
    at,
    places: offer.lines.flatMap((line) => {
      const place = places.get(line);
      return place !== undefined && at >= (followed[place]?.togetherFrom ?? 0) ? [place] : [];
    }),
  }));
  const together = steps.filter((step) => step.places.length > 0);
  const alone = new Map<LineState, Standing>();
  return (states) => {
    const standings = followed.map((one): Standing => {
      const state = states[one.index] ?? NOTHING;
      const known = alone.get(state) ?? standAlone(one, state);
      alone.set(state, known);
      return { ...known };
    });
    for (const step of together) {
      takeStep(step, followed, standings);
    }
    return standings.map(({ leftMinor }) => leftMinor);
  };
};

/** Takes something off each of its lines, up to a cap over them at most. */
export const isCappedAtMost = (offer: MoneyOffer): offer is Offer<LineWork> =>
  offer.work.kind === "line" &&
  offer.work.selection.maxUnits === null &&
  offer.budget === null &&
  offer.thresholds.length === 0 &&
  offer.tierMeasure === null;

const follow = (index: number, line: CanonicalLine, offers: readonly Offer<LineWork>[]): Followed => {
  const isHere = ({ lines }: Offer): boolean => lines.includes(index);
  const capped = offers.findIndex((offer) => offer.maxDiscountMinor !== null && isHere(offer));
  const togetherFrom = capped < 0 ? offers.length : capped;
  return {
    index,
    line,
    togetherFrom,
    alone: offers.slice(0, togetherFrom).filter(isHere),
    unitsUntil: offers.findLastIndex((offer) => offer.work.wantedOfSum === null && isHere(offer)),
  };
};

const NOTHING: LineState = { runs: [], totalMinor: 0 };

const standAlone = ({ line, alone, togetherFrom, unitsUntil }: Followed, start: LineState): Standing => {
  if (unitsUntil < togetherFrom) {
    return { state: null, leftMinor: leftThrough(line, start, alone) };
  }
  const state = throughOffers(line, start, { offers: alone });
  return { state, leftMinor: state.totalMinor };
};

interface Step {
  readonly offer: Offer<LineWork>;
  readonly at: number;
  readonly places: readonly number[];
}

const takeStep = (
  { offer, at, places }: Step,
  followed: readonly Followed[],
  standings: readonly Standing[],
): void => {
  const { work } = offer;
  const amounts: number[] = [];
  const weights: (readonly number[])[] = [];
  let wantedMinor = 0;
  for (const place of places) {
    const one = followed[place];
    const standing = standings[place];
    const roomMinor = (standing?.leftMinor ?? 0) - (one?.line.floorMinor ?? 0);
    let amountMinor = 0;
    if (one !== undefined && standing !== undefined && roomMinor > 0) {
      if (at >= one.unitsUntil && work.wantedOfSum !== null) {
        amountMinor = Math.min(work.wantedOfSum(standing.leftMinor), roomMinor);
      } else {
        const wanted = work.wanted(one.line, standing.state?.runs ?? []);
        amountMinor = Math.min(wanted.amountMinor, roomMinor);
        weights[amounts.length] = wanted.weights;
      }
    }
    amounts.push(amountMinor);
    wantedMinor += amountMinor;
  }
  const capMinor = offer.maxDiscountMinor;
  const given = capMinor === null || wantedMinor <= capMinor ? amounts : allocate(capMinor, amounts, amounts);
  let order = -1;
  for (const place of places) {
    order += 1;
    const one = followed[place];
    const standing = standings[place];
    const amountMinor = given[order] ?? 0;
    if (one === undefined || standing === undefined || amountMinor === 0) {
      continue;
    }
    standing.leftMinor -= amountMinor;
    standing.state =
      standing.state === null || at >= one.unitsUntil
        ? null
        : takeOff(standing.state, amountMinor, { weights: weights[order] ?? [], offer: null });
  }
};
