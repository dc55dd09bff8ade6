/**
 * Owns which units of its lines an offer takes when it may take only some: dearest or cheapest first by what remains,
 * ties in canonical order. It splits runs so that a selection is always whole runs; amounts are not its business.
 */
import type { LineState, UnitRun } from "../basket/unit-run.ts";
import type { UnitSelection } from "./offer.ts";

/** A line whose runs were split so that each is either selected or not. */
export interface SelectedLine {
  readonly line: number;
  readonly state: LineState;
  readonly selected: readonly boolean[];
}

export interface OpenLine {
  readonly line: number;
  readonly sku: string;
  readonly state: LineState;
  /** For each run whether the offer may touch it. */
  readonly open: readonly boolean[];
}

/** Equal units of one line, in several runs, of which only some find a place. */
export interface Tie {
  readonly line: number;
  /** Places of their runs in the line. */
  readonly runs: readonly number[];
  readonly places: number;
}

/** Where which of equal units are taken is decided by nothing but their order. */
export const tiesIn = (lines: readonly OpenLine[], selection: UnitSelection): readonly Tie[] => {
  const { maxUnits } = selection;
  if (maxUnits === null) {
    return [];
  }
  const useful = usefulRuns(lines);
  const taken = takeFirst(lines, useful, { ...selection, maxUnits });
  return lines.flatMap(({ line, state }, at) => {
    const runs = state.runs.flatMap((run, runAt) => (useful[at]?.[runAt] === true ? [{ run, runAt }] : []));
    return [...Map.groupBy(runs, ({ run }) => run.remainingMinor).values()].flatMap(
      (equal): readonly Tie[] => {
        const places = equal.reduce((sum, { runAt }) => sum + (taken[at]?.[runAt] ?? 0), 0);
        const units = equal.reduce((sum, { run }) => sum + run.count, 0);
        const isTie = equal.length > 1 && places > 0 && places < units;
        return isTie ? [{ line, runs: equal.map(({ runAt }) => runAt), places }] : [];
      },
    );
  });
};

const usefulRuns = (lines: readonly OpenLine[]): readonly (readonly boolean[])[] =>
  lines.map((line) => line.state.runs.map((run, at) => line.open[at] === true && run.remainingMinor > 0));

/** Selects among the open runs that have something left. Lines are given and answered in canonical order. */
export const selectUnits = (
  lines: readonly OpenLine[],
  selection: UnitSelection,
): readonly SelectedLine[] => {
  const useful = usefulRuns(lines);
  const { maxUnits } = selection;
  if (maxUnits === null) {
    return lines.map(({ line, state }, at) => ({ line, state, selected: useful[at] ?? [] }));
  }
  const taken = takeFirst(lines, useful, { ...selection, maxUnits });
  return lines.map(({ line, state }, at) => splitTaken(line, state, taken[at] ?? []));
};

interface Candidate {
  readonly at: number;
  readonly runAt: number;
  readonly run: UnitRun;
  readonly sku: string;
}

const takeFirst = (
  lines: readonly OpenLine[],
  useful: readonly (readonly boolean[])[],
  selection: UnitSelection & { readonly maxUnits: number },
): readonly (readonly number[])[] => {
  const sign = selection.choose === "dearest" ? -1 : 1;
  const candidates = lines
    .flatMap(({ sku, state }, at): readonly Candidate[] =>
      state.runs
        .map((run, runAt) => ({ at, runAt, run, sku }))
        .filter(({ runAt }) => useful[at]?.[runAt] === true),
    )
    .toSorted(
      (a, b) => sign * (a.run.remainingMinor - b.run.remainingMinor) || a.at - b.at || a.runAt - b.runAt,
    );
  const taken = lines.map(({ state }) => state.runs.map(() => 0));
  const leftByGroup = new Map<string, number>();
  for (const { at, runAt, run, sku } of candidates) {
    const group = selection.maxUnitsPer === "sku" ? sku : "";
    const left = leftByGroup.get(group) ?? selection.maxUnits;
    const count = Math.min(left, run.count);
    leftByGroup.set(group, left - count);
    const counts = taken[at];
    if (counts !== undefined) {
      counts[runAt] = count;
    }
  }
  return taken;
};

const splitTaken = (line: number, state: LineState, taken: readonly number[]): SelectedLine => {
  const runs: UnitRun[] = [];
  const selected: boolean[] = [];
  for (const [at, run] of state.runs.entries()) {
    const count = taken[at] ?? 0;
    if (count > 0) {
      runs.push({ ...run, count });
      selected.push(true);
    }
    if (count < run.count) {
      runs.push({ ...run, count: run.count - count });
      selected.push(false);
    }
  }
  return { line, state: { runs, totalMinor: state.totalMinor }, selected };
};
