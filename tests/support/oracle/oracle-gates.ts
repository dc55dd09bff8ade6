/**
 * The oracle's reasons for what is decided before any amount is computed: nonsense, time, place, customer, payment,
 * limits. Written from sections 6, 7 and 11 of the engine's page; every reason that holds is listed, the order is applied
 * elsewhere.
 */
import type { Campaign, CouponDefinition, DiscountRule, Moment } from "../../../domain/campaigns/campaign.ts";
import type { Reward } from "../../../domain/campaigns/benefit.ts";
import type { Conditions } from "../../../domain/campaigns/conditions.ts";
import type { PricingInput } from "../../../domain/pricing/pricing-input.ts";

export interface OracleMiss {
  readonly reason: string;
  readonly wanted: number | null;
  readonly got: number | null;
}

const ORACLE_REASONS: readonly string[] = [
  "UNKNOWN_CODE",
  "INVALID_RULE",
  "INACTIVE",
  "NOT_STARTED",
  "ENDED",
  "NEEDS_COUPON",
  "WRONG_STORE",
  "WRONG_DAY",
  "OUTSIDE_HOURS",
  "NEEDS_CUSTOMER",
  "WRONG_CUSTOMER",
  "CUSTOMER_NOT_ELIGIBLE",
  "WRONG_PAYMENT",
  "ALREADY_USED",
  "LIMIT_REACHED",
  "CUSTOMER_LIMIT_REACHED",
  "BUDGET_SPENT",
  "NO_LEASE",
  "NO_MATCHING_ITEMS",
  "BELOW_MIN_QUANTITY",
  "BELOW_MIN_SPEND",
  "ABOVE_MAX_SPEND",
  "NOTHING_LEFT",
  "BETTER_OFFER",
  "NOT_COMBINABLE",
];

export const placeOf = (reason: string): number => {
  const place = ORACLE_REASONS.indexOf(reason);
  if (place < 0) {
    throw new Error(`No such reason: ${reason}`);
  }
  return place;
};

export const because = (
  reason: string,
  wanted: number | null = null,
  got: number | null = null,
): OracleMiss => ({
  reason,
  wanted,
  got,
});

/** The first reason in the order of the page. */
export const firstOf = (misses: readonly OracleMiss[]): OracleMiss | null =>
  misses.toSorted((a, b) => placeOf(a.reason) - placeOf(b.reason))[0] ?? null;

/** Codes of tiers as people write them: spaces around them and the case say nothing. */
export const isSameTier = (a: string, b: string | null | undefined): boolean =>
  b?.trim().toUpperCase() === a.trim().toUpperCase();

const isPercent = (percentBp: number): boolean => percentBp > 0 && percentBp <= 10_000;

const isReward = (reward: Reward): boolean =>
  "percentBp" in reward
    ? isPercent(reward.percentBp)
    : "amountMinor" in reward
      ? reward.amountMinor > 0
      : reward.priceMinor >= 0;

const benefitMakesSense = ({ benefit }: DiscountRule): boolean => {
  const limits = [
    "maxUnits" in benefit ? benefit.maxUnits : null,
    "maxTimes" in benefit ? benefit.maxTimes : null,
  ];
  if (limits.some((limit) => limit !== null && limit < 1) || (benefit.maxDiscountMinor ?? 0) < 0) {
    return false;
  }
  switch (benefit.type) {
    case "percentage":
      return isPercent(benefit.percentBp);
    case "fixedAmount":
      return benefit.amountMinor > 0;
    case "fixedPrice":
      return benefit.priceMinor >= 0;
    case "buyXGetY":
      return (
        benefit.buy.quantity > 0 &&
        benefit.get.quantity > 0 &&
        isReward(benefit.get.reward) &&
        (benefit.choose === "cheapest" || benefit.grouping === "customer")
      );
    case "cheapestFree":
      return benefit.of > 0 && benefit.free > 0 && benefit.free <= benefit.of && isReward(benefit.reward);
    case "bundlePrice":
      return (
        benefit.items.length > 0 &&
        benefit.items.every((item) => item.quantity > 0) &&
        benefit.priceMinor >= 0
      );
    case "tiered": {
      const steps = benefit.tiers.map((tier) => tier.from);
      return (
        steps.length > 0 &&
        new Set(steps).size === steps.length &&
        steps.every((from) => from >= 0) &&
        benefit.tiers.every(({ off }) =>
          "percentBp" in off ? isPercent(off.percentBp) : off.amountMinor > 0,
        )
      );
    }
    case "freeProduct": {
      const per = benefit.per === null ? 1 : Object.values(benefit.per)[0];
      return benefit.quantityMilli > 0 && benefit.unitPriceMinor >= 0 && (per ?? 0) > 0;
    }
    case "points":
      return (
        (benefit.multiplierMilli !== null || benefit.bonus !== null) &&
        (benefit.multiplierMilli ?? 1) > 0 &&
        (benefit.bonus ?? 1) > 0
      );
    case "freeDelivery":
      return true;
  }
};

const conditionsMakeSense = (conditions: Conditions): boolean =>
  [
    conditions.minSpendMinor,
    conditions.maxSpendMinor,
    conditions.minQuantityMilli,
    ...conditions.requires.flatMap((one) => [one.minQuantityMilli, one.minSpendMinor]),
  ].every((figure) => (figure ?? 0) >= 0) &&
  (conditions.purchaseNumber ?? 1) >= 1 &&
  (conditions.maxSpendMinor === null || (conditions.minSpendMinor ?? 0) <= conditions.maxSpendMinor) &&
  (conditions.hours === null || conditions.hours.fromMinute !== conditions.hours.untilMinute);

const makesSense = (rule: DiscountRule): boolean =>
  benefitMakesSense(rule) && conditionsMakeSense(rule.conditions);

interface Clock {
  /** "2026-11-20" */
  readonly date: string;
  /** "15:30:00" */
  readonly time: string;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

const clockAt = (atMs: number, timeZone: string): Clock => {
  const known = clocks.get(timeZone);
  const format =
    known ?? new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  clocks.set(timeZone, format);
  const [date = "", time = ""] = format.format(atMs).split(" ");
  return { date, time };
};

/** By local text: a moment of the store's zone is reached when its wall clock shows it. */
const isReached = (moment: Moment, { atMs, store }: PricingInput): boolean => {
  if (moment.kind === "instant") {
    return atMs >= moment.atMs;
  }
  const { date, time } = clockAt(atMs, store.timezone);
  const seconds = time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return date > moment.date || (date === moment.date && seconds >= moment.secondOfDay);
};

const timely = (
  { validFrom, validUntil }: Pick<CouponDefinition, "validFrom" | "validUntil">,
  input: PricingInput,
): readonly OracleMiss[] => [
  ...(validFrom !== null && !isReached(validFrom, input) ? [because("NOT_STARTED")] : []),
  ...(validUntil !== null && isReached(validUntil, input) ? [because("ENDED")] : []),
];

/** What does not hold about the campaign itself. */
export const campaignGate = (
  campaign: Campaign,
  input: PricingInput,
  opened: boolean,
): readonly OracleMiss[] => {
  const { limits } = campaign;
  const usage = input.usage.campaigns.get(campaign.code);
  const { uses = 0, customerUses = 0, spentMinor = 0, lease = true } = usage ?? {};
  const makeSense =
    campaign.rules.length > 0 &&
    campaign.rules.every(makesSense) &&
    conditionsMakeSense(campaign.conditions) &&
    [limits.uses, limits.usesPerCustomer, limits.budgetMinor].every((limit) => (limit ?? 0) >= 0);
  return [
    ...(makeSense ? [] : [because("INVALID_RULE")]),
    ...(campaign.active ? [] : [because("INACTIVE")]),
    ...timely(campaign, input),
    ...(campaign.activation === "auto" || opened ? [] : [because("NEEDS_COUPON")]),
    ...(limits.usesPerCustomer !== null && input.customer === null ? [because("NEEDS_CUSTOMER")] : []),
    ...(limits.uses !== null && uses >= limits.uses ? [because("LIMIT_REACHED", limits.uses, uses)] : []),
    ...(limits.usesPerCustomer !== null && customerUses >= limits.usesPerCustomer
      ? [because("CUSTOMER_LIMIT_REACHED", limits.usesPerCustomer, customerUses)]
      : []),
    ...(limits.budgetMinor !== null && spentMinor >= limits.budgetMinor
      ? [because("BUDGET_SPENT", limits.budgetMinor, spentMinor)]
      : []),
    ...(lease ? [] : [because("NO_LEASE")]),
  ];
};

/** Why a coupon does not count, whatever it gives; null when it does. */
export const couponGate = (coupon: CouponDefinition, input: PricingInput): string | null => {
  const { customer } = input;
  const used = input.usage.coupons.get(coupon.code) ?? { uses: 0, customerUses: 0 };
  const wantsCustomer =
    coupon.type === "personal" || coupon.customer !== null || coupon.usesPerCustomer !== null;
  const misses = [
    ...(couponMakesSense(coupon) ? [] : [because("INVALID_RULE")]),
    ...timely(coupon, input),
    ...(wantsCustomer && customer === null ? [because("NEEDS_CUSTOMER")] : []),
    ...(coupon.customer !== null && coupon.customer !== customer?.id ? [because("WRONG_CUSTOMER")] : []),
    ...(coupon.type === "singleUse" && used.uses > 0 ? [because("ALREADY_USED")] : []),
    ...(coupon.usageLimit !== null && used.uses >= coupon.usageLimit ? [because("LIMIT_REACHED")] : []),
    ...(coupon.usesPerCustomer !== null && used.customerUses >= coupon.usesPerCustomer
      ? [because("CUSTOMER_LIMIT_REACHED")]
      : []),
  ];
  return firstOf(misses)?.reason ?? null;
};

const couponMakesSense = ({ rule, campaign, usageLimit, usesPerCustomer }: CouponDefinition): boolean =>
  (rule !== null || campaign !== null) &&
  (rule === null || makesSense(rule)) &&
  [usageLimit, usesPerCustomer].every((limit) => (limit ?? 0) >= 0);

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** What does not hold of the conditions that look at time, place, customer and payment. */
export const conditionGate = (conditions: Conditions, input: PricingInput): readonly OracleMiss[] => {
  const { customer, payments, store, atMs } = input;
  const misses: OracleMiss[] = [];
  const need = (holds: boolean, reason: string): void => {
    if (!holds) {
      misses.push(because(reason));
    }
  };
  const { hours } = conditions;
  need(conditions.stores === null || conditions.stores.includes(store.code), "WRONG_STORE");
  if (hours !== null || conditions.daysOfWeek !== null) {
    const { date, time } = clockAt(atMs, conditions.timezone ?? store.timezone);
    const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    const overMidnight = hours !== null && hours.untilMinute < hours.fromMinute;
    const belongsToYesterday = overMidnight && minute < hours.untilMinute;
    const day = new Date(`${date}T12:00:00Z`).getUTCDay() + (belongsToYesterday ? 6 : 0);
    need(conditions.daysOfWeek?.some((one) => one === DAYS[day % 7]) ?? true, "WRONG_DAY");
    if (hours !== null) {
      const afterStart = minute >= hours.fromMinute;
      const beforeEnd = minute < hours.untilMinute;
      need(overMidnight ? afterStart || beforeEnd : afterStart && beforeEnd, "OUTSIDE_HOURS");
    }
  }
  const asksForCustomer =
    conditions.requiresCustomer ||
    conditions.firstPurchase ||
    [
      conditions.segments,
      conditions.tiers,
      conditions.customers,
      conditions.purchaseNumber,
      conditions.birthday,
    ].some((one) => one !== null);
  need(!asksForCustomer || customer !== null, "NEEDS_CUSTOMER");
  if (customer !== null) {
    const eligible =
      (conditions.segments?.some((one) => customer.segments.includes(one)) ?? true) &&
      (conditions.tiers?.some((one) => isSameTier(one, customer.tier)) ?? true) &&
      (conditions.customers?.includes(customer.id) ?? true) &&
      (!conditions.firstPurchase || customer.purchases === 0) &&
      (conditions.purchaseNumber === null || customer.purchases + 1 === conditions.purchaseNumber) &&
      isBirthday(conditions, input);
    need(eligible, "CUSTOMER_NOT_ELIGIBLE");
  }
  const types = conditions.paymentTypes;
  need(
    types === null || (payments.length > 0 && payments.every(({ type }) => types.includes(type))),
    "WRONG_PAYMENT",
  );
  return misses;
};

const isBirthday = (conditions: Conditions, { customer, atMs, store }: PricingInput): boolean => {
  if (conditions.birthday === null) {
    return true;
  }
  const born = customer?.dateOfBirth?.slice(5) ?? "";
  const { date } = clockAt(atMs, conditions.timezone ?? store.timezone);
  const hasLeapDay = new Date(Date.UTC(Number(date.slice(0, 4)), 1, 29)).getUTCMonth() === 1;
  const kept = born === "02-29" && !hasLeapDay ? "02-28" : born;
  return conditions.birthday === "month" ? born.slice(0, 2) === date.slice(5, 7) : kept === date.slice(5);
};
