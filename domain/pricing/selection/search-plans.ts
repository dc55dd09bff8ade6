/**
 * Owns the exact search over one problem: every order in which unit offers draw units, every subset of the later
 * offers, every way of sharing units that rivals compete for. Nothing is cut; the number of nodes is fixed, so the answer
 * does not depend on the machine.
 */
import { drawsKey, madeBy, withDraw } from "../draws/draw-runs.ts";
import { nextDraw } from "../draws/draw-units.ts";
import { markDraws } from "../draws/compute-draws.ts";
import {
  afterDraw,
  allFree,
  unitClasses,
  type Draw,
  type FreeUnits,
  type UnitClass,
} from "../draws/unit-pool.ts";
import type { MoneyOffer, UnitOffer } from "../offers/offer.ts";
import { nothingCountedTwice, nothingReserved, waysToClose, waysToLeave } from "./contested-units.ts";
import { waysToTake } from "./equal-units.ts";
import { spendNode, type NodeBudget } from "./node-budget.ts";
import { planTotal } from "./plan-total.ts";
import { comparePlans, isUnitOffer, type Plan, type Problem } from "./problem.ts";
import { firstStage, giveDrawn, giveOffer, type Stage } from "./stage.ts";

export interface SearchOptions {
  readonly nodes: NodeBudget;
  /** Offers that must be given, by index. */
  readonly required: readonly number[];
  /** Any plan will do: the question is only whether there is one. */
  readonly firstOnly?: boolean;
  /** Later offers, by index, that are left out only where they give nothing at their turn. */
  readonly kept?: ReadonlySet<number>;
}

interface Search {
  readonly problem: Problem;
  readonly drawing: readonly UnitOffer[];
  readonly later: readonly MoneyOffer[];
  readonly options: SearchOptions;
  best: Plan | null;
}

/** The preferred plan, or null when the required offers cannot be given together. */
export const searchPlans = (problem: Problem, options: SearchOptions): Plan | null => {
  const search: Search = {
    problem,
    drawing: problem.offers.filter(isUnitOffer),
    later: problem.offers.filter((offer) => !isUnitOffer(offer)),
    options,
    best: null,
  };
  const { start, hasRivals } = problem;
  const ways = hasRivals ? waysToClose(problem, start, search) : [start];
  for (const states of ways) {
    // There may be as many ways as pieces, far more than nodes.
    if (!spendNode(options.nodes, 0)) {
      break;
    }
    const lines = [...new Set(search.drawing.flatMap((offer) => offer.lines))];
    const classes = unitClasses(problem.lines, states, lines);
    const drawn: Drawing = {
      search,
      states,
      classes,
      opens: openClasses(search.drawing, classes),
      seen: new Set(),
    };
    exploreDraws(drawn, allFree(classes), []);
  }
  return search.best;
};

const isDone = (search: Search): boolean => search.best !== null && search.options.firstOnly === true;

interface Drawing {
  readonly search: Search;
  readonly states: Problem["start"];
  readonly classes: readonly UnitClass[];
  /** For each unit offer the classes that it may draw from. */
  readonly opens: readonly (readonly number[])[];
  readonly seen: Set<string>;
}

const openClasses = (
  drawing: readonly UnitOffer[],
  classes: readonly UnitClass[],
): readonly (readonly number[])[] =>
  drawing.map((offer) =>
    classes.flatMap((unit, at) =>
      offer.lines.includes(unit.line) && !unit.closedTo.includes(offer.index) ? [at] : [],
    ),
  );

const exploreDraws = (drawing: Drawing, free: FreeUnits, draws: readonly Draw[]): void => {
  const { search } = drawing;
  const { hasRivals } = search.problem;
  const key = drawsKey(draws, hasRivals);
  if (isDone(search)) {
    return;
  }
  if (drawing.seen.has(key) || !spendNode(search.options.nodes)) {
    return;
  }
  drawing.seen.add(key);
  for (const [at, offer] of search.drawing.entries()) {
    const { classes } = drawing;
    const made = madeBy(offer.index, draws);
    const draw = nextDraw({ offer, classes, open: drawing.opens[at] ?? [], free, made });
    if (draw !== null) {
      const more = hasRivals ? [...draws, draw] : withDraw(draws, draw, classes);
      exploreDraws(drawing, afterDraw(free, draw), more);
    }
  }
  const stage = stageAfterDraws(drawing, draws);
  if (stage !== null) {
    exploreLater(search, stage, 0);
  }
};

/** Computes the unit offers; null when one that drew units gives nothing for them. */
const stageAfterDraws = ({ search, states, classes }: Drawing, draws: readonly Draw[]): Stage | null => {
  const { problem } = search;
  const marked = markDraws(states, classes, draws);
  let stage: Stage = { ...firstStage(problem), states: marked, layerStart: marked };
  for (const offer of search.drawing) {
    if (draws.some((draw) => draw.offer === offer.index)) {
      const outcome = giveDrawn(problem, stage, { offer, draws });
      if (!("effect" in outcome)) {
        return null;
      }
      ({ stage } = outcome);
    }
  }
  return stage;
};

/**
 * A way to leave units in which the offer finds nothing is quickly seen, but there may be no end of such ways: they may
 * take half of the nodes that are left.
 */
const NODES_OF_IDLE_WAY = 1 / 16;

const exploreLater = (search: Search, stage: Stage, at: number): void => {
  const { problem, later, options } = search;
  if (isDone(search) || !spendNode(options.nodes)) {
    return;
  }
  const offer = later[at];
  if (offer === undefined) {
    offerPlan(search, stage);
    return;
  }
  const ways = problem.hasRivals
    ? waysToGive(problem, stage.states, { offer, later: later.slice(at + 1) })
    : [stage.states];
  const keptNodes = options.nodes.left / 2;
  for (const states of ways) {
    if (!spendNode(options.nodes, 0)) {
      break;
    }
    const outcome = giveOffer(problem, { ...stage, states }, offer);
    if ("effect" in outcome) {
      exploreLater(search, outcome.stage, at + 1);
    } else {
      spendNode(options.nodes, NODES_OF_IDLE_WAY);
      if (options.nodes.left < keptNodes) {
        options.nodes.exhausted = true;
        break;
      }
    }
  }
  if (options.kept?.has(offer.index) !== true || givesNothing(problem, stage, offer)) {
    exploreLater(search, stage, at + 1);
  }
};

/** On all that is open to it: that it would give something if it left units to a rival does not count. */
const givesNothing = (problem: Problem, stage: Stage, offer: MoneyOffer): boolean => {
  for (const states of waysToTake(problem, stage.states, offer)) {
    if ("effect" in giveOffer(problem, { ...stage, states }, offer)) {
      return false;
    }
  }
  return true;
};

function* waysToGive(
  problem: Problem,
  before: Stage["states"],
  giving: { readonly offer: MoneyOffer; readonly later: readonly MoneyOffer[] },
): Generator<Stage["states"]> {
  for (const states of waysToLeave(problem, before, giving)) {
    yield* waysToTake(problem, states, giving.offer);
  }
}

const offerPlan = (search: Search, stage: Stage): void => {
  const { problem, options } = search;
  const given = new Set(stage.effects.map(({ offer }) => offer.index));
  if (options.required.some((index) => !given.has(index))) {
    return;
  }
  const offers = stage.effects.map(({ offer }) => offer);
  if (
    problem.hasRivals &&
    !(nothingReserved(problem, stage.states, offers) && nothingCountedTwice(problem, stage.states, offers))
  ) {
    return;
  }
  const plan: Plan = {
    totalMinor: planTotal(problem, stage.states),
    effects: stage.effects,
    states: stage.states,
  };
  if (search.best === null || comparePlans(plan, search.best) < 0) {
    search.best = plan;
  }
};
