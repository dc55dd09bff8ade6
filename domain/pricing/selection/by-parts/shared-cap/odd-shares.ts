/**
 * Owns looking through every way in which the lines of a part may stand when a cap comes that they share: the odd minor
 * units of the shares fall on other lines each time. Ways in which too few of them fall on lines where they save something
 * are told apart by sums of whole numbers alone (docs/pricing.md, "How the best combination is proven").
 */
import { allocate } from "../../../../money/allocate.ts";
import type { MoneyOffer } from "../../../offers/offer.ts";
import { compareOffers } from "../../problem.ts";
import type { LeftTable } from "./left-table.ts";
import { spacesOf, type DrawnWay, type Space } from "./odd-spaces.ts";
import { leastTaken, roundedUp, type RoundedUp } from "./rounded-up.ts";
import type { GroupWay, SharedCap } from "./take-apart.ts";
import { TOLERANCE_MINOR } from "../top-slack.ts";

export interface OddQuestion {
  readonly cap: SharedCap;
  readonly answers: readonly DrawnWay[];
  readonly left: LeftTable;
  /** So much, weighted, some way leaves. */
  readonly knownMinor: number;
  /** Ways that leave so much more than the least, weighted, are wanted too. */
  readonly marginMinor: number;
}

export interface OddShares {
  /** No way leaves less, weighted. */
  readonly leastMinor: number;
  /** For everything that may be left within the margin: who gives it in the preferred way, but for what is certain. */
  readonly near: readonly (readonly MoneyOffer[])[];
}

/** So many ways are looked at, and so many may leave something else within the margin. */
const MOST_WAYS = 4_000_000;
const MOST_NEAR = 64;

/** null where something else ties the lines, or where there are too many ways. */
export const oddShares = (question: OddQuestion): OddShares | null => {
  const spaces = spacesOf(question);
  const count = spaces?.reduce((sum, { groups }) => sum + waysThrough(groups), 0) ?? 0;
  if (spaces === null || count > MOST_WAYS) {
    return null;
  }
  let leastMinor = question.knownMinor;
  searchSpaces(question, spaces, {
    allowedMinor: () => leastMinor - 2 * TOLERANCE_MINOR,
    onFound: ({ leftMinors }) => {
      leastMinor = Math.min(leastMinor, sumOf(leftMinors));
    },
  });
  const near = new Map<string, readonly MoneyOffer[]>();
  searchSpaces(question, spaces, {
    allowedMinor: () => (near.size > MOST_NEAR ? NOTHING_ALLOWED : leastMinor + question.marginMinor),
    onFound: ({ leftMinors, given }) => {
      const key = leftMinors.join();
      const known = near.get(key);
      if (known === undefined || compareOffers(given, known) < 0) {
        near.set(key, given);
      }
    },
  });
  return near.size > MOST_NEAR ? null : { leastMinor, near: [...near.values()] };
};

const NOTHING_ALLOWED = Number.NEGATIVE_INFINITY;

const waysThrough = (groups: Space["groups"]): number =>
  groups.reduce((product, ways) => product * ways.length, 1);

const sumOf = (minors: readonly number[]): number => minors.reduce((sum, minor) => sum + minor, 0);

interface Found {
  /** What is left of each line, weighted. */
  readonly leftMinors: readonly number[];
  /** Who gives it, but for what is certain. */
  readonly given: readonly MoneyOffer[];
}

interface Seeking {
  /** Ways that leave more, weighted, are not looked for. */
  readonly allowedMinor: () => number;
  readonly onFound: (found: Found) => void;
}

const searchSpaces = (question: OddQuestion, spaces: readonly Space[], seeking: Seeking): void => {
  for (const alike of Map.groupBy(spaces, ({ key }) => key).values()) {
    const bounds: RoundedUp[] = [];
    const leastWanted = Math.min(...alike.map((one) => one.leastWanted));
    for (const space of alike) {
      searchSpace({ question, seeking, bounds, leastWanted }, space);
    }
  }
};

interface Searching {
  readonly question: OddQuestion;
  readonly seeking: Seeking;
  /** Which lines have to be rounded up, by all that is wanted of the cap. */
  readonly bounds: RoundedUp[];
  readonly leastWanted: number;
}

const searchSpace = (searching: Searching, space: Space): void => {
  const { question, seeking, bounds, leastWanted } = searching;
  const { cap } = question;
  const standing = new Int32Array(cap.lines.length);
  const wantedBy = new Float64Array(cap.lines.length);
  const picked: GroupWay[] = [];
  // The lines of the last ways are exchanged most often.
  const groups = space.groups.toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const last = groups.length - 1;
  const reach = (wantedMinor: number): void => {
    const allowedMinor = seeking.allowedMinor();
    let bound = bounds[wantedMinor - leastWanted];
    if (bound?.allowedMinor !== allowedMinor) {
      bound = roundedUp(question, space, { wantedMinor, allowedMinor });
      bounds[wantedMinor - leastWanted] = bound;
    }
    if (bound.isPossible && leastTaken(cap, wantedBy, bound) <= cap.capMinor) {
      evaluate(question, space, { standing, picked, seeking });
    }
  };
  const visit = (at: number, wantedMinor: number): void => {
    for (const way of groups[at] ?? []) {
      const { standings, places, wanted } = way;
      for (let one = 0; one < places.length; one += 1) {
        const place = places[one] ?? 0;
        standing[place] = standings[one] ?? 0;
        wantedBy[place] = wanted[one] ?? 0;
      }
      picked[at] = way;
      if (at === last) {
        reach(wantedMinor + way.wantedMinor);
      } else {
        visit(at + 1, wantedMinor + way.wantedMinor);
      }
    }
  };
  visit(0, 0);
};

/** One way needs no exchange. */
const sizeOf = (ways: readonly GroupWay[]): number =>
  ways.length === 1 ? Number.POSITIVE_INFINITY : (ways[0]?.standings.length ?? 0);

interface Reached {
  /** By the place of each line. */
  readonly standing: Int32Array;
  readonly picked: readonly GroupWay[];
  readonly seeking: Seeking;
}

const evaluate = (question: OddQuestion, space: Space, { standing, picked, seeking }: Reached): void => {
  const { cap, left } = question;
  const ids = [...standing];
  const wanted = ids.map((id) => cap.standings[id]?.wantedMinor ?? 0);
  const shares = allocate(cap.capMinor, wanted, wanted);
  const leftMinors = ids.map((id, at) => left.of(id, shares[at] ?? 0));
  if (sumOf(leftMinors) <= seeking.allowedMinor()) {
    const later = new Set(ids.flatMap((id, at) => left.openOf(id, shares[at] ?? 0)));
    seeking.onFound({
      leftMinors,
      given: [...space.given, ...picked.flatMap((way) => way.given), ...later],
    });
  }
};
