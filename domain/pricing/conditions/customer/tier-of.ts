/**
 * Owns which membership tier the customer is in. Codes match trimmed and without regard to case; answers carry the
 * spelling of the program.
 */
import { codeKey } from "../../../campaigns/code-key.ts";
import type { LoyaltyTierTerms, PricingInput } from "../../pricing-input.ts";

/** The program's terms of it; null without a customer, a tier, or a program that knows it. */
export const tierOf = ({
  loyalty,
  customer,
}: Pick<PricingInput, "loyalty" | "customer">): LoyaltyTierTerms | null => {
  const code = customer?.tier ?? null;
  if (loyalty === null || code === null) {
    return null;
  }
  const key = codeKey(code);
  return loyalty.tiers.find((tier) => codeKey(tier.code) === key) ?? null;
};
