/**
 * Owns turning one invoice into what a cashier would have done: ring up and take payment, and give money back for what
 * is negative, against the customer's own receipt where one is known. Calls the same use cases as the screens.
 */
import type { CustomerRepository } from "../../db/repositories/customers.ts";
import type { Result } from "../../domain/result.ts";
import { addProduct } from "../../electron/services/checkout/add-product.ts";
import { NO_DETAILS } from "../../domain/customer/customer.ts";
import { attachCustomerToBasket } from "../../electron/services/checkout/attach-customer.ts";
import { addCouponToBasket } from "../../electron/services/checkout/coupons.ts";
import type { Actor } from "../../electron/services/deps.ts";
import type { PaymentFailure } from "../../contracts/ipc/payment.ts";
import { joinProgram } from "../../electron/services/loyalty/join-program.ts";
import { payCash } from "../../electron/services/payment/pay-cash.ts";
import { payPoints } from "../../electron/services/payment/pay-points.ts";
import type { PaymentStep } from "../../electron/services/payment/payment-step.ts";
import { refundByReceipt, refundWithoutReceipt } from "../../electron/services/refund/refund-sale.ts";
import type { Till } from "../../electron/services/till.ts";
import { isReturn } from "./independent-sums.ts";
import type { KnownSales } from "./known-sales.ts";
import { COUPON, handsInCoupon, paysWithPoints } from "./program-rules.ts";
import type { RetailInvoice, RetailRow } from "./retail-invoice.ts";

export interface ReplayDeps {
  readonly till: Till;
  readonly actor: Actor;
  readonly customers: CustomerRepository;
  readonly known: KnownSales;
  readonly setNow: (atMs: number) => void;
  /** Customers take part in the sample program: see program-rules.ts. */
  readonly program?: boolean;
}

export const replayInvoice = async (deps: ReplayDeps, invoice: RetailInvoice): Promise<void> => {
  deps.setNow(invoice.atMs);
  if (deps.program === true && invoice.customer !== null) {
    // Also who only ever brought something back.
    customerRef(deps, invoice);
  }
  const sold = invoice.rows.filter((row) => !isReturn(row));
  const returned = invoice.rows.filter(isReturn);
  if (sold.length > 0) {
    await sell(deps, invoice, sold);
  }
  if (returned.length > 0) {
    await giveBack(deps, invoice, returned);
  }
};

const sell = async (deps: ReplayDeps, invoice: RetailInvoice, rows: readonly RetailRow[]): Promise<void> => {
  const { till, actor } = deps;
  for (const row of rows) {
    const added = addProduct(till, actor, {
      productId: productId(till, row),
      quantityMilli: row.quantity * 1000,
      unitPriceMinor: row.unitPriceMinor,
    });
    must(added, invoice, row);
  }
  if (invoice.customer !== null) {
    must(attachCustomerToBasket(till, deps.actor, customerRef(deps, invoice)), invoice);
  }
  const paid = must(await pay(deps, invoice, rows), invoice);
  if (paid.kind !== "completed") {
    throw new Error(`Invoice ${invoice.number} was not paid in full`);
  }
  if (invoice.customer !== null) {
    const sale = till.sales.findByReceiptNumber(paid.sale.receiptNumber);
    if (sale) {
      deps.known.add(invoice.customer, sale);
    }
  }
};

/** Customers pay by card, everybody else in cash. */
const pay = async (
  deps: ReplayDeps,
  invoice: RetailInvoice,
  rows: readonly RetailRow[],
): Promise<Result<PaymentStep, PaymentFailure>> => {
  const { till, actor } = deps;
  if (invoice.customer === null || totalOf(rows) === 0) {
    return payCash(till, actor, null);
  }
  if (deps.program === true && handsInCoupon(invoice.number)) {
    must(addCouponToBasket(till, actor, [COUPON]), invoice);
  }
  if (deps.program === true && paysWithPoints(invoice.number)) {
    const paid = payPoints(till, actor, null);
    if (paid.ok ? paid.value.kind === "completed" : paid.error.type !== "NoPointsToPay") {
      return paid;
    }
  }
  return till.cardPayments.pay(actor, null);
};

/** First against the customer's receipts with the same item at the same price, the rest without a receipt. */
const giveBack = async (
  deps: ReplayDeps,
  invoice: RetailInvoice,
  rows: readonly RetailRow[],
): Promise<void> => {
  const { till, actor } = deps;
  const plan = deps.known.match(invoice.customer, rows);
  const tender = invoice.customer === null ? "CASH" : "CARD";
  const reason = `return ${invoice.number}`;
  for (const [receiptNumber, lines] of plan.byReceipt) {
    const requestId = till.ids.next();
    const request = { receiptNumber, lines, tender, reason, requestId, action: "refund.create" } as const;
    must(await refundByReceipt(till, actor, request), invoice);
  }
  if (plan.withoutReceipt.length > 0) {
    const lines = plan.withoutReceipt.map(({ row, quantityMilli }) => ({
      productId: productId(till, row),
      quantityMilli,
      unitPriceMinor: Math.abs(row.unitPriceMinor),
    }));
    const requestId = till.ids.next();
    const request = {
      lines,
      tender,
      reason,
      requestId,
      action: "refund.create",
      price: "asEntered",
    } as const;
    must(await refundWithoutReceipt(till, actor, request), invoice);
  }
};

const productId = (till: Till, row: RetailRow): number => {
  const product = till.products.findBySku(row.sku);
  if (!product) {
    throw new Error(`Line ${String(row.line)}: item ${row.sku} was not imported`);
  }
  return product.id;
};

const customerRef = (deps: ReplayDeps, invoice: RetailInvoice): string => {
  const code = invoice.customer ?? "";
  const known = deps.customers.findByCode(code);
  if (known) {
    return known.customerRef;
  }
  const { country } = invoice;
  const customer = deps.customers.create(
    {
      customerRef: deps.till.ids.next(),
      code,
      country,
      registrationSource: "import",
      details: NO_DETAILS,
    },
    deps.actor.staffId,
  );
  if (deps.program === true) {
    must(joinProgram(deps.till, deps.actor, customer.customerRef), invoice);
  }
  return customer.customerRef;
};

const totalOf = (rows: readonly RetailRow[]): number =>
  rows.reduce((sum, row) => sum + row.quantity * row.unitPriceMinor, 0);

/** A use case that refuses an invoice is a finding: it stops the replay with the place in the file. */
const must = <T, E>(result: Result<T, E>, invoice: RetailInvoice, row?: RetailRow): T => {
  if (!result.ok) {
    const place = row ? `, line ${String(row.line)}` : "";
    throw new Error(`Invoice ${invoice.number}${place}: ${JSON.stringify(result.error)}`);
  }
  return result.value;
};
