/** Owns the handlers of everything but the basket: session, catalogue, payment, receipts, refunds and devices. */
import type { PaymentFailure, PaymentOutcome } from "../../contracts/ipc/payment.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { normaliseCode } from "../../domain/scanning/normalise-code.ts";
import type { Actor } from "../services/deps.ts";
import { readBarcodeRules, setBarcodeRules } from "../services/catalogue/barcode-rules.ts";
import { tryCode } from "../services/catalogue/try-code.ts";
import { checkPrice, quickItems, searchProducts } from "../services/catalogue/find-products.ts";
import { findPrinters } from "../services/devices/find-printers.ts";
import { printerSetupView, setPrinter } from "../services/devices/printer-setup.ts";
import { simulateDevices } from "../services/devices/simulate-devices.ts";
import { setTerminal, terminalSetupView } from "../services/devices/terminal-setup.ts";
import { giveBack } from "../services/payment/give-back.ts";
import { payCash } from "../services/payment/pay-cash.ts";
import { payPoints } from "../services/payment/pay-points.ts";
import type { PaymentStep } from "../services/payment/payment-step.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import { listPrintJobs, queueTestPage, retryPrintJob } from "../services/printing/queue-jobs.ts";
import { readPrinted } from "../services/printing/read-printed.ts";
import { findReceipts } from "../services/receipts/find-receipts.ts";
import { getReceipt } from "../services/receipts/get-receipt.ts";
import { receiptLogoView, removeReceiptLogo, setReceiptLogo } from "../services/receipts/receipt-logo.ts";
import { reprintReceipt } from "../services/receipts/reprint-receipt.ts";
import { lowestPrice } from "../services/refund/lowest-price.ts";
import { quoteRefund } from "../services/refund/refund-plan.ts";
import { refundByReceipt, refundWithoutReceipt } from "../services/refund/refund-sale.ts";
import { voidSale } from "../services/refund/void-sale.ts";
import { appView } from "../services/session/app-view.ts";
import { setLanguage } from "../services/session/set-language.ts";
import { moveCash } from "../services/shifts/move-cash.ts";
import type { Till } from "../services/till.ts";
import { createBasketHandlers } from "./basket-handlers.ts";
import { readStoreSaleRules, setStoreSaleRules } from "../services/checkout/store-sale-rules.ts";
import { createBookHandlers } from "./books-handlers.ts";
import { createCampaignHandlers } from "./campaign-handlers.ts";
import { createCouponHandlers } from "./coupon-handlers.ts";
import { createCustomerHandlers } from "./customer-handlers.ts";
import { createDisplayHandlers } from "./display-handlers.ts";
import { createExchangeHandlers } from "./exchange-handlers.ts";
import type { Handlers } from "./handle-call.ts";
import { createJobHandlers } from "./job-handlers.ts";
import { createLoyaltyHandlers } from "./loyalty-handlers.ts";
import { createParticipationHandlers } from "./participation-handlers.ts";
import { createMembershipHandlers } from "./membership-handlers.ts";
import { createReferralHandlers } from "./referral-handlers.ts";
import { paymentOutcome } from "./payment-outcome.ts";
import { createSegmentHandlers } from "./segment-handlers.ts";
import { createSerialHandlers } from "./serial-handlers.ts";
import { createShiftHandlers } from "./shift-handlers.ts";
import { createStoredValueHandlers } from "./stored-value-handlers.ts";
import { createStaffHandlers } from "./staff-handlers.ts";

export const createHandlers = (till: Till): Handlers => ({
  ...createSessionHandlers(till),
  ...createStaffHandlers(till),
  ...createBasketHandlers(till),
  ...createCatalogueHandlers(till),
  ...createBarcodeHandlers(till),
  ...createSaleRuleHandlers(till),
  ...createLogoHandlers(till),
  ...createPaymentHandlers(till),
  ...createReceiptHandlers(till),
  ...createExchangeHandlers(till),
  ...createDeviceHandlers(till),
  ...createSerialHandlers(till),
  ...createBookHandlers(till),
  ...createShiftHandlers(till),
  ...createCustomerHandlers(till),
  ...createJobHandlers(till),
  ...createCampaignHandlers(till),
  ...createCouponHandlers(till),
  ...createParticipationHandlers(till),
  ...createLoyaltyHandlers(till),
  ...createMembershipHandlers(till),
  ...createReferralHandlers(till),
  ...createDisplayHandlers(till),
  ...createSegmentHandlers(till),
  ...createStoredValueHandlers(till),
});

type HandlersOf<Area extends string> = Pick<Handlers, Extract<keyof Handlers, `${Area}.${string}`>>;

const createSessionHandlers = (
  till: Till,
): Omit<HandlersOf<"app" | "session">, "session.rules" | "session.setRules"> => ({
  "app.state": { needs: "nobody", run: () => ok(appView(till)) },
  "session.signIn": {
    needs: "nobody",
    run: async (credential) => {
      const signedIn = await till.staffSession.signIn(credential);
      return signedIn.ok ? ok(appView(till)) : signedIn;
    },
  },
  "session.signOut": {
    needs: "nobody",
    run: () => {
      till.staffSession.signOut();
      return ok(null);
    },
  },
  "session.lock": {
    needs: "staff",
    run: () => {
      till.staffSession.lock("person");
      return ok(null);
    },
  },
  "session.activity": { needs: "staff", run: () => ok(null) },
  "session.setLanguage": {
    needs: "nobody",
    run: ({ language }) => {
      setLanguage(till, till.staffSession.current(), language);
      return ok(null);
    },
  },
});

const createCatalogueHandlers = (till: Till): HandlersOf<"catalogue"> => ({
  "catalogue.search": { needs: "staff", run: (query) => ok(searchProducts(till, query)) },
  "catalogue.quickItems": { needs: "staff", run: () => ok(quickItems(till)) },
  "catalogue.priceCheck": { needs: "staff", run: ({ code }) => checkPrice(till, normaliseCode(code)) },
});

const createBarcodeHandlers = (till: Till): HandlersOf<"barcode"> => ({
  "barcode.rules": { needs: "store:configure", run: () => ok(readBarcodeRules(till)) },
  "barcode.setRules": {
    needs: "store:configure",
    run: (rules, actor) => setBarcodeRules(till, actor, rules),
  },
  "barcode.try": { needs: "store:configure", run: (payload) => tryCode(till, payload) },
});

const createSaleRuleHandlers = (till: Till): HandlersOf<"saleRules"> => ({
  "saleRules.get": { needs: "store:configure", run: () => ok(readStoreSaleRules(till)) },
  "saleRules.set": {
    needs: "store:configure",
    run: (rules, actor) => setStoreSaleRules(till, actor, rules),
  },
});

const createLogoHandlers = (till: Till): HandlersOf<"receiptLogo"> => ({
  "receiptLogo.get": { needs: "staff", run: () => ok(receiptLogoView(till)) },
  "receiptLogo.set": {
    needs: "store:configure",
    run: ({ file }, actor) => setReceiptLogo(till, actor, file),
  },
  "receiptLogo.remove": { needs: "store:configure", run: (_, actor) => ok(removeReceiptLogo(till, actor)) },
});

const createPaymentHandlers = (till: Till): HandlersOf<"payment"> => {
  const outcome = <E>(step: Result<PaymentStep, E>): Result<PaymentOutcome, E> => paymentOutcome(till, step);
  return {
    "payment.cash": {
      needs: "sale:create",
      run: async ({ tenderedMinor }, actor) => {
        const settled = await settleFirst(till);
        return settled.ok ? outcome(payUnlessBusy(till, actor, tenderedMinor)) : settled;
      },
    },
    "payment.card": {
      needs: "sale:create",
      run: async ({ amountMinor }, actor) => outcome(await till.cardPayments.pay(actor, amountMinor)),
    },
    "payment.points": {
      needs: "sale:create",
      run: ({ points }, actor) =>
        till.terminalTurn.isTaken() ? err({ type: "TerminalBusy" }) : outcome(payPoints(till, actor, points)),
    },
    "payment.cancelCard": {
      needs: "sale:create",
      run: () => {
        till.cardPayments.cancel();
        return ok(null);
      },
    },
    "payment.giveBack": {
      needs: "sale:create",
      run: async ({ tenderId }, actor) => {
        const back = await giveBack(till, actor, tenderId);
        return back.ok ? ok(basketView(till, back.value)) : back;
      },
    },
    "payment.complete": {
      needs: "sale:create",
      run: (_payload, actor) => {
        const basket = till.basketSession.current();
        if (!basket) {
          return err({ type: "NothingToPay" });
        }
        const { dueMinor } = basketView(till, basket);
        return dueMinor > 0
          ? err({ type: "BelowTotal", dueMinor })
          : outcome(payUnlessBusy(till, actor, null));
      },
    },
  };
};

/** What the terminal is busy with may change what is due. */
const payUnlessBusy = (
  till: Till,
  actor: Actor,
  tenderedMinor: number | null,
): Result<PaymentStep, PaymentFailure> =>
  till.terminalTurn.isTaken() ? err({ type: "TerminalBusy" }) : payCash(till, actor, tenderedMinor);

/** A card payment that a crash left open is cleared up with the terminal before anything else is paid. */
const settleFirst = async (till: Till): Promise<Result<unknown, PaymentFailure>> =>
  till.basketSession.current()?.tenders.some((tender) => tender.state === "pending")
    ? till.cardPayments.settle()
    : ok(null);

const createReceiptHandlers = (till: Till): HandlersOf<"receipts" | "refund"> => ({
  "receipts.find": { needs: "receipt:read", run: (query) => ok(findReceipts(till, query)) },
  "receipts.get": { needs: "receipt:read", run: ({ receiptNumber }) => getReceipt(till, receiptNumber) },
  "receipts.reprint": {
    needs: "receipt:reprint",
    run: ({ receiptNumber }, actor) => reprintReceipt(till, actor, receiptNumber),
  },
  "refund.quote": {
    needs: "refund:create",
    run: ({ receiptNumber, lines }) => quoteRefund(till, receiptNumber, lines),
  },
  "refund.byReceipt": {
    needs: "refund:create",
    run: (payload, actor) =>
      refundByReceipt(till, actor, { ...payload, requestId: till.ids.next(), action: "refund.create" }),
  },
  "refund.withoutReceipt": {
    needs: "refund:withoutReceipt",
    run: (payload, actor) =>
      refundWithoutReceipt(till, actor, {
        ...payload,
        requestId: till.ids.next(),
        action: "refund.create",
        price: "atMostTheLowest",
      }),
  },
  "refund.lowestPrice": { needs: "staff", run: ({ productId }) => ok(lowestPrice(till, productId)) },
  "refund.voidSale": {
    needs: "sale:void",
    run: (payload, actor) => voidSale(till, actor, { ...payload, requestId: till.ids.next() }),
  },
});

const createDeviceHandlers = (till: Till): HandlersOf<"devices" | "print"> => ({
  "devices.state": { needs: "nobody", run: () => ok(till.devices()) },
  "devices.printer": { needs: "staff", run: () => ok(printerSetupView(till)) },
  "devices.setPrinter": {
    needs: "device:configure",
    run: (setup, actor) => setPrinter(till, actor, setup),
  },
  "devices.findPrinters": { needs: "device:configure", run: async () => ok(await findPrinters(till)) },
  "devices.scanNetwork": {
    needs: "device:configure",
    run: async () => ok(await till.printerFinder.network()),
  },
  "devices.terminal": { needs: "staff", run: () => ok(terminalSetupView(till)) },
  "devices.setTerminal": {
    needs: "device:configure",
    run: ({ address }, actor) => setTerminal(till, actor, address),
  },
  "devices.testPrint": { needs: "staff", run: () => ok(queueTestPage(till)) },
  "devices.openDrawer": {
    needs: "drawer:open",
    run: ({ reason }, actor) => moveCash(till, actor, { kind: "noSale", amountMinor: 0, reason }),
  },
  "devices.simulate": {
    needs: "device:configure",
    run: (wanted, actor) => {
      const isDone = simulateDevices(till, actor, wanted);
      // The printer is looked at whenever its queue was.
      till.printing.wake();
      return isDone ? ok(till.devices()) : err({ type: "NotSimulated" });
    },
  },
  "print.jobs": { needs: "staff", run: ({ limit }, actor) => ok(listPrintJobs(till, actor, limit)) },
  // What each paper needs is asked where it is read.
  "print.document": { needs: "staff", run: ({ jobId }, actor) => readPrinted(till, actor, jobId) },
  "print.retry": { needs: "staff", run: ({ jobId }, actor) => retryPrintJob(till, actor, jobId) },
});
