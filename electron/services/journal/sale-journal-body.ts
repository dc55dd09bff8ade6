/**
 * Owns what the journal says of a completed sale or refund: everything that money, stock and tax need, and no
 * personal data (a random customerRef stands for the person, staff are named by number). Keys in the order that the
 * canonical form wants.
 */
import type { JsonValue } from "../../../domain/journal/canonical-json.ts";
import type { OfferUse } from "../../../domain/campaigns/offer-use.ts";
import type { Sale, SaleLine, SaleTax, SaleTotals, Tender } from "../../../domain/sale/sale.ts";

export const saleJournalBody = (sale: Sale): JsonValue => ({
  approvedBy: [...sale.approvedByIds],
  atMs: sale.atMs,
  currency: sale.currency,
  customerRef: sale.customerRef,
  kind: sale.kind,
  lines: sale.lines.map(lineBody),
  ...(sale.memberships.length === 0
    ? {}
    : { memberships: sale.memberships.map((movement) => ({ ...movement })) }),
  ...(sale.offerUses.length === 0 ? {} : { offerUses: sale.offerUses.map(useBody) }),
  ...(sale.pointEntries.length === 0
    ? {}
    : { pointEntries: sale.pointEntries.map((entry) => ({ ...entry })) }),
  pricesIncludeTax: sale.pricesIncludeTax,
  reason: sale.reason,
  receiptNumber: sale.receiptNumber,
  saleId: sale.id,
  shiftId: sale.shiftId,
  staffId: sale.cashierId,
  store: sale.storeCode,
  ...(sale.storedValue.length === 0
    ? {}
    : { storedValue: sale.storedValue.map((movement) => ({ ...movement })) }),
  taxExemption: sale.taxExemption && { ...sale.taxExemption },
  taxes: sale.taxes.map(taxBody),
  tenders: sale.tenders.map(tenderBody),
  till: sale.tillCode,
  totals: totalsBody(sale.totals),
  ...(sale.usesGivenBack.length === 0
    ? {}
    : { usesGivenBack: sale.usesGivenBack.map((use) => ({ ...use })) }),
});

const useBody = (use: OfferUse): JsonValue => ({
  amountMinor: use.amountMinor,
  code: use.code,
  kind: use.kind,
  lineNumbers: [...use.lineNumbers],
  partner: use.partner,
  times: use.times,
});

const taxBody = ({ baseMinor, rateBp, taxMinor }: SaleTax): JsonValue => ({ baseMinor, rateBp, taxMinor });

const totalsBody = (totals: SaleTotals): JsonValue => ({
  discountMinor: totals.discountMinor,
  grossMinor: totals.grossMinor,
  netMinor: totals.netMinor,
  payableMinor: totals.payableMinor,
  roundingMinor: totals.roundingMinor,
  taxMinor: totals.taxMinor,
  totalMinor: totals.totalMinor,
});

const lineBody = (line: SaleLine): JsonValue => ({
  barcode: line.barcode,
  depositOfLineNumber: line.depositOfLineNumber,
  discountMinor: line.discountMinor,
  discounts: line.discounts.map((discount) => ({ ...discount })),
  grossMinor: line.grossMinor,
  kind: line.kind,
  lineNumber: line.lineNumber,
  listUnitPriceMinor: line.listUnitPriceMinor,
  name: line.name,
  netMinor: line.netMinor,
  quantityMilli: line.quantityMilli,
  refunds: line.refunds ? { ...line.refunds } : null,
  sku: line.sku,
  taxMinor: line.taxMinor,
  taxRateBp: line.taxRateBp,
  totalMinor: line.totalMinor,
  unit: line.unit,
  unitNets: line.unitNets.map((run) => [run.count, run.netMinor]),
  unitPriceMinor: line.unitPriceMinor,
});

const tenderBody = (tender: Tender): JsonValue => ({
  amountMinor: tender.amountMinor,
  card: tender.card ? { ...tender.card } : null,
  changeMinor: tender.changeMinor,
  id: tender.id,
  tenderedMinor: tender.tenderedMinor,
  type: tender.type,
});
