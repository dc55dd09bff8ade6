/**
 * Owns the question whether the best total is also possible with fewer or other offers. Every preferred plan lacks at
 * least one offer of the best one, so each is asked what the customer would pay without it; where that is more than
 * rounding could make up for, no plan without it is preferred. The others fall into groups that share no line: of the sets
 * of one group that leave the same, the preferred one stands for all.
 */
import type { MoneyOffer } from "../../offers/offer.ts";
import { compareOffers, comparePlans, type Plan } from "../problem.ts";
import { spendNode } from "../node-budget.ts";
import { branchWithout, isCut } from "./branches.ts";
import { freeOffers } from "./free-offers.ts";
import { lightGroups, type LightGroup } from "./light-groups.ts";
import { isLightWithout, lightOffers, lossWithout, type Asking } from "./losses.ts";
import { optionsByCap } from "./shared-cap/options-by-cap.ts";
import { answerPart } from "./relaxed-plan.ts";
import { settledLines, type SettledLines } from "./settled-lines.ts";
import { withOwnBranches, type Branch, type Solver } from "./solver.ts";

/** What is tried is a branch, and is explored like one. */
export interface Trying extends Asking {
  readonly exploreBranch: (solver: Solver, branch: Branch) => void;
}

export const tryWithout = (asking: Trying, plan: Plan): void => {
  const light = lightOffers(asking, plan);
  if (light.length === 0) {
    return;
  }
  if (asking.solver.linesLeft.exhausted) {
    asking.solver.proven = false;
    return;
  }
  const free = freeOffers(asking, light);
  const settled = settledLines(asking.solver);
  const found = lightGroups(asking, { settled, light, free });
  const { certain, leaf } = asking;
  const isTopOpen = asking.solver.split.top.some(
    ({ index }) => !certain.has(index) && !leaf.excluded.has(index),
  );
  const groups = found.map((group): Options => {
    const byCap = light.length < MANY_LIGHT ? null : optionsByCap(asking, { group, light, free });
    return byCap === null
      ? optionsOf({ asking, settled, group, free, isTopOpen })
      : { options: byCap.map((without) => ({ without })), isPicked: true };
  });
  // What needs no choice first: it is left out of all that is tried.
  const choices = groups.map(({ options }) => options).toSorted((a, b) => a.length - b.length);
  const isPicked = free.length > 0 || groups.some((group) => group.isPicked);
  combine({ asking, choices, isPicked }, 0, free);
};

/** So many that may be left out are not met set by set, if that can be helped. */
const MANY_LIGHT = 3;

/** Offers of one group that are left out, and the ways in which the group may then come out: of draws there may be several. */
interface Option {
  readonly without: readonly number[];
}

interface OptionInWays extends Option {
  /** What is left of the group's lines, and which offers work on top, with those that give it in the preferred way; the certain ones do in any case. */
  readonly ways: ReadonlyMap<string, readonly MoneyOffer[]>;
}

interface Options {
  /** For everything that the group may leave the preferred way to leave it. */
  readonly options: readonly Option[];
  /** There are other ways to leave the same. */
  readonly isPicked: boolean;
}

interface Choosing {
  readonly asking: Asking;
  readonly settled: SettledLines;
  readonly group: LightGroup;
  /** Left out of all that is tried. */
  readonly free: readonly number[];
  /** Offers on top may be left out, or come in. */
  readonly isTopOpen: boolean;
}

/** Every set of a group that is light, found by leaving out one after another of the offers that give something. */
const optionsOf = (choosing: Choosing): Options => {
  const { asking, free } = choosing;
  const { solver } = asking;
  let options: readonly OptionInWays[] = [];
  let isPicked = false;
  const visit = (without: readonly number[], kept: ReadonlySet<number>): void => {
    const option = { without, ways: waysOf(choosing, without) };
    const others = options.filter((other) => !isCovered(other, option));
    const isNew = !others.some((other) => isCovered(option, other));
    isPicked ||= !isNew || others.length < options.length;
    options = isNew ? [...others, option] : others;
    const tried = new Set(kept);
    for (const offer of new Set([...option.ways.values()].flat())) {
      if (tried.has(offer.index)) {
        continue;
      }
      if (solver.linesLeft.exhausted || !spendNode(solver.setsLeft, costOfSet(solver))) {
        solver.proven = false;
        return;
      }
      const more = [...without, offer.index];
      if (isLightWithout(asking, [...free, ...more], tried)) {
        visit(more, tried);
      }
      // What lacks it was looked at: from now on it is given.
      tried.add(offer.index);
    }
  };
  visit([], new Set());
  return { options, isPicked };
};

/** Whatever an option leaves, the other leaves too, with effects that are preferred or the same. */
const isCovered = (option: OptionInWays, other: OptionInWays): boolean =>
  [...option.ways].every(([left, effects]) => {
    const others = other.ways.get(left);
    return others !== undefined && compareOffers(others, effects) <= 0;
  });

const MOST_WAYS = 64;

const waysOf = (
  choosing: Choosing,
  without: readonly number[],
): ReadonlyMap<string, readonly MoneyOffer[]> => {
  const { asking, settled, group, free } = choosing;
  const { solver, leaf, reference } = asking;
  const branch = branchWithout(leaf, [...free, ...without]);
  const outcomes = group.lines.map((line) => settled.outcomeOn(line, branch.excluded));
  const top = group.top.filter(({ index }) => !without.includes(index));
  const begun: Way = {
    left: [
      ...outcomes.map(({ leftMinor }) => leftMinor),
      ...top.map(({ index }) => `top ${String(index)}`),
    ].join(),
    offers: [...outcomes.flatMap(({ given }) => given), ...top],
  };
  let ways: readonly Way[] = [begun];
  for (const at of group.parts) {
    const { near } = answerPart(solver, branch, { at, question: reference.terms.question });
    const isMany = near.length > 1 && (choosing.isTopOpen || ways.length * near.length > MOST_WAYS);
    ways = ways.flatMap(({ left, offers }) =>
      near.map((answer): Way => ({
        // Where other answers may come near once an offer is missing on top, no set stands for another.
        left: `${left};${answer.left.join()}${isMany ? ` without ${without.join()}` : ""}`,
        offers: [...offers, ...answer.compute().effects.map(({ offer }) => offer)],
      })),
    );
  }
  const preferred = new Map<string, readonly MoneyOffer[]>();
  for (const { left, offers } of ways) {
    const open = openAmong(asking, offers);
    const known = preferred.get(left);
    if (known === undefined || compareOffers(open, known) < 0) {
      preferred.set(left, open);
    }
  }
  return preferred;
};

interface Way {
  readonly left: string;
  readonly offers: readonly MoneyOffer[];
}

const openAmong = ({ certain }: Asking, offers: readonly MoneyOffer[]): readonly MoneyOffer[] => {
  const byIndex = new Map(offers.map((offer) => [offer.index, offer]));
  return [...byIndex.values()].filter(({ index }) => !certain.has(index));
};

interface Combining {
  readonly asking: Trying;
  readonly choices: readonly (readonly Option[])[];
  readonly isPicked: boolean;
}

/** One option of each group, as long as all together are light. */
const combine = (combining: Combining, at: number, chosen: readonly number[]): void => {
  const { asking, choices, isPicked } = combining;
  const { solver } = asking;
  const options = choices[at];
  if (options === undefined) {
    tryCombination(asking, chosen, isPicked);
    return;
  }
  for (const { without } of options) {
    const together = [...chosen, ...without];
    if (options.length > 1 && !spendNode(solver.setsLeft, costOfSet(solver))) {
      solver.proven = false;
      return;
    }
    if (without.length === 0 || isLightWithout(asking, together)) {
      combine(combining, at + 1, together);
    }
  }
};

/** What it comes to with every threshold looked at; offers on top that find something only then may be left out too. */
const tryCombination = (asking: Trying, chosen: readonly number[], isPicked: boolean): void => {
  const { solver, certain, reference } = asking;
  const { lossMinor } = lossWithout(asking, chosen);
  if (lossMinor > 0 || solver.best === null) {
    return;
  }
  const wantedMinor = solver.best.totalMinor + lossMinor;
  const isReference = chosen.length === 0;
  const branch = branchWithout(asking.leaf, chosen);
  const found = isReference ? reference.plan() : bestWithout(asking, branch);
  if (isPicked && !isReference && found?.totalMinor !== wantedMinor) {
    // A threshold failed: perhaps it would not have in another way to leave the same.
    solver.proven = false;
  }
  const before = new Set(reference.plan().effects.map(({ offer }) => offer.index));
  // Draws that leave as much may be preferred once it is left out what only they bring in.
  const tied = isReference ? reference : solver.relaxedBy.get(branch)?.relaxed;
  const given = found === null ? [] : [found, ...(tied?.tiedPlans() ?? [])].flatMap(({ effects }) => effects);
  for (const index of new Set(given.map(({ offer }) => offer.index))) {
    const isNew = solver.shape.positionOf.has(index) && !before.has(index);
    if (isNew && !certain.has(index)) {
      if (!spendNode(solver.setsLeft, costOfSet(solver))) {
        solver.proven = false;
        return;
      }
      tryCombination(asking, [...chosen, index], isPicked);
    }
  }
};

/** The best plan of the branch without some offers, where it costs no more than the best known, which it may replace. */
const bestWithout = ({ solver, exploreBranch }: Trying, branch: Branch): Plan | null => {
  const apart: Solver = { ...withOwnBranches(solver), best: null, leaf: null };
  exploreBranch(apart, branch);
  const totalMinor = solver.best?.totalMinor ?? 0;
  solver.proven &&=
    apart.proven &&
    apart.held.length === 0 &&
    apart.leaves.every((one) => isCut(one, apart.leaf, totalMinor));
  const { best } = apart;
  if (best === null || solver.best === null || best.totalMinor > solver.best.totalMinor) {
    return null;
  }
  if (comparePlans(best, solver.best) < 0) {
    solver.best = best;
  }
  return best;
};

/** The more answers there are in the pool, the dearer each set. */
const costOfSet = ({ pool }: Solver): number => {
  const choices = (pool ?? []).reduce((sum, answers) => sum + answers.length - 1, 0);
  return Math.max(1, choices / CHOICES_OF_USUAL_SET);
};

const CHOICES_OF_USUAL_SET = 8;
