/**
 * The oracle's answers for what was not given (sections 7 and 11): every answer that is right for a campaign beside the
 * chosen combination, and what becomes of every coupon.
 */
import { because, placeOf, type OracleMiss } from "./oracle-gates.ts";
import { isOffer, type OracleOffer, type OracleStanding } from "./oracle-offers.ts";
import { missedThresholds, rivals, sumOver, type OraclePlan } from "./oracle-plan.ts";
import { searchByOracle, type OracleSearch, type OracleTask, type SearchLimits } from "./oracle-price.ts";
import type { OraclePriority } from "./oracle-priority.ts";
import type { OracleRewards } from "./oracle-rewards.ts";

export interface OracleLoss extends OracleMiss {
  readonly by: readonly string[];
  readonly difference: number | null;
}

export interface ReasonQuestion {
  readonly task: OracleTask;
  readonly plan: OraclePlan;
  readonly rewards: OracleRewards;
  readonly how: { readonly search: OracleSearch } | { readonly priority: OraclePriority };
  readonly limits: SearchLimits;
}

const loss = (
  miss: OracleMiss,
  by: readonly OracleOffer[] = [],
  difference: number | null = null,
): OracleLoss => ({
  ...miss,
  by: [...new Set(by.map((offer) => offer.code))].toSorted(),
  difference,
});

/** For each campaign or coupon rule without effect, by family, the answers that are right. */
export const lossesByOracle = (question: ReasonQuestion): ReadonlyMap<string, readonly OracleLoss[]> => {
  const { task, plan, rewards } = question;
  const given = new Set([
    ...plan.offers.map((offer) => offer.family),
    ...rewards.given.map(({ offer }) => offer.family),
  ]);
  return new Map(
    task.candidates.standings
      .filter(({ family }) => !given.has(family))
      .map((standing) => [standing.family, nearest(standing, question)]),
  );
};

/** With several rules the reason that comes last in the order speaks. */
const nearest = (standing: OracleStanding, question: ReasonQuestion): readonly OracleLoss[] => {
  const byRule = standing.rules.map((rule) =>
    isOffer(rule) ? offerLosses(rule, question) : rule.map((miss) => loss(miss)),
  );
  const place = (one: OracleLoss): number => placeOf(one.reason);
  return byRule
    .flat()
    .filter((one) => byRule.every((others) => others.some((other) => place(other) <= place(one))));
};

const offerLosses = (offer: OracleOffer, question: ReasonQuestion): readonly OracleLoss[] => {
  if (offer.layer === 8) {
    return rewardLosses(offer, question);
  }
  const unmet = unmetInPlan(offer, question);
  if (unmet.length > 0) {
    return unmet.map((miss) => loss(miss));
  }
  return "priority" in question.how
    ? priorityLosses(offer, question.how.priority)
    : bestLosses(offer, question, question.how.search);
};

const firstReasons = (misses: readonly OracleMiss[]): readonly OracleMiss[] => {
  const first = Math.min(...misses.map(({ reason }) => placeOf(reason)));
  return misses.filter(({ reason }) => placeOf(reason) === first);
};

/** Thresholds that do not hold in the chosen combination, where the offer's turn would be. */
const unmetInPlan = (offer: OracleOffer, { task, plan }: ReasonQuestion): readonly OracleMiss[] => {
  const before = (isBefore: (other: OracleOffer) => boolean): readonly number[] =>
    task.lines.map((_, line) => {
      const start = task.start.reduce((sum, unit) => sum + (unit.line === line ? unit.remaining : 0), 0);
      return plan.offers
        .filter(isBefore)
        .reduce((sum, other) => sum - (plan.byLine.get(other.id)?.[line] ?? 0), start);
    });
  const layerSums = before((other) => other.layer < offer.layer);
  const turnSums = before((other) => task.offers.indexOf(other) < task.offers.indexOf(offer));
  const misses = [...missedThresholds(offer, layerSums, turnSums)];
  const { benefit, measure } = offer;
  if (benefit.type === "tiered" && benefit.by === "spend") {
    const least = Math.min(...benefit.tiers.map(({ from }) => from));
    const measured = sumOver(measure.atTurn ? turnSums : layerSums, measure.lines);
    if (measured < least) {
      misses.push(because("BELOW_MIN_SPEND", least, measured));
    }
  }
  return firstReasons(misses);
};

const rewardLosses = (offer: OracleOffer, { rewards, how }: ReasonQuestion): readonly OracleLoss[] => {
  const lost = rewards.lost.find((one) => one.offer === offer);
  if (lost !== undefined && lost.misses.length > 0) {
    return firstReasons(lost.misses).map((miss) => loss(miss));
  }
  if (lost === undefined || lost.by.length === 0) {
    return [loss(because("NOTHING_LEFT"))];
  }
  return [loss(because("priority" in how ? "NOT_COMBINABLE" : "BETTER_OFFER"), lost.by)];
};

const priorityLosses = (offer: OracleOffer, { barred }: OraclePriority): readonly OracleLoss[] => {
  const found = barred.find((one) => one.offer === offer);
  if (found?.refusal != null && found.refusal.misses.length > 0) {
    return firstReasons(found.refusal.misses).map((miss) => loss(miss));
  }
  return found === undefined || found.by.length === 0
    ? [loss(because("NOTHING_LEFT"))]
    : [loss(because("NOT_COMBINABLE"), found.by)];
};

const bestLosses = (
  offer: OracleOffer,
  { task, plan, limits }: ReasonQuestion,
  search: OracleSearch,
): readonly OracleLoss[] => {
  const chosen = plan.offers;
  const competes = (other: OracleOffer): boolean =>
    (other.family !== offer.family && (other.combines === "none" || offer.combines === "none")) ||
    (rivals(other, offer) && other.target.some((line) => offer.target.includes(line)));
  const isBeside = (ids: ReadonlySet<string>): boolean =>
    ids.has(offer.id) && chosen.every(({ id }) => ids.has(id));
  const forced = search.bestWith.get(offer.id) ?? [];
  const mayBeCombined = forced.length === 0 || !chosen.some(competes);
  if (mayBeCombined && !search.sets.some(isBeside)) {
    if (isRefusedByBudget(offer, task, { beside: chosen, all: true, limits })) {
      return [loss(because("BUDGET_SPENT"))];
    }
    const others = task.offers.filter((one) => one !== offer);
    return forced.length === 0 && isRefusedByBudget(offer, task, { beside: others, all: false, limits })
      ? [loss(because("BUDGET_SPENT")), loss(because("NOTHING_LEFT"))]
      : [loss(because("NOTHING_LEFT"))];
  }
  return forced.map((other) => {
    const dropped = chosen.filter((one) => !other.offers.includes(one));
    const amountIn = (where: OraclePlan, { id }: OracleOffer): number =>
      (where.byLine.get(id) ?? []).reduce((sum, part) => sum + part, 0);
    const smaller = chosen.filter((one) => amountIn(other, one) < amountIn(plan, one));
    return loss(
      because("BETTER_OFFER"),
      dropped.length > 0 ? dropped : smaller,
      other.totalMinor - plan.totalMinor,
    );
  });
};

/** With the budget lifted it could be given beside the others, or some of them: then it is the budget that refuses. */
const isRefusedByBudget = (
  offer: OracleOffer,
  task: OracleTask,
  {
    beside,
    all,
    limits,
  }: { readonly beside: readonly OracleOffer[]; readonly all: boolean; readonly limits: SearchLimits },
): boolean => {
  if (offer.budget?.refuse !== true) {
    return false;
  }
  const offers = task.offers
    .filter((one) => one === offer || beside.includes(one))
    .map((one) => (one === offer ? { ...offer, budget: null } : one));
  const sets = searchByOracle({ ...task, offers }, limits)?.sets ?? [];
  return sets.some((set) => (all ? set.size === offers.length : set.has(offer.id)));
};

export interface OracleCouponAnswer {
  readonly code: string;
  readonly status: "applied" | "rejected" | "notNeeded";
  /** The reasons that are right. */
  readonly reasons: readonly (string | null)[];
}

const USELESS = ["NOTHING_LEFT", "BETTER_OFFER", "NOT_COMBINABLE"];

export const couponsByOracle = (
  { task }: ReasonQuestion,
  losses: ReadonlyMap<string, readonly OracleLoss[]>,
): readonly OracleCouponAnswer[] => {
  const { coupons, standings } = task.candidates;
  return coupons
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, campaign, rejected }): OracleCouponAnswer => {
      if (rejected !== null) {
        return { code, status: "rejected", reasons: [rejected] };
      }
      const opened = task.input.campaigns.find((one) => one.code === campaign);
      const [opener] = coupons
        .filter((one) => one.rejected === null && one.campaign === campaign)
        .map((one) => one.code)
        .toSorted();
      const families = [
        ...standings.filter((one) => one.coupon === code).map((one) => one.family),
        ...(opened !== undefined && opened.activation !== "auto" && opener === code
          ? [`c${opened.code}`]
          : []),
      ];
      const found = families.map((family) => losses.get(family));
      if (found.includes(undefined)) {
        return { code, status: "applied", reasons: [null] };
      }
      const reasons = found.flatMap((some) => some ?? []).map(({ reason }) => reason);
      const last = Math.max(-1, ...reasons.map(placeOf));
      const nearestReasons = reasons.filter((reason) => placeOf(reason) === last);
      return nearestReasons.length === 0 || nearestReasons.some((reason) => USELESS.includes(reason))
        ? { code, status: "notNeeded", reasons: [null] }
        : { code, status: "rejected", reasons: nearestReasons };
    });
};
