/**
 * What may remain of the lines of a part, against every set of offers left out: the bounds that the proof of the best
 * combination is made of may never be too narrow.
 */
import { describe, expect, test } from "vitest";
import { takeOff, type LineState } from "../../domain/pricing/basket/unit-run.ts";
import type { MoneyOffer } from "../../domain/pricing/offers/offer.ts";
import { giveAll } from "../../domain/pricing/selection/by-parts/part-answer.ts";
import { splitProblem, type Part } from "../../domain/pricing/selection/by-parts/parts.ts";
import { luckAfterDraws, mostLeft } from "../../domain/pricing/selection/by-parts/remaining-ranges.ts";
import { problemOf, type Problem } from "../../domain/pricing/selection/problem.ts";
import { firstStage } from "../../domain/pricing/selection/stage.ts";
import { cappedOffersCase } from "../support/capped-offers-case.ts";
import { problemFor } from "../support/pricing-problem.ts";
import { randomCase, type Json } from "../support/oracle/random-case.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";

const CASES = 2000;

interface Found {
  readonly problems: readonly string[];
  /** Parts in which leaving something out really paid. */
  readonly lucky: number;
  readonly compared: number;
}

/** As draws leave them: some units cheaper than others. */
const someDrawn = (random: SeededRandom, { start }: Problem, part: Part): readonly LineState[] =>
  start.map((state, line) => {
    const [run] = state.runs;
    if (
      run === undefined ||
      state.runs.length > 1 ||
      run.count < 2 ||
      !part.lines.includes(line) ||
      random.chance(50)
    ) {
      return state;
    }
    const [first, rest] = [
      { ...run, count: 1 },
      { ...run, count: run.count - 1 },
    ];
    const apart = { ...state, runs: [first, rest] };
    return takeOff(apart, random.below(run.remainingMinor + 1), { weights: [1, 0], offer: null });
  });

const subsetsOf = (offers: readonly MoneyOffer[]): readonly ReadonlySet<MoneyOffer>[] =>
  offers.reduce<readonly ReadonlySet<MoneyOffer>[]>(
    (sets, offer) => [...sets, ...sets.map((set) => new Set([...set, offer]))],
    [new Set()],
  );

const comparePart = (problem: Problem, part: Part, seed: number): Found => {
  const random = seededRandom(seed);
  const drawn = someDrawn(random, problem, part);
  const given = part.later.filter(() => random.chance(85));
  const open = given
    .filter(({ maxDiscountMinor }) => maxDiscountMinor === null && random.chance(70))
    .slice(0, 6);
  const asked = {
    problem,
    lines: part.lines,
    drawn,
    later: given,
    isCertain: (one: MoneyOffer) => !open.includes(one),
  };
  const measured = part.lines.filter(() => random.chance(50));
  const luck = luckAfterDraws(asked);
  const most = mostLeft(asked, measured);
  const own = problemOf(problem, part.later);
  const leftOf = (without: ReadonlySet<MoneyOffer>): readonly LineState[] =>
    giveAll(
      own,
      { ...firstStage(own), states: drawn, layerStart: drawn },
      given.filter((one) => !without.has(one)),
    ).states;
  const usual = leftOf(new Set());
  const problems: string[] = [];
  let isLucky = false;
  for (const without of subsetsOf(open)) {
    const left = leftOf(without);
    const minor = (states: readonly LineState[], line: number): number => states[line]?.totalMinor ?? 0;
    const less = part.lines.reduce(
      (sum, line) => sum + Math.max(0, minor(usual, line) - minor(left, line)),
      0,
    );
    const sum = measured.reduce((total, line) => total + minor(left, line), 0);
    isLucky ||= less > 0;
    const names = `without ${[...without].map(({ index }) => index).join()} of case ${String(seed)}`;
    if (luck !== null && less > luck) {
      problems.push(`${String(less)} less left, at most ${String(luck)} expected, ${names}`);
    }
    if (most !== null && sum > most) {
      problems.push(`${String(sum)} left, at most ${String(most)} expected, ${names}`);
    }
  }
  return { problems, lucky: isLucky ? 1 : 0, compared: luck === null ? 0 : 1 };
};

const compareCases = (cases: (seed: number) => Json, from: number): Found => {
  const found: Found[] = [];
  for (let seed = from; seed < from + CASES; seed += 1) {
    const problem = problemFor(cases, seed);
    for (const part of splitProblem(problem).parts) {
      if (!part.hasRivals && part.later.every(({ thresholds }) => thresholds.length === 0)) {
        found.push(comparePart(problem, part, seed));
      }
    }
  }
  return {
    problems: found.flatMap(({ problems }) => problems),
    lucky: found.reduce((sum, { lucky }) => sum + lucky, 0),
    compared: found.reduce((sum, { compared }) => sum + compared, 0),
  };
};

describe("what may remain of lines lies within its bounds", () => {
  test.each([
    ["that caps tie together", cappedOffersCase, 1],
    ["of all kinds", randomCase, 30_001],
  ] as const)(`in ${String(CASES)} random problems %s`, { timeout: 120_000 }, (_, cases, from) => {
    const { problems, lucky, compared } = compareCases(cases, from);
    expect(problems).toEqual([]);
    expect(compared).toBeGreaterThan(CASES / 5);
    expect(lucky).toBeGreaterThan(0);
  });
});
