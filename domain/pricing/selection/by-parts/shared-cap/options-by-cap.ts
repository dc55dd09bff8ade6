/**
 * Owns which offers of a part may be left out where a cap that most of its lines share is all that ties them: every way of
 * leaving some out is looked through, so that rounding need not be guessed at.
 */
import { branchWithout } from "../branches.ts";
import { leftTable } from "./left-table.ts";
import type { LightGroup } from "../light-groups.ts";
import { lossWithout, type Asking } from "../losses.ts";
import { oddShares } from "./odd-shares.ts";
import { weightedSum } from "../part-answer.ts";
import { sharedCap } from "./take-apart.ts";
import { topModes } from "../top-modes.ts";
import { TOLERANCE_MINOR } from "../top-slack.ts";

export interface ByCap {
  readonly group: LightGroup;
  readonly light: readonly number[];
  /** Left out in any case. */
  readonly free: readonly number[];
}

/** The sets that may be left out of the best plan's branch; null where that is not known. */
export const optionsByCap = (
  asking: Asking,
  { group, light, free }: ByCap,
): readonly (readonly number[])[] | null => {
  const { solver, certain, leaf, reference } = asking;
  const [at, ...others] = group.parts;
  const part = at === undefined ? undefined : solver.split.parts[at];
  if (at === undefined || part === undefined || others.length > 0 || group.lines.length > 0) {
    return null;
  }
  const { weights, slackMinor, roundingMinor } = reference.terms;
  const weightOf = (line: number): number => weights[line] ?? 1;
  const isOpen = ({ index }: { readonly index: number }): boolean => !certain.has(index);
  const { excluded } = branchWithout(leaf, free);
  const later = part.later.filter(({ index }) => !excluded.has(index));
  const cap = sharedCap({ problem: solver.problem, part, later, isOpen });
  const drawn = (solver.pool?.[at] ?? []).flatMap((answer) => answer.drawn ?? []);
  const [usual] = reference.answers[at]?.near ?? [];
  if (cap === null || usual === undefined || drawn.length < (solver.pool?.[at]?.length ?? 0)) {
    return null;
  }
  const usualMinor = weightedSum(part, usual.left, weightOf);
  const marginMinor = slackMinor + roundingMinor + 2 * TOLERANCE_MINOR;
  const found = oddShares({
    cap,
    answers: drawn.map(({ states, effects }) => ({
      drawn: states,
      given: effects.map(({ offer }) => offer),
    })),
    left: leftTable(cap, { weightOf, marginMinor }),
    knownMinor: usualMinor,
    marginMinor,
  });
  if (found === null || isTopOpen(asking, { at, light, luckMinor: usualMinor - found.leastMinor })) {
    return null;
  }
  const before = later.filter((offer) => isOpen(offer) && offer.index < cap.offer.index);
  return found.near.map((given) => {
    const kept = new Set(given.map(({ index }) => index));
    return before.map(({ index }) => index).filter((index) => !kept.has(index));
  });
};

/** Whether an offer on top may be left out, by so much luck in the part: the part might then come out otherwise. */
const isTopOpen = (
  asking: Asking,
  {
    at,
    light,
    luckMinor,
  }: { readonly at: number; readonly light: readonly number[]; readonly luckMinor: number },
): boolean => {
  const { solver, certain, leaf } = asking;
  const othersMinor = solver.luckMinor() - solver.luckOfPart(at);
  const modes = topModes(solver.shape, solver.bounds, leaf);
  return solver.split.top.some(({ index }) => {
    const mode = modes[solver.shape.positionOf.get(index) ?? -1] ?? null;
    if (certain.has(index) || mode === null || (mode.percentBp === 0 && mode.mostMinor === 0)) {
      return false;
    }
    const { beyondMinor } = lossWithout(asking, [index]);
    return !light.includes(index) || beyondMinor <= luckMinor + othersMinor + 2 * TOLERANCE_MINOR;
  });
};
