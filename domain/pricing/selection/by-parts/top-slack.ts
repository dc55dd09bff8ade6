/**
 * Owns how the top offers, computed on sums of many lines, translate what is left of a line into the total: a weight
 * per line, and by how much rounding and sharing can make the total differ from the weighted sum. Every bound here is
 * proven in docs/pricing.md, "How the best combination is proven". Weights are fractions: they bound, they never pay.
 */
import type { Problem } from "../problem.ts";
import type { TopShape } from "./top-shape.ts";

/** Sums of weighted amounts are exact to far less than this, in minor units. */
export const TOLERANCE_MINOR = 0.01;

export interface TopTerms {
  /** What one more minor unit of a line adds to the total. */
  readonly weights: readonly number[];
  /** What the parts are asked for. */
  readonly question: WeightedQuestion;
  /** Two outcomes of the parts whose weighted sums differ by more are in the same order as their totals. */
  readonly slackMinor: number;
  /** The same for any two outcomes, also of plain lines. */
  readonly wideSlackMinor: number;
  /** By so much rounding alone may favour leaving an offer out. */
  readonly roundingMinor: number;
}

export interface WeightedQuestion {
  readonly weights: readonly number[];
  /** Answers that leave so much more than the least are wanted too. */
  readonly windowMinor: number;
}

/** How a top offer works in the branch looked at. */
export interface TopMode {
  /** Basis points of what remains; 0 for an amount. */
  readonly percentBp: number;
  /** An amount lies between these, whatever is left to it. */
  readonly leastMinor: number;
  readonly mostMinor: number;
  /** What is left to it depends on the answers of parts. */
  readonly isOpen: boolean;
}

/** `modes` by the position of the offer; null for offers that are left out. */
export const topTerms = (problem: Problem, shape: TopShape, modes: readonly (TopMode | null)[]): TopTerms => {
  const kept = keptAfter(problem, shape, modes);
  const weights = kept[0] ?? problem.lines.map(() => 1);
  const hasFloors = shape.stages.some(({ hasFloors: has }, at) => has && (modes[at] ?? null) !== null);
  if (hasFloors) {
    const question = { weights, windowMinor: UNBOUNDED };
    const [roundingMinor, slackMinor, wideSlackMinor] = [UNBOUNDED, UNBOUNDED, UNBOUNDED];
    return { weights, question, roundingMinor, slackMinor, wideSlackMinor };
  }
  const roundingMinor = roundingOf(shape, modes);
  let [swingMinor, wideSwingMinor] = [0, 0];
  for (const [at, mode] of modes.entries()) {
    if (mode !== null && mode.mostMinor > 0) {
      const own = (shape.stages[at]?.lines ?? []).map((line) => kept[at + 1]?.[line] ?? 1);
      const swing = mode.mostMinor * Math.max(...own) - mode.leastMinor * Math.min(...own);
      wideSwingMinor += swing;
      swingMinor += mode.isOpen ? swing : 0;
    }
  }
  // What is left and what is paid are in proportion but for one rounding at each stage, there and back.
  const stepsMinor = shape.stages.filter(
    ({ offer }, at) => offer === null || (modes[at]?.percentBp ?? 0) > 0,
  ).length;
  const slackMinor = roundingMinor + swingMinor + stepsMinor;
  // Where the total depends on one sum only, without any slack, the least sum is the least total. Where it is nothing
  // in any case, all sums are as good.
  const sumOnly =
    roundingMinor + swingMinor < TOLERANCE_MINOR &&
    weights.every((weight) => weight === weights[0] && weight > 0);
  const question = sumOnly
    ? { weights: weights.map(() => 1), windowMinor: 0 }
    : { weights, windowMinor: slackMinor + TOLERANCE_MINOR };
  return {
    weights,
    question,
    roundingMinor,
    slackMinor,
    wideSlackMinor: roundingMinor + wideSwingMinor + stepsMinor,
  };
};

/** More than anything costs, in minor units: where no bound is known. A floor, say, makes sharing stop at it. */
export const UNBOUNDED = Number.MAX_SAFE_INTEGER / 1e6;

/** By position: what one minor unit of a line, left before that stage, adds to the total. */
const keptAfter = (
  { lines }: Problem,
  { stages }: TopShape,
  modes: readonly (TopMode | null)[],
): readonly (readonly number[])[] => {
  const kept: number[][] = [];
  let after = lines.map(() => 1);
  for (let at = stages.length - 1; at >= 0; at -= 1) {
    const stage = stages[at];
    const factor =
      stage?.offer === null ? 1 + stage.rateBp / 10_000 : 1 - (modes[at]?.percentBp ?? 0) / 10_000;
    if (factor !== 1) {
      after = [...after];
      for (const line of stage?.lines ?? []) {
        after[line] = (after[line] ?? 1) * factor;
      }
    }
    kept[at] = after;
  }
  return kept;
};

/** Stages that reach each other through common lines. */
interface Cluster {
  readonly members: readonly number[];
  readonly boundMinor: number;
}

/**
 * While later stages take earlier ones as wholes, the total is a monotone function of whole sums and nothing is lost. A
 * stage that cuts an earlier one makes the cluster compare with exact fractions: there and back.
 */
const roundingOf = ({ stages, common }: TopShape, modes: readonly (TopMode | null)[]): number => {
  let clusters: readonly Cluster[] = [];
  for (const [at, stage] of stages.entries()) {
    if (stage.offer !== null && (modes[at] ?? null) === null) {
      continue;
    }
    const met = clusters.filter(({ members }) => members.some((one) => (common[one]?.[at] ?? 0) > 0));
    const members = [...met.flatMap((cluster) => cluster.members), at].toSorted((a, b) => a - b);
    const isWhole = met.every((cluster) =>
      cluster.members.every((one) => (common[one]?.[at] ?? 0) === (stages[one]?.lines.length ?? 0)),
    );
    const boundMinor = isWhole
      ? met.reduce((sum, cluster) => sum + cluster.boundMinor, 0)
      : 2 * deviationOf({ stages, common }, members, modes);
    clusters = [...clusters.filter((cluster) => !met.includes(cluster)), { members, boundMinor }];
  }
  return clusters.reduce((sum, { boundMinor }) => sum + boundMinor, 0);
};

/**
 * How far whole minor units lead away from exact fractions. Each stage moves a line by less than one and its lines
 * together by at most a half; a later percent takes its part of what lies on its own lines, which is at most one per
 * common line, or what is off in all less what lies on the others; an amount may carry that to its other lines, where it
 * never grows.
 */
const deviationOf = (
  { stages, common }: Pick<TopShape, "stages" | "common">,
  members: readonly number[],
  modes: readonly (TopMode | null)[],
): number => {
  // Whether a stage works on all lines of those before it.
  const takeAll = members.map((later, order) =>
    members.slice(0, order).every((one) => (common[one]?.[later] ?? 0) === (stages[one]?.lines.length ?? 0)),
  );
  let sum = 0;
  for (const [order, source] of members.entries()) {
    const size = stages[source]?.lines.length ?? 0;
    const isTax = stages[source]?.offer === null;
    let off = isTax || (modes[source]?.percentBp ?? 0) > 0 ? 0.5 : 0;
    const carriers: { readonly at: number; readonly reach: number }[] = [];
    const until = isTax ? 0 : members.length;
    for (let next = order + 1; next < until; next += 1) {
      const later = members[next] ?? 0;
      const shared = common[source]?.[later] ?? 0;
      const own = shared === 0 ? 0 : Math.min(shared, size - shared + off);
      const stage = stages[later];
      const takesAll = takeAll[next] === true;
      const shareBp = stage?.offer === null ? stage.rateBp : (modes[later]?.percentBp ?? 0);
      if (shareBp > 0) {
        const carried = carriers.reduce(
          (total, { at, reach }) => total + ((common[at]?.[later] ?? 0) > 0 ? reach : 0),
          0,
        );
        off += ((takesAll ? off : own + carried) * shareBp) / 10_000;
      } else if (stage?.lines.length !== 1 && !takesAll) {
        carriers.push({ at: later, reach: own });
      }
    }
    sum += off;
  }
  return sum;
};
