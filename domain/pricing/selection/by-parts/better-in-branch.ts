/**
 * Owns the search for a plan of a branch that is better than the best known, from the pool of the branch's answers: every
 * set of offers that may be left out, as long as the customer would pay no more than the best and, where a threshold is to
 * be held, as enough may be left of what it measures.
 */
import { isMeasuredAfter, measuredInPlan, takenBefore } from "../../explain/plan-refusals.ts";
import type { MoneyOffer } from "../../offers/offer.ts";
import { spendNode } from "../node-budget.ts";
import { comparePlans, type Plan } from "../problem.ts";
import { branchWithout } from "./branches.ts";
import { firstUnmetInPlan, type Unmet } from "./compose-plan.ts";
import { askAbout, isLightWithout, lightOffers, type Asking } from "./losses.ts";
import { mostMeasured, type Measuring } from "./most-measured.ts";
import { pooledReference } from "./pooled-reference.ts";
import { plansUpTo, relaxedPlan } from "./relaxed-plan.ts";
import type { Branch, Held, Solver } from "./solver.ts";

export interface Better {
  /** The best plan: the one known before where `branch` is null. */
  readonly plan: Plan | null;
  /** Without the offers that it leaves out. */
  readonly branch: Branch | null;
  /** False where it costs less than the best known before: against it, fewer sets are left to be looked at. */
  readonly isAll: boolean;
}

/** Looks for a better plan among all of a branch; null where it is not known whether there is one. */
export const betterInBranch = (solver: Solver, branch: Branch): Better | null =>
  search(solver, branch, { measuring: null, isRelevant: () => true });

/** The same among those plans of a branch in which a threshold holds that fails when every offer is given. */
export const betterIfHeld = (solver: Solver, { branch, relaxed, unmet }: Held): Better | null => {
  const { split, problem } = solver;
  const { lines, missingMinor } = unmet;
  const isBefore = (one: MoneyOffer): boolean => isMeasuredAfter(unmet, one);
  const meets = (one: { readonly lines: readonly number[] }): boolean =>
    one.lines.some((line) => lines.includes(line));
  const parts = split.parts.filter(meets);
  const isOnTop = split.top.some((one) => isBefore(one) && meets(one));
  if (missingMinor === null || isOnTop || parts.some(({ hasRivals }) => hasRivals)) {
    return null;
  }
  const limitMinor = measuredInPlan(problem, relaxed.plan(), unmet) + missingMinor;
  const inParts = new Set(parts.flatMap(({ offers }) => offers));
  return search(solver, branch, {
    measuring: { unmet, limitMinor, parts, known: new Map() },
    isRelevant: (one) => isBefore(one) && (inParts.has(one.index) || meets(one)),
  });
};

interface Condition {
  /** null where nothing is to be held. */
  readonly measuring: Measuring | null;
  /** What is left of the measured lines may depend on it. */
  readonly isRelevant: (offer: MoneyOffer) => boolean;
}

interface Searching extends Condition {
  readonly asking: Asking;
  /** The best total known before. */
  readonly mostMinor: number;
  found: Branch | null;
}

const search = (solver: Solver, branch: Branch, condition: Condition): Better | null => {
  const apart: Solver = { ...solver, known: new Map(), relaxedBy: new Map(), pool: null };
  const reference = pooledReference(apart, branch);
  if (reference === null) {
    return null;
  }
  const asking = askAbout(apart, branch, reference);
  lightOffers(asking, reference.plan());
  const searching: Searching = {
    ...condition,
    asking,
    mostMinor: apart.best?.totalMinor ?? 0,
    found: null,
  };
  visit(searching, [], new Set());
  const isAll = apart.best?.totalMinor === solver.best?.totalMinor;
  return apart.proven ? { plan: apart.best, branch: searching.found, isAll } : null;
};

const visit = (searching: Searching, without: readonly number[], kept: ReadonlySet<number>): void => {
  const { asking, measuring, isRelevant, mostMinor } = searching;
  const { solver, leaf, certain } = asking;
  const { best } = solver;
  const isOver = !solver.proven || best === null || best.totalMinor < mostMinor;
  if (isOver || !isLightWithout(asking, without, kept)) {
    return;
  }
  if (measuring !== null && mostMeasured(asking, measuring, { without, kept }) < measuring.limitMinor) {
    return;
  }
  const branch = branchWithout(leaf, without);
  const relaxed = spendNode(solver.searchesLeft) ? relaxedPlan(solver, branch) : null;
  const plans = relaxed === null ? null : plansUpTo(solver, branch, { relaxed, mostMinor });
  if (plans === null) {
    solver.proven = false;
    return;
  }
  const holding = plans.filter((plan) => holds(searching, plan));
  holding.forEach((plan) => consider(searching, branch, plan));
  // As long as too little is left, one of those that take from it must be left out.
  const next = givenIn(plans, measuring?.unmet ?? null).filter(
    (offer) =>
      !certain.has(offer.index) && !kept.has(offer.index) && (holding.length > 0 || isRelevant(offer)),
  );
  const tried = new Set(kept);
  for (const { index } of next) {
    visit(searching, [...without, index], tried);
    tried.add(index);
  }
};

/** What is better is the best from now on. */
const consider = (searching: Searching, branch: Branch, plan: Plan): void => {
  const { solver } = searching.asking;
  if (solver.best !== null && comparePlans(plan, solver.best) >= 0) {
    return;
  }
  const unmet = firstUnmetInPlan(solver.problem, plan, branch.assumed);
  if (unmet === null) {
    solver.best = plan;
    searching.found = branch;
  } else {
    // On another step of a ladder it may be better all the same.
    solver.proven &&= unmet.measured === null;
  }
};

const holds = ({ asking, measuring }: Searching, plan: Plan): boolean =>
  measuring === null || measuredInPlan(asking.solver.problem, plan, measuring.unmet) >= measuring.limitMinor;

/** Those that take most of what is measured first. */
const givenIn = (plans: readonly Plan[], unmet: Unmet | null): readonly MoneyOffer[] => {
  const taken = new Map<number, number>();
  const given = new Map<number, MoneyOffer>();
  for (const plan of plans) {
    plan.effects.forEach(({ offer }) => given.set(offer.index, offer));
    if (unmet !== null) {
      takenBefore(plan, unmet).forEach(({ index, minor }) => taken.set(index, minor));
    }
  }
  return [...given.values()].toSorted((a, b) => (taken.get(b.index) ?? 0) - (taken.get(a.index) ?? 0));
};
