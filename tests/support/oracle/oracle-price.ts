/**
 * The oracle: an obvious enumeration of everything that docs/pricing.md allows, for small baskets. It shares no code
 * with the engine (only the shapes of input) and makes no attempt to be fast.
 */
import type { PricingInput } from "../../../domain/pricing/pricing-input.ts";
import { oracleLines, oracleUnits, type OracleUnit } from "./oracle-basket.ts";
import { limitsOf, oracleDraw, type OracleDraw } from "./oracle-draws.ts";
import { oracleOffers, type OracleCandidates, type OracleOffer } from "./oracle-offers.ts";
import { attemptsOf, rivals, type Attempt, type OraclePlan, type PlanQuestion } from "./oracle-plan.ts";

export type PlanBase = Omit<PlanQuestion, "offers" | "draws" | "barred" | "taken" | "among">;

/** What the oracle looks at, before anything is chosen. */
export interface OracleTask extends PlanBase {
  readonly input: PricingInput;
  readonly candidates: OracleCandidates;
  /** Offers that take money off, in the order of computing. */
  readonly offers: readonly OracleOffer[];
}

export interface OracleSearch {
  /** The preferred plans: more than one where the same offers can give differently for the same total. */
  readonly best: readonly OraclePlan[];
  /** For each offer the preferred plans in which it is given. */
  readonly bestWith: ReadonlyMap<string, readonly OraclePlan[]>;
  readonly plans: number;
}

export const oracleTask = (input: PricingInput): OracleTask => {
  const lines = oracleLines(input);
  const candidates = oracleOffers(input, lines);
  return {
    input,
    candidates,
    lines,
    start: oracleUnits(input, lines),
    pricesIncludeTax: input.store.pricesIncludeTax,
    offers: candidates.offers.filter((offer) => offer.layer < 8),
  };
};

export const baseOf = ({ lines, start, pricesIncludeTax }: OracleTask): PlanBase => ({
  lines,
  start,
  pricesIncludeTax,
});

export interface SearchLimits {
  readonly maxPlans: number;
  readonly maxOffers: number;
}

/** Tries everything; null when the case is too big to enumerate. */
export const searchByOracle = (
  task: OracleTask,
  { maxPlans, maxOffers }: SearchLimits,
): OracleSearch | null => {
  const { offers } = task;
  if (offers.length > maxOffers) {
    return null;
  }
  const base = baseOf(task);
  const best = new Champions();
  const bestWith = new Map(offers.map((offer) => [offer.id, new Champions()]));
  let plans = 0;
  let tried = 0;
  for (const chosen of subsets(offers)) {
    if (chosen.some((a) => chosen.some((b) => a.family !== b.family && a.combines === "none"))) {
      continue;
    }
    for (const attempt of attemptsAt(chosen, base)) {
      tried += 1;
      if (tried > maxPlans) {
        return null;
      }
      const plan = attempt?.plan ?? null;
      plans += attempt === null ? 0 : 1;
      if (plan !== null) {
        best.meet(plan);
        chosen.forEach((offer) => bestWith.get(offer.id)?.meet(plan));
      }
    }
  }
  return {
    best: best.plans,
    bestWith: new Map([...bestWith].map(([id, champions]) => [id, champions.plans])),
    plans,
  };
};

/** The names of offers in the form in which they are compared. */
export const namesOf = (offers: readonly OracleOffer[]): readonly string[] =>
  offers.map((offer) => `${offer.code} ${offer.id.split(" ").at(-1) ?? ""}`).toSorted();

/** Keeps the preferred plans, those that are equal in every figure that decides. */
class Champions {
  plans: OraclePlan[] = [];

  meet(plan: OraclePlan): void {
    const [first] = this.plans;
    const order = first === undefined ? -1 : comparePlans(plan, first);
    if (order < 0) {
      this.plans = [plan];
    } else if (order === 0) {
      this.plans.push(plan);
    }
  }
}

const comparePlans = (a: OraclePlan, b: OraclePlan): number => {
  if (a.totalMinor !== b.totalMinor) {
    return a.totalMinor - b.totalMinor;
  }
  if (a.offers.length !== b.offers.length) {
    return a.offers.length - b.offers.length;
  }
  const priorities = (plan: OraclePlan): number =>
    plan.offers.reduce((sum, offer) => sum + offer.priority, 0);
  if (priorities(a) !== priorities(b)) {
    return priorities(b) - priorities(a);
  }
  const [aNames, bNames] = [namesOf(a.offers).join("\n"), namesOf(b.offers).join("\n")];
  return aNames < bNames ? -1 : aNames > bNames ? 1 : 0;
};

/**
 * Every way to assign units, draw them and take from among equal ones, for a set of offers; null stands for an assignment,
 * before its draws.
 */
export function* attemptsAt(
  chosen: readonly OracleOffer[],
  base: PlanBase,
  among: readonly OracleOffer[] = chosen,
): Generator<Attempt | null> {
  for (const barred of assignments(chosen, base.start)) {
    yield null;
    for (const draws of drawOrders(chosen, barred, base)) {
      yield* attemptsOf({ ...base, offers: chosen, draws, barred, taken: new Map(), among });
    }
  }
}

export function* subsets<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let mask = 0; mask < 2 ** all.length; mask += 1) {
    yield all.filter((_, at) => (mask >> at) % 2 === 1);
  }
}

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
    return [...subsets(contested)]
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
  base: PlanBase,
): Generator<readonly OracleDraw[]> {
  const drawing = chosen.filter((offer) => offer.layer === 3);
  if (drawing.length === 0) {
    yield [];
    return;
  }
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
