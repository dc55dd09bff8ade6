/** A small random source with a seed (mulberry32), so that every random case can be named and repeated. */
export interface SeededRandom {
  /** A whole number from 0 below `count`. */
  readonly below: (count: number) => number;
  /** A whole number from `from` to `to`, both included. */
  readonly between: (from: number, to: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Each with the given chance. */
  readonly some: <T>(list: readonly T[], percent: number) => readonly T[];
}

export const seededRandom = (seed: number): SeededRandom => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const chance = (percent: number): boolean => below(100) < percent;
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) {
        throw new Error("Nothing to pick from");
      }
      return picked;
    },
    some: (list, percent) => list.filter(() => chance(percent)),
  };
};
