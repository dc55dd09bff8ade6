/**
 * Owns the spaces that are looked through for odd minor units: draws, and what stands on the lines that matter. On all
 * other lines it is the same what a share of the cap comes to, because something later swallows it.
 */
import type { LineState } from "../../../basket/unit-run.ts";
import type { MoneyOffer } from "../../../offers/offer.ts";
import type { OddQuestion } from "./odd-shares.ts";
import { groupsAfter, type GroupWay } from "./take-apart.ts";

/** Draws of the part, and how its lines stand after them. */
export interface DrawnWay {
  readonly drawn: readonly LineState[];
  readonly given: readonly MoneyOffer[];
}

export interface Space {
  /** The same for spaces in which the shares have to come to the same. */
  readonly key: string;
  /** The standings of the lines that matter. */
  readonly matter: readonly number[];
  /** What is left of all other lines, weighted. */
  readonly restMinor: number;
  /** The ways of each group with these standings. */
  readonly groups: readonly (readonly GroupWay[])[];
  /** No way wants less of the cap. */
  readonly leastWanted: number;
  /** Who draws. */
  readonly given: readonly MoneyOffer[];
}

/** So many spaces are looked through. */
const MOST_SPACES = 20_000;

/** Products up to this are divided without error by a multiplication (see leastTaken). */
const MOST_EXACT = 2 ** 48;

/** Every space in which little enough may be left; null where something else ties the lines, or where there are too many. */
export const spacesOf = (question: OddQuestion): readonly Space[] | null => {
  const spaces: Space[] = [];
  for (const answer of question.answers) {
    const groups = groupsAfter(question.cap, answer.drawn);
    const sorting = groups === null ? null : sortPlaces(question, groups);
    if (groups === null || sorting === null) {
      return null;
    }
    addSpaces(question, spaces, { groups, sorting, given: answer.given });
    if (spaces.length > MOST_SPACES) {
      return null;
    }
  }
  return spaces;
};

interface Sorting {
  /** By the place of a line, whether it matters what it has of the cap, or how it stands before. */
  readonly matters: readonly boolean[];
  /** What is left of the others, weighted. */
  readonly restMinor: number;
  /** The least, weighted, that may be left where a line stands so. */
  readonly leastOf: ReadonlyMap<number, number>;
  readonly leastWanted: number;
}

/** A share lies between the least and the most; null where the cap may not bind or an open offer comes later. */
const sortPlaces = ({ cap, left }: OddQuestion, groups: readonly (readonly GroupWay[])[]): Sorting | null => {
  const sums = groups.map((ways) => ways.map(({ wantedMinor }) => wantedMinor));
  const leastWanted = sums.reduce((sum, own) => sum + Math.min(...own), 0);
  const mostWanted = sums.reduce((sum, own) => sum + Math.max(...own), 0);
  if (leastWanted <= cap.capMinor || mostWanted * cap.capMinor > MOST_EXACT) {
    return null;
  }
  const seen: (number | null)[] = cap.lines.map(() => null);
  const matters = cap.lines.map(() => false);
  const leastOf = new Map<number, number>();
  for (const id of new Set(groups.flatMap((ways) => ways.flatMap(({ standings }) => standings)))) {
    const { place, wantedMinor } = cap.standings[id] ?? { place: 0, wantedMinor: 0 };
    const most = Math.ceil((wantedMinor * cap.capMinor) / leastWanted);
    let least = Number.POSITIVE_INFINITY;
    for (let share = Math.floor((wantedMinor * cap.capMinor) / mostWanted); share <= most; share += 1) {
      const minor = left.of(id, share);
      if (minor === Number.POSITIVE_INFINITY) {
        return null;
      }
      matters[place] ||= minor !== (seen[place] ?? minor);
      seen[place] = minor;
      least = Math.min(least, minor);
    }
    leastOf.set(id, least);
  }
  const restMinor = seen.reduce(
    (sum: number, minor, place) => sum + (matters[place] === true ? 0 : (minor ?? 0)),
    0,
  );
  return { matters, restMinor, leastOf, leastWanted };
};

interface Adding {
  readonly groups: readonly (readonly GroupWay[])[];
  readonly sorting: Sorting;
  readonly given: readonly MoneyOffer[];
}

/** Ways of a group that stand alike on the lines that matter. */
interface Alike {
  readonly matter: readonly number[];
  readonly leastMinor: number;
  readonly ways: readonly GroupWay[];
}

const addSpaces = (
  { cap, knownMinor, marginMinor }: OddQuestion,
  spaces: Space[],
  { groups, sorting, given }: Adding,
): void => {
  const { matters, restMinor, leastOf, leastWanted } = sorting;
  const matterOf = ({ standings }: GroupWay): readonly number[] =>
    standings.filter((id) => matters[cap.standings[id]?.place ?? 0]);
  const choices = groups.map((ways) =>
    [...Map.groupBy(ways, (way) => matterOf(way).join()).values()].map((alike): Alike => {
      const matter = alike[0] === undefined ? [] : matterOf(alike[0]);
      const leastMinor = matter.reduce((sum, id) => sum + (leastOf.get(id) ?? 0), 0);
      return { matter, leastMinor, ways: alike };
    }),
  );
  const leastFrom = choices.map(() => 0);
  let later = 0;
  for (let at = choices.length - 1; at >= 0; at -= 1) {
    later += Math.min(...(choices[at] ?? []).map(({ leastMinor }) => leastMinor));
    leastFrom[at] = later;
  }
  const choose = (at: number, chosen: readonly Alike[], leastMinor: number): void => {
    if (leastMinor + (leastFrom[at] ?? 0) > knownMinor + marginMinor || spaces.length > MOST_SPACES) {
      return;
    }
    const alikes = choices[at];
    if (alikes === undefined) {
      const matter = chosen.flatMap((one) => one.matter);
      const key = `${String(restMinor)}|${matter.join()}`;
      spaces.push({ key, matter, restMinor, groups: chosen.map(({ ways }) => ways), leastWanted, given });
      return;
    }
    for (const alike of alikes) {
      choose(at + 1, [...chosen, alike], leastMinor + alike.leastMinor);
    }
  };
  choose(0, [], restMinor);
};
