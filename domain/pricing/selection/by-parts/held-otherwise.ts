/**
 * Owns the question how a threshold that fails in a branch's plan could be held although every offer that takes from
 * what it measures is given: by other draws, or by how caps are shared. Where it could not, only leaving out one of
 * those offers holds it, and these branches are looked at one by one.
 */
import { isMeasuredAfter, takenBefore } from "../../explain/plan-refusals.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { sumOf } from "../stage.ts";
import { answerPart, mostAbove } from "./relaxed-plan.ts";
import { mostLeft, type Followed } from "./remaining-ranges.ts";
import type { Branch, Held, Solver } from "./solver.ts";

/** The branches in which it could be: none where it could not; null where that is not known. */
export const waysToHoldOtherwise = (solver: Solver, held: Held): readonly Branch[] | null => {
  const { problem, split } = solver;
  const { branch, relaxed, unmet } = held;
  const { lines, missingMinor } = unmet;
  const isBefore = (one: MoneyOffer): boolean =>
    !branch.excluded.has(one.index) && isMeasuredAfter(unmet, one);
  const isOnTop = split.top.some((one) => isBefore(one) && one.lines.some((line) => lines.includes(line)));
  if (missingMinor === null || isOnTop) {
    return null;
  }
  const takers = takenBefore(relaxed.plan(), unmet).filter(({ minor }) => minor > 0);
  const takenMinor = takers.reduce((sum, { minor }) => sum + minor, 0);
  const certain = new Set(takers.map(({ index }) => index));
  const asked = { problem, isCertain: ({ index }: MoneyOffer): boolean => certain.has(index) };
  const outcomes: PartOutcome[] = [];
  for (const line of lines) {
    const later = split.plain.get(line)?.filter(isBefore);
    if (later !== undefined) {
      const mostMinor = mostLeft({ ...asked, lines: [line], drawn: problem.start, later }, [line]);
      outcomes.push({ at: null, measured: [line], ways: [{ mostMinor, drawnMinor: null }] });
    }
  }
  for (const [at, part] of split.parts.entries()) {
    const measured = lines.filter((line) => part.lines.includes(line));
    const later = part.later.filter(isBefore);
    if (measured.length > 0) {
      const followed = { ...asked, lines: part.lines, later };
      outcomes.push({ at, measured, ways: waysOfPart(solver, held, { at, measured, followed }) });
    }
  }
  // The lines may be left with so much less than they began with.
  return branchesToHold(solver, branch, { outcomes, roomMinor: takenMinor - missingMinor });
};

interface PartOutcome {
  /** null for a plain line. */
  readonly at: number | null;
  readonly measured: readonly number[];
  readonly ways: readonly DrawnWay[];
}

interface DrawnWay {
  /** The most that the measured lines may be left with when they are measured; null where that is not known. */
  readonly mostMinor: number | null;
  /** What the draws leave of them; null where draws were not told apart. */
  readonly drawnMinor: number | null;
}

interface ToHold {
  readonly outcomes: readonly PartOutcome[];
  readonly roomMinor: number;
}

const branchesToHold = (
  { problem }: Solver,
  branch: Branch,
  { outcomes, roomMinor }: ToHold,
): readonly Branch[] | null => {
  const takenBy = ({ measured }: PartOutcome, { mostMinor }: DrawnWay): number =>
    mostMinor === null ? 0 : sumOf(problem.start, measured) - mostMinor;
  const leastTaken = outcomes.map((outcome) => Math.min(...outcome.ways.map((way) => takenBy(outcome, way))));
  const leastMinor = leastTaken.reduce((sum, minor) => sum + minor, 0);
  if (leastMinor > roomMinor) {
    return [];
  }
  // Where one part alone can do it, the branch in which its draws leave enough.
  const choosing = outcomes.filter(({ ways }) => ways.length > 1);
  const [chosen] = choosing;
  if (chosen === undefined || choosing.length > 1 || chosen.at === null) {
    return null;
  }
  const othersMinor = leastMinor - (leastTaken[outcomes.indexOf(chosen)] ?? 0);
  const holding = chosen.ways.filter((way) => othersMinor + takenBy(chosen, way) <= roomMinor);
  const drawnMinor = holding.map((way) => way.drawnMinor ?? 0);
  const need = { part: chosen.at, lines: chosen.measured, leastMinor: Math.min(...drawnMinor) };
  return holding.length === chosen.ways.length ? null : [{ ...branch, needs: [...branch.needs, need] }];
};

interface PartMeasured {
  readonly at: number;
  readonly measured: readonly number[];
  readonly followed: Omit<Followed, "drawn" | "isOpen">;
}

/** Draws that matter are told apart where they can be; whatever is drawn, no more is left than without draws. */
const waysOfPart = (
  solver: Solver,
  { branch, relaxed }: Held,
  { at, measured, followed }: PartMeasured,
): readonly DrawnWay[] => {
  const { problem, split, best } = solver;
  const { drawing = [], hasRivals = true } = split.parts[at] ?? {};
  if (hasRivals) {
    // An offer may be given and yet leave units to a rival.
    return [{ mostMinor: null, drawnMinor: null }];
  }
  const isOpen = (line: number): boolean => drawing.some((offer) => offer.lines.includes(line));
  const undrawn = (): readonly DrawnWay[] => [
    { mostMinor: mostLeft({ ...followed, drawn: problem.start, isOpen }, measured), drawnMinor: null },
  ];
  if (best === null || !measured.some(isOpen)) {
    return undrawn();
  }
  const windowMinor = mostAbove(solver, relaxed, best.totalMinor);
  const { near, complete } = answerPart(solver, branch, {
    at,
    question: { weights: relaxed.terms.weights, windowMinor },
  });
  if (!complete || near.some(({ drawn }) => drawn === null)) {
    return undrawn();
  }
  // Draws without one of the offers that take from what is measured belong to the branches without it.
  const certain = drawing.filter(followed.isCertain);
  return near
    .flatMap(({ drawn }) => drawn ?? [])
    .filter(({ effects }) => certain.every(({ index }) => effects.some(({ offer }) => offer.index === index)))
    .map(({ states }) => ({
      mostMinor: mostLeft({ ...followed, drawn: states }, measured),
      drawnMinor: sumOf(states, measured),
    }));
};
