/**
 * Owns whether a basket may be sold as it is: every age shown, no limit exceeded, nothing withdrawn meanwhile.
 * Asked before any payment, whatever path brought the lines in. Once money has been taken only the age still counts:
 * what is paid for must be able to end.
 */
import type { NeedsAgeCheck, SaleRuleError } from "../../../contracts/ipc/sale-rules.ts";
import { isTooYoung, latestBirthDate, uncheckedLine } from "../../../domain/basket/age-check.ts";
import { liveLines, type Basket } from "../../../domain/basket/basket.ts";
import { exceededLimit } from "../../../domain/basket/sale-limit.ts";
import type { Product } from "../../../domain/catalogue/product.ts";
import { formatCivilDate } from "../../../domain/time/civil-date.ts";
import { membershipProblem } from "../memberships/settle-memberships.ts";
import type { MembershipTermsDeps } from "../memberships/membership-terms.ts";
import type { ClockDep, ProfileDep } from "../deps.ts";
import { todayIn } from "./store-today.ts";

export type SaleRulesDeps = ClockDep & ProfileDep;

/** The question, with whether a date of birth in this basket was too young for it. */
export const ageProblem = (
  deps: SaleRulesDeps,
  basket: Basket,
  product: Pick<Product, "id" | "name" | "minAge">,
): NeedsAgeCheck => {
  const minAge = product.minAge ?? 0;
  return {
    type: "NeedsAgeCheck",
    productId: product.id,
    name: product.name,
    minAge,
    bornOnOrBefore: formatCivilDate(latestBirthDate(todayIn(deps), minAge)),
    wasTooYoung: isTooYoung(basket, minAge),
  };
};

/** What stands against selling the basket, or null. */
export const saleRuleProblem = (deps: MembershipTermsDeps, basket: Basket): SaleRuleError | null => {
  const unchecked = uncheckedLine(basket)?.product;
  if (unchecked) {
    return ageProblem(deps, basket, unchecked);
  }
  if (basket.tenders.length > 0) {
    return null;
  }
  const withdrawn = liveLines(basket).find(
    (line) => !line.product.forSale && line.depositOfLineId === null,
  )?.product;
  if (withdrawn) {
    return { type: "NotForSale", name: withdrawn.name };
  }
  const exceeded = exceededLimit(basket);
  return exceeded ? { type: "OverQuantityLimit", ...exceeded } : membershipProblem(deps, basket);
};
