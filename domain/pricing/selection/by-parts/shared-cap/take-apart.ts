/**
 * Owns taking a part to pieces at a cap that is surely given and that most of its lines share: what happens to its lines
 * before is known group by group, what happens afterwards line by line, and only the shares of the cap tie them.
 */
import { keyOfUnits, type LineState } from "../../../basket/unit-run.ts";
import type { LineWork, MoneyOffer, Offer } from "../../../offers/offer.ts";
import { compareOffers, type Problem } from "../../problem.ts";
import { isCappedAtMost } from "../later-sums.ts";
import { isLocal, type LocalOffer } from "../line-chain.ts";
import { lineTies, type Part } from "../parts.ts";
import { waysBefore, type TiedLines, type WaysBefore } from "./ways-before.ts";

export interface SharedCap {
  readonly problem: Problem;
  readonly lines: readonly number[];
  readonly offer: Offer<LineWork>;
  readonly capMinor: number;
  readonly tied: readonly TiedLines[];
  /** What works on each of the lines afterwards. */
  readonly after: readonly (readonly LocalOffer[])[];
  readonly isOpen: (offer: Pick<MoneyOffer, "index">) => boolean;
  /** How lines may stand when the cap comes. */
  readonly standings: Standing[];
  readonly standingBy: Map<string, number>;
  readonly waysBy: Map<string, WaysBefore | null>;
  readonly groupsBy: Map<string, readonly GroupWay[] | null>;
}

/** How one line stands when the cap comes. */
export interface Standing {
  /** The place of the line among those of the part. */
  readonly place: number;
  readonly state: LineState;
  readonly wantedMinor: number;
  readonly weights: readonly number[];
}

/** One way in which the lines of a group stand; of offers that leave the same the preferred ones. */
export interface GroupWay {
  /** Places among the standings. */
  readonly standings: readonly number[];
  /** By standing the place of its line, and what it wants of the cap. */
  readonly places: readonly number[];
  readonly wanted: readonly number[];
  readonly wantedMinor: number;
  /** Of the offers that may be left out those that are given. */
  readonly given: readonly MoneyOffer[];
}

export interface AskedPart {
  readonly problem: Problem;
  readonly part: Part;
  /** The later offers that are not left out in any case. */
  readonly later: readonly MoneyOffer[];
  readonly isOpen: SharedCap["isOpen"];
}

/** null where there is no such cap, or where another cap comes after it. */
export const sharedCap = ({ problem, part, later, isOpen }: AskedPart): SharedCap | null => {
  const offers = later.filter(isCappedAtMost);
  const at = offers.findLastIndex(({ maxDiscountMinor }) => maxDiscountMinor !== null);
  const offer = offers[at];
  const capMinor = offer?.maxDiscountMinor ?? null;
  const isKnown = offers.length === later.length && !part.hasRivals;
  if (!isKnown || offer === undefined || capMinor === null || isOpen(offer)) {
    return null;
  }
  const [before, after] = [offers.slice(0, at), offers.slice(at + 1).filter(isLocal)];
  return {
    problem: { ...problem, hasRivals: false },
    lines: part.lines,
    offer,
    capMinor,
    tied: tiedBefore(problem, part, before),
    after: part.lines.map((line) => after.filter(({ lines }) => lines.includes(line))),
    isOpen,
    standings: [],
    standingBy: new Map(),
    waysBy: new Map(),
    groupsBy: new Map(),
  };
};

const tiedBefore = (
  problem: Problem,
  { lines }: Part,
  before: readonly Offer<LineWork>[],
): readonly TiedLines[] => {
  const ties = lineTies(problem.lines.length);
  for (const offer of before) {
    if (offer.maxDiscountMinor !== null) {
      offer.lines.forEach((line) => ties.join(offer.lines[0] ?? line, line));
    }
  }
  const byRoot = Map.groupBy(lines, ties.rootOf);
  return [...byRoot.values()].map((tied) => ({
    lines: tied,
    offers: before.flatMap((offer) => {
      const here = offer.lines.filter((line) => tied.includes(line));
      return here.length === 0 ? [] : [{ ...offer, lines: here }];
    }),
  }));
};

/** So many sets of the offers of one group are looked at. */
const MOST_OF_GROUP = 12;

/** What each group may come to after some draws; null where too many offers hang together. */
export const groupsAfter = (
  cap: SharedCap,
  drawn: readonly LineState[],
): readonly (readonly GroupWay[])[] | null => {
  const ties = lineTies(cap.problem.lines.length);
  const firstOf = new Map<number, number>();
  const found: Member[] = [];
  for (const tied of cap.tied) {
    const key = tied.lines.map((one) => `${String(one)}:${keyOfUnits(drawn[one] ?? NOTHING)}`).join("|");
    const before = waysOf(cap, tied, { drawn, key });
    const [line] = tied.lines;
    if (before === null || line === undefined) {
      return null;
    }
    found.push({ tied, before, key });
    // Where it always comes to the same, nobody has to know which of them are given.
    for (const { index } of before.ways.length > 1 ? before.givers : []) {
      ties.join(firstOf.get(index) ?? line, line);
      firstOf.set(index, firstOf.get(index) ?? line);
    }
  }
  const groups = [...Map.groupBy(found, ({ tied }) => ties.rootOf(tied.lines[0] ?? 0)).values()];
  const ways = groups.map((group) => {
    const key = group.map((member) => member.key).join("&");
    const known = cap.groupsBy.get(key);
    const own = known === undefined ? waysOfGroup(cap, group) : known;
    cap.groupsBy.set(key, own);
    return own;
  });
  return ways.every((one) => one !== null) ? ways : null;
};

const waysOf = (
  { problem, isOpen, waysBy }: SharedCap,
  tied: TiedLines,
  { drawn, key }: { readonly drawn: readonly LineState[]; readonly key: string },
): WaysBefore | null => {
  const known = waysBy.get(key);
  if (known !== undefined) {
    return known;
  }
  const ways = waysBefore({ problem, drawn, isOpen }, tied);
  waysBy.set(key, ways);
  return ways;
};

const NOTHING: LineState = { runs: [], totalMinor: 0 };

interface Member {
  readonly tied: TiedLines;
  readonly before: WaysBefore;
  /** What the draws leave of them. */
  readonly key: string;
}

const waysOfGroup = (cap: SharedCap, group: readonly Member[]): readonly GroupWay[] | null => {
  const byIndex = new Map<number, MoneyOffer>();
  for (const { before } of group) {
    for (const offer of before.ways.length > 1 ? before.givers : []) {
      byIndex.set(offer.index, offer);
    }
  }
  const givers = [...byIndex.values()];
  if (givers.length > MOST_OF_GROUP) {
    return null;
  }
  const bits = new Map(givers.map(({ index }, bit) => [index, bit]));
  const bitsOf = group.map(({ before }) =>
    before.ways.length > 1 ? before.givers.map(({ index }) => bits.get(index) ?? 0) : [],
  );
  const best = new Map<string, { readonly set: number; readonly given: readonly MoneyOffer[] }>();
  for (let set = 0; set < 1 << givers.length; set += 1) {
    const given = givers.filter((_, bit) => ((set >> bit) & 1) === 1);
    const key = group.map((one, at) => placeIn(one.before, bitsOf[at] ?? [], set)).join();
    const known = best.get(key);
    if (known === undefined || compareOffers(given, known.given) < 0) {
      best.set(key, { set, given });
    }
  }
  return [...best.values()].map(({ set, given }) => {
    const standings = group.flatMap(({ tied, before }, at) => {
      const states = before.ways[placeIn(before, bitsOf[at] ?? [], set)] ?? [];
      return tied.lines.map((line, place) => standingOf(cap, line, states[place] ?? NOTHING));
    });
    const places = standings.map((id) => cap.standings[id]?.place ?? 0);
    const wanted = standings.map((id) => cap.standings[id]?.wantedMinor ?? 0);
    return { standings, places, wanted, wantedMinor: wanted.reduce((sum, one) => sum + one, 0), given };
  });
};

/** The way in which tied lines come out where a set of the group's offers is given. */
const placeIn = (before: WaysBefore, bits: readonly number[], set: number): number => {
  const own = bits.reduce((sum, bit, at) => sum | (((set >> bit) & 1) << at), 0);
  return before.wayOfSet[own] ?? 0;
};

const standingOf = (cap: SharedCap, line: number, state: LineState): number => {
  const key = `${String(line)}:${keyOfUnits(state)}`;
  const known = cap.standingBy.get(key);
  if (known !== undefined) {
    return known;
  }
  const id = cap.standings.length;
  cap.standings.push({ place: cap.lines.indexOf(line), state, ...wantedOf(cap, line, state) });
  cap.standingBy.set(key, id);
  return id;
};

const wantedOf = (
  { problem, offer }: SharedCap,
  line: number,
  state: LineState,
): Pick<Standing, "wantedMinor" | "weights"> => {
  const canonical = problem.lines[line];
  const roomMinor = state.totalMinor - (canonical?.floorMinor ?? 0);
  if (canonical === undefined || roomMinor <= 0 || !offer.lines.includes(line)) {
    return { wantedMinor: 0, weights: [] };
  }
  const { amountMinor, weights } = offer.work.wanted(canonical, state.runs);
  return { wantedMinor: Math.max(0, Math.min(amountMinor, roomMinor)), weights };
};
