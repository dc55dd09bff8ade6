/**
 * Owns the question whether a threshold that fails in a branch's plan could be held although every offer that takes from
 * what it measures is given: by other draws, or by how caps are shared. Where it could not, only leaving out one of
 * those offers holds it, and these branches are looked at one by one.
 */
import { takenBefore } from "../../explain/plan-refusals.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { sumOf } from "../stage.ts";
import { answerPart } from "./relaxed-plan.ts";
import { mostLeft, type Followed } from "./remaining-ranges.ts";
import type { Held, Solver } from "./solver.ts";
import { TOLERANCE_MINOR } from "./top-slack.ts";

export const mayBeHeldOtherwise = (solver: Solver, held: Held): boolean => {
  const { problem, split } = solver;
  const { branch, relaxed, unmet } = held;
  const { offer, lines, atTurn, missingMinor } = unmet;
  const isBefore = ({ index, layer }: MoneyOffer): boolean =>
    !branch.excluded.has(index) && (atTurn ? index < offer.index : layer < offer.layer);
  const isOnTop = split.top.some((one) => isBefore(one) && one.lines.some((line) => lines.includes(line)));
  if (missingMinor === null || isOnTop) {
    return true;
  }
  const takers = takenBefore(relaxed.plan(), unmet).filter(({ minor }) => minor > 0);
  const takenMinor = takers.reduce((sum, { minor }) => sum + minor, 0);
  const certain = new Set(takers.map(({ index }) => index));
  const asked = { problem, isCertain: ({ index }: MoneyOffer): boolean => certain.has(index) };
  // The lines may be left with so much of what they began with.
  let roomMinor = missingMinor - takenMinor;
  const count = (measured: readonly number[], mostMinor: number | null): void => {
    roomMinor += mostMinor === null ? 0 : sumOf(problem.start, measured) - mostMinor;
  };
  for (const line of lines) {
    const later = split.plain.get(line)?.filter(isBefore);
    if (later !== undefined) {
      count([line], mostLeft({ ...asked, lines: [line], drawn: problem.start, later }, [line]));
    }
  }
  for (const [at, part] of split.parts.entries()) {
    const measured = lines.filter((line) => part.lines.includes(line));
    const later = part.later.filter(isBefore);
    if (measured.length > 0) {
      count(
        measured,
        mostInPart(solver, held, { at, measured, followed: { ...asked, lines: part.lines, later } }),
      );
    }
  }
  return roomMinor <= 0;
};

interface PartMeasured {
  readonly at: number;
  readonly measured: readonly number[];
  readonly followed: Omit<Followed, "drawn" | "isOpen">;
}

/** Draws that matter are looked at one by one where they can be; whatever is drawn, no more is left than without draws. */
const mostInPart = (
  solver: Solver,
  { branch, relaxed: { terms, totalMinor } }: Held,
  { at, measured, followed }: PartMeasured,
): number | null => {
  const { problem, split, best } = solver;
  const { drawing = [], hasRivals = true } = split.parts[at] ?? {};
  if (hasRivals) {
    // An offer may be given and yet leave units to a rival.
    return null;
  }
  const isOpen = (line: number): boolean => drawing.some((offer) => offer.lines.includes(line));
  const undrawn = mostLeft({ ...followed, drawn: problem.start, isOpen }, measured);
  if (best === null || !measured.some(isOpen)) {
    return undrawn;
  }
  const windowMinor =
    best.totalMinor -
    totalMinor +
    solver.luckMinor() +
    terms.roundingMinor +
    terms.slackMinor +
    2 * TOLERANCE_MINOR;
  const { near, complete } = answerPart(solver, branch, {
    at,
    question: { weights: terms.weights, windowMinor },
  });
  if (!complete) {
    return undrawn;
  }
  const mosts = near.map(({ drawn }) =>
    drawn === null ? null : mostLeft({ ...followed, drawn: drawn.states }, measured),
  );
  return mosts.reduce((most, one) => (most === null || one === null ? null : Math.max(most, one)), 0);
};
