/** Owns turning what a person chose for a coupon into its definition, in the form of a pricing case, and checking it. */
import type { CouponTermsError, CouponType } from "../../../contracts/ipc/coupons.ts";
import { currencyDecimals, formatDecimal, parseDecimal } from "../../../domain/money/decimal.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { OffersDep, ProfileDep } from "../deps.ts";

export interface WantedTerms {
  readonly type: CouponType;
  readonly gives:
    | { readonly campaign: string }
    | { readonly percentBp: number }
    | { readonly amountMinor: number };
  /** Days in the store. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly usageLimit: number | null;
  readonly usesPerCustomer: number | null;
  /** It ends itself when its limit is reached. */
  readonly autoDeactivate: boolean;
}

export const definitionOf = (
  deps: OffersDep & ProfileDep,
  { gives, ...terms }: WantedTerms,
): Result<Readonly<Record<string, unknown>>, CouponTermsError> => {
  if ("campaign" in gives) {
    const known = deps.offers.current().campaigns.some(({ code }) => code === gives.campaign);
    return known ? ok({ ...terms, ...gives }) : err({ type: "UnknownCampaign", code: gives.campaign });
  }
  const decimals = currencyDecimals(deps.profile.currency);
  const benefit =
    "percentBp" in gives
      ? { type: "percentage", percent: formatDecimal(gives.percentBp, 2), per: "basket" }
      : { type: "fixedAmount", amount: formatDecimal(gives.amountMinor, decimals) };
  return ok({ ...terms, rule: { benefit } });
};

/** A value of a coupon's own: above nothing, a percent of at most 100, and only where it has a discount of its own. */
export const isOwnValue = (deps: OffersDep & ProfileDep, code: string, value: string): boolean => {
  const type = deps.offers.coupon(code)?.definition.rule?.benefit.type;
  if (type !== "percentage" && type !== "fixedAmount") {
    return false;
  }
  const decimals = type === "percentage" ? 2 : currencyDecimals(deps.profile.currency);
  const figure = parseDecimal(value, decimals);
  return figure.ok && figure.value > 0 && (type === "fixedAmount" || figure.value <= 10_000);
};
