/**
 * Owns the names of what use cases depend on. Each use case asks only for what it uses; the composition root
 * (electron/system/open-till.ts) builds them once. Nothing here has behaviour.
 */
import type { Clock } from "../../db/clock.ts";
import type { TillDatabase } from "../../db/open-database.ts";
import type { AuditLogRepository } from "../../db/repositories/audit-log.ts";
import type { BasketRepository } from "../../db/repositories/baskets.ts";
import type { CardRefundRepository } from "../../db/repositories/card-refunds.ts";
import type { CardReversalRepository } from "../../db/repositories/card-reversals.ts";
import type { CashMovementRepository } from "../../db/repositories/cash-movements.ts";
import type { CustomerFactsRepository } from "../../db/repositories/customer-facts.ts";
import type { SegmentRepository } from "../../db/repositories/segments.ts";
import type { CouponKeyRepository } from "../../db/repositories/coupon-keys.ts";
import type { CouponRepository } from "../../db/repositories/coupons.ts";
import type { CounterRepository } from "../../db/repositories/counters.ts";
import type { OfferUseRepository } from "../../db/repositories/offer-uses.ts";
import type { CustomerActivityRepository } from "../../db/repositories/customer-activity.ts";
import type { CustomerConsentRepository } from "../../db/repositories/customer-consents.ts";
import type { CustomerRecordRepository } from "../../db/repositories/customer-record.ts";
import type { CustomerSearch } from "../../db/repositories/customer-search.ts";
import type { CustomerWordsRepository } from "../../db/repositories/customer-words.ts";
import type { CustomerRepository } from "../../db/repositories/customers.ts";
import type { JobRunRepository } from "../../db/repositories/job-runs.ts";
import type { LoyaltyLedger } from "../../db/repositories/loyalty-ledger.ts";
import type { LoyaltyProgramRepository } from "../../db/repositories/loyalty-program.ts";
import type { LoyaltyCardRepository } from "../../db/repositories/loyalty-cards.ts";
import type { ParticipationRepository } from "../../db/repositories/participations.ts";
import type { PriceHistoryRepository } from "../../db/repositories/price-history.ts";
import type { PrintJobRepository } from "../../db/repositories/print-jobs.ts";
import type { ProductRepository } from "../../db/repositories/products.ts";
import type { ReceiptSearch } from "../../db/repositories/receipt-search.ts";
import type { RoleRepository } from "../../db/repositories/roles.ts";
import type { SaleRepository } from "../../db/repositories/sales.ts";
import type { ShiftLedgerRepository } from "../../db/repositories/shift-ledgers.ts";
import type { ShiftRepository } from "../../db/repositories/shifts.ts";
import type { SettingRepository } from "../../db/repositories/settings.ts";
import type { MembershipPlanRepository } from "../../db/repositories/membership-plans.ts";
import type { MembershipRepository } from "../../db/repositories/memberships.ts";
import type { ReferralRepository } from "../../db/repositories/referrals.ts";
import type { StoredValueRepository } from "../../db/repositories/stored-value.ts";
import type { StaffRepository } from "../../db/repositories/staff.ts";
import type { ZReportRepository } from "../../db/repositories/z-reports.ts";
import type { Campaign, CouponDefinition } from "../../domain/campaigns/campaign.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import type { Authority } from "../../domain/staff/authorise.ts";
import type { GuardedTerminal } from "../../drivers/terminal/card-terminal.ts";
import type { BasketSession } from "./checkout/basket-session.ts";
import type { CustomerForPricing } from "./customers/customer-for-pricing.ts";
import type { EntrySigner, JournalWriter } from "./journal/journal-writer.ts";
import type { TerminalTurn } from "./payment/terminal-turn.ts";
import type { BasketPricing } from "./pricing/basket-pricing.ts";
import type { ShiftRegister } from "./shifts/shift-register.ts";

/** Who does something. `approver`: who approves this one call in place, null in every other. */
export interface Actor extends Authority {
  readonly roleCode: string;
}

/** The campaigns in force, and a hash that names them in a sale's trace. */
export interface OffersInForce {
  readonly campaigns: readonly Campaign[];
  readonly hash: string;
  /** The loyalty program's, for what a tier's own discount reads as. */
  readonly tiers?: readonly { readonly code: string; readonly name: string }[];
}

/** A coupon that is known here. A blocked one gives nothing. */
export interface KnownCoupon {
  readonly definition: CouponDefinition;
  readonly isBlocked: boolean;
}

export interface OffersSource {
  readonly current: () => OffersInForce;
  /** Finds one coupon among all, whatever its case. */
  readonly coupon: (code: string) => KnownCoupon | null;
  /** What a coupon's definition, in the form of a pricing case, means here; null: it cannot be read. */
  readonly readDefinition: (json: unknown) => CouponDefinition | null;
  /** Reads the campaigns again, between baskets. */
  readonly refresh: () => void;
}

export interface ClockDep {
  readonly clock: Clock;
}
export interface IdsDep {
  readonly ids: { readonly next: () => string };
}
/** From the operating system's random source; a test brings its own. */
export interface RandomBytesDep {
  readonly randomBytes: (count: number) => Uint8Array;
}
export interface DbDep {
  readonly db: TillDatabase;
}
export interface ProfileDep {
  readonly profile: StoreProfile;
}
export interface OffersDep {
  readonly offers: OffersSource;
}
export interface CouponsDep {
  readonly coupons: CouponRepository;
}
/** The keys whose signed coupons are taken here. */
export interface CouponKeysDep {
  readonly couponKeys: CouponKeyRepository;
}
/** This till's own key for coupons; null: it could not be read, and nothing is signed. */
export interface CouponSignerDep {
  readonly couponSigner: (EntrySigner & { readonly publicKey: string }) | null;
}
export interface ParticipationsDep {
  readonly participations: ParticipationRepository;
}
/** Segments, and what their criteria ask of customers. */
export interface SegmentsDep {
  readonly segments: SegmentRepository;
  readonly customerFacts: CustomerFactsRepository;
}
export interface OfferUsesDep {
  readonly offerUses: OfferUseRepository;
}
/** Gift cards and store credit, and what their codes are made of. */
export interface StoredValueDep {
  readonly storedValue: StoredValueRepository;
  readonly randomDigits: (count: number) => string;
}
/** Memberships, and the plans and coupons that they are sold by. */
export interface MembershipsDep {
  readonly memberships: MembershipRepository;
  readonly membershipPlans: MembershipPlanRepository;
}
/** Who brought whom. */
export interface ReferralsDep {
  readonly referrals: ReferralRepository;
}
export interface ProductsDep {
  readonly products: ProductRepository;
}
export interface BasketsDep {
  readonly baskets: BasketRepository;
}
export interface SalesDep {
  readonly sales: SaleRepository;
}
export interface ReceiptSearchDep {
  readonly receiptSearch: ReceiptSearch;
  /** Among receipts of the store's other tills. */
  readonly knownReceiptSearch: Pick<ReceiptSearch, "find">;
}
export interface CountersDep {
  readonly counters: CounterRepository;
}
export interface PriceHistoryDep {
  readonly priceHistory: PriceHistoryRepository;
}
/** Everything that is stored of customers. */
export interface CustomersDep {
  readonly customers: CustomerRepository;
  readonly customerSearch: CustomerSearch;
  readonly customerConsents: CustomerConsentRepository;
  readonly customerActivity: CustomerActivityRepository;
  readonly customerRecord: CustomerRecordRepository;
  readonly customerWords: CustomerWordsRepository;
  readonly loyaltyCards: LoyaltyCardRepository;
}
export interface CustomerForPricingDep {
  readonly customerForPricing: CustomerForPricing;
}
/** The program, and the points of those who take part. */
export interface LoyaltyDep {
  readonly loyaltyProgram: LoyaltyProgramRepository;
  readonly loyaltyLedger: LoyaltyLedger;
}
export interface JobRunsDep {
  readonly jobRuns: JobRunRepository;
}
export interface AuditDep {
  readonly audit: AuditLogRepository;
}
export interface CardRefundsDep {
  readonly cardRefunds: CardRefundRepository;
}
export interface CardReversalsDep {
  readonly cardReversals: CardReversalRepository;
}
export interface CashMovementsDep {
  readonly cashMovements: CashMovementRepository;
}
export interface ShiftRepositoryDep {
  readonly shiftRepository: ShiftRepository;
}
export interface ShiftLedgersDep {
  readonly shiftLedgers: ShiftLedgerRepository;
}
export interface ZReportsDep {
  readonly zReports: ZReportRepository;
}
/** Which shift a person's sales and cash belong to. */
export interface ShiftsDep {
  readonly shifts: ShiftRegister;
}
export interface RolesDep {
  readonly roles: RoleRepository;
}
export interface SettingsDep {
  readonly settings: SettingRepository;
}
export interface StaffDep {
  readonly staff: StaffRepository;
}
export interface PrintJobsDep {
  readonly printJobs: PrintJobRepository;
}
export interface SessionDep {
  readonly basketSession: BasketSession;
}
export interface PricingDep {
  readonly pricing: BasketPricing;
}
export interface JournalDep {
  readonly journal: JournalWriter;
}
export interface TerminalDep {
  readonly terminal: GuardedTerminal;
  readonly terminalTurn: TerminalTurn;
}
/** Whether sales print, and how the printer is told that there is work. Never waited for. */
export interface PrintingDep {
  readonly printing: { readonly printsReceipts: boolean; readonly wake: () => void };
}
