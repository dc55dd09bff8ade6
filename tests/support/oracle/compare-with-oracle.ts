/** One case through the engine and the oracle; what differs, in words. */
import { readPricingCase } from "../../../contracts/pricing-case.ts";
import { priceBasket } from "../../../domain/pricing/price-basket.ts";
import type { PricingInput } from "../../../domain/pricing/pricing-input.ts";
import type { PricingResult } from "../../../domain/pricing/pricing-result.ts";
import { formatDecimal, formatDecimalShort } from "../../../domain/money/decimal.ts";
import { nudgeProblems } from "./oracle-nudges.ts";
import { namesOf, oracleTask, searchByOracle, type OracleTask, type SearchLimits } from "./oracle-price.ts";
import { selectByOraclePriority } from "./oracle-priority.ts";
import type { OraclePlan } from "./oracle-plan.ts";
import { couponsByOracle, lossesByOracle, type OracleLoss, type ReasonQuestion } from "./oracle-reasons.ts";
import { giftValue, rewardsByOracle, settleByOracle } from "./oracle-rewards.ts";

export type Comparison =
  | { readonly type: "same"; readonly plans: number }
  | { readonly type: "tooBig" }
  | { readonly type: "unproven" }
  | { readonly type: "different"; readonly text: string };

export interface CompareOptions extends SearchLimits {
  /** Why not, coupons and nudges too; else only what is given, and what is paid. */
  readonly everything: boolean;
}

const USUAL: CompareOptions = { maxPlans: 20_000, maxOffers: 9, everything: true };

/** Cases with more plans than `maxPlans` are too big for the oracle. `name` says which case it is. */
export const compareWithOracle = (
  name: string,
  json: unknown,
  given: Partial<CompareOptions> = {},
): Comparison => {
  const options = { ...USUAL, ...given };
  const read = readPricingCase(json);
  if (!read.ok) {
    return { type: "different", text: `case ${name} is refused: ${JSON.stringify(read.error)}` };
  }
  const input = read.value;
  const task = oracleTask(input);
  const found = chosenByOracle(task, options);
  if (found === null) {
    return { type: "tooBig" };
  }
  const result = priceBasket(input);
  const [first] = found.plans;
  if (first === undefined) {
    throw new Error("The plan without offers is always allowed");
  }
  const say = (problem: string): Comparison => ({ type: "different", text: `case ${name}: ${problem}` });
  if (!result.certificate.optimal) {
    const { boundMinor } = result.certificate;
    return boundMinor <= first.totalMinor && first.totalMinor <= result.totals.totalMinor
      ? { type: "unproven" }
      : say(`not proven, bound ${String(boundMinor)}, oracle ${String(first.totalMinor)}`);
  }
  const problems = found.plans.map((plan) => planProblem(result, task, plan));
  const matching = found.plans.filter((_, at) => problems[at] === null);
  if (matching.length === 0) {
    return say(problems[0] ?? "");
  }
  const why = matching.map((plan) => restProblem(result, task, { plan, how: found.how, options }));
  if (!why.includes(null)) {
    return say(why[0] ?? "");
  }
  const nudges = options.everything ? nudgeProblems(input, result, options) : [];
  return nudges.length > 0 ? say(nudges.join("; ")) : { type: "same", plans: found.count };
};

interface Found {
  readonly plans: readonly OraclePlan[];
  readonly how: ReasonQuestion["how"];
  readonly count: number;
}

const chosenByOracle = (task: OracleTask, limits: SearchLimits): Found | null => {
  if (task.input.selection === "priority") {
    const priority = selectByOraclePriority(task);
    return { plans: [priority.plan], how: { priority }, count: 1 };
  }
  const search = searchByOracle(task, limits);
  return search === null ? null : { plans: search.best, how: { search }, count: search.plans };
};

const plain = (value: unknown): string => JSON.stringify(value);

const differ = (what: string, oracle: unknown, engine: unknown): string | null =>
  plain(oracle) === plain(engine) ? null : `${what}: oracle ${plain(oracle)}, engine ${plain(engine)}`;

const bySku = (entries: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] => {
  const sums = new Map<string, number>();
  for (const [sku, net] of entries) {
    sums.set(sku, (sums.get(sku) ?? 0) + net);
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
};

/** What is given and what remains of every product. */
const planProblem = (result: PricingResult, task: OracleTask, plan: OraclePlan): string | null => {
  const given = plan.offers.map((offer) => [
    offer.code,
    (plan.byLine.get(offer.id) ?? []).reduce((sum, part) => sum + part, 0),
    plan.times.get(offer.id),
  ]);
  const applied = result.applied
    .filter(({ amountMinor }) => amountMinor > 0)
    .map((one) => [one.campaign ?? one.coupon ?? one.tier, one.amountMinor, one.times]);
  return (
    differ("total", plan.totalMinor, result.totals.totalMinor) ??
    differ(`given of ${namesOf(task.offers).join(", ")}`, given, applied) ??
    differ(
      "nets",
      bySku(task.lines.map((line, at) => [line.sample.sku, plan.netByLine[at] ?? 0])),
      bySku(result.lines.map((line) => [line.sku, line.netMinor])),
    )
  );
};

/** Gifts, points, payments; and with `everything` the reasons and coupons. */
const restProblem = (
  result: PricingResult,
  task: OracleTask,
  {
    plan,
    how,
    options,
  }: { readonly plan: OraclePlan; readonly how: ReasonQuestion["how"]; readonly options: CompareOptions },
): string | null => {
  const rewards = rewardsByOracle(task, plan);
  const { totals, points } = result;
  const gifts = rewards.given.flatMap(({ offer, times }) =>
    offer.benefit.type === "freeProduct"
      ? [[offer.benefit.sku, offer.benefit.quantityMilli * times, giftValue(offer.benefit) * times]]
      : [],
  );
  const settled = {
    payable: totals.payableMinor,
    paid: totals.paidMinor,
    redeemed: points.redeemed,
    redeemableValue: points.redeemableValueMinor,
    earned: points.earned,
  };
  const problem =
    differ(
      "rewards",
      rewards.given.map(({ offer, times }) => [offer.code, times]),
      result.applied
        .filter(({ amountMinor }) => amountMinor === 0)
        .map((one) => [one.campaign ?? one.coupon, one.times]),
    ) ??
    differ(
      "gifts",
      gifts,
      result.gifts.map((gift) => [gift.sku, gift.quantityMilli, gift.valueMinor]),
    ) ??
    differ("settlement", settleByOracle(task, plan, rewards), settled);
  if (problem !== null || !options.everything) {
    return problem;
  }
  const question = { task, plan, rewards, how };
  return reasonProblem(result, question);
};

const reasonProblem = (result: PricingResult, question: ReasonQuestion): string | null => {
  const losses = lossesByOracle(question);
  const { input } = question.task;
  const lost = input.campaigns.filter(({ code }) => losses.has(`c${code}`)).map(({ code }) => code);
  const answered = result.notApplied.map(({ campaign }) => campaign);
  const missing = differ("answered for", lost.toSorted(), answered);
  if (missing !== null) {
    return missing;
  }
  for (const one of result.notApplied) {
    const right = losses.get(`c${one.campaign}`) ?? [];
    const answer = [one.reason, one.by.join(), one.differenceMinor, ...figuresOf(one)];
    const answers = right.map((loss) => answerOf(loss, input));
    if (!answers.some((known) => plain(known) === plain(answer))) {
      return `${one.campaign}: oracle ${plain(answers[0])}, engine ${plain(answer)}`;
    }
  }
  const coupons = couponsByOracle(question, losses);
  const fits = coupons.every((coupon, at) => {
    const answer = result.coupons[at];
    return (
      answer?.code === coupon.code &&
      answer.status === coupon.status &&
      coupon.reasons.includes(answer.reason)
    );
  });
  return fits && coupons.length === result.coupons.length
    ? null
    : `coupons: oracle ${plain(coupons)}, engine ${plain(result.coupons)}`;
};

/** Reasons whose figures the oracle knows; the others carry words. */
const COUNTED = ["BELOW_MIN_QUANTITY", "BELOW_MIN_SPEND", "ABOVE_MAX_SPEND", "LIMIT_REACHED"];

const figuresOf = ({
  reason,
  wanted,
  got,
}: PricingResult["notApplied"][number]): readonly (string | null)[] =>
  COUNTED.includes(reason) ? [wanted, got] : [];

const answerOf = (
  { reason, by, difference, wanted, got }: OracleLoss,
  { currencyDecimals }: PricingInput,
): readonly unknown[] => {
  const figure = (value: number | null): string | null => {
    if (value === null || reason === "LIMIT_REACHED") {
      return value === null ? null : String(value);
    }
    return reason === "BELOW_MIN_QUANTITY"
      ? formatDecimalShort(value, 3)
      : formatDecimal(value, currencyDecimals);
  };
  return [reason, by.join(), difference, ...(COUNTED.includes(reason) ? [figure(wanted), figure(got)] : [])];
};
