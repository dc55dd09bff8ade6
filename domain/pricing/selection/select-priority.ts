/**
 * Owns `selection: "priority"`: offers are taken by priority, then layer, then code; one is accepted if it may be
 * combined with all that were accepted, gives something, and leaves each of them something. An accepted offer keeps
 * the units it touched (docs/pricing.md, "Priority"). Layers still decide how the amounts are computed.
 */
import type { LineState, UnitRun } from "../basket/unit-run.ts";
import { markDraws } from "../draws/compute-draws.ts";
import { nextDraw } from "../draws/draw-units.ts";
import { afterDraw, allFree, unitClasses, type Draw } from "../draws/unit-pool.ts";
import type { MoneyOffer, UnitOffer } from "../offers/offer.ts";
import { planTotal } from "./plan-total.ts";
import { areRivals, excludeEachOther, isUnitOffer, type Plan, type Problem } from "./problem.ts";
import { firstStage, giveDrawn, giveOffer, type Refusal, type Stage } from "./stage.ts";

/** Why an offer was not accepted. */
export interface Barred {
  readonly offer: MoneyOffer;
  readonly by: readonly MoneyOffer[];
  readonly refusal: Refusal | null;
}

export interface PrioritySelected {
  readonly plan: Plan;
  readonly barred: readonly Barred[];
}

/** Stretches of units by line: [from, until) in the order of the line's units. */
type Kept = ReadonlyMap<number, readonly (readonly [number, number])[]>;

interface Accepted {
  readonly offer: MoneyOffer;
  readonly kept: Kept;
}

export const selectPriority = (problem: Problem): PrioritySelected => {
  let accepted: readonly Accepted[] = [];
  let plan: Plan = { totalMinor: planTotal(problem, problem.start), effects: [], states: problem.start };
  const barred: Barred[] = [];
  // Who owns which units of a line changes only with an offer on that line.
  const owned = [...problem.start];
  const ownedWith = (offer: MoneyOffer): readonly LineState[] => {
    const states = [...owned];
    for (const line of offer.lines) {
      states[line] = ownedRuns(problem.start[line] ?? NO_LINE, line, { accepted, offer });
    }
    return states;
  };
  for (const offer of problem.offers.toSorted(inOrderOfTaking)) {
    const excluding = accepted.filter((one) => excludeEachOther(one.offer, offer)).map((one) => one.offer);
    if (excluding.length > 0) {
      barred.push({ offer, by: excluding, refusal: null });
      continue;
    }
    const tried = tryBeside(problem, accepted, { offer, states: ownedWith(offer) });
    if (tried.plan === null) {
      barred.push({ offer, by: tried.by, refusal: tried.refusal });
      continue;
    }
    ({ plan } = tried);
    accepted = [...accepted, { offer, kept: touchedBy(offer, plan.states) }];
    for (const line of offer.lines) {
      owned[line] = ownedRuns(problem.start[line] ?? NO_LINE, line, { accepted, offer: null });
    }
  }
  return { plan, barred };
};

/** The membership tier's own discount is taken last. */
const inOrderOfTaking = (a: MoneyOffer, b: MoneyOffer): number =>
  Number(a.tier !== null) - Number(b.tier !== null) || b.priority - a.priority || a.index - b.index;

interface Tried {
  readonly plan: Plan | null;
  readonly by: readonly MoneyOffer[];
  readonly refusal: Refusal | null;
}

const NO_LINE: LineState = { runs: [], totalMinor: 0 };

/** `states`: the lines as they began, cut by who owns their units. */
const tryBeside = (
  problem: Problem,
  accepted: readonly Accepted[],
  { offer, states }: { readonly offer: MoneyOffer; readonly states: readonly LineState[] },
): Tried => {
  const candidates: readonly Accepted[] = [...accepted, { offer, kept: new Map() }];
  const drawing = candidates.map((one) => one.offer).filter(isUnitOffer);
  const lines = [...new Set(drawing.flatMap((one) => one.lines))];
  const classes = unitClasses(problem.lines, states, lines);
  const draws: Draw[] = [];
  let free = allFree(classes);
  for (const one of drawing) {
    const open = classes.flatMap((unit, at) =>
      one.lines.includes(unit.line) && !unit.closedTo.includes(one.index) ? [at] : [],
    );
    for (let draw = nextDraw({ offer: one, classes, open, free }); isWithin(one, draws, draw);) {
      draws.push(draw);
      free = afterDraw(free, draw);
      draw = nextDraw({ offer: one, classes, open, free });
    }
  }
  const marked = markDraws(states, classes, draws);
  let stage: Stage = { ...firstStage(problem), states: marked, layerStart: marked };
  let refusal: Refusal | null = null;
  const lost: MoneyOffer[] = [];
  for (const one of candidates.map((candidate) => candidate.offer).toSorted((a, b) => a.index - b.index)) {
    const outcome = isUnitOffer(one)
      ? giveDrawn(problem, stage, { offer: one, draws })
      : giveOffer(problem, stage, one);
    if ("effect" in outcome) {
      ({ stage } = outcome);
    } else if (one === offer) {
      ({ refusal } = outcome);
    } else {
      lost.push(one);
    }
  }
  if (refusal !== null) {
    return { plan: null, by: refusal.type === "nothing" ? holdersOf(accepted, offer) : [], refusal };
  }
  if (lost.length > 0) {
    return { plan: null, by: lost, refusal: null };
  }
  const plan = { totalMinor: planTotal(problem, stage.states), effects: stage.effects, states: stage.states };
  return { plan, by: [], refusal: null };
};

const isWithin = (offer: UnitOffer, draws: readonly Draw[], draw: Draw | null): draw is Draw => {
  if (draw === null) {
    return false;
  }
  const { maxTimes, maxUnits } = offer.work;
  const own = draws.filter((one) => one.offer === offer.index);
  const units = own.reduce((sum, one) => sum + one.cheaperUnits, draw.cheaperUnits);
  return (maxTimes === null || own.length < maxTimes) && (maxUnits === null || units <= maxUnits);
};

/** Accepted rivals that hold units of the offer's lines. */
const holdersOf = (accepted: readonly Accepted[], offer: MoneyOffer): readonly MoneyOffer[] =>
  accepted
    .filter(
      (one) =>
        areRivals(one.offer, offer) && offer.lines.some((line) => (one.kept.get(line) ?? []).length > 0),
    )
    .map((one) => one.offer);

/** Cuts a line's runs so that each is either open to an offer as a whole or not, and says so. */
const ownedRuns = (
  state: LineState,
  line: number,
  { accepted, offer }: { readonly accepted: readonly Accepted[]; readonly offer: MoneyOffer | null },
): LineState => {
  const holders = accepted.filter((one) => one.kept.has(line));
  const onLine = accepted.filter((one) => one.offer.lines.includes(line));
  if (onLine.length === 0) {
    return state;
  }
  const cuts = new Set(holders.flatMap((one) => (one.kept.get(line) ?? []).flat()));
  const runs: UnitRun[] = [];
  let from = 0;
  for (const run of state.runs) {
    const until = from + run.count;
    const edges = [from, ...[...cuts].filter((cut) => cut > from && cut < until), until].toSorted(
      (a, b) => a - b,
    );
    for (let at = 1; at < edges.length; at += 1) {
      const [start = 0, end = 0] = [edges[at - 1], edges[at]];
      runs.push({ ...run, count: end - start, leftBy: leaversAt(start, line, { accepted, offer }) });
    }
    from = until;
  }
  return { runs, totalMinor: state.totalMinor };
};

const leaversAt = (
  unit: number,
  line: number,
  { accepted, offer }: { readonly accepted: readonly Accepted[]; readonly offer: MoneyOffer | null },
): readonly number[] => {
  const holds = (one: Accepted): boolean =>
    (one.kept.get(line) ?? []).some(([from, until]) => unit >= from && unit < until);
  const leavers = accepted.flatMap((one, at) => {
    const barred = isUnitOffer(one.offer)
      ? accepted.slice(0, at).some((earlier) => areRivals(earlier.offer, one.offer) && holds(earlier))
      : !holds(one);
    return barred ? [one.offer.index] : [];
  });
  const isBarred = offer !== null && accepted.some((one) => areRivals(one.offer, offer) && holds(one));
  return isBarred ? [...leavers, offer.index] : leavers;
};

const touchedBy = (offer: MoneyOffer, states: readonly LineState[]): Kept => {
  const kept = new Map<number, (readonly [number, number])[]>();
  for (const line of offer.lines) {
    let from = 0;
    for (const run of states[line]?.runs ?? []) {
      if (run.touchedBy.includes(offer.index)) {
        kept.set(line, [...(kept.get(line) ?? []), [from, from + run.count]]);
      }
      from += run.count;
    }
  }
  return kept;
};
