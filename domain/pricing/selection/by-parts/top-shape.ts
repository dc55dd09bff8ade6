/**
 * Owns how the lines of the top offers lie to each other, once per problem. Where a later offer works on all lines of an
 * earlier one, or on none, only sums matter; where it cuts them, it matters how the earlier amount fell on the lines.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import type { Problem } from "../problem.ts";

export interface TopShape {
  /** The top offers, then with tax on top the lines of each rate: what comes last works on sums at a rate. */
  readonly stages: readonly TopStage[];
  /** Lines that two stages have in common, by their positions. */
  readonly common: readonly (readonly number[])[];
  /** By the position of a top offer: whether anything later depends on how its amount fell on the lines. */
  readonly falls: readonly boolean[];
  readonly positionOf: ReadonlyMap<number, number>;
}

export interface TopStage {
  readonly lines: readonly number[];
  readonly offer: MoneyOffer | null;
  /** Some of the lines may not get cheaper than their floor. */
  readonly hasFloors: boolean;
  /** Of a tax rate, in basis points. */
  readonly rateBp: number;
}

export const topShape = (problem: Problem, top: readonly MoneyOffer[]): TopShape => {
  const hasFloors = (lines: readonly number[]): boolean =>
    lines.some((line) => (problem.lines[line]?.floorMinor ?? 0) > 0);
  const stages = [
    ...top.map((offer) => ({ offer, lines: offer.lines, hasFloors: hasFloors(offer.lines), rateBp: 0 })),
    ...taxStages(problem).map((stage) => ({ ...stage, hasFloors: hasFloors(stage.lines) })),
  ];
  const isIn = stages.map(({ lines }) => {
    const members = new Uint8Array(problem.lines.length);
    lines.forEach((line) => {
      members[line] = 1;
    });
    return members;
  });
  const common = stages.map(({ lines }) =>
    isIn.map((members) => lines.reduce((count, line) => count + (members[line] ?? 0), 0)),
  );
  const falls = stages.map(() => false);
  for (let at = stages.length - 1; at >= 0; at -= 1) {
    const size = stages[at]?.lines.length ?? 0;
    falls[at] =
      stages[at]?.hasFloors === true ||
      stages.some((_, later) => {
        const shared = later > at ? (common[at]?.[later] ?? 0) : 0;
        return shared > 0 && (shared < size || falls[later] === true);
      });
  }
  return { stages, common, falls, positionOf: new Map(top.map(({ index }, at) => [index, at])) };
};

/** One rate for all lines is a function of one sum and cuts nothing. */
const taxStages = ({ lines, pricesIncludeTax }: Problem): readonly Omit<TopStage, "hasFloors">[] => {
  if (pricesIncludeTax) {
    return [];
  }
  const byRate = new Map<number, number[]>();
  for (const { index, sample } of lines) {
    byRate.set(sample.taxRateBp, [...(byRate.get(sample.taxRateBp) ?? []), index]);
  }
  return [...byRate].map(([rateBp, at]) => ({ offer: null, lines: at, rateBp }));
};
