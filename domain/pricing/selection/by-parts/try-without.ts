/**
 * Owns the question whether the best total is also possible with fewer or other offers. Every preferred plan lacks at
 * least one offer of the best one, so each is asked what the customer would pay without it; where that is more than
 * rounding could make up for, no plan without it is preferred. The others fall into groups that share no line: of the sets
 * of one group that leave the same, the preferred one stands for all.
 */
import { comparePlans, type Effect, type Plan } from "../problem.ts";
import { spendNode } from "../node-budget.ts";
import { areOthersCut, branchWithout } from "./branches.ts";
import { lightGroups, type LightGroup } from "./light-groups.ts";
import { isLightWithout, lossWithout, type Asking } from "./losses.ts";
import { answerPart } from "./relaxed-plan.ts";
import { settledLines, type SettledLines } from "./settled-lines.ts";
import { branchBudget, type Solver } from "./solver.ts";

export const tryWithout = (asking: Asking, plan: Plan): void => {
  const light = lightOffers(asking, plan);
  if (light.length === 0) {
    return;
  }
  const settled = settledLines(asking.solver);
  const groups = lightGroups(asking, settled, light).map((group) => optionsOf({ asking, settled, group }));
  // What needs no choice first: it is left out of all that is tried.
  const choices = groups.map(({ options }) => options).toSorted((a, b) => a.length - b.length);
  const isPicked = groups.some((group) => group.isPicked);
  combine({ asking, choices, isPicked }, 0, []);
};

/** The more offers are certain, the less rounding can do without another: so they are asked again. */
const lightOffers = (asking: Asking, plan: Plan): readonly number[] => {
  const { certain, solver } = asking;
  let light: readonly number[] = plan.effects.map(({ offer }) => offer.index);
  const keep = (isLight: (index: number) => boolean): void => {
    light = light.filter((index) => {
      const stays = isLight(index);
      if (!stays) {
        certain.add(index);
      }
      return stays;
    });
  };
  // First by what rounding could do at most, which is quick.
  keep((index) => lossWithout(asking, [index]).beyondMinor <= solver.luckMinor());
  for (let known = -1; known < certain.size;) {
    known = certain.size;
    keep((index) => isLightWithout(asking, [index]));
  }
  return light;
};

/** Offers of one group that are left out. */
interface Option {
  readonly without: readonly number[];
  /** Which others then give something, but for those that are certain: they do in any case. */
  readonly effects: readonly Pick<Effect, "offer">[];
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
}

/** Every set of a group that is light, found by leaving out one after another of the offers that give something. */
const optionsOf = (choosing: Choosing): Options => {
  const { asking } = choosing;
  const { solver } = asking;
  const byLeft = new Map<string, Option>();
  let isPicked = false;
  const visit = (without: readonly number[], kept: ReadonlySet<number>): void => {
    const { left, effects } = outcomeOf(choosing, without);
    const known = byLeft.get(left);
    isPicked ||= known !== undefined;
    if (known === undefined || isPreferred(effects, known.effects)) {
      byLeft.set(left, { without, effects });
    }
    const tried = new Set(kept);
    for (const { offer } of effects) {
      if (tried.has(offer.index)) {
        continue;
      }
      if (!spendNode(solver.setsLeft, costOfSet(solver))) {
        solver.proven = false;
        return;
      }
      const more = [...without, offer.index];
      if (isLightWithout(asking, more, tried)) {
        visit(more, tried);
      }
      // What lacks it was looked at: from now on it is given.
      tried.add(offer.index);
    }
  };
  visit([], new Set());
  return { options: [...byLeft.values()], isPicked };
};

/** Of two ways to leave the same, whatever else is given. */
const isPreferred = (effects: Option["effects"], others: Option["effects"]): boolean =>
  comparePlans(planOf(effects), planOf(others)) < 0;

const planOf = (effects: Option["effects"]): Plan => ({
  totalMinor: 0,
  states: [],
  effects: effects.map(({ offer }) => ({ offer, amountMinor: 0, times: 1, lines: [], needed: [] })),
});

interface GroupOutcome {
  /** The same where what is left of the group's lines is the same, and the same offers work on top. */
  readonly left: string;
  readonly effects: Option["effects"];
}

const outcomeOf = ({ asking, settled, group }: Choosing, without: readonly number[]): GroupOutcome => {
  const { solver, leaf, reference, certain } = asking;
  const branch = branchWithout(leaf, without);
  const left: string[] = [];
  const effects = new Map<number, Option["effects"][number]>();
  for (const line of group.lines) {
    const { leftMinor, given } = settled.outcomeOn(line, branch.excluded);
    left.push(String(leftMinor));
    given.forEach((offer) => effects.set(offer.index, { offer }));
  }
  for (const at of group.parts) {
    const { near } = answerPart(solver, branch, { at, question: reference.terms.question });
    // Where draws may be chosen, what is preferred may hang on the choice.
    left.push(near.length === 1 ? (near[0]?.left.join() ?? "") : `any without ${without.join()}`);
    for (const answer of near) {
      answer.compute().effects.forEach((effect) => effects.set(effect.offer.index, effect));
    }
  }
  for (const offer of group.top) {
    const isLeftOut = without.includes(offer.index);
    left.push(isLeftOut ? "out" : "in");
    if (!isLeftOut) {
      effects.set(offer.index, { offer });
    }
  }
  return {
    left: left.join(";"),
    effects: [...effects.values()].filter(({ offer }) => !certain.has(offer.index)),
  };
};

interface Combining {
  readonly asking: Asking;
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
const tryCombination = (asking: Asking, chosen: readonly number[], isPicked: boolean): void => {
  const { solver, certain, reference } = asking;
  const { lossMinor } = lossWithout(asking, chosen);
  if (chosen.length === 0 || lossMinor > 0 || solver.best === null) {
    return;
  }
  const wantedMinor = solver.best.totalMinor + lossMinor;
  const found = bestWithout(asking, chosen);
  if (isPicked && found?.totalMinor !== wantedMinor) {
    // A threshold failed: perhaps it would not have in another way to leave the same.
    solver.proven = false;
  }
  const before = new Set(reference.plan().effects.map(({ offer }) => offer.index));
  for (const { offer } of found?.effects ?? []) {
    const isNew = solver.shape.positionOf.has(offer.index) && !before.has(offer.index);
    const more = [...chosen, offer.index];
    if (isNew && !certain.has(offer.index) && spendNode(solver.setsLeft, costOfSet(solver))) {
      tryCombination(asking, more, isPicked);
    }
  }
};

/** The best plan of the branch without some offers, where it costs no more than the best known, which it may replace. */
const bestWithout = ({ solver, leaf, exploreBranch }: Asking, without: readonly number[]): Plan | null => {
  const apart: Solver = {
    ...solver,
    best: null,
    leaf: null,
    leaves: [],
    held: [],
    branchesLeft: branchBudget(),
  };
  exploreBranch(apart, branchWithout(leaf, without));
  solver.proven &&=
    apart.proven &&
    apart.held.length === 0 &&
    areOthersCut(apart.leaves, apart.leaf, solver.best?.totalMinor ?? 0);
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
