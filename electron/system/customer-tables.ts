/** Owns building everything that is stored of customers on one database. */
import type { TillDatabase } from "../../db/open-database.ts";
import { createCustomerActivityRepository } from "../../db/repositories/customer-activity.ts";
import { createCustomerConsentRepository } from "../../db/repositories/customer-consents.ts";
import { createCustomerFactsRepository } from "../../db/repositories/customer-facts.ts";
import { createCustomerRecordRepository } from "../../db/repositories/customer-record.ts";
import { createCustomerSearch } from "../../db/repositories/customer-search.ts";
import { createCustomerWordsRepository } from "../../db/repositories/customer-words.ts";
import { createCustomerRepository } from "../../db/repositories/customers.ts";
import { createLoyaltyCardRepository } from "../../db/repositories/loyalty-cards.ts";
import { createSegmentRepository } from "../../db/repositories/segments.ts";
import { createMembershipPlanRepository } from "../../db/repositories/membership-plans.ts";
import { createMembershipRepository } from "../../db/repositories/memberships.ts";
import { createReferralRepository } from "../../db/repositories/referrals.ts";
import type { CustomersDep, MembershipsDep, ReferralsDep, SegmentsDep } from "../services/deps.ts";

export const createCustomerTables = (
  db: TillDatabase,
): CustomersDep & SegmentsDep & MembershipsDep & ReferralsDep => ({
  customers: createCustomerRepository(db),
  customerSearch: createCustomerSearch(db),
  customerConsents: createCustomerConsentRepository(db),
  customerActivity: createCustomerActivityRepository(db),
  customerRecord: createCustomerRecordRepository(db),
  customerWords: createCustomerWordsRepository(db),
  loyaltyCards: createLoyaltyCardRepository(db),
  segments: createSegmentRepository(db),
  customerFacts: createCustomerFactsRepository(db),
  memberships: createMembershipRepository(db),
  membershipPlans: createMembershipPlanRepository(db),
  referrals: createReferralRepository(db),
});
