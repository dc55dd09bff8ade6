/**
 * The oracle's computation of one plan: a set of offers, their draws in order, and for every unit the later offers that
 * may have it. Straight from docs/pricing.md; null when the plan is none of the allowed ones.
 */
import { fraction, round, shareOverUnits } from "./exact-share.ts";
import { perLine, wishesOf, withinCaps, type Wish } from "./oracle-amounts.ts";
import type { OracleLine, OracleUnit } from "./oracle-basket.ts";
import type { OracleDraw } from "./oracle-draws.ts";
import { because, type OracleMiss } from "./oracle-gates.ts";
import type { OracleOffer } from "./oracle-offers.ts";
import { waysToTake } from "./oracle-places.ts";

export interface OraclePlan {
  readonly totalMinor: number;
  readonly offers: readonly OracleOffer[];
  /** By offer, in the order of computing: what it takes off each line. */
  readonly byLine: ReadonlyMap<string, readonly number[]>;
  readonly netByLine: readonly number[];
  /** How often each unit offer was applied. */
  readonly times: ReadonlyMap<string, number>;
}

export interface PlanQuestion {
  readonly lines: readonly OracleLine[];
  readonly start: readonly OracleUnit[];
  readonly offers: readonly OracleOffer[];
  readonly draws: readonly OracleDraw[];
  /** For each unit the offers that may not touch it. */
  readonly barred: readonly ReadonlySet<string>[];
  /** For an offer that has places for some of equal units only: those it takes; the first ones where it is not told. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
  /** All that are looked at: units are told apart by what matters to one of these. */
  readonly among: readonly OracleOffer[];
  readonly pricesIncludeTax: boolean;
}

/** Why an offer gives nothing at its turn. */
export interface OracleRefusal {
  readonly offer: OracleOffer;
  readonly type: "threshold" | "budget" | "nothing";
  readonly misses: readonly OracleMiss[];
}

export interface ComputedPlan {
  readonly plan: OraclePlan;
  readonly units: readonly OracleUnit[];
  readonly refusals: readonly OracleRefusal[];
  /** Offers that might take other units, equal but for who touched them. */
  readonly choices: readonly { readonly offer: OracleOffer; readonly ways: readonly (readonly number[])[] }[];
}

export const rivals = (a: OracleOffer, b: OracleOffer): boolean =>
  a.family !== b.family &&
  (a.combines === "otherUnits" || b.combines === "otherUnits" || (a.lane !== null && a.lane === b.lane));

/** Rivals for a unit; unit offers among themselves compete by drawing only. */
const competes = (a: OracleOffer, b: OracleOffer): boolean => rivals(a, b) && (a.layer > 3 || b.layer > 3);

export interface Attempt {
  readonly question: PlanQuestion;
  /** Null when this is none of the combinations that are allowed under `best`. */
  readonly plan: OraclePlan | null;
}

/** A combination in every way in which its offers with few places can take from among equal units. */
export function* attemptsOf(question: PlanQuestion): Generator<Attempt> {
  const computed = computePlan(question, "stop");
  const open = computed.choices.find(({ offer }) => !question.taken.has(offer.id));
  if (open === undefined) {
    const isAllowed = computed.refusals.length === 0 && isConsistent(question, computed.units);
    yield { question, plan: isAllowed ? computed.plan : null };
    return;
  }
  for (const units of open.ways) {
    yield* attemptsOf({ ...question, taken: new Map([...question.taken, [open.offer.id, units]]) });
  }
}

/** What does not hold of an offer's thresholds when its turn comes, over given sums of the lines. */
export const missedThresholds = (
  offer: OracleOffer,
  layerSums: readonly number[],
  turnSums: readonly number[],
): readonly OracleMiss[] =>
  offer.thresholds.flatMap(({ least, most, lines, atTurn }) => {
    const measured = sumOver(atTurn ? turnSums : layerSums, lines);
    return [
      ...(measured < least ? [because("BELOW_MIN_SPEND", least, measured)] : []),
      ...(measured > most ? [because("ABOVE_MAX_SPEND", most, measured)] : []),
    ];
  });

export const sumOver = (sums: readonly number[], on: readonly number[]): number =>
  on.reduce((sum, line) => sum + (sums[line] ?? 0), 0);

/** Computes offers in their order. `stop` at the first that gives nothing, or `skip` it. */
export const computePlan = (question: PlanQuestion, onRefusal: "stop" | "skip"): ComputedPlan => {
  const { lines, offers, draws, barred, taken } = question;
  const units = question.start.map((unit) => ({ ...unit, touched: new Set<string>() }));
  const lineSum = (line: number): number =>
    units.reduce((sum, unit) => sum + (unit.line === line ? unit.remaining : 0), 0);
  const sumsNow = (): readonly number[] => lines.map((_, line) => lineSum(line));
  const spent = new Map<string, number>();
  const given = new Map<string, readonly number[]>();
  const refusals: OracleRefusal[] = [];
  const choices: ComputedPlan["choices"][number][] = [];
  const historyOf = historiesIn(question, units);
  let layer = 0;
  let layerSums = sumsNow();
  for (const offer of offers) {
    if (refusals.length > 0 && onRefusal === "stop") {
      break;
    }
    if (offer.layer !== layer) {
      layer = offer.layer;
      layerSums = sumsNow();
    }
    const turnSums = sumsNow();
    const misses = missedThresholds(offer, layerSums, turnSums);
    if (misses.length > 0) {
      refusals.push({ offer, type: "threshold", misses });
      continue;
    }
    const measured = sumOver(offer.measure.atTurn ? turnSums : layerSums, offer.measure.lines);
    const ways = waysToTake(offer, { units, barred, lines, lineSum, historyOf });
    const takes = taken.get(offer.id) ?? ways[0] ?? [];
    const asked = wishesOf(offer, { units, draws, barred, lines, measured, taken: takes });
    const byLine = perLine(offer, asked, { units, lines, measured, lineSum });
    const { parts: capped, wanted, left } = withinCaps(offer, byLine, spent);
    const amount = capped.reduce((sum, part) => sum + part, 0);
    if (amount === 0 || wanted > left) {
      const type = amount === 0 ? "nothing" : "budget";
      refusals.push({
        offer,
        type,
        misses: type === "budget" ? [because("BUDGET_SPENT", wanted, left)] : [],
      });
      continue;
    }
    if (ways.length > 1) {
      choices.push({ offer, ways });
    }
    takeOffUnits(offer, { units, asked, capped });
    for (const draw of draws.filter((one) => one.offer === offer)) {
      const needed = offer.benefit.type === "bundlePrice" ? draw.rewarded : draw.bought;
      needed.forEach((unit) => units[unit]?.touched.add(offer.id));
    }
    given.set(offer.id, capped);
    if (offer.budget !== null) {
      spent.set(offer.budget.id, (spent.get(offer.budget.id) ?? 0) + amount);
    }
  }
  const netByLine = sumsNow();
  const refused = new Set(refusals.map(({ offer }) => offer));
  return {
    plan: {
      totalMinor: totalOf(question, netByLine),
      offers: offers.filter((offer) => !refused.has(offer)),
      byLine: given,
      netByLine,
      times: new Map(
        offers.map((offer) => [
          offer.id,
          offer.layer === 3 ? draws.filter((draw) => draw.offer === offer).length : 1,
        ]),
      ),
    },
    units,
    refusals,
    choices,
  };
};

/** What tells equal units apart where offers compete: who touched them, and who may not. */
const historiesIn = (
  { offers, barred, among }: PlanQuestion,
  units: readonly OracleUnit[],
): ((unit: number) => string) => {
  const competing = offers.filter((offer) => among.some((other) => competes(offer, other)));
  return (at) =>
    competing
      .map(({ id }) => `${units[at]?.touched.has(id) ? "+" : ""}${barred[at]?.has(id) ? "-" : ""}`)
      .join();
};

const takeOffUnits = (
  offer: OracleOffer,
  {
    units,
    asked,
    capped,
  }: { readonly units: OracleUnit[]; readonly asked: readonly Wish[]; readonly capped: readonly number[] },
): void => {
  for (const [line, part] of capped.entries()) {
    if (part === 0) {
      continue;
    }
    const own = asked.filter(({ unit }) => units[unit]?.line === line).toSorted((a, b) => a.unit - b.unit);
    const parts = shareOverUnits(
      part,
      own.map(({ exact }) => exact),
      own.map(({ unit }) => units[unit]?.remaining ?? 0),
    );
    for (const [at, { unit, exact }] of own.entries()) {
      const one = units[unit];
      if (one !== undefined) {
        one.remaining -= parts[at] ?? 0;
        if (exact.top > 0n) {
          one.touched.add(offer.id);
        }
      }
    }
  }
};

/** Every offer saw exactly those units of its target that no rival touches. */
const isConsistent = ({ offers, barred, start }: PlanQuestion, units: readonly OracleUnit[]): boolean =>
  units.every((unit, at) =>
    offers.every((offer) => {
      // Nobody gives anything on a unit that costs nothing, so it matters to nobody who else needs it.
      if (!offer.target.includes(unit.line) || start[at]?.remaining === 0) {
        return true;
      }
      const touchedByRival = offers.some((other) => competes(offer, other) && unit.touched.has(other.id));
      const isBarred = barred[at]?.has(offer.id) ?? false;
      // A unit offer may draw a reward that it gives nothing on: it does not touch it, so a rival may.
      const fits = offer.layer === 3 ? touchedByRival || !isBarred : touchedByRival === isBarred;
      return fits && !(touchedByRival && unit.touched.has(offer.id));
    }),
  );

const totalOf = ({ lines, pricesIncludeTax }: PlanQuestion, netByLine: readonly number[]): number => {
  const net = netByLine.reduce((sum, one) => sum + one, 0);
  if (pricesIncludeTax) {
    return net;
  }
  const rates = [...new Set(lines.map((line) => line.sample.taxRateBp))];
  return rates.reduce((sum, rate) => {
    const base = netByLine.reduce(
      (total, one, at) => total + (lines[at]?.sample.taxRateBp === rate ? one : 0),
      0,
    );
    return sum + round(fraction(BigInt(base) * BigInt(rate), 10_000));
  }, net);
};
