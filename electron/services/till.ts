/**
 * Owns the list of everything a till is made of once it is open: what handlers, the replay and the benches use.
 * Built by electron/system/compose-till.ts; has no behaviour.
 */
import type { JournalRepository } from "../../db/repositories/journal.ts";
import type { OfferRepository } from "../../db/repositories/offers.ts";
import type { DevicesView } from "../../contracts/ipc/devices.ts";
import type { Books } from "./books/books.ts";
import type { SerialDevicesDep } from "./devices/set-serial-config.ts";
import type { SimulatedDevices } from "./devices/simulated-devices.ts";
import type {
  AuditDep,
  BasketsDep,
  CardRefundsDep,
  CardReversalsDep,
  CashMovementsDep,
  ClockDep,
  CountersDep,
  CouponKeysDep,
  CouponsDep,
  CouponSignerDep,
  CustomersDep,
  CustomerForPricingDep,
  DbDep,
  IdsDep,
  JobRunsDep,
  LoyaltyDep,
  MembershipsDep,
  JournalDep,
  OffersDep,
  OfferUsesDep,
  ParticipationsDep,
  PriceHistoryDep,
  PricingDep,
  PrintingDep,
  PrintJobsDep,
  ProductsDep,
  ProfileDep,
  RandomBytesDep,
  ReceiptSearchDep,
  ReferralsDep,
  SalesDep,
  SegmentsDep,
  RolesDep,
  SessionDep,
  SettingsDep,
  ShiftLedgersDep,
  ShiftRepositoryDep,
  ShiftsDep,
  StaffDep,
  StoredValueDep,
  TerminalDep,
  ZReportsDep,
} from "./deps.ts";
import type { LastSale } from "./display/last-sale.ts";
import type { JobRunner } from "./jobs/job-runner.ts";
import type { CouponBatches } from "./coupons/coupon-batches.ts";
import type { CouponPrintRun } from "./coupons/print-batch.ts";
import type { CardPayments } from "./payment/pay-card.ts";
import type { PrinterFinderDep } from "./devices/find-printers.ts";
import type { PrinterChoiceDep } from "./devices/printer-setup.ts";
import type { TerminalChoiceDep } from "./devices/terminal-setup.ts";
import type { PrinterProfileDep } from "./printing/receipt-of-job.ts";
import type { ReceiptLogoDep } from "./receipts/receipt-logo.ts";
import type { Approvals } from "./session/approvals.ts";
import type { CredentialCheckDep } from "./session/identify.ts";
import type { StaffSession } from "./session/staff-session.ts";
import type { PinTurnDep } from "./staff/set-pin.ts";

export interface Till
  extends
    ReceiptLogoDep,
    PrinterFinderDep,
    AuditDep,
    BasketsDep,
    CardRefundsDep,
    CardReversalsDep,
    CashMovementsDep,
    ClockDep,
    CredentialCheckDep,
    CountersDep,
    CouponKeysDep,
    CouponsDep,
    CouponSignerDep,
    CustomersDep,
    CustomerForPricingDep,
    DbDep,
    IdsDep,
    JobRunsDep,
    LoyaltyDep,
    MembershipsDep,
    JournalDep,
    OffersDep,
    OfferUsesDep,
    ParticipationsDep,
    PinTurnDep,
    PriceHistoryDep,
    PricingDep,
    PrinterChoiceDep,
    TerminalChoiceDep,
    PrinterProfileDep,
    PrintingDep,
    PrintJobsDep,
    ProductsDep,
    ProfileDep,
    RandomBytesDep,
    ReceiptSearchDep,
    ReferralsDep,
    SalesDep,
    SegmentsDep,
    RolesDep,
    SessionDep,
    SettingsDep,
    SerialDevicesDep,
    ShiftLedgersDep,
    ShiftRepositoryDep,
    ShiftsDep,
    StaffDep,
    StoredValueDep,
    TerminalDep,
    ZReportsDep {
  readonly offerRepository: OfferRepository;
  readonly journalRepository: JournalRepository;
  readonly staffSession: StaffSession;
  readonly approvals: Approvals;
  readonly cardPayments: CardPayments;
  readonly couponBatches: CouponBatches;
  readonly couponPrinting: CouponPrintRun;
  readonly lastSale: LastSale;
  readonly books: Books;
  readonly jobs: JobRunner;
  readonly devices: () => DevicesView;
  readonly simulated: SimulatedDevices;
  readonly demo: boolean;
}
