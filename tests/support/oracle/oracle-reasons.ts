/**
 * The oracle's answers for what was not given (sections 7 and 11): every answer that is right for a campaign beside the
 * chosen combination, and what becomes of every coupon.
 */
import { because, placeOf, type OracleMiss } from "./oracle-gates.ts";
import { isOffer, type OracleOffer, type OracleStanding } from "./oracle-offers.ts";
import {
  computePlan,
  missedThresholds,
  rivals,
  sumOver,
  type OraclePlan,
  type PlanQuestion,
} from "./oracle-plan.ts";
import { baseOf, attemptsAt, subsets, type OracleSearch, type OracleTask } from "./oracle-price.ts";
import { selectByOraclePriority, type OraclePriority } from "./oracle-priority.ts";
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
  const speaking = byRule
    .flat()
    .filter((one) => byRule.every((others) => others.some((other) => place(other) <= place(one))));
  // Whichever rule is forced in for less, that is what the campaign would cost.
  const least = Math.min(...speaking.map((one) => one.difference ?? Number.POSITIVE_INFINITY));
  return speaking.filter((one) => one.difference === null || one.difference === least);
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
    ? priorityLosses(offer, question, question.how.priority)
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

/** A budget that refuses it, or nothing to give, even where it is the only offer. */
const lossesAlone = (offer: OracleOffer, { task }: ReasonQuestion): readonly OracleLoss[] => {
  const refusal = selectByOraclePriority({ ...task, offers: [offer] }).barred[0]?.refusal ?? null;
  if (refusal?.type === "nothing") {
    return [loss(because("NOTHING_LEFT"))];
  }
  return (refusal?.misses ?? []).filter(({ reason }) => reason === "BUDGET_SPENT").map((miss) => loss(miss));
};

const priorityLosses = (
  offer: OracleOffer,
  question: ReasonQuestion,
  { barred }: OraclePriority,
): readonly OracleLoss[] => {
  const found = barred.find((one) => one.offer === offer);
  if (found?.refusal != null && found.refusal.misses.length > 0) {
    return firstReasons(found.refusal.misses).map((miss) => loss(miss));
  }
  if (found === undefined || found.by.length === 0) {
    return [loss(because("NOTHING_LEFT"))];
  }
  const alone = lossesAlone(offer, question);
  return alone.length > 0 ? alone : [loss(because("NOT_COMBINABLE"), found.by)];
};

const bestLosses = (
  offer: OracleOffer,
  question: ReasonQuestion,
  search: OracleSearch,
): readonly OracleLoss[] => {
  const { task, plan } = question;
  const chosen = plan.offers;
  const forced = search.bestWith.get(offer.id) ?? [];
  const mayBeCombined = !chosen.some((other) => competes(other, offer));
  if (mayBeCombined && !canBeGivenBeside(chosen, offer, task)) {
    const isRefused =
      offer.budget?.refuse === true && canBeGivenBeside(chosen, { ...offer, budget: null }, task);
    return [loss(because(isRefused ? "BUDGET_SPENT" : "NOTHING_LEFT"))];
  }
  if (forced.length === 0) {
    const alone = lossesAlone(offer, question);
    return alone.length > 0 ? alone : [loss(because("NOTHING_LEFT"))];
  }
  return forced.map((other) => {
    const dropped = chosen.filter((one) => !other.offers.includes(one));
    const amountIn = (where: OraclePlan, { id }: OracleOffer): number =>
      (where.byLine.get(id) ?? []).reduce((sum, part) => sum + part, 0);
    const smaller = chosen.filter((one) => amountIn(other, one) < amountIn(plan, one));
    const moved = chosen.filter((one) =>
      (plan.byLine.get(one.id) ?? []).some((part, line) => (other.byLine.get(one.id)?.[line] ?? 0) < part),
    );
    return loss(
      because("BETTER_OFFER"),
      dropped.length > 0 ? dropped : smaller.length > 0 ? smaller : moved,
      other.totalMinor - plan.totalMinor,
    );
  });
};

/** They may not be in one basket, or not touch the units of lines that both mean, or draw from the same lines. */
const competes = (a: OracleOffer, b: OracleOffer): boolean => {
  const shareLines = a.target.some((line) => b.target.includes(line));
  const areAlone = a.family !== b.family && (a.combines === "none" || b.combines === "none");
  return areAlone || (shareLines && (rivals(a, b) || (a.layer === 3 && b.layer === 3)));
};

/**
 * Beside all chosen offers, with any draws and assignments: some plan gives the offer, every chosen unit offer, and every
 * other chosen offer unless that gives nothing at its turn.
 */
const canBeGivenBeside = (chosen: readonly OracleOffer[], offer: OracleOffer, task: OracleTask): boolean => {
  const inOrder = task.offers.flatMap((one) =>
    one.id === offer.id ? [offer] : chosen.includes(one) ? [one] : [],
  );
  const base = baseOf(task);
  for (const given of subsets(inOrder)) {
    const isMeant = inOrder.every((one) => given.includes(one) || (one.layer > 3 && one !== offer));
    for (const attempt of isMeant ? attemptsAt(given, base, inOrder) : []) {
      if (attempt !== null && attempt.plan !== null) {
        const left = inOrder.filter((one) => !given.includes(one));
        if (left.every((one) => givesNothingIn(attempt.question, one, inOrder))) {
          return true;
        }
      }
    }
  }
  return false;
};

/** One more offer in a plan, on all units that no earlier rival touches there: a later one has only what is left to it. */
const givesNothingIn = (
  question: PlanQuestion,
  offer: OracleOffer,
  order: readonly OracleOffer[],
): boolean => {
  const { units } = computePlan(question, "stop");
  const earlier = question.offers.filter((other) => order.indexOf(other) < order.indexOf(offer));
  const barred = units.map((unit, at) => {
    const byRival = earlier.some((other) => rivals(other, offer) && unit.touched.has(other.id));
    return new Set([...(question.barred[at] ?? []), ...(byRival ? [offer.id] : [])]);
  });
  const offers = order.filter((one) => one === offer || question.offers.includes(one));
  const { refusals } = computePlan({ ...question, offers, barred }, "skip");
  return refusals.some((one) => one.offer === offer);
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
        ...(opened !== undefined &&
        opened.activation !== "auto" &&
        (opener === code ||
          (losses.get(`c${opened.code}`) ?? []).some(({ reason }) => !USELESS.includes(reason)))
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
