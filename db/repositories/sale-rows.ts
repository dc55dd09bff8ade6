/** Owns turning a sale into rows and rows into a sale: no queries, no decisions. Every field survives the round trip. */
import type { UnitNetRun } from "../../domain/pricing/pricing-result.ts";
import type { CardSlip, Sale, SaleLine, SaleLineDiscount, SaleTax, Tender } from "../../domain/sale/sale.ts";
import type { sale, saleLine, tender } from "../schema/selling.ts";
import { linePosition } from "./lines-of-sale.ts";
import type { SaleRecord } from "./sales.ts";

export type SaleRow = typeof sale.$inferSelect;
export type LineRow = typeof saleLine.$inferSelect;
export type TenderRow = typeof tender.$inferSelect;

export interface SaleRows {
  readonly sale: SaleRow;
  readonly lines: readonly (LineRow & {
    readonly refundsSaleId: string | null;
    readonly refundsReceiptNumber: string | null;
  })[];
  readonly tenders: readonly TenderRow[];
  readonly uses: Pick<Sale, "offerUses" | "usesGivenBack" | "pointEntries" | "storedValue" | "memberships">;
}

export const saleRow = (record: SaleRecord): SaleRow => {
  const { sale: value } = record;
  return {
    ...value.totals,
    id: value.id,
    kind: value.kind,
    seq: record.seq,
    receiptNumber: value.receiptNumber,
    storeCode: value.storeCode,
    tillCode: value.tillCode,
    shiftId: value.shiftId,
    staffId: value.cashierId,
    staffName: value.cashierName,
    approvedByName: value.approvedByName,
    approvedByJson: value.approvedByIds.length === 0 ? null : JSON.stringify(value.approvedByIds),
    customerRef: value.customerRef,
    currency: value.currency,
    pricesIncludeTax: value.pricesIncludeTax,
    atMs: value.atMs,
    taxesJson: JSON.stringify(value.taxes),
    reason: value.reason,
    traceJson: record.traceJson,
    journalEpoch: record.journalEpoch,
    journalSeq: record.journalSeq,
    taxExemptReason: value.taxExemption?.reason ?? null,
    taxExemptCertificate: value.taxExemption?.certificate ?? null,
  };
};

/** `refundsSaleSeq`: the number of the sale that `line.refunds` names; null: it is another till's. */
export const lineRow = (saleSeq: number, line: SaleLine, refundsSaleSeq: number | null): LineRow => ({
  position: linePosition(saleSeq, line.lineNumber),
  saleSeq,
  lineNumber: line.lineNumber,
  productId: line.productId,
  sku: line.sku,
  barcode: line.barcode,
  name: line.name,
  kind: line.kind,
  unit: line.unit,
  quantityMilli: line.quantityMilli,
  unitPriceMinor: line.unitPriceMinor,
  listUnitPriceMinor: line.listUnitPriceMinor,
  grossMinor: line.grossMinor,
  discountMinor: line.discountMinor,
  netMinor: line.netMinor,
  taxRateBp: line.taxRateBp,
  taxMinor: line.taxMinor,
  totalMinor: line.totalMinor,
  unitNetsJson: JSON.stringify(line.unitNets.map((run) => [run.count, run.netMinor])),
  discountsJson: JSON.stringify(line.discounts),
  note: line.note,
  refundsSaleSeq,
  refundsKnownReceipt: refundsSaleSeq === null ? (line.refunds?.receiptNumber ?? null) : null,
  refundsLineNumber: line.refunds?.lineNumber ?? null,
  depositOfLineNumber: line.depositOfLineNumber,
});

export const tenderRow = (saleSeq: number, value: Tender, index: number): TenderRow => ({
  id: value.id,
  saleSeq,
  position: index + 1,
  type: value.type,
  amountMinor: value.amountMinor,
  tenderedMinor: value.tenderedMinor,
  changeMinor: value.changeMinor,
  cardLast4: value.card?.last4 ?? null,
  cardJson: value.card ? JSON.stringify(value.card) : null,
});

export const toSale = (rows: SaleRows): Sale => {
  const row = rows.sale;
  return {
    id: row.id,
    kind: row.kind,
    receiptNumber: row.receiptNumber,
    storeCode: row.storeCode,
    tillCode: row.tillCode,
    shiftId: row.shiftId,
    cashierName: row.staffName,
    cashierId: row.staffId,
    approvedByName: row.approvedByName,
    approvedByIds: row.approvedByJson === null ? [] : (JSON.parse(row.approvedByJson) as number[]),
    customerRef: row.customerRef,
    currency: row.currency,
    pricesIncludeTax: row.pricesIncludeTax,
    atMs: row.atMs,
    lines: rows.lines.map(toLine),
    taxes: JSON.parse(row.taxesJson) as readonly SaleTax[],
    totals: {
      grossMinor: row.grossMinor,
      discountMinor: row.discountMinor,
      netMinor: row.netMinor,
      taxMinor: row.taxMinor,
      totalMinor: row.totalMinor,
      roundingMinor: row.roundingMinor,
      payableMinor: row.payableMinor,
    },
    tenders: rows.tenders.map(toTender),
    reason: row.reason,
    taxExemption:
      row.taxExemptReason === null
        ? null
        : { reason: row.taxExemptReason, certificate: row.taxExemptCertificate },
    ...rows.uses,
  };
};

const toLine = (row: SaleRows["lines"][number]): SaleLine => ({
  lineNumber: row.lineNumber,
  productId: row.productId,
  sku: row.sku,
  barcode: row.barcode,
  name: row.name,
  kind: row.kind,
  unit: row.unit,
  quantityMilli: row.quantityMilli,
  unitPriceMinor: row.unitPriceMinor,
  listUnitPriceMinor: row.listUnitPriceMinor,
  grossMinor: row.grossMinor,
  discountMinor: row.discountMinor,
  netMinor: row.netMinor,
  taxRateBp: row.taxRateBp,
  taxMinor: row.taxMinor,
  totalMinor: row.totalMinor,
  unitNets: toRuns(row.unitNetsJson),
  discounts: JSON.parse(row.discountsJson) as readonly SaleLineDiscount[],
  note: row.note,
  refunds:
    row.refundsSaleId !== null && row.refundsLineNumber !== null && row.refundsReceiptNumber !== null
      ? {
          saleId: row.refundsSaleId,
          receiptNumber: row.refundsReceiptNumber,
          lineNumber: row.refundsLineNumber,
        }
      : null,
  depositOfLineNumber: row.depositOfLineNumber,
});

const toRuns = (json: string): readonly UnitNetRun[] =>
  (JSON.parse(json) as readonly (readonly [number, number])[]).map(([count, netMinor]) => ({
    count,
    netMinor,
  }));

const toTender = (row: TenderRow): Tender => ({
  id: row.id,
  type: row.type,
  amountMinor: row.amountMinor,
  tenderedMinor: row.tenderedMinor,
  changeMinor: row.changeMinor,
  card: row.cardJson === null ? null : (JSON.parse(row.cardJson) as CardSlip),
});
