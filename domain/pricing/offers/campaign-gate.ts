/**
 * Owns what decides about a campaign or coupon before any amount is computed: is it sound, running, open, within its
 * limits. Each answer is the list of everything that does not hold; the order of reasons picks the one to say.
 */
import type { Campaign, CouponDefinition, DiscountRule, Moment } from "../../campaigns/campaign.ts";
import type { Conditions } from "../../campaigns/conditions.ts";
import { formatDecimal } from "../../money/decimal.ts";
import { civilFromDays, formatCivilDate, MS_PER_DAY, parseCivilDate } from "../../time/civil-date.ts";
import { instantOf, isTimezone, wallClockAt } from "../../time/zoned-time.ts";
import { isSoundBenefit } from "../benefits/registry.ts";
import { areSoundThresholds } from "../conditions/basket/thresholds.ts";
import type { Miss, Situation } from "../conditions/condition.ts";
import { miss, NO_MISSES } from "../explain/reason-order.ts";
import { isSoundTarget } from "../target/sound-target.ts";

/** Everything about the campaign itself that does not hold now. `opened`: an accepted coupon opens it. */
export const campaignMisses = (
  campaign: Campaign,
  situation: Situation,
  { isSound, opened }: { readonly isSound: boolean; readonly opened: boolean },
): readonly Miss[] => {
  const untimely = validityMisses(campaign, situation);
  const limited = limitMisses(campaign, situation);
  const isOpen = campaign.activation === "auto" || opened;
  if (isSound && campaign.active && isOpen && untimely.length === 0) {
    return limited;
  }
  const misses = [...untimely, ...limited];
  if (!isSound) {
    misses.push(miss("INVALID_RULE"));
  }
  if (!campaign.active) {
    misses.push(miss("INACTIVE"));
  }
  if (!isOpen) {
    misses.push(miss("NEEDS_COUPON"));
  }
  return misses;
};

/** One nonsense rule makes the whole campaign invalid. */
export const isSoundCampaign = (campaign: Campaign): boolean =>
  campaign.rules.length > 0 &&
  campaign.rules.every(isSoundRule) &&
  areSoundConditions(campaign.conditions) &&
  [campaign.limits.uses, campaign.limits.usesPerCustomer, campaign.limits.budgetMinor].every(
    (limit) => limit === null || limit >= 0,
  );

export const isSoundRule = (rule: DiscountRule): boolean =>
  isSoundBenefit(rule.benefit) && isSoundTarget(rule.target) && areSoundConditions(rule.conditions);

const areSoundConditions = (conditions: Conditions): boolean =>
  isSoundWindow(conditions.hours) &&
  (conditions.timezone === null || isTimezone(conditions.timezone)) &&
  (conditions.purchaseNumber === null || conditions.purchaseNumber >= 1) &&
  listsOf(conditions).every((list) => list === null || list.length > 0) &&
  conditions.requires.every(({ target }) => isSoundTarget(target)) &&
  areSoundThresholds(conditions);

/** One of none can never hold. */
const listsOf = ({ stores, daysOfWeek, segments, tiers, customers, paymentTypes }: Conditions) =>
  [stores, daysOfWeek, segments, tiers, customers, paymentTypes] as const;

/** Equal times are no window; 24:00 is the next day's 00:00. */
const isSoundWindow = (hours: Conditions["hours"]): boolean =>
  hours === null ||
  hours.fromMinute % MINUTES_PER_DAY !== hours.untilMinute % MINUTES_PER_DAY ||
  isWholeDay(hours);

const isWholeDay = ({ fromMinute, untilMinute }: NonNullable<Conditions["hours"]>): boolean =>
  fromMinute === 0 && untilMinute === MINUTES_PER_DAY;

const MINUTES_PER_DAY = 1440;

/** NOT_STARTED and ENDED; the end is exclusive. */
export const validityMisses = (
  { validFrom, validUntil }: Pick<CouponDefinition, "validFrom" | "validUntil">,
  { input }: Situation,
): readonly Miss[] => {
  if (validFrom === null && validUntil === null) {
    return NO_MISSES;
  }
  const { atMs, store } = input;
  const misses: Miss[] = [];
  if (validFrom !== null && atMs < startOf(validFrom, store.timezone)) {
    misses.push(miss("NOT_STARTED", momentText(validFrom), nowText(validFrom, input)));
  }
  if (validUntil !== null && hasEnded(validUntil, { atMs, timezone: store.timezone })) {
    misses.push(miss("ENDED", momentText(validUntil), nowText(validUntil, input)));
  }
  return misses;
};

/** Whether that end is over: it is the first moment that counts no more. */
export const hasEnded = (
  validUntil: Moment | null,
  { atMs, timezone }: { readonly atMs: number; readonly timezone: string },
): boolean => validUntil !== null && atMs >= startOf(validUntil, timezone);

/** Whether it runs by now, as far as its start says. */
export const hasStarted = (
  validFrom: Moment | null,
  { atMs, timezone }: { readonly atMs: number; readonly timezone: string },
): boolean => validFrom === null || atMs >= startOf(validFrom, timezone);

const startOf = (moment: Moment, timezone: string): number => {
  if (moment.kind === "instant") {
    return moment.atMs;
  }
  const date = parseCivilDate(moment.date);
  if (date === null) {
    throw new Error(`Not a date: ${moment.date}`);
  }
  return instantOf({ date, secondOfDay: moment.secondOfDay }, timezone);
};

const limitMisses = ({ code, limits }: Campaign, { input }: Situation): readonly Miss[] => {
  const usage = input.usage.campaigns.get(code);
  const { uses, usesPerCustomer, budgetMinor } = limits;
  if (uses === null && usesPerCustomer === null && budgetMinor === null && usage?.lease !== false) {
    return NO_MISSES;
  }
  const used = usage?.uses ?? 0;
  const usedByCustomer = usage?.customerUses ?? 0;
  const spentMinor = usage?.spentMinor ?? 0;
  const money = (minor: number): string => formatDecimal(minor, input.currencyDecimals);
  const misses: Miss[] = [];
  if (usesPerCustomer !== null && input.customer === null) {
    misses.push(miss("NEEDS_CUSTOMER"));
  }
  if (uses !== null && used >= uses) {
    misses.push(miss("LIMIT_REACHED", String(uses), String(used)));
  }
  if (usesPerCustomer !== null && usedByCustomer >= usesPerCustomer) {
    misses.push(miss("CUSTOMER_LIMIT_REACHED", String(usesPerCustomer), String(usedByCustomer)));
  }
  if (budgetMinor !== null && spentMinor >= budgetMinor) {
    misses.push(miss("BUDGET_SPENT", money(budgetMinor), money(spentMinor)));
  }
  if (usage?.lease === false) {
    misses.push(miss("NO_LEASE"));
  }
  return misses;
};

/** As reasons name a moment: ISO 8601, an instant in UTC, a date and time of the store without a zone. */
export const momentText = (moment: Moment): string =>
  moment.kind === "instant" ? instantText(moment.atMs) : `${moment.date}T${timeText(moment.secondOfDay)}`;

/** Now, by the clock that the moment is stated in. */
const nowText = (moment: Moment, { atMs, store }: Situation["input"]): string => {
  if (moment.kind === "instant") {
    return instantText(atMs);
  }
  const { date, secondOfDay } = wallClockAt(atMs, store.timezone);
  return `${formatCivilDate(date)}T${timeText(secondOfDay)}`;
};

const instantText = (atMs: number): string => {
  const days = Math.floor(atMs / MS_PER_DAY);
  const secondOfDay = Math.floor((atMs - days * MS_PER_DAY) / 1000);
  return `${formatCivilDate(civilFromDays(days))}T${timeText(secondOfDay)}Z`;
};

const timeText = (secondOfDay: number): string =>
  [Math.floor(secondOfDay / 3600), Math.floor(secondOfDay / 60) % 60, secondOfDay % 60]
    .map((figure) => String(figure).padStart(2, "0"))
    .join(":");
