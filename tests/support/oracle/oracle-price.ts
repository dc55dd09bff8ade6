/**
 * The oracle: an obvious enumeration of everything that docs/pricing.md allows, for small baskets. It shares no code
 * with the engine (only the shapes of input) and makes no attempt to be fast.
 */
import type { PricingInput } from "../../../domain/pricing/pricing-input.ts";
import { oracleLines, oracleUnits, type OracleUnit } from "./oracle-basket.ts";
import { oracleDraw, type OracleDraw } from "./oracle-draws.ts";
import { oracleOffers, type OracleOffer } from "./oracle-offers.ts";
import { oraclePlan, rivals, type OraclePlan, type PlanQuestion } from "./oracle-plan.ts";

export interface OracleAnswer {
  readonly totalMinor: number;
  /** Codes with rule position of what is given, sorted. */
  readonly given: readonly string[];
  readonly plans: number;
}

type Base = Omit<PlanQuestion, "offers" | "draws" | "barred">;

/** The lowest total and what is given for it; null when the case is too big to enumerate. */
export const priceByOracle = (input: PricingInput, maxPlans = 20_000): OracleAnswer | null => {
  const lines = oracleLines(input);
  const start = oracleUnits(input, lines);
  const offers = oracleOffers(input, lines);
  if (offers.length > 9) {
    return null;
  }
  const base: Base = { lines, start, pricesIncludeTax: input.store.pricesIncludeTax };
  let plans = 0;
  let tried = 0;
  let best: { plan: OraclePlan; offers: readonly OracleOffer[] } | null = null;
  for (const chosen of subsets(offers)) {
    if (chosen.some((a) => chosen.some((b) => a.family !== b.family && a.combines === "none"))) {
      continue;
    }
    for (const barred of assignments(chosen, start)) {
      tried += 1;
      if (tried > maxPlans) {
        return null;
      }
      for (const draws of drawOrders(chosen, barred, base)) {
        plans += 1;
        if (plans > maxPlans) {
          return null;
        }
        const plan = oraclePlan({ ...base, offers: chosen, draws, barred });
        if (plan !== null && (best === null || isBetter({ plan, offers: chosen }, best))) {
          best = { plan, offers: chosen };
        }
      }
    }
  }
  if (best === null) {
    throw new Error("The plan without offers is always allowed");
  }
  return { totalMinor: best.plan.totalMinor, given: names(best.offers), plans };
};

const names = (offers: readonly OracleOffer[]): readonly string[] =>
  offers.map((offer) => `${offer.code} ${offer.id.split(" ").at(-1) ?? ""}`).toSorted();

interface Candidate {
  readonly plan: OraclePlan;
  readonly offers: readonly OracleOffer[];
}

const isBetter = (a: Candidate, b: Candidate): boolean => {
  const figures = (one: Candidate): readonly number[] => [
    one.plan.totalMinor,
    one.offers.length,
    -one.offers.reduce((sum, offer) => sum + offer.priority, 0),
  ];
  for (const [at, figure] of figures(a).entries()) {
    const other = figures(b)[at] ?? 0;
    if (figure !== other) {
      return figure < other;
    }
  }
  return names(a.offers).join("\n") < names(b.offers).join("\n");
};

const subsets = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.reduce<readonly (readonly T[])[]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);

/**
 * For every unit, every set of offers that may be barred from it because a rival touches it; the plan itself checks that
 * one does, and that nobody is barred else. Unit offers among themselves compete by drawing only.
 */
function* assignments(
  chosen: readonly OracleOffer[],
  units: readonly OracleUnit[],
): Generator<readonly ReadonlySet<string>[]> {
  const choices = units.map((unit) => {
    const here = chosen.filter((offer) => offer.target.includes(unit.line));
    const rivalsOf = (offer: OracleOffer): readonly OracleOffer[] =>
      here.filter((other) => rivals(offer, other) && (offer.layer > 3 || other.layer > 3));
    const contested = unit.remaining === 0 ? [] : here.filter((offer) => rivalsOf(offer).length > 0);
    return subsets(contested)
      .filter((barred) => barred.every((offer) => rivalsOf(offer).some((other) => !barred.includes(other))))
      .map((barred): ReadonlySet<string> => new Set(barred.map((offer) => offer.id)));
  });
  yield* product(choices);
}

function* product<T>(choices: readonly (readonly T[])[]): Generator<readonly T[]> {
  const [first, ...rest] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const one of first) {
    for (const others of product(rest)) {
      yield [one, ...others];
    }
  }
}

/** Every number and order of draws in which each chosen unit offer draws at least once. */
function* drawOrders(
  chosen: readonly OracleOffer[],
  barred: readonly ReadonlySet<string>[],
  base: Base,
): Generator<readonly OracleDraw[]> {
  const drawing = chosen.filter((offer) => offer.layer === 3);
  const seen = new Set<string>();
  function* go(draws: readonly OracleDraw[]): Generator<readonly OracleDraw[]> {
    const key = draws
      .map((draw) => `${draw.offer.id}:${draw.bought.join(",")}:${draw.rewarded.join(",")}`)
      .toSorted()
      .join(";");
    if (seen.has(key)) {
      return;
    }
    seen.add(key);
    if (drawing.every((offer) => draws.some((draw) => draw.offer === offer))) {
      yield draws;
    }
    const used = new Set(draws.flatMap((draw) => [...draw.bought, ...draw.rewarded]));
    for (const offer of drawing) {
      const made = draws.filter((draw) => draw.offer === offer);
      const free = base.start.flatMap((_, at) => (used.has(at) || barred[at]?.has(offer.id) ? [] : [at]));
      const draw = oracleDraw(offer, free, { lines: base.lines, units: base.start });
      const { maxTimes, maxUnits } = limitsOf(offer);
      const cheaper = made.reduce((sum, one) => sum + one.cheaper, draw?.cheaper ?? 0);
      if (draw !== null && made.length < maxTimes && cheaper <= maxUnits) {
        yield* go([...draws, draw]);
      }
    }
  }
  yield* go([]);
}

const limitsOf = ({ benefit }: OracleOffer): { readonly maxTimes: number; readonly maxUnits: number } =>
  "maxTimes" in benefit
    ? { maxTimes: benefit.maxTimes ?? 1e9, maxUnits: benefit.maxUnits ?? 1e9 }
    : { maxTimes: 0, maxUnits: 0 };
