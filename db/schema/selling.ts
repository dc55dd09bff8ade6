/**
 * Owns drizzle's view of baskets, sales, tenders and print jobs. The SQL migrations make the tables; a test
 * compares the two column by column. Amounts in minor units, quantities in thousandths, times in epoch ms.
 */
import { integer, primaryKey, sqliteTable, text } from "../drizzle.ts";
import { TENDER_TYPES } from "../../domain/sale/sale.ts";

export const basket = sqliteTable("basket", {
  id: text("id").primaryKey(),
  state: text("state", { enum: ["open", "parked"] }).notNull(),
  label: text("label"),
  revision: integer("revision").notNull(),
  staffId: integer("staff_id").notNull(),
  customerRef: text("customer_ref"),
  manualDiscountJson: text("manual_discount_json"),
  lastLineId: text("last_line_id"),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
  couponsJson: text("coupons_json"),
  approvalsJson: text("approvals_json"),
  hadPayment: integer("had_payment", { mode: "boolean" }).notNull().default(false),
  returnsJson: text("returns_json"),
  ageCheckJson: text("age_check_json"),
  taxExemptionJson: text("tax_exemption_json"),
  limitApprovalsJson: text("limit_approvals_json"),
  tooYoungFor: integer("too_young_for"),
});

export const basketLine = sqliteTable(
  "basket_line",
  {
    basketId: text("basket_id").notNull(),
    lineId: text("line_id").notNull(),
    position: integer("position").notNull(),
    productId: integer("product_id").notNull(),
    barcode: text("barcode"),
    quantityMilli: integer("quantity_milli").notNull(),
    unitPriceMinor: integer("unit_price_minor").notNull(),
    listUnitPriceMinor: integer("list_unit_price_minor"),
    priceReason: text("price_reason"),
    discountJson: text("discount_json"),
    note: text("note"),
    voidReason: text("void_reason"),
    depositOfLineId: text("deposit_of_line_id"),
  },
  (table) => [primaryKey({ columns: [table.basketId, table.lineId] })],
);

export const basketTender = sqliteTable(
  "basket_tender",
  {
    id: text("id").notNull(),
    basketId: text("basket_id").notNull(),
    position: integer("position").notNull(),
    type: text("type", { enum: TENDER_TYPES }).notNull(),
    amountMinor: integer("amount_minor").notNull(),
    reference: text("reference").notNull(),
    cardJson: text("card_json"),
    state: text("state", { enum: ["pending", "taken"] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.basketId, table.position] })],
);

export const sale = sqliteTable("sale", {
  seq: integer("seq").primaryKey(),
  id: text("id").notNull(),
  kind: text("kind", { enum: ["sale", "refund"] }).notNull(),
  receiptNumber: text("receipt_number").notNull(),
  storeCode: text("store_code").notNull(),
  tillCode: text("till_code").notNull(),
  shiftId: integer("shift_id"),
  staffId: integer("staff_id").notNull(),
  staffName: text("staff_name").notNull(),
  approvedByName: text("approved_by_name"),
  customerRef: text("customer_ref"),
  currency: text("currency").notNull(),
  pricesIncludeTax: integer("prices_include_tax", { mode: "boolean" }).notNull(),
  atMs: integer("at_ms").notNull(),
  grossMinor: integer("gross_minor").notNull(),
  discountMinor: integer("discount_minor").notNull(),
  netMinor: integer("net_minor").notNull(),
  taxMinor: integer("tax_minor").notNull(),
  totalMinor: integer("total_minor").notNull(),
  roundingMinor: integer("rounding_minor").notNull(),
  payableMinor: integer("payable_minor").notNull(),
  taxesJson: text("taxes_json").notNull(),
  reason: text("reason"),
  /** How the price came about: offers applied and not, their hash, voided lines. */
  traceJson: text("trace_json").notNull(),
  journalEpoch: integer("journal_epoch").notNull(),
  journalSeq: integer("journal_seq").notNull(),
  approvedByJson: text("approved_by_json"),
  taxExemptReason: text("tax_exempt_reason"),
  taxExemptCertificate: text("tax_exempt_certificate"),
});

export const saleLine = sqliteTable("sale_line", {
  /** The sale's number and the line's: see repositories/lines-of-sale.ts. */
  position: integer("position").primaryKey(),
  saleSeq: integer("sale_seq").notNull(),
  lineNumber: integer("line_number").notNull(),
  productId: integer("product_id"),
  sku: text("sku").notNull(),
  barcode: text("barcode"),
  name: text("name").notNull(),
  kind: text("kind", {
    enum: ["goods", "service", "delivery", "deposit", "fee", "giftCard"],
  }).notNull(),
  unit: text("unit", { enum: ["each", "weight"] }).notNull(),
  quantityMilli: integer("quantity_milli").notNull(),
  unitPriceMinor: integer("unit_price_minor").notNull(),
  listUnitPriceMinor: integer("list_unit_price_minor"),
  grossMinor: integer("gross_minor").notNull(),
  discountMinor: integer("discount_minor").notNull(),
  netMinor: integer("net_minor").notNull(),
  taxRateBp: integer("tax_rate_bp").notNull(),
  taxMinor: integer("tax_minor").notNull(),
  totalMinor: integer("total_minor").notNull(),
  /** Runs of units and what each cost: [[count, netMinor], ...]. */
  unitNetsJson: text("unit_nets_json").notNull(),
  discountsJson: text("discounts_json").notNull(),
  note: text("note"),
  refundsSaleSeq: integer("refunds_sale_seq"),
  refundsLineNumber: integer("refunds_line_number"),
  depositOfLineNumber: integer("deposit_of_line_number"),
  refundsKnownReceipt: text("refunds_known_receipt"),
});

export const tender = sqliteTable(
  "tender",
  {
    id: text("id").notNull(),
    saleSeq: integer("sale_seq").notNull(),
    position: integer("position").notNull(),
    type: text("type", { enum: TENDER_TYPES }).notNull(),
    amountMinor: integer("amount_minor").notNull(),
    tenderedMinor: integer("tendered_minor").notNull(),
    changeMinor: integer("change_minor").notNull(),
    cardLast4: text("card_last4"),
    cardJson: text("card_json"),
  },
  (table) => [primaryKey({ columns: [table.saleSeq, table.position] })],
);

export const cardRefundOpen = sqliteTable("card_refund_open", {
  id: integer("id").primaryKey(),
  requestId: text("request_id").notNull(),
  receiptNumber: text("receipt_number"),
  payableMinor: integer("payable_minor").notNull(),
  requestJson: text("request_json").notNull(),
  askedAtMs: integer("asked_at_ms").notNull(),
});

export const cardReversalOpen = sqliteTable("card_reversal_open", {
  reference: text("reference").primaryKey(),
  amountMinor: integer("amount_minor").notNull(),
  askedAtMs: integer("asked_at_ms").notNull(),
});

export const printJob = sqliteTable("print_job", {
  id: integer("id").primaryKey(),
  kind: text("kind", { enum: ["sale", "refund", "copy", "test", "drawer", "report", "slip"] }).notNull(),
  saleSeq: integer("sale_seq"),
  opensDrawer: integer("opens_drawer", { mode: "boolean" }).notNull(),
  state: text("state", { enum: ["queued", "sent", "confirmed", "failed"] }).notNull(),
  cause: text("cause"),
  maybePrinted: integer("maybe_printed", { mode: "boolean" }).notNull(),
  attempts: integer("attempts").notNull(),
  nextAttemptAtMs: integer("next_attempt_at_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
  documentJson: text("document_json"),
  needs: text("needs"),
  ownStaffId: integer("own_staff_id"),
});
