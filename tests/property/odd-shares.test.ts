/**
 * The search for odd minor units of a shared cap against computing every set of offers that may be left out, one by one:
 * both must find the same least, and for everything that may be left near it the same preferred offers.
 */
import { expect, test } from "vitest";
import type { MoneyOffer } from "../../domain/pricing/offers/offer.ts";
import { giveAll, leftIn } from "../../domain/pricing/selection/by-parts/part-answer.ts";
import { splitProblem } from "../../domain/pricing/selection/by-parts/parts.ts";
import { leftTable } from "../../domain/pricing/selection/by-parts/shared-cap/left-table.ts";
import { oddShares } from "../../domain/pricing/selection/by-parts/shared-cap/odd-shares.ts";
import { sharedCap, type AskedPart } from "../../domain/pricing/selection/by-parts/shared-cap/take-apart.ts";
import { compareOffers } from "../../domain/pricing/selection/problem.ts";
import { firstStage } from "../../domain/pricing/selection/stage.ts";
import { problemFor } from "../support/pricing-problem.ts";
import { sharedCapCase } from "../support/shared-cap-case.ts";

const CASES = 400;
const MARGIN_MINOR = 1.02;
/** So many sets are computed one by one for a case. */
const MOST_SETS = 1024;

interface Outcome {
  readonly leastMinor: number;
  /** The indexes of the offers given, by what they leave. */
  readonly near: readonly string[];
}

const namesOf = (offers: readonly MoneyOffer[]): string =>
  offers
    .map(({ index }) => index)
    .toSorted((a, b) => a - b)
    .join();

const askedFor = (seed: number): AskedPart | null => {
  const problem = problemFor((one) => sharedCapCase(one, { mostLines: 14, mostBefore: 9 }), seed);
  const [part] = splitProblem(problem).parts.toSorted((a, b) => b.lines.length - a.lines.length);
  const at = part?.later.findLastIndex(({ maxDiscountMinor }) => maxDiscountMinor !== null) ?? -1;
  const last = part?.later[at]?.index;
  return part === undefined || last === undefined || part.hasRivals
    ? null
    : { problem, part, later: part.later, isOpen: ({ index }) => index < last };
};

const bySearch = ({ problem, ...asked }: AskedPart): Outcome | null => {
  const cap = sharedCap({ problem, ...asked });
  const all = giveAll(problem, firstStage(problem), asked.later);
  const found =
    cap === null
      ? null
      : oddShares({
          cap,
          answers: [{ drawn: problem.start, given: [] }],
          left: leftTable(cap, { weightOf: () => 1, marginMinor: MARGIN_MINOR }),
          knownMinor: sumOf(leftIn(asked.part, all)),
          marginMinor: MARGIN_MINOR,
        });
  return found === null ? null : { leastMinor: found.leastMinor, near: found.near.map(namesOf).toSorted() };
};

const oneByOne = ({ problem, part, later, isOpen }: AskedPart): Outcome => {
  const open = later.filter(isOpen);
  const preferred = new Map<string, { readonly minor: number; readonly given: readonly MoneyOffer[] }>();
  for (let set = 0; set < 2 ** open.length; set += 1) {
    const kept = later.filter((offer) => !isOpen(offer) || ((set >> open.indexOf(offer)) & 1) === 1);
    const stage = giveAll(problem, firstStage(problem), kept);
    const left = leftIn(part, stage);
    const given = stage.effects.map(({ offer }) => offer).filter(isOpen);
    const known = preferred.get(left.join());
    if (known === undefined || compareOffers(given, known.given) < 0) {
      preferred.set(left.join(), { minor: sumOf(left), given });
    }
  }
  const all = [...preferred.values()];
  const leastMinor = Math.min(...all.map(({ minor }) => minor));
  const near = all.filter(({ minor }) => minor <= leastMinor + MARGIN_MINOR);
  return { leastMinor, near: near.map(({ given }) => namesOf(given)).toSorted() };
};

const sumOf = (minors: readonly number[]): number => minors.reduce((sum, minor) => sum + minor, 0);

test(`finds what computing every set finds, on ${String(CASES)} random parts`, { timeout: 120_000 }, () => {
  let [found, lower, several] = [0, 0, 0];
  for (let seed = 1; seed <= CASES; seed += 1) {
    const asked = askedFor(seed);
    const outcome = asked === null || 2 ** asked.later.length > MOST_SETS * 16 ? null : bySearch(asked);
    if (asked === null || outcome === null) {
      continue;
    }
    expect({ seed, ...outcome }).toEqual({ seed, ...oneByOne(asked) });
    found += 1;
    several += outcome.near.length > 1 ? 1 : 0;
    const all = giveAll(asked.problem, firstStage(asked.problem), asked.later);
    lower += outcome.leastMinor < sumOf(leftIn(asked.part, all)) ? 1 : 0;
  }
  expect(found).toBeGreaterThan(CASES / 4);
  expect(several).toBeGreaterThan(CASES / 20);
  expect(lower).toBeGreaterThan(0);
});
