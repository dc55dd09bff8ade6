/**
 * Owns what may remain of the lines of a part when some offers may be left out: every line is followed with its offers in
 * or out, and every share of a cap between the least and the most that it can be (docs/pricing.md, "How the best
 * combination is proven").
 */
import { allocate } from "../../../money/allocate.ts";
import { divide } from "../../../money/ratio.ts";
import type { LineState } from "../../basket/unit-run.ts";
import type { LineWork, MoneyOffer, Offer } from "../../offers/offer.ts";
import type { Problem } from "../problem.ts";
import { isCappedAtMost } from "./later-sums.ts";
import { areEqual, uncertainLine, type MinorRange, type UncertainLine } from "./uncertain-line.ts";

export interface Followed {
  readonly problem: Problem;
  /** The lines of a part, and what the draws leave of every line of the basket. */
  readonly lines: readonly number[];
  readonly drawn: readonly LineState[];
  /** The offers that are given after the draws. */
  readonly later: readonly MoneyOffer[];
  /** Whether an offer is surely given. */
  readonly isCertain: (offer: MoneyOffer) => boolean;
  /** Lines of which any draws may take: `drawn` has the most that is left of them. */
  readonly isOpen?: (line: number) => boolean;
}

/**
 * The most, in minor units, by which the lines may be left with less than with all offers, by rounding alone, summed over
 * the lines that are. null where that is not known: where an offer does more than take something off each line up to a
 * cap, or where a cap may be left out.
 */
export const luckAfterDraws = (followed: Followed): number | null => {
  const { later, isCertain } = followed;
  const ranges = later.some((offer) => offer.maxDiscountMinor !== null && !isCertain(offer))
    ? null
    : followLines({ ...followed, lines: followed.lines.filter((line) => mayBeLucky(followed, line)) });
  if (ranges === null) {
    return null;
  }
  let luckMinor = 0;
  for (const line of ranges.values()) {
    const { leastMinor, usualMinor } = line.left();
    luckMinor += usualMinor - leastMinor;
  }
  return luckMinor;
};

/** A line that no cap ties, and of which only the sum is read or all units are as equal as they can be, is never left with less. */
const mayBeLucky = ({ later, drawn }: Followed, line: number): boolean => {
  let readsUnits = false;
  for (const { lines, work, maxDiscountMinor } of later) {
    if (lines.includes(line)) {
      if (maxDiscountMinor !== null) {
        return true;
      }
      readsUnits ||= work.kind === "line" && work.wantedOfSum === null;
    }
  }
  return readsUnits && !areEqual(drawn[line]?.runs ?? []);
};

/** No more is left of some of the lines, in minor units; null where nothing is known. */
export const mostLeft = (followed: Followed, measured: readonly number[]): number | null => {
  const ranges = followLines(followed);
  return ranges === null
    ? null
    : measured.reduce((sum, line) => sum + (ranges.get(line)?.left().mostMinor ?? 0), 0);
};

/**
 * For each line the index of the last offer up to which it stands the same, and has wanted the same of caps, whatever is left
 * out before; endless where it is left with the same. None where nothing is known.
 */
export const sameUntil = (followed: Followed): ReadonlyMap<number, number> => {
  const until = new Map<number, number>();
  const ranges = followLines(followed, (line, range, { index }) => {
    if (range.isOne()) {
      until.set(line, index);
    }
  });
  for (const [line, range] of ranges ?? []) {
    if (range.isSame()) {
      until.set(line, Number.POSITIVE_INFINITY);
    }
  }
  return ranges === null ? new Map() : until;
};

type AfterStep = (line: number, range: UncertainLine, offer: Offer<LineWork>) => void;

const followLines = (
  { problem, lines, drawn, later, isCertain, isOpen = () => false }: Followed,
  afterStep: AfterStep = () => undefined,
): ReadonlyMap<number, UncertainLine> | null => {
  const offers = later.filter(isCappedAtMost);
  if (offers.length < later.length) {
    return null;
  }
  const ranges = new Map<number, UncertainLine>();
  for (const line of lines) {
    const [canonical, start] = [problem.lines[line], drawn[line]];
    if (canonical !== undefined && start !== undefined) {
      const here = offers.filter((offer) => offer.lines.includes(line));
      ranges.set(line, uncertainLine(canonical, { start, isOpen: isOpen(line) }, here));
    }
  }
  for (const offer of offers) {
    const here = offer.lines.flatMap((line) => ranges.get(line) ?? []);
    if (isCapped(offer) && isCertain(offer)) {
      shareCap(offer, offer.maxDiscountMinor, here);
    } else {
      // What a line wants of a cap that may be left out matters to the others too.
      here.forEach((line) => isCapped(offer) && line.wanted(offer));
      here.forEach((line) => line.give(offer, isCertain(offer)));
    }
    if (!here.every((line) => line.isKnown())) {
      return null;
    }
    for (const line of offer.lines) {
      const range = ranges.get(line);
      if (range !== undefined) {
        afterStep(line, range, offer);
      }
    }
  }
  return ranges;
};

type Capped = Offer<LineWork> & { readonly maxDiscountMinor: number };

const isCapped = (offer: Offer<LineWork>): offer is Capped => offer.maxDiscountMinor !== null;

const shareCap = (offer: Capped, capMinor: number, here: readonly UncertainLine[]): void => {
  const wanted = here.map((line) => line.wanted(offer));
  const [least, most] = [sumOf(wanted, "leastMinor"), sumOf(wanted, "mostMinor")];
  const usual = wanted.map(({ usualMinor }) => usualMinor);
  const usualShares = sumOf(wanted, "usualMinor") <= capMinor ? usual : allocate(capMinor, usual, usual);
  const exact = wanted.map((one): ExactShare => ({
    least: partOf(one.leastMinor, capMinor, most),
    most: partOf(one.mostMinor, capMinor, least),
    isSettled: one.leastMinor === one.mostMinor && least > capMinor,
  }));
  const roundedUp = whoIsRoundedUp(exact, capMinor);
  for (const [at, line] of here.entries()) {
    const settled = roundedUp[at];
    line.share(offer, {
      usualMinor: usualShares[at] ?? 0,
      leastOf: (minor) => partOf(minor, capMinor, most).whole + (settled === true ? 1 : 0),
      mostOf: (minor) => {
        const { whole, rest } = partOf(minor, capMinor, least);
        return rest > 0 && settled !== false ? whole + 1 : whole;
      },
    });
  }
};

const sumOf = (ranges: readonly MinorRange[], figure: keyof MinorRange): number =>
  ranges.reduce((sum, range) => sum + range[figure], 0);

/** What is let through of an amount where so much is wanted in all: whole minor units, and what is left as a fraction. */
interface ExactPart {
  readonly whole: number;
  readonly rest: number;
}

const partOf = (minor: number, capMinor: number, wantedMinor: number): ExactPart => {
  if (wantedMinor <= capMinor) {
    return { whole: minor, rest: 0 };
  }
  const { whole, rest } = divide(minor, capMinor, wantedMinor);
  return { whole, rest: rest / wantedMinor };
};

interface ExactShare {
  readonly least: ExactPart;
  readonly most: ExactPart;
  /** What the line wants is known, and the cap binds. */
  readonly isSettled: boolean;
}

/** Fractions are compared by far less than any two of them differ that matter. */
const NEARLY = 1e-9;

/**
 * Of each line whether its share is surely rounded up, or down: the largest fractions are, as many as minor units are
 * missing. null where it cannot be told.
 */
const whoIsRoundedUp = (exact: readonly ExactShare[], capMinor: number): readonly (boolean | null)[] => {
  const mostMissing = exact.reduce((sum, { least }) => sum - least.whole, capMinor);
  const leastMissing = exact.reduce((sum, { most }) => sum - most.whole, capMinor);
  const isSameWhole = ({ least, most }: ExactShare): boolean => least.whole === most.whole;
  const lowest = exact.map((one) => (isSameWhole(one) ? one.least.rest : 0)).toSorted((a, b) => b - a);
  const highest = exact.map((one) => (isSameWhole(one) ? one.most.rest : 1)).toSorted((a, b) => b - a);
  return exact.map((one) => {
    if (!one.isSettled || !isSameWhole(one)) {
      return null;
    }
    const surelyLarger = countAbove(lowest, one.most.rest + NEARLY);
    // All but the line itself.
    const maybeLarger = countAbove(highest, one.least.rest - NEARLY) - 1;
    return surelyLarger >= mostMissing ? false : maybeLarger < leastMissing ? true : null;
  });
};

/** How many of these figures, largest first, lie above one. */
const countAbove = (figures: readonly number[], limit: number): number => {
  const first = figures.findIndex((figure) => figure <= limit);
  return first < 0 ? figures.length : first;
};
