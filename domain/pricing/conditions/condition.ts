/** Owns the shape of one condition: what it reads, and how it says why it does not hold. */
import type { Conditions } from "../../campaigns/conditions.ts";
import type { WallClock } from "../../time/zoned-time.ts";
import type { PricingInput } from "../pricing-input.ts";
import type { NotAppliedReason } from "../pricing-result.ts";

/** What conditions may look at that does not change while offers are chosen. */
export interface Situation {
  readonly input: PricingInput;
  /** The wall clock of a zone at the moment of pricing. */
  readonly clockIn: (timezone: string) => WallClock;
}

export interface Miss {
  readonly reason: NotAppliedReason;
  /** In the form of the pricing answer: codes, decimal strings, instants. */
  readonly wanted: string | null;
  readonly got: string | null;
  /** For a quantity: the units, in thousandths, that are missing on some canonical lines. */
  readonly lacking?: Lacking;
}

export interface Lacking {
  readonly lines: readonly number[];
  readonly quantityMilli: number;
}

export type ConditionCheck = (conditions: Conditions, situation: Situation) => Miss | null;

/** null lists mean "no such condition"; a list without the value is a miss. */
export const missUnlessListed = (
  reason: NotAppliedReason,
  wanted: readonly string[] | null,
  got: readonly string[],
): Miss | null => {
  if (wanted === null || got.some((one) => wanted.includes(one))) {
    return null;
  }
  return { reason, wanted: wanted.join(", "), got: got.length === 0 ? null : got.join(", ") };
};

/** For a condition on the customer: without one it asks for one. */
export const forCustomer = (
  situation: Situation,
  check: (customer: NonNullable<PricingInput["customer"]>) => Miss | null,
): Miss | null => {
  const { customer } = situation.input;
  return customer === null ? { reason: "NEEDS_CUSTOMER", wanted: null, got: null } : check(customer);
};
