/**
 * Owns what makes a customer belong to a segment: a small tree of criteria over what is known of them. Pure: facts come
 * in. Bounds are included; a bound that is null does not bind. Money in minor units, ages in whole days.
 */
import type { CivilDate } from "../time/civil-date.ts";
import { isLeapYear, parseCivilDate } from "../time/civil-date.ts";

export type SegmentType =
  | "VIP"
  | "NEW_CUSTOMER"
  | "FREQUENT_BUYER"
  | "HIGH_VALUE"
  | "INACTIVE"
  | "BIRTHDAY"
  | "CUSTOM";

interface Bounds {
  readonly least: number | null;
  readonly most: number | null;
}

/** `days`: only what was bought in the last so many days; null: all that was ever bought. */
export type Criterion =
  | { readonly kind: "all" | "any"; readonly of: readonly Criterion[] }
  | { readonly kind: "not"; readonly of: Criterion }
  | ({ readonly kind: "spend" | "frequency" | "average"; readonly days: number | null } & Bounds)
  /** Days since the last purchase; who never bought anything has none. */
  | ({ readonly kind: "recency" } & Bounds)
  /** Days since enrolling. */
  | ({ readonly kind: "tenure" } & Bounds)
  | { readonly kind: "birthday"; readonly within: "day" | "month" }
  | { readonly kind: "tag" | "tier" | "store"; readonly values: readonly string[] };

export interface Bought {
  readonly purchases: number;
  readonly spentMinor: number;
}

export interface CustomerFacts {
  /** What was bought in a window of days (null: ever). Asked only for windows that the criteria name. */
  readonly within: (days: number | null) => Bought;
  readonly daysSincePurchase: number | null;
  readonly daysSinceEnrolment: number;
  /** ISO date; null: not known. */
  readonly dateOfBirth: string | null;
  readonly tags: readonly string[];
  readonly tier: string | null;
  readonly stores: readonly string[];
}

export const belongs = (criterion: Criterion, facts: CustomerFacts, today: CivilDate): boolean => {
  switch (criterion.kind) {
    case "all":
      return criterion.of.every((one) => belongs(one, facts, today));
    case "any":
      return criterion.of.some((one) => belongs(one, facts, today));
    case "not":
      return !belongs(criterion.of, facts, today);
    case "spend":
      return isWithin(facts.within(criterion.days).spentMinor, criterion);
    case "frequency":
      return isWithin(facts.within(criterion.days).purchases, criterion);
    case "average":
      return isAverageWithin(facts.within(criterion.days), criterion);
    case "recency":
      return facts.daysSincePurchase !== null && isWithin(facts.daysSincePurchase, criterion);
    case "tenure":
      return isWithin(facts.daysSinceEnrolment, criterion);
    case "birthday":
      return isBirthday(facts.dateOfBirth, criterion.within, today);
    case "tag":
      return criterion.values.some((value) => facts.tags.includes(value));
    case "tier":
      return facts.tier !== null && criterion.values.includes(facts.tier);
    case "store":
      return criterion.values.some((value) => facts.stores.includes(value));
  }
};

const isWithin = (figure: number, { least, most }: Bounds): boolean =>
  (least === null || figure >= least) && (most === null || figure <= most);

/** Compared without dividing, so that nothing is rounded. */
const isAverageWithin = ({ purchases, spentMinor }: Bought, { least, most }: Bounds): boolean =>
  purchases > 0 &&
  (least === null || spentMinor >= least * purchases) &&
  (most === null || spentMinor <= most * purchases);

/** 29 February is kept on the 28th in common years. */
const isBirthday = (dateOfBirth: string | null, within: "day" | "month", today: CivilDate): boolean => {
  const born = dateOfBirth === null ? null : parseCivilDate(dateOfBirth);
  if (born === null || born.month !== today.month) {
    return false;
  }
  const isLeapDay = born.month === 2 && born.day === 29;
  const kept = isLeapDay && !isLeapYear(today.year) ? 28 : born.day;
  return within === "month" || kept === today.day;
};

/** The windows that a tree asks for. */
export const windowsOf = (criterion: Criterion): readonly (number | null)[] => {
  switch (criterion.kind) {
    case "all":
    case "any":
      return [...new Set(criterion.of.flatMap(windowsOf))];
    case "not":
      return windowsOf(criterion.of);
    case "spend":
    case "frequency":
    case "average":
      return [criterion.days];
    case "recency":
    case "tenure":
    case "birthday":
    case "tag":
    case "tier":
    case "store":
      return [];
  }
};

export interface DefaultSegment {
  readonly type: Exclude<SegmentType, "CUSTOM">;
  readonly name: string;
  readonly criteria: Criterion;
}

const YEAR = 365;

/** The six that every shop starts with. `majorMinor`: minor units of one major unit of the store's currency. */
export const defaultSegments = (majorMinor: number): readonly DefaultSegment[] => [
  {
    type: "VIP",
    name: "VIP",
    criteria: { kind: "spend", days: YEAR, least: 10_000 * majorMinor, most: null },
  },
  { type: "NEW_CUSTOMER", name: "New customers", criteria: { kind: "tenure", least: null, most: 29 } },
  {
    type: "FREQUENT_BUYER",
    name: "Frequent buyers",
    criteria: { kind: "frequency", days: 30, least: 4, most: null },
  },
  {
    type: "HIGH_VALUE",
    name: "High value",
    criteria: { kind: "average", days: null, least: 200 * majorMinor, most: null },
  },
  { type: "INACTIVE", name: "Inactive", criteria: { kind: "recency", least: 90, most: null } },
  { type: "BIRTHDAY", name: "Birthday this month", criteria: { kind: "birthday", within: "month" } },
];
