/**
 * Owns draws that are alike: applications of one offer that take as many units from the same classes are one draw, so
 * many times. Units of a class are equal, so it says nothing which of them a draw took; only where offers are rivals
 * does it matter, and there draws are not joined.
 */
import type { Draw, Taken, UnitClass } from "./unit-pool.ts";

/** The draws with one more, and all given their places anew. */
export const withDraw = (
  draws: readonly Draw[],
  draw: Draw,
  classes: readonly UnitClass[],
): readonly Draw[] => {
  const at = draws.findIndex((one) => areAlike(one, draw));
  const known = draws[at];
  const joined = known === undefined ? [...draws, draw] : draws.with(at, join(known, draw));
  return known === undefined && draws.every((one) => one.times === 1) ? joined : placedAnew(joined, classes);
};

const areAlike = (a: Draw, b: Draw): boolean =>
  a.offer === b.offer &&
  a.applications === null &&
  b.applications === null &&
  a.cheaperUnits * b.times === b.cheaperUnits * a.times &&
  takeAlike(a, b, "paying") &&
  takeAlike(a, b, "rewarded");

const takeAlike = (a: Draw, b: Draw, side: "paying" | "rewarded"): boolean =>
  a[side].length === b[side].length &&
  a[side].every((taken, place) => {
    const other = b[side][place];
    return other?.at === taken.at && other.count * a.times === taken.count * b.times;
  });

const join = (a: Draw, b: Draw): Draw => {
  const sum = (side: "paying" | "rewarded"): readonly Taken[] =>
    a[side].map((taken, place) => ({ ...taken, count: taken.count + (b[side][place]?.count ?? 0) }));
  return {
    ...a,
    times: a.times + b.times,
    paying: sum("paying"),
    rewarded: sum("rewarded"),
    cheaperUnits: a.cheaperUnits + b.cheaperUnits,
  };
};

/** One draw after the other from the front of each class; rewards from the back where they are drawn so. */
const placedAnew = (draws: readonly Draw[], classes: readonly UnitClass[]): readonly Draw[] => {
  const front = classes.map(() => 0);
  const back = classes.map(({ count }) => count);
  const fromFront = (taken: Taken): Taken => {
    const from = front[taken.at] ?? 0;
    front[taken.at] = from + taken.count;
    return { ...taken, from };
  };
  const fromBack = (taken: Taken): Taken => {
    const from = (back[taken.at] ?? 0) - taken.count;
    back[taken.at] = from;
    return { ...taken, from };
  };
  const placedOne = (draw: Draw): Draw => {
    const first = draw.rewardsLie === "first" ? draw.rewarded.map(fromFront) : null;
    const paying = draw.paying.map(fromFront);
    const rewarded = first ?? draw.rewarded.map(draw.rewardsLie === "back" ? fromBack : fromFront);
    return { ...draw, paying, rewarded };
  };
  return draws.map((draw) => {
    const { applications } = draw;
    if (applications === null) {
      return placedOne(draw);
    }
    const before = [...front];
    const atFront = (taken: Taken): Taken => ({ ...taken, from: before[taken.at] ?? 0 });
    return {
      ...draw,
      paying: draw.paying.map(atFront),
      rewarded: draw.rewarded.map(atFront),
      applications: applications.map(placedOne),
    };
  });
};

/** How often an offer was applied, and how many units it made cheaper. */
export interface Made {
  readonly times: number;
  readonly units: number;
}

export const madeBy = (offer: number, draws: readonly Draw[]): Made => {
  let [times, units] = [0, 0];
  for (const draw of draws) {
    if (draw.offer === offer) {
      times += draw.times;
      units += draw.cheaperUnits;
    }
  }
  return { times, units };
};

/** Draws that took units alike for the same offers are the same, whatever their order was; with rivals the same units. */
export const drawsKey = (
  draws: readonly Draw[],
  hasRivals: boolean,
  nameOf: (offer: number) => number = (offer) => offer,
): string => {
  const takenKey = (taken: readonly Taken[]): string =>
    taken
      .map(({ at, from, count }) => `${String(at)}.${hasRivals ? String(from) : ""}.${String(count)}`)
      .join(",");
  return draws
    .map(
      ({ offer, paying, rewarded }) => `${String(nameOf(offer))}:${takenKey(paying)}:${takenKey(rewarded)}`,
    )
    .toSorted()
    .join(";");
};
