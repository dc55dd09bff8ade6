/** Owns making the immutable record of a refund: every quantity and amount negative, tied to the lines it gives back. */
import type { UnitNetRun } from "../../../domain/pricing/pricing-result.ts";
import type { RefundAmounts } from "../../../domain/refund/refund-amount.ts";
import type { RefundedLine, SaleLine, SaleTax, Tender, UnrecordedSale } from "../../../domain/sale/sale.ts";
import type { StoreProfile } from "../../../domain/sale/store-profile.ts";
import { approvedByOf } from "../payment/approved-by.ts";

/** One line that goes back, in positive figures. */
export interface ReturnedLine extends RefundAmounts {
  readonly source: Omit<
    SaleLine,
    | "lineNumber"
    | "quantityMilli"
    | "unitNets"
    | "discounts"
    | "refunds"
    | "note"
    | "depositOfLineNumber"
    | keyof RefundAmounts
  >;
  readonly quantityMilli: number;
  readonly refunds: RefundedLine | null;
}

/** Who gives the money back, and who approved it. */
export interface RefundPeople {
  readonly staffId: number;
  readonly name: string;
  readonly approver: { readonly staffId: number; readonly name: string } | null;
}

export interface RefundParts {
  readonly id: string;
  readonly receiptNumber: string;
  readonly atMs: number;
  readonly actor: RefundPeople;
  readonly profile: StoreProfile;
  readonly customerRef: string | null;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly ReturnedLine[];
  /** What was paid out; negative amounts. */
  readonly tenders: readonly Tender[];
  readonly reason: string;
}

export const buildRefund = (parts: RefundParts): UnrecordedSale => {
  const lines = parts.lines.map((line, index) => negatedLine(line, index + 1));
  const sum = (pick: (line: SaleLine) => number): number =>
    lines.reduce((total, line) => total + pick(line), 0);
  const totalMinor = sum((line) => line.totalMinor);
  const payableMinor = parts.tenders.reduce((total, tender) => total + tender.amountMinor, 0);
  return {
    id: parts.id,
    kind: "refund",
    receiptNumber: parts.receiptNumber,
    storeCode: parts.profile.storeCode,
    tillCode: parts.profile.tillCode,
    cashierName: parts.actor.name,
    cashierId: parts.actor.staffId,
    ...approvedByOf(parts.actor.approver ? [parts.actor.approver] : []),
    customerRef: parts.customerRef,
    currency: parts.profile.currency,
    pricesIncludeTax: parts.pricesIncludeTax,
    atMs: parts.atMs,
    lines,
    taxes: taxesOf(lines, parts.pricesIncludeTax),
    totals: {
      grossMinor: sum((line) => line.grossMinor),
      discountMinor: sum((line) => line.discountMinor),
      netMinor: sum((line) => line.netMinor),
      taxMinor: sum((line) => line.taxMinor),
      totalMinor,
      roundingMinor: payableMinor - totalMinor,
      payableMinor,
    },
    tenders: parts.tenders,
    reason: parts.reason,
    taxExemption: null,
    offerUses: [],
  };
};

/** A returned line as the record of a refund or an exchange has it. */
export const negatedLine = (returned: ReturnedLine, lineNumber: number): SaleLine => ({
  ...returned.source,
  lineNumber,
  quantityMilli: negate(returned.quantityMilli),
  grossMinor: negate(returned.grossMinor),
  discountMinor: negate(returned.discountMinor),
  netMinor: negate(returned.netMinor),
  taxMinor: negate(returned.taxMinor),
  totalMinor: negate(returned.totalMinor),
  unitNets: refundedRuns(returned),
  discounts: [],
  note: null,
  refunds: returned.refunds,
  depositOfLineNumber: null,
});

/** A refund is never refunded, so one run with the whole is all that its line must say. */
const refundedRuns = (returned: ReturnedLine): readonly UnitNetRun[] => [
  { count: 1, netMinor: negate(returned.netMinor) },
];

/** Tax by rate over lines of a record. */
export const taxesOf = (lines: readonly SaleLine[], pricesIncludeTax: boolean): readonly SaleTax[] =>
  [
    ...Map.groupBy(
      lines.filter(({ kind }) => kind !== "giftCard"),
      (line) => line.taxRateBp,
    ),
  ]
    .map(([rateBp, group]) => {
      const netMinor = group.reduce((total, line) => total + line.netMinor, 0);
      const taxMinor = group.reduce((total, line) => total + line.taxMinor, 0);
      return { rateBp, baseMinor: pricesIncludeTax ? netMinor - taxMinor : netMinor, taxMinor };
    })
    .toSorted((a, b) => a.rateBp - b.rateBp);

/** Tax by rate of two lots of goods together; a rate that cancels out stays, so that both are seen. */
export const mergedTaxes = (some: readonly SaleTax[], others: readonly SaleTax[]): readonly SaleTax[] =>
  [...Map.groupBy([...some, ...others], (tax) => tax.rateBp)]
    .map(([rateBp, taxes]) => ({
      rateBp,
      baseMinor: taxes.reduce((sum, tax) => sum + tax.baseMinor, 0),
      taxMinor: taxes.reduce((sum, tax) => sum + tax.taxMinor, 0),
    }))
    .toSorted((a, b) => a.rateBp - b.rateBp);

/** No negative zero: it would print as "-0". */
const negate = (figure: number): number => (figure === 0 ? 0 : -figure);
