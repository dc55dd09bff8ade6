/**
 * Owns what the accepted offers give together when offers are taken by priority, kept so that one more is computed only
 * where it changes something: an offer that reads no changed line gives what it gave. The answer is the same as
 * computing all of them from the start. Which offers are accepted is decided in select-priority.ts.
 */
import type { LineState } from "../basket/unit-run.ts";
import { markDraws } from "../draws/compute-draws.ts";
import { madeBy } from "../draws/draw-runs.ts";
import { nextDraw } from "../draws/draw-units.ts";
import { afterDraw, allFree, unitClasses, type Draw } from "../draws/unit-pool.ts";
import type { MoneyOffer, UnitOffer } from "../offers/offer.ts";
import { barredRuns, leftApart, ownedRuns, touchedBy, type Accepted } from "./priority-ownership.ts";
import { areRivals, isUnitOffer, type Effect, type Problem } from "./problem.ts";
import { firstStage, giveDrawn, giveOffer, type Refusal, type Stage } from "./stage.ts";

/** What an offer did at its turn. */
export interface Turn {
  readonly offer: MoneyOffer;
  /** The offer on the lines of which it may still take something. */
  readonly works: MoneyOffer;
  readonly effect: Effect | null;
  readonly refusal: Refusal | null;
  /** What it left of the lines that it made cheaper, in the order of the effect. */
  readonly left: readonly LineState[];
}

/** Lines before the first turn: cut by who keeps their units, and marked with the draws. */
interface Base {
  readonly states: readonly LineState[];
  /** For each unit offer all draws that its lines are marked with. */
  readonly draws: ReadonlyMap<number, readonly Draw[]>;
}

export interface Standing {
  /** In the order they were accepted. */
  readonly accepted: readonly Accepted[];
  readonly base: Base;
  /** In the order of computing. */
  readonly turns: readonly Turn[];
}

export interface Outlook {
  readonly base: Base;
  readonly turns: readonly Turn[];
  readonly states: readonly LineState[];
}

export const nothingStanding = (problem: Problem): Standing => ({
  accepted: [],
  base: { states: problem.start, draws: new Map() },
  turns: [],
});

/** What everything would give with one offer more; the last turn is the newcomer's where it is refused. */
export const withNewcomer = (problem: Problem, standing: Standing, offer: MoneyOffer): Outlook => {
  const { accepted, turns } = standing;
  const rivals = accepted.filter((one) => areRivals(one.offer, offer));
  const base = isUnitOffer(offer) ? redrawn(problem, standing, offer) : barred(standing.base, offer, rivals);
  const next = turns.findIndex((turn) => turn.offer.index > offer.index);
  const at = next === -1 ? turns.length : next;
  const newcomer: Turn = { offer, works: offer, effect: null, refusal: null, left: [] };
  return replay(problem, standing.base, { base, turns: turns.toSpliced(at, 0, newcomer), asked: offer });
};

/**
 * The standing after an offer was accepted, which from now on keeps its units and leaves the others. Where that says
 * nothing new, everything gives what it gave.
 */
export const accept = (
  problem: Problem,
  standing: Standing,
  { offer, outlook }: { readonly offer: MoneyOffer; readonly outlook: Outlook },
): Standing => {
  const { base, turns, states } = outlook;
  const kept = touchedBy(offer, states);
  const accepted = [...standing.accepted, { offer, kept }];
  if (isUnitOffer(offer)) {
    return { accepted, base, turns };
  }
  const keeping = { accepted, base: keptApart(base, { offer, kept }) };
  const works = { ...offer, lines: offer.lines.filter((line) => kept.has(line)) };
  const next = turns.map((turn) => (turn.offer === offer ? { ...turn, works } : turn));
  const isAsBefore = worksByLine(offer) || works.lines.length === offer.lines.length;
  if (isAsBefore && keeping.base === base) {
    return { ...keeping, turns: next };
  }
  return {
    ...keeping,
    turns: replay(problem, base, { base: keeping.base, turns: next, asked: offer }).turns,
  };
};

/** Says on the lines of which an offer keeps a part that it leaves the rest. */
const keptApart = (base: Base, { offer, kept }: Accepted): Base => {
  const states = [...base.states];
  let isSame = true;
  for (const line of kept.keys()) {
    const state = base.states[line] ?? NO_LINE;
    states[line] = leftApart(state, line, { offer, kept });
    isSame &&= states[line] === state;
  }
  return isSame ? base : { ...base, states };
};

const barred = (base: Base, offer: MoneyOffer, rivals: readonly Accepted[]): Base => {
  if (rivals.length === 0) {
    return base;
  }
  const states = [...base.states];
  for (const line of offer.lines) {
    states[line] = barredRuns(states[line] ?? NO_LINE, line, { rivals, offer });
  }
  return { ...base, states };
};

const NO_LINE: LineState = { runs: [], totalMinor: 0 };

/** Cuts a unit offer's lines anew, and draws again for all unit offers that these lines tie together. */
const redrawn = (problem: Problem, standing: Standing, offer: UnitOffer): Base => {
  const { base } = standing;
  const accepted = [...standing.accepted, { offer, kept: new Map() }];
  const { drawing, lines } = tiedByDrawing(accepted, offer);
  const states = [...base.states];
  for (const line of lines) {
    states[line] = ownedRuns(problem.start[line] ?? NO_LINE, line, accepted);
  }
  const classes = unitClasses(problem.lines, states, [...lines]);
  const drawn: Draw[] = [];
  let free = allFree(classes);
  for (const one of drawing) {
    const open = classes.flatMap((unit, at) =>
      one.lines.includes(unit.line) && !unit.closedTo.includes(one.index) ? [at] : [],
    );
    const own: Draw[] = [];
    const next = (): Draw | null =>
      nextDraw({ offer: one, classes, open, free, made: madeBy(one.index, own) });
    for (let draw = next(); draw !== null; draw = next()) {
      own.push(draw);
      free = afterDraw(free, draw);
    }
    drawn.push(...own);
  }
  const draws = new Map(base.draws);
  for (const { index } of drawing) {
    draws.set(index, drawn);
  }
  return { states: markDraws(states, classes, drawn), draws };
};

/** The unit offers that share lines with an offer, directly or through others, in the order they were accepted. */
const tiedByDrawing = (
  accepted: readonly Accepted[],
  offer: MoneyOffer,
): { readonly drawing: readonly UnitOffer[]; readonly lines: ReadonlySet<number> } => {
  const all = accepted.map((one) => one.offer).filter(isUnitOffer);
  const lines = new Set(offer.lines);
  const tied = new Set<UnitOffer>();
  for (let before = -1; before < tied.size;) {
    before = tied.size;
    for (const one of all) {
      if (!tied.has(one) && one.lines.some((line) => lines.has(line))) {
        tied.add(one);
        one.lines.forEach((line) => lines.add(line));
      }
    }
  }
  return { drawing: all.filter((one) => tied.has(one)), lines };
};

interface Replay {
  readonly base: Base;
  readonly turns: readonly Turn[];
  /** Computed in any case; nothing after it is when it is refused. */
  readonly asked: MoneyOffer;
}

const replay = (problem: Problem, before: Base, { base, turns, asked }: Replay): Outlook => {
  const states = [...base.states];
  const changes = changesBetween(before, base);
  let stage: Stage = { ...firstStage(problem), states, layerStart: base.states };
  const played: Turn[] = [];
  for (const old of turns) {
    const { offer } = old;
    if (offer.layer !== stage.layer) {
      stage = { ...stage, layer: offer.layer, layerStart: [...states] };
    }
    const isAsked = offer === asked;
    const isSame = !isAsked && !isAffected(old.works, changes);
    const turn = isSame ? old : playAgain(problem, stage, { old, draws: base.draws, changes });
    played.push(turn);
    if (isAsked && old.effect === null && turn.effect === null) {
      break;
    }
    if (!isSame) {
      noteChanges(changes, old, turn);
    }
    turn.effect?.lines.forEach(({ line }, at) => {
      states[line] = turn.left[at] ?? NO_LINE;
    });
    stage = withSpent(stage, turn);
  }
  return { base, turns: played, states };
};

/** What differs from the last time, up to the turn that is asked about. */
interface Changes {
  readonly lines: Set<number>;
  readonly budgets: Set<number>;
}

const changesBetween = (before: Base, after: Base): Changes => {
  const lines = new Set<number>();
  for (const [line, state] of after.states.entries()) {
    if (state !== before.states[line]) {
      lines.add(line);
    }
  }
  return { lines, budgets: new Set() };
};

const noteChanges = ({ lines, budgets }: Changes, old: Turn, turn: Turn): void => {
  old.effect?.lines.forEach(({ line }) => lines.add(line));
  turn.effect?.lines.forEach(({ line }) => lines.add(line));
  if (turn.offer.budget !== null) {
    budgets.add(turn.offer.budget);
  }
};

/** Whether an offer reads anything that changed. */
const isAffected = (
  { lines, thresholds, tierMeasure, budget }: MoneyOffer,
  { lines: changed, budgets }: Changes,
): boolean => {
  const isOn = (read: readonly number[]): boolean => read.some((line) => changed.has(line));
  return (
    (changed.size > 0 &&
      (isOn(lines) || thresholds.some((one) => isOn(one.lines)) || isOn(tierMeasure?.lines ?? []))) ||
    (budget !== null && budgets.has(budget))
  );
};

interface Again {
  readonly old: Turn;
  readonly draws: Base["draws"];
  readonly changes: Changes;
}

/** An offer that works line by line is computed on the changed lines only. */
const playAgain = (problem: Problem, stage: Stage, { old, draws, changes }: Again): Turn => {
  const { works, effect } = old;
  if (effect !== null && worksByLine(works)) {
    const lines = works.lines.filter((line) => changes.lines.has(line));
    const part = play(problem, stage, { old: { ...old, works: { ...works, lines } }, draws });
    if (part.refusal === null || part.refusal.type === "nothing") {
      return joined({ ...old, effect }, part, changes);
    }
  }
  return play(problem, stage, { old, draws });
};

const worksByLine = ({ work, maxDiscountMinor, budget }: MoneyOffer): boolean =>
  work.kind === "line" && work.selection.maxUnits === null && maxDiscountMinor === null && budget === null;

const play = (
  problem: Problem,
  stage: Stage,
  { old: { offer, works }, draws }: Omit<Again, "changes">,
): Turn => {
  const outcome = isUnitOffer(works)
    ? giveDrawn(problem, stage, { offer: works, draws: draws.get(works.index) ?? [] })
    : giveOffer(problem, stage, works);
  if (!("effect" in outcome)) {
    return { offer, works, effect: null, refusal: outcome.refusal, left: [] };
  }
  const effect = { ...outcome.effect, offer };
  const left = effect.lines.map(({ line }) => outcome.stage.states[line] ?? NO_LINE);
  return { offer, works, effect, refusal: null, left };
};

/** What an offer gave on lines that did not change, and what it gives on the others now. */
const joined = (old: Turn & { readonly effect: Effect }, part: Turn, { lines: changed }: Changes): Turn => {
  const given = [
    ...old.effect.lines
      .map((on, at) => ({ on, state: old.left[at] ?? NO_LINE }))
      .filter(({ on }) => !changed.has(on.line)),
    ...(part.effect?.lines ?? []).map((on, at) => ({ on, state: part.left[at] ?? NO_LINE })),
  ].toSorted((a, b) => a.on.line - b.on.line);
  if (given.length === 0) {
    return { ...old, effect: null, refusal: { type: "nothing" }, left: [] };
  }
  const amountMinor = given.reduce((sum, { on }) => sum + on.amountMinor, 0);
  const effect = { ...old.effect, amountMinor, lines: given.map(({ on }) => on) };
  return { ...old, effect, refusal: null, left: given.map(({ state }) => state) };
};

const withSpent = (stage: Stage, { offer, effect }: Turn): Stage =>
  offer.budget === null || effect === null
    ? stage
    : {
        ...stage,
        spentMinor: stage.spentMinor.map((spent, at) =>
          at === offer.budget ? spent + effect.amountMinor : spent,
        ),
      };
