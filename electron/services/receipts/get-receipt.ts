/** Owns showing one receipt: as on paper, and line by line with what can still be given back. */
import type { ReceiptLineView, ReceiptView } from "../../../contracts/ipc/receipts.ts";
import { buildSaleReceipt } from "../../../domain/receipt/build-sale-receipt.ts";
import { refundAmounts } from "../../../domain/refund/refund-amount.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { countSoldItems } from "../../../domain/sale/count-sold-items.ts";
import { isExchange, isReturned } from "../../../domain/sale/returned-goods.ts";
import type { Sale, SaleLine } from "../../../domain/sale/sale.ts";
import type { LoyaltyDep, ProfileDep, SalesDep } from "../deps.ts";
import { tierNameIn } from "../loyalty/tier-name.ts";
import type { ReceiptLogoDep } from "./receipt-logo.ts";

export interface UnknownReceipt {
  readonly type: "UnknownReceipt";
  readonly receiptNumber: string;
}

export const getReceipt = (
  deps: SalesDep & ProfileDep & ReceiptLogoDep & Pick<LoyaltyDep, "loyaltyProgram">,
  receiptNumber: string,
): Result<ReceiptView, UnknownReceipt> => {
  const sale = deps.sales.findOfAnyTill(receiptNumber.trim().toUpperCase());
  if (!sale) {
    return err({ type: "UnknownReceipt", receiptNumber });
  }
  const refunded = deps.sales.refundedMilli(sale.id);
  const lines = sale.lines.map((line) => lineView(sale, line, refunded.get(line.lineNumber) ?? 0));
  return ok({
    saleId: sale.id,
    receiptNumber: sale.receiptNumber,
    kind: sale.kind,
    isExchange: isExchange(sale),
    atMs: sale.atMs,
    cashierName: sale.cashierName,
    itemCount: countSoldItems(sale),
    totalMinor: sale.totals.payableMinor,
    tenderTypes: [...new Set(sale.tenders.map((tender) => tender.type))],
    last4: sale.tenders.find((tender) => tender.card)?.card?.last4 ?? null,
    lines,
    document: buildSaleReceipt(sale, deps.profile, {
      copy: false,
      logo: deps.receiptLogo.isSet(),
      tierName: tierNameIn(deps),
    }),
    currency: sale.currency,
    isOfThisTill: deps.sales.findByReceiptNumber(sale.receiptNumber) !== null,
  });
};

const lineView = (sale: Sale, line: SaleLine, refundedMilli: number): ReceiptLineView => {
  const refundableMilli =
    sale.kind === "sale" && !isReturned(line) ? Math.max(0, line.quantityMilli - refundedMilli) : 0;
  const worthMinor = (fromMilli: number, quantityMilli: number): number =>
    refundAmounts(line, {
      refundedMilli: fromMilli,
      quantityMilli,
      pricesIncludeTax: sale.pricesIncludeTax,
    }).totalMinor;
  const refundableMinor = refundableMilli === 0 ? 0 : worthMinor(refundedMilli, refundableMilli);
  const unitWorth = (unit: number): number => worthMinor(refundedMilli + unit * 1000, 1000);
  return {
    lineNumber: line.lineNumber,
    sku: line.sku,
    name: line.name,
    unit: line.unit,
    quantityMilli: line.quantityMilli,
    totalMinor: line.totalMinor,
    refundedMilli,
    depositOfLineNumber: line.depositOfLineNumber,
    refundableMilli,
    refundableMinor,
    unitTotals: line.unit === "each" ? unitTotals(refundableMilli / 1000, unitWorth) : [],
  };
};

/** Longer lines are wholesale: there nobody looks at single units. */
const MOST_UNITS = 200;

/** Runs of units that pay the same. */
const unitTotals = (units: number, worthMinor: (unit: number) => number): ReceiptLineView["unitTotals"] => {
  const runs: { count: number; totalMinor: number }[] = [];
  const shown = units > MOST_UNITS ? 0 : units;
  for (let unit = 0; unit < shown; unit += 1) {
    const totalMinor = worthMinor(unit);
    const last = runs.at(-1);
    if (last?.totalMinor === totalMinor) {
      last.count += 1;
    } else {
      runs.push({ count: 1, totalMinor });
    }
  }
  return runs;
};
