/** The oracle's gifts, points and payments: everything that follows once the money offers are chosen. */
import type { PricingInput } from "../../../domain/pricing/pricing-input.ts";
import { fraction, round, shareOut } from "./exact-share.ts";
import { because, isSameTier, type OracleMiss } from "./oracle-gates.ts";
import type { OracleOffer } from "./oracle-offers.ts";
import { missedThresholds, sumOver, type OraclePlan } from "./oracle-plan.ts";
import type { OracleTask } from "./oracle-price.ts";

export interface OracleReward {
  readonly offer: OracleOffer;
  readonly times: number;
}

export interface OracleRewards {
  readonly given: readonly OracleReward[];
  readonly lost: readonly {
    readonly offer: OracleOffer;
    readonly by: readonly OracleOffer[];
    readonly misses: readonly OracleMiss[];
  }[];
}

const exclude = (a: OracleOffer, b: OracleOffer): boolean =>
  a.family !== b.family && (a.combines === "none" || b.combines === "none");

export const rewardsByOracle = (task: OracleTask, plan: OraclePlan): OracleRewards => {
  const given: OracleReward[] = [];
  const lost: OracleRewards["lost"][number][] = [];
  const tooLittle = belowLeastPurchase(task, plan);
  for (const offer of task.candidates.offers.filter((one) => one.layer === 8)) {
    const by = [...plan.offers, ...given.map((one) => one.offer)].filter((other) => exclude(offer, other));
    const misses = [
      ...missedThresholds(offer, plan.netByLine, plan.netByLine),
      ...missingForOneGift(offer, plan),
      ...(offer.benefit.type === "points" ? tooLittle : []),
    ];
    const times = misses.length > 0 || by.length > 0 ? 0 : timesOf(offer, task, plan);
    if (times > 0) {
      given.push({ offer, times });
    } else {
      lost.push({ offer, by, misses });
    }
  }
  return { given, lost };
};

const missingForOneGift = ({ benefit, target }: OracleOffer, plan: OraclePlan): readonly OracleMiss[] => {
  if (benefit.type !== "freeProduct" || benefit.per === null || !("minSpendMinor" in benefit.per)) {
    return [];
  }
  const spent = sumOver(plan.netByLine, target);
  const { minSpendMinor } = benefit.per;
  return spent < minSpendMinor ? [because("BELOW_MIN_SPEND", minSpendMinor, spent)] : [];
};

/** Every point of the program asks for its least purchase, in what is paid with money. */
const belowLeastPurchase = (task: OracleTask, plan: OraclePlan): readonly OracleMiss[] => {
  const { loyalty } = task.input;
  if (loyalty === null) {
    return [];
  }
  const { payable, notEarning } = paymentsOf(task, plan);
  const sum = paidByLine(task, plan).reduce((total, one) => total + one, 0);
  const counted = payable === 0 ? fraction(0) : fraction(BigInt(sum) * BigInt(payable - notEarning), payable);
  const least = loyalty.minPurchaseMinor;
  return counted.top < BigInt(least) * counted.bottom
    ? [because("BELOW_MIN_SPEND", least, Number(counted.top / counted.bottom))]
    : [];
};

const timesOf = ({ benefit, target }: OracleOffer, task: OracleTask, plan: OraclePlan): number => {
  if (benefit.type !== "freeProduct") {
    return task.input.loyalty === null ? 0 : 1;
  }
  const units = target.reduce((sum, line) => sum + (task.lines[line]?.units ?? 0) * 1000, 0);
  const { per } = benefit;
  let times = 1;
  if (per !== null) {
    times = Math.floor(
      "minSpendMinor" in per
        ? sumOver(plan.netByLine, target) / per.minSpendMinor
        : units / per.minQuantityMilli,
    );
  }
  const value = giftValue(benefit);
  const most = benefit.maxDiscountMinor;
  return most === null || value === 0 ? times : Math.min(times, Math.floor(most / value));
};

export const giftValue = ({
  unitPriceMinor,
  quantityMilli,
}: {
  readonly unitPriceMinor: number;
  readonly quantityMilli: number;
}): number => round(fraction(BigInt(unitPriceMinor) * BigInt(quantityMilli), 1000));

export interface OracleSettlement {
  readonly payable: number;
  readonly paid: number;
  readonly redeemed: number;
  readonly redeemableValue: number;
  readonly earned: number;
}

export const settleByOracle = (
  task: OracleTask,
  plan: OraclePlan,
  rewards: OracleRewards,
): OracleSettlement => {
  const { input } = task;
  const { payable, paid, redeemed } = paymentsOf(task, plan);
  return {
    payable,
    paid,
    redeemed,
    redeemableValue: worth(input, mostPoints(input, plan.totalMinor, Number.MAX_SAFE_INTEGER)),
    earned: earnedPoints(task, plan, rewards),
  };
};

interface OraclePayments {
  readonly payable: number;
  readonly paid: number;
  readonly redeemed: number;
  /** What points and gift cards pay. */
  readonly notEarning: number;
}

const paymentsOf = ({ input }: OracleTask, { totalMinor: total }: OraclePlan): OraclePayments => {
  const redeemed = mostPoints(input, total, input.redeemPoints ?? 0);
  const cashOnly =
    redeemed === 0 && input.payments.length > 0 && input.payments.every(({ type }) => type === "CASH");
  const step = input.store.cashRoundingMinor;
  const payable = cashOnly && step > 0 ? round(fraction(total, step)) * step : total;
  const byPoints = worth(input, redeemed);
  let paid = byPoints;
  let notEarning = byPoints;
  for (const { type, amountMinor } of input.payments) {
    const part = Math.min(amountMinor ?? 0, payable - paid);
    paid += part;
    notEarning += type === "POINTS" || type === "GIFT_CARD" ? part : 0;
  }
  const rest = input.payments.find(({ amountMinor }) => amountMinor === null);
  if (rest !== undefined && (rest.type === "POINTS" || rest.type === "GIFT_CARD")) {
    notEarning += payable - paid;
  }
  return { payable, paid, redeemed, notEarning };
};

const worth = ({ loyalty }: PricingInput, points: number): number => {
  const terms = loyalty?.redeem;
  return terms ? Number((BigInt(points) * BigInt(terms.valueMinor)) / BigInt(terms.points)) : 0;
};

/** Tries every number of points, most first: their exact worth stays within the whole minor units of the share. */
const mostPoints = (input: PricingInput, payable: number, wanted: number): number => {
  const terms = input.loyalty?.redeem;
  if (!terms || input.customer === null || terms.valueMinor === 0) {
    return 0;
  }
  const share = (BigInt(payable) * BigInt(terms.maxShareBp)) / 10_000n;
  for (let points = Math.min(wanted, input.customer.points); points > 0; points -= 1) {
    const isWithin = BigInt(points) * BigInt(terms.valueMinor) <= share * BigInt(terms.points);
    if (points % terms.step === 0 && points >= terms.min && isWithin) {
      return points;
    }
  }
  return 0;
};

/** What is paid for each line of goods, with its tax. */
const paidByLine = ({ input, lines }: OracleTask, plan: OraclePlan): readonly number[] => {
  const rates = [...new Set(lines.map((line) => line.sample.taxRateBp))];
  const tax = lines.map(() => 0);
  for (const rate of input.store.pricesIncludeTax ? [] : rates) {
    const at = lines.flatMap((line, index) => (line.sample.taxRateBp === rate ? [index] : []));
    const nets = at.map((index) => plan.netByLine[index] ?? 0);
    const sum = nets.reduce((total, net) => total + net, 0);
    const parts = shareOut(
      round(fraction(BigInt(sum) * BigInt(rate), 10_000)),
      nets.map((net) => fraction(net)),
      nets.map(() => Number.MAX_SAFE_INTEGER),
    );
    at.forEach((index, place) => {
      tax[index] = parts[place] ?? 0;
    });
  }
  return lines.map((line, at) => (line.goods ? (plan.netByLine[at] ?? 0) + (tax[at] ?? 0) : 0));
};

const earnedPoints = (task: OracleTask, plan: OraclePlan, rewards: OracleRewards): number => {
  const { loyalty, customer } = task.input;
  if (loyalty === null || customer === null || belowLeastPurchase(task, plan).length > 0) {
    return 0;
  }
  let bonus = 0;
  const multipliers: { readonly milli: bigint; readonly target: readonly number[] }[] = [];
  for (const { offer } of rewards.given) {
    if (offer.benefit.type === "points") {
      bonus += offer.benefit.bonus ?? 0;
      multipliers.push({ milli: BigInt(offer.benefit.multiplierMilli ?? 1000), target: offer.target });
    }
  }
  const { payable, notEarning } = paymentsOf(task, plan);
  if (loyalty.earn === null || payable === 0) {
    return bonus;
  }
  const tier = loyalty.tiers.find(({ code }) => isSameTier(code, customer.tier));
  const weighted = paidByLine(task, plan).reduce(
    (total, one, at) =>
      total +
      multipliers.reduce(
        (figure, { milli, target }) => figure * (target.includes(at) ? milli : 1000n),
        BigInt(one),
      ),
    0n,
  );
  const top =
    weighted *
    BigInt(payable - notEarning) *
    BigInt(loyalty.earn.points) *
    BigInt(tier?.multiplierMilli ?? 1000);
  const bottom =
    1000n ** BigInt(multipliers.length) * BigInt(payable) * BigInt(loyalty.earn.perMinor) * 1000n;
  return Number(top / bottom) + bonus;
};
