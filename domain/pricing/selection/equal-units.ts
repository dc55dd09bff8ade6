/**
 * Owns which of equal units a later offer with few places takes while rivals compete: units that cost the same differ by
 * who touched them, and so by who may have them afterwards. It computes no amounts.
 */
import type { LineState, UnitRun } from "../basket/unit-run.ts";
import { openLines } from "../offers/apply-offer.ts";
import { tiesIn, type Tie } from "../offers/select-units.ts";
import type { MoneyOffer } from "../offers/offer.ts";
import type { Problem } from "./problem.ts";
import { openTo } from "./stage.ts";

/** The lines in every order of equal units that makes the offer take others; the first as they are. */
export function* waysToTake(
  problem: Problem,
  states: readonly LineState[],
  offer: MoneyOffer,
): Generator<readonly LineState[]> {
  yield states;
  const { work } = offer;
  if (work.kind === "unit" || work.selection.maxUnits === null) {
    return;
  }
  const open = openLines(offer, { lines: problem.lines, states, isOpen: openTo(problem, offer) });
  const ties = tiesIn(open, work.selection).filter((tie) => areToldApart(states, tie));
  if (ties.length > 0) {
    yield* ordered(states, ties);
  }
}

/** Who touched them or leaves them is not the same for all. */
const areToldApart = (states: readonly LineState[], { line, runs }: Tie): boolean =>
  new Set(runs.map((at) => marksOf(states[line]?.runs[at]))).size > 1;

const marksOf = (run: UnitRun | undefined): string =>
  `${(run?.touchedBy ?? []).join()}|${(run?.leftBy ?? []).join()}`;

function* ordered(states: readonly LineState[], ties: readonly Tie[]): Generator<readonly LineState[]> {
  const [tie, ...rest] = ties;
  if (tie === undefined) {
    yield states;
    return;
  }
  const state = states[tie.line];
  const equal = tie.runs.flatMap((at) => state?.runs[at] ?? []);
  for (const first of choices(equal, tie.places)) {
    const parts = [
      ...equal.map((run, at) => ({ ...run, count: first[at] ?? 0 })),
      ...equal.map((run, at) => ({ ...run, count: run.count - (first[at] ?? 0) })),
    ].filter(({ count }) => count > 0);
    const runs = (state?.runs ?? []).flatMap((run, at) =>
      at === tie.runs[0] ? parts : tie.runs.includes(at) ? [] : [run],
    );
    const next = [...states];
    next[tie.line] = { runs, totalMinor: state?.totalMinor ?? 0 };
    yield* ordered(next, rest);
  }
}

/** How many of each run come first, `places` in all. */
function* choices(runs: readonly UnitRun[], places: number): Generator<readonly number[]> {
  const [run, ...rest] = runs;
  if (run === undefined) {
    if (places === 0) {
      yield [];
    }
    return;
  }
  const least = places - rest.reduce((sum, other) => sum + other.count, 0);
  for (let count = Math.max(0, least); count <= Math.min(run.count, places); count += 1) {
    for (const others of choices(rest, places - count)) {
      yield [count, ...others];
    }
  }
}
