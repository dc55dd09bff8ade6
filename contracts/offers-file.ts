/**
 * Owns the JSON form of a set of offers: `rules`, `campaigns` and `couponDefinitions` exactly as in a pricing case.
 * It is how a till stores what runs, and how a shop carries campaigns from one place to another.
 */
import { z } from "zod";
import type { Campaign, CouponDefinition } from "../domain/campaigns/campaign.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { campaignSchemas } from "./pricing/campaign-schema.ts";
import { orElse } from "./pricing/case-fields.ts";
import { problemsOf, type CaseProblem } from "./pricing/case-problem.ts";
import { resolveOffers } from "./pricing/resolve-case.ts";

export interface Offers {
  readonly campaigns: readonly Campaign[];
  readonly couponDefinitions: readonly CouponDefinition[];
}

/** Reads a set of offers for a currency with `decimals` decimals. Every problem is reported, with its path. */
export const readOffers = (json: unknown, decimals: number): Result<Offers, readonly CaseProblem[]> => {
  const parsed = offersSchema(decimals).safeParse(json);
  if (!parsed.success) {
    return err(problemsOf(parsed.error.issues, json));
  }
  const { campaigns, couponDefinitions, problems } = resolveOffers(parsed.data);
  return problems.length > 0 ? err(problems) : ok({ campaigns, couponDefinitions });
};

/**
 * A reader of single coupons for a currency with `decimals` decimals, beside offers that were read before. The rules are
 * theirs in the same JSON form: a coupon may name one by its code.
 */
export const couponReader = (decimals: number) => {
  const schema = offersSchema(decimals);
  return (
    json: unknown,
    beside: { readonly campaigns: readonly Campaign[]; readonly rules: readonly unknown[] },
  ): Result<CouponDefinition, readonly CaseProblem[]> => {
    const parsed = schema.safeParse({ rules: beside.rules, couponDefinitions: [json] });
    if (!parsed.success) {
      return err(problemsOf(parsed.error.issues, json));
    }
    const { couponDefinitions, problems } = resolveOffers({ ...parsed.data, campaigns: beside.campaigns });
    const [coupon] = couponDefinitions;
    return problems.length > 0 || coupon === undefined ? err(problems) : ok(coupon);
  };
};

const offersSchema = (decimals: number) => {
  const offers = campaignSchemas(decimals);
  return z.strictObject({
    rules: orElse(z.array(offers.namedRule), []),
    campaigns: orElse(z.array(offers.campaign), []),
    couponDefinitions: orElse(z.array(offers.coupon), []),
  });
};
