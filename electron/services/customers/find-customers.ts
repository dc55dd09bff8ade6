/** Owns finding customers by whatever a person says or shows: a card number, a phone number, an email or a name. */
import type { CustomerSummary } from "../../../contracts/ipc/customers.ts";
import { searchWords } from "../../../domain/catalogue/fold-search-text.ts";
import { phonePrefix } from "../../../domain/customer/phone.ts";
import { normaliseCode } from "../../../domain/scanning/normalise-code.ts";
import { customerSummary, type CustomerViewDeps } from "./customer-views.ts";

const MOST_FOUND = 20;

export const findCustomers = (deps: CustomerViewDeps, text: string): readonly CustomerSummary[] => {
  const typed = text.trim();
  const { candidates } = normaliseCode(typed);
  const byCard = candidates.map(deps.loyaltyCards.find).flatMap((card) => (card ? [card.customerId] : []));
  const byCode = candidates.map(deps.customers.findByCode).flatMap((found) => (found ? [found.id] : []));
  const phone = phonePrefix(typed, deps.profile.locale);
  const email = typed.includes("@") ? typed.toLowerCase() : null;
  const found = deps.customerSearch.find({
    phonePrefix: phone,
    emailPrefix: email,
    words: phone === null && email === null ? searchWords(typed) : [],
    limit: MOST_FOUND,
  });
  const ids = [...new Set([...byCard, ...byCode, ...found])].slice(0, MOST_FOUND);
  return deps.customers.findByIds(ids).map((customer) => customerSummary(deps, customer));
};
