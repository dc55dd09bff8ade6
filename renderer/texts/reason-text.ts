/**
 * Owns why an offer or a coupon gives nothing, as a person would say it. Exhaustive over the pricing engine's reasons
 * by type. Figures, days and hours come in the engine's form and are said in the store's; where they are missing, a
 * plain sentence stands for them.
 */
import type { CouponReason, CustomerNeed, WhyNot } from "../../contracts/ipc/basket.ts";
import { parseDecimal } from "../../domain/money/decimal.ts";
import type { Formats } from "../formatting/formats.ts";
import type { Wording } from "./error-text.ts";
import { readMoment } from "./moment-text.ts";

type Why = WhyNot<CouponReason>;
/** null where the engine told too little for more than the plain sentence. */
type Sentence = (why: Why, wording: Wording) => string | null;

const minorOf = (text: string | null, formats: Formats): number | null => {
  const parsed = text === null ? null : parseDecimal(text, formats.decimals);
  return parsed?.ok === true ? parsed.value : null;
};

const listOf = (text: string): readonly string[] => text.split(",").map((part) => part.trim());

const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

const sayDays: Sentence = ({ wanted }, { t }) => {
  if (wanted === null) {
    return null;
  }
  const days = WEEKDAYS.filter((day) => listOf(wanted).includes(day));
  switch (days.join()) {
    case "MON,TUE,WED,THU,FRI":
      return t("reasonWith.weekdays");
    case "SAT,SUN":
      return t("reasonWith.weekend");
    default:
      return t("reasonWith.WRONG_DAY", { days: days.map((day) => t(`weekday.${day}`)) });
  }
};

const sayHours: Sentence = ({ wanted }, { t, formats }) => {
  const times = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(wanted ?? "");
  if (times === null) {
    return null;
  }
  const [from = "", until = ""] = [1, 3].map((at) =>
    formats.timeOfDay(Number(times[at]) * 60 + Number(times[at + 1])),
  );
  return t("reasonWith.OUTSIDE_HOURS", { from, until });
};

const sayMissingQuantity: Sentence = ({ wanted, got }, { t }) => {
  const missing = Math.ceil(Number(wanted ?? "") - Number(got ?? ""));
  return missing > 0 ? t("reasonWith.BELOW_MIN_QUANTITY", { count: missing }) : null;
};

const sayMissingSpend: Sentence = ({ wanted, got }, { t, formats }) => {
  const [limit, spent] = [minorOf(wanted, formats), minorOf(got, formats)];
  return limit === null || spent === null || spent >= limit
    ? null
    : t("reasonWith.BELOW_MIN_SPEND", { missing: formats.money(limit - spent) });
};

const sayTooMuchSpent: Sentence = ({ wanted, got }, { t, formats }) => {
  const [limit, spent] = [minorOf(wanted, formats), minorOf(got, formats)];
  return limit === null || spent === null
    ? null
    : t("reasonWith.ABOVE_MAX_SPEND", { limit: formats.money(limit), spent: formats.money(spent) });
};

const PAYMENTS = ["CASH", "CARD", "GIFT_CARD", "STORE_CREDIT", "POINTS"] as const;

const sayPayments: Sentence = ({ wanted }, { t }) => {
  const ways = PAYMENTS.filter((way) => listOf(wanted ?? "").includes(way));
  return ways.length === 0
    ? null
    : t("reasonWith.WRONG_PAYMENT", { ways: ways.map((way) => t(`paymentType.${way}`)) });
};

const sayBetter: Sentence = ({ by, differenceMinor }, { t, formats }) => {
  if (by.length === 0) {
    return null;
  }
  return differenceMinor === null || differenceMinor <= 0
    ? t("reasonWith.BETTER_OFFER", { others: [...by] })
    : t("reasonWith.dearer", { others: [...by], difference: formats.money(differenceMinor) });
};

const askFor = (need: CustomerNeed | null, { t }: Wording): string =>
  need === null ? t("reason.NEEDS_CUSTOMER") : t(`askCustomer.${need}`);

const sayNotEligible: Sentence = ({ customerNeed, wanted, got }, { t }) =>
  customerNeed === null || customerNeed === "owner" || wanted === null
    ? null
    : t(`notEligible.${customerNeed}`, { wanted, got: got ?? "–" });

const plain: Sentence = () => null;

const SENTENCES: Readonly<Record<CouponReason, Sentence>> = {
  INVALID_RULE: plain,
  INACTIVE: plain,
  NOT_STARTED: ({ wanted }, { t, formats }) => {
    const when = readMoment(wanted, "start", formats);
    return when === null ? null : t("reasonWith.NOT_STARTED", { when });
  },
  ENDED: ({ wanted }, { t, formats }) => {
    const when = readMoment(wanted, "end", formats);
    return when === null ? null : t("reasonWith.ENDED", { when });
  },
  NEEDS_COUPON: plain,
  WRONG_STORE: ({ wanted }, { t }) =>
    wanted === null ? null : t("reasonWith.WRONG_STORE", { stores: [...listOf(wanted)] }),
  WRONG_DAY: sayDays,
  OUTSIDE_HOURS: sayHours,
  NEEDS_CUSTOMER: ({ customerNeed }, wording) => askFor(customerNeed, wording),
  CUSTOMER_NOT_ELIGIBLE: sayNotEligible,
  WRONG_PAYMENT: sayPayments,
  LIMIT_REACHED: plain,
  CUSTOMER_LIMIT_REACHED: plain,
  BUDGET_SPENT: plain,
  NO_LEASE: plain,
  NO_MATCHING_ITEMS: plain,
  BELOW_MIN_QUANTITY: sayMissingQuantity,
  BELOW_MIN_SPEND: sayMissingSpend,
  ABOVE_MAX_SPEND: sayTooMuchSpent,
  NOTHING_LEFT: plain,
  BETTER_OFFER: sayBetter,
  NOT_COMBINABLE: ({ by }, { t }) =>
    by.length === 0 ? null : t("reasonWith.NOT_COMBINABLE", { others: [...by] }),
  UNKNOWN_CODE: plain,
  WRONG_CUSTOMER: plain,
  ALREADY_USED: plain,
};

export const describeReason = (why: Why, wording: Wording): string =>
  SENTENCES[why.reason](why, wording) ?? wording.t(`reason.${why.reason}`);
