/**
 * Owns what the journal says of a completed sale or refund: everything that money, stock and tax need, and no
 * personal data (a random customerRef stands for the person, staff are named by number).
 */
import type { JsonValue } from "../../../domain/journal/canonical-json.ts";
import type { Sale, SaleLine, Tender } from "../../../domain/sale/sale.ts";

export const saleJournalBody = (sale: Sale): JsonValue => ({
  saleId: sale.id,
  kind: sale.kind,
  atMs: sale.atMs,
  receiptNumber: sale.receiptNumber,
  store: sale.storeCode,
  till: sale.tillCode,
  shiftId: sale.shiftId,
  staffId: sale.cashierId,
  customerRef: sale.customerRef,
  currency: sale.currency,
  pricesIncludeTax: sale.pricesIncludeTax,
  reason: sale.reason,
  totals: { ...sale.totals },
  taxes: sale.taxes.map((tax) => ({ ...tax })),
  lines: sale.lines.map(lineBody),
  tenders: sale.tenders.map(tenderBody),
});

const lineBody = (line: SaleLine): JsonValue => ({
  lineNumber: line.lineNumber,
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
  unitNets: line.unitNets.map((run) => [run.count, run.netMinor]),
  discounts: line.discounts.map((discount) => ({ ...discount })),
  refunds: line.refunds ? { ...line.refunds } : null,
});

const tenderBody = (tender: Tender): JsonValue => ({
  id: tender.id,
  type: tender.type,
  amountMinor: tender.amountMinor,
  tenderedMinor: tender.tenderedMinor,
  changeMinor: tender.changeMinor,
  card: tender.card ? { ...tender.card } : null,
});
