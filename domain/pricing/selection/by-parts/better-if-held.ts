/**
 * Owns the search for a better plan in which a threshold holds that fails when every offer is given, from the pool of the
 * branch's answers: every set of offers that may be left out, as long as the customer would pay no more than the best and
 * as enough may be left of what is measured.
 */
import { isMeasuredAfter, measuredInPlan, takenBefore } from "../../explain/plan-refusals.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { spendNode } from "../node-budget.ts";
import { comparePlans, type Plan } from "../problem.ts";
import { branchWithout, isWithin } from "./branches.ts";
import { firstUnmetInPlan, type Unmet } from "./compose-plan.ts";
import { askAbout, isLightWithout, lightOffers, type Asking } from "./losses.ts";
import { enoughAnswers, mostMeasured, type Measuring } from "./most-measured.ts";
import { pooledReference } from "./pooled-reference.ts";
import type { PartAnswer } from "./part-answer.ts";
import { plansUpTo, relaxedPlan } from "./relaxed-plan.ts";
import { withOwnPool, withoutUnmet, type Branch, type Held, type Need, type Solver } from "./solver.ts";
import { sumOf } from "../stage.ts";

export interface Better {
  /** The best plan known now. */
  readonly plan: Plan | null;
  /** False where it costs less than the best known before: against it, fewer sets are left to be looked at. */
  readonly isAll: boolean;
  /** Branches in whose plans all holds that is assumed there: one of them, or of those without more offers, may be better. */
  readonly leaves: readonly Branch[];
  /** Where it depends on a lower step of some ladder whether there is a better plan, the branches that assume it. */
  readonly lower: readonly Branch[];
}

/** Looks for a better plan among those of a branch; null where it is not known whether there is one. */
export const betterIfHeld = (solver: Solver, { branch, relaxed, unmet }: Held): Better | null => {
  const measuring = measuringOf(solver, relaxed.plan(), unmet);
  if (measuring === null) {
    return null;
  }
  const apart = withOwnPool(solver);
  const asked = askWhatMayHold(apart, branch, measuring);
  if (asked === null) {
    return apart.proven ? { plan: solver.best, isAll: true, leaves: [], lower: [] } : null;
  }
  const searching: Searching = {
    asking: asked.asking,
    measuring,
    others: new Map(),
    isWhole: asked.isWhole,
    mostMinor: apart.best?.totalMinor ?? 0,
    leaves: [],
    lower: [],
  };
  visit(searching, [], new Set());
  const { leaves, lower } = searching;
  const isAll = apart.best?.totalMinor === solver.best?.totalMinor;
  return apart.proven && leaves.length <= MOST_LEAVES ? { plan: apart.best, isAll, leaves, lower } : null;
};

const MOST_LEAVES = 16;

/** null where it is not known what is left of the measured lines. */
const measuringOf = (solver: Solver, plan: Plan, unmet: Unmet): Measuring | null => {
  const { missingMinor } = unmet;
  return missingMinor === null || hangsOnAll(solver, unmet)
    ? null
    : {
        unmet,
        limitMinor: measuredInPlan(solver.problem, plan, unmet) + missingMinor,
        parts: solver.split.parts.filter((part) => meet(part, unmet)),
        known: new Map(),
      };
};

interface OnLines {
  readonly lines: readonly number[];
}

const meet = (a: OnLines, b: OnLines): boolean => a.lines.some((line) => b.lines.includes(line));

/** What is measured may depend on any offer: through one on top, or through rivals. */
const hangsOnAll = ({ split }: Solver, unmet: Unmet): boolean =>
  split.top.some((one) => isMeasuredAfter(unmet, one) && meet(one, unmet)) ||
  split.parts.some((part) => part.hasRivals && meet(part, unmet));

interface Searching {
  readonly asking: Asking;
  readonly measuring: Measuring;
  /** The same of what else must hold, by the offer, the limit and the lines. */
  readonly others: Map<string, Measuring | null>;
  /** No answer was left out because it leaves too little of what is measured. */
  readonly isWhole: boolean;
  /** The best total known before. */
  readonly mostMinor: number;
  readonly leaves: Branch[];
  readonly lower: Branch[];
}

type AskedWhole = Pick<Searching, "asking" | "isWhole">;

/** With those answers in the pool that leave enough of what is measured; null where there are none, or nothing is known. */
const askWhatMayHold = (apart: Solver, branch: Branch, measuring: Measuring): AskedWhole | null => {
  let isWhole = true;
  let reference = pooledReference(apart, branch);
  while (reference !== null) {
    const asking = askAbout(apart, branch, reference);
    lightOffers(asking, reference.plan());
    const enough = enoughAnswers(asking, measuring);
    if (enough === null || enough.every((answers, at) => answers.length === apart.pool?.[at]?.length)) {
      return { asking, isWhole };
    }
    isWhole = false;
    measuring.known.clear();
    apart.known.clear();
    apart.relaxedBy.clear();
    apart.pool = enough;
    reference = relaxedPlan(apart, branch);
  }
  return null;
};

const visit = (searching: Searching, without: readonly number[], kept: ReadonlySet<number>): void => {
  const { asking, measuring, mostMinor } = searching;
  const { solver, leaf, certain } = asking;
  const { best } = solver;
  const isOver = !solver.proven || best === null || best.totalMinor < mostMinor;
  if (isOver || !isLightWithout(asking, without, kept)) {
    return;
  }
  if (mostMeasured(asking, measuring, { without, kept }) < measuring.limitMinor) {
    return;
  }
  const branch = branchWithout(leaf, without);
  const canGoOn = !solver.linesLeft.exhausted && spendNode(solver.searchesLeft);
  const relaxed = canGoOn ? relaxedPlan(solver, branch) : null;
  const plans = relaxed === null ? null : plansUpTo(solver, branch, { relaxed, mostMinor });
  if (plans === null) {
    solver.proven = false;
    return;
  }
  const next = new Map<MoneyOffer, number>();
  for (const { plan, picked } of plans) {
    const unmet = unmetIn(searching, branch, plan);
    if (unmet === null) {
      // Where all answers are in the pool, the nearest ones are found without further ado.
      const isFound = searching.isWhole && picked.every((answer, at) => answer === relaxed?.picked[at]);
      takeLeaf(searching, { branch, needs: isFound ? [] : needsOf(solver, measuring, picked), plan, picked });
    } else {
      takeLower(searching, branch, unmet);
      for (const [offer, minor] of worthLeavingOut(searching, { plan, unmet, without, kept })) {
        next.set(offer, Math.max(minor, next.get(offer) ?? 0));
      }
    }
  }
  const tried = new Set(kept);
  for (const [{ index }] of [...next].toSorted(([, a], [, b]) => b - a)) {
    if (!certain.has(index) && !kept.has(index)) {
      visit(searching, [...without, index], tried);
      tried.add(index);
    }
  }
};

/** What does not hold in a plan: what is to be held first. */
const unmetIn = ({ asking, measuring }: Searching, { assumed }: Branch, plan: Plan): Unmet | null => {
  const { problem } = asking.solver;
  return measuredInPlan(problem, plan, measuring.unmet) < measuring.limitMinor
    ? measuring.unmet
    : firstUnmetInPlan(problem, plan, assumed);
};

interface NotHolding {
  readonly plan: Plan;
  readonly unmet: Unmet;
  readonly without: readonly number[];
  readonly kept: ReadonlySet<number>;
}

/**
 * The offers that a plan gives, with what they take from what is measured. As long as something does not hold, its offer is
 * left out, or one of those on which the measured lines may hang, where that could be enough.
 */
const worthLeavingOut = (
  { asking, measuring, others }: Searching,
  { plan, unmet, without, kept }: NotHolding,
): readonly (readonly [MoneyOffer, number])[] => {
  const { solver } = asking;
  const { split } = solver;
  const isFirst = unmet === measuring.unmet;
  let canHold = true;
  if (!isFirst) {
    const begun = measuringOf(solver, plan, unmet);
    const key = `${String(unmet.offer.index)}.${String(begun?.limitMinor)}.${unmet.lines.join()}`;
    const other = others.get(key) ?? begun;
    others.set(key, other);
    canHold = other === null || mostMeasured(asking, other, { without, kept }) >= other.limitMinor;
  }
  const taken = new Map(takenBefore(plan, unmet).map(({ index, minor }) => [index, minor]));
  const hangs = hangsOnAll(solver, unmet);
  const inParts = new Set(split.parts.flatMap((part) => (meet(part, unmet) ? part.offers : [])));
  return plan.effects.flatMap(({ offer }) => {
    // Without the offer whose threshold is to be held first there is nothing to hold.
    const isOwn = offer.index === unmet.offer.index && !isFirst;
    const isBefore = isMeasuredAfter(unmet, offer) && (inParts.has(offer.index) || meet(offer, unmet));
    return isOwn || (canHold && (hangs || isBefore)) ? [[offer, taken.get(offer.index) ?? 0] as const] : [];
  });
};

interface Holding {
  readonly branch: Branch;
  /** What makes the branch have the plan's draws. */
  readonly needs: readonly Need[];
  readonly plan: Plan;
  readonly picked: readonly PartAnswer[];
}

/** All holds in a plan: which further offers it does without is a question of its own. */
const takeLeaf = ({ asking, leaves }: Searching, { branch, needs, plan, picked }: Holding): void => {
  const { solver } = asking;
  const isIn = (leaf: Branch): boolean =>
    [...leaf.excluded].every((index) => branch.excluded.has(index)) &&
    leaf.needs.every(({ part, lines, leastMinor }) => {
      const states = picked[part]?.drawn?.states;
      return states !== undefined && sumOf(states, lines) >= leastMinor;
    });
  if (!leaves.some(isIn)) {
    leaves.push({ ...branch, needs: [...branch.needs, ...needs] });
  }
  if (solver.best === null || comparePlans(plan, solver.best) < 0) {
    solver.best = plan;
  }
};

/** On a lower step of a ladder all may hold: a branch of its own. Nothing is known of higher ones. */
const takeLower = ({ asking, measuring, lower }: Searching, branch: Branch, unmet: Unmet): void => {
  if (unmet === measuring.unmet || unmet.measured === null) {
    return;
  }
  asking.solver.proven &&= unmet.missingMinor !== null;
  const below = withoutUnmet(branch, unmet);
  if (!lower.some((one) => isWithin(below, one))) {
    lower.push(below);
  }
};

/** What the draws must leave of the measured lines to be those of some answers, or better ones. */
const needsOf = (
  { split }: Solver,
  { unmet, parts }: Measuring,
  picked: readonly PartAnswer[],
): readonly Need[] =>
  parts.flatMap((part) => {
    const at = split.parts.indexOf(part);
    const states = picked[at]?.drawn?.states;
    const lines = unmet.lines.filter((line) => part.lines.includes(line));
    return states === undefined ? [] : [{ part: at, lines, leastMinor: sumOf(states, lines) }];
  });
