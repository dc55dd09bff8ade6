/**
 * Owns putting a till together from an open database and the outside world (clock, ids, key, devices). The real
 * program, the replay, the benches and the tests all get their till here, so they all run the same use cases.
 */
import { createAuditLogRepository } from "../../db/repositories/audit-log.ts";
import { createBasketRepository } from "../../db/repositories/baskets.ts";
import { createCardRefundRepository } from "../../db/repositories/card-refunds.ts";
import { createCardReversalRepository } from "../../db/repositories/card-reversals.ts";
import { createCashMovementRepository } from "../../db/repositories/cash-movements.ts";
import { createCounterRepository } from "../../db/repositories/counters.ts";
import { createJobRunRepository } from "../../db/repositories/job-runs.ts";
import { createJournalRepository } from "../../db/repositories/journal.ts";
import { createLoyaltyLedger } from "../../db/repositories/loyalty-ledger.ts";
import { createLoyaltyProgramRepository } from "../../db/repositories/loyalty-program.ts";
import { createPriceHistoryRepository } from "../../db/repositories/price-history.ts";
import { createPrintJobRepository } from "../../db/repositories/print-jobs.ts";
import { createProductRepository } from "../../db/repositories/products.ts";
import { createKnownReceiptSearch } from "../../db/repositories/known-receipt-search.ts";
import { createReceiptSearch } from "../../db/repositories/receipt-search.ts";
import { createRoleRepository } from "../../db/repositories/roles.ts";
import { createSaleRepository } from "../../db/repositories/sales.ts";
import { createSettingRepository } from "../../db/repositories/settings.ts";
import { createShiftLedgerRepository } from "../../db/repositories/shift-ledgers.ts";
import { createShiftRepository } from "../../db/repositories/shifts.ts";
import { createStaffRepository } from "../../db/repositories/staff.ts";
import { createZReportRepository } from "../../db/repositories/z-reports.ts";
import type { TillDatabase } from "../../db/open-database.ts";
import { currencyDecimals } from "../../domain/money/decimal.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";
import type { RasterizeLine } from "../../drivers/printer/raster-line.ts";
import type { GuardedTerminal } from "../../drivers/terminal/card-terminal.ts";
import { createCouponBatches, type CouponProgressDep } from "../services/coupons/coupon-batches.ts";
import { createCouponPrintRun, type CouponPrintingDep } from "../services/coupons/print-batch.ts";
import { trustOwnKey } from "../services/coupons/coupon-keys.ts";
import { keepProgramWording } from "../services/customers/consent-wordings.ts";
import { seedSegments } from "../services/segments/refresh-segments.ts";
import { createOffersSource } from "../services/offers/offers-in-force.ts";
import { createCustomerForPricing } from "../services/customers/customer-for-pricing.ts";
import { createBasketSession } from "../services/checkout/basket-session.ts";
import type {
  ClockDep,
  CouponSignerDep,
  IdsDep,
  OffersDep,
  PrintingDep,
  RandomBytesDep,
  SessionDep,
} from "../services/deps.ts";
import { createBooks, type BooksParts } from "../services/books/books.ts";
import type { PrinterFinderDep } from "../services/devices/find-printers.ts";
import type { PrinterChoiceDep } from "../services/devices/printer-setup.ts";
import { createCustomerDisplay, type CustomerDisplay } from "../services/devices/customer-display.ts";
import { devicesView } from "../services/devices/devices-view.ts";
import { createPrinterWatch, type PrinterWatch } from "../services/devices/printer-watch.ts";
import { createSerialDevices, type SerialDevicesDeps } from "../services/devices/serial-devices.ts";
import type { TerminalChoiceDep } from "../services/devices/terminal-setup.ts";
import type { SimulatedDevices } from "../services/devices/simulated-devices.ts";
import { createLastSale } from "../services/display/last-sale.ts";
import { createJobRunner } from "../services/jobs/job-runner.ts";
import { createTillJobs } from "../services/jobs/till-jobs.ts";
import { createJournalWriter, type EntrySigner } from "../services/journal/journal-writer.ts";
import { createCardPayments } from "../services/payment/pay-card.ts";
import { createTerminalTurn } from "../services/payment/terminal-turn.ts";
import { createBasketPricing } from "../services/pricing/basket-pricing.ts";
import type { PrinterProfileDep } from "../services/printing/receipt-of-job.ts";
import { createPrintWorker, type PrintWorker, type Timers } from "../services/printing/print-worker.ts";
import { createReceiptLogo } from "../services/receipts/receipt-logo.ts";
import { createShiftRegister } from "../services/shifts/shift-register.ts";
import { createApprovals, type ApprovalsDeps } from "../services/session/approvals.ts";
import { createIdentify, type CredentialCheckDep } from "../services/session/identify.ts";
import { createOneAtATime } from "../services/session/one-at-a-time.ts";
import { createStaffSession } from "../services/session/staff-session.ts";
import type { Till } from "../services/till.ts";
import { createOfferTables } from "./offer-tables.ts";
import { createCustomerTables } from "./customer-tables.ts";
import { createStoredValueTables } from "./stored-value-tables.ts";

/** What a till needs from the outside world. */
export interface TillParts
  extends
    PrinterProfileDep,
    PrinterChoiceDep,
    PrinterFinderDep,
    TerminalChoiceDep,
    ClockDep,
    IdsDep,
    RandomBytesDep,
    Partial<CouponSignerDep>,
    CredentialCheckDep,
    BooksParts,
    CouponProgressDep,
    CouponPrintingDep,
    Omit<SerialDevicesDeps, "settings" | "onApplied"> {
  /** Default: what the database says. */
  readonly offers?: OffersDep["offers"];
  readonly db: TillDatabase;
  readonly profile: StoreProfile;
  readonly signer: EntrySigner & { readonly publicKey: string };
  readonly terminal: GuardedTerminal;
  readonly transport: PrinterTransport;
  readonly rasterizeLine: RasterizeLine | null;
  readonly simulated: SimulatedDevices;
  readonly timers: Timers;
  readonly printsReceipts: boolean;
  readonly demo: boolean;
  readonly onDevicesChange: () => void;
  readonly onPrintChange: (jobId: number) => void;
  readonly onBug: (error: unknown) => void;
}

export interface ComposedTill {
  readonly till: Till;
  readonly printWorker: PrintWorker;
  readonly customerDisplay: CustomerDisplay;
  readonly printerWatch: PrinterWatch;
}

/** One of each for the whole till. */
const createRepositories = (db: TillDatabase) => {
  const products = createProductRepository(db);
  const drawer = {
    cashMovements: createCashMovementRepository(db),
    shiftRepository: createShiftRepository(db),
    zReports: createZReportRepository(db),
  };
  return {
    ...drawer,
    shiftLedgers: createShiftLedgerRepository(db, { ...drawer, shifts: drawer.shiftRepository }),
    products,
    baskets: createBasketRepository(db, products),
    sales: createSaleRepository(db),
    receiptSearch: createReceiptSearch(db),
    knownReceiptSearch: createKnownReceiptSearch(db),
    cardRefunds: createCardRefundRepository(db),
    cardReversals: createCardReversalRepository(db),
    counters: createCounterRepository(db),
    audit: createAuditLogRepository(db),
    staff: createStaffRepository(db),
    roles: createRoleRepository(db),
    priceHistory: createPriceHistoryRepository(db),
    printJobs: createPrintJobRepository(db),
    settings: createSettingRepository(db),
    ...createOfferTables(db),
    journalRepository: createJournalRepository(db),
    jobRuns: createJobRunRepository(db),
    loyaltyProgram: createLoyaltyProgramRepository(db),
    loyaltyLedger: createLoyaltyLedger(db),
    ...createCustomerTables(db),
    ...createStoredValueTables(db),
  };
};

/** What everything else stands on: the rows, the offers in force, the logo, and what a till has from its start. */
const createBase = (parts: TillParts) => {
  const repositories = createRepositories(parts.db);
  const offers =
    parts.offers ??
    createOffersSource({
      ...repositories,
      currencyDecimals: currencyDecimals(parts.profile.currency),
    });
  const known = {
    ...parts,
    couponSigner: parts.couponSigner ?? null,
    ...repositories,
    offers,
    receiptLogo: createReceiptLogo(repositories),
  };
  seedSegments(known);
  keepProgramWording(known);
  trustOwnKey(known);
  return { ...known, customerForPricing: createCustomerForPricing(known) };
};

export const composeTill = (parts: TillParts): ComposedTill => {
  const base = createBase(parts);
  const printWorker = createPrintWorker({
    ...base,
    onChange: (jobId) => {
      parts.onPrintChange(jobId);
      couponPrinting.look(jobId);
      parts.onDevicesChange();
    },
    onIdle: () => void printerWatch.look(),
  });
  const printerWatch = createPrinterWatch({
    ...parts,
    sensor: () => parts.printerChoice.setup().drawer.sensor,
    isPrinting: printWorker.isPrinting,
    onChange: parts.onDevicesChange,
  });
  const checkout = {
    ...base,
    pricing: createBasketPricing(base),
    basketSession: createBasketSession(base),
    shifts: createShiftRegister(base),
    journal: createJournalWriter({ ...base, ...journalIdentity(base) }),
    printing: { printsReceipts: parts.printsReceipts, wake: printWorker.wake },
    terminalTurn: createTerminalTurn(parts.onDevicesChange),
  };
  const couponPrinting = createCouponPrintRun(checkout);
  const cardPayments = createCardPayments(checkout);
  const serialDevices = createSerialDevices({ ...base, onApplied: () => customerDisplay.refresh() });
  const customerDisplay = createCustomerDisplay({ ...checkout, display: serialDevices });
  const till: Till = {
    ...checkout,
    cardPayments,
    serialDevices,
    couponBatches: createCouponBatches(checkout),
    couponPrinting,
    lastSale: createLastSale(checkout),
    ...createPeople(base, checkout),
    pinTurn: createOneAtATime(),
    books: createBooks(checkout),
    jobs: createJobRunner({
      ...checkout,
      jobs: createTillJobs(checkout),
      onJobDone: checkout.pricing.forget,
    }),
    devices: () =>
      devicesView({
        ...base,
        printerName: () => parts.transport.name,
        terminalName: () => parts.terminal.name,
        isPrinting: printWorker.isPrinting,
        printerWatch,
        isCardWaiting: checkout.terminalTurn.isTaken,
        serialView: serialDevices.view,
      }),
  };
  return { till, printWorker, customerDisplay, printerWatch };
};

/** Who is signed in, and what waits for an approval: that is forgotten when the person or the basket changes. */
const createPeople = (
  base: Parameters<typeof createIdentify>[0] & Omit<ApprovalsDeps, "identify" | "printing">,
  { basketSession, printing }: SessionDep & PrintingDep,
): Pick<Till, "staffSession" | "approvals"> => {
  const known = { ...base, printing, identify: createIdentify(base) };
  const approvals = createApprovals(known);
  const staffSession = createStaffSession(known);
  staffSession.onChange(approvals.forget);
  basketSession.onChange(approvals.forget);
  return { staffSession, approvals };
};

const FIRST_EPOCH = 1;

/** The till's name in the journal, and its newest epoch; starts the first one on a fresh database. */
const journalIdentity = (
  deps: TillParts & { readonly journalRepository: ReturnType<typeof createJournalRepository> },
): { readonly till: string; readonly epoch: number } => {
  const till = `${deps.profile.storeCode}-${deps.profile.tillCode}`;
  const newest = deps.journalRepository.epochs().at(-1);
  if (newest) {
    return { till: newest.till, epoch: newest.epoch };
  }
  deps.journalRepository.startEpoch({
    epoch: FIRST_EPOCH,
    till,
    publicKey: deps.signer.publicKey,
    startedAtMs: deps.clock.nowMs(),
  });
  return { till, epoch: FIRST_EPOCH };
};
