/**
 * Owns what an X or Z report says: one pure function of the rows of a shift. An X is read at any time and leaves the
 * drawer out; a Z also holds the count, has a number, and is kept for ever. Both come from the same lines of code.
 * Invariants: expected cash is the sum of the ledger; the perpetual totals are those of the Z before plus this shift.
 */
import { expectedCashMinor, type CashMovementKind } from "../cash/cash-movement.ts";
import type { Pieces } from "../cash/cash-count.ts";
import { assertSafe } from "../money/ratio.ts";
import { STORED_VALUE_ENTRIES, type StoredValueEntryKind } from "../stored-value/stored-value.ts";
import type { SaleTax, TenderType } from "../sale/sale.ts";
import type {
  JournalPlace,
  LedgerDiscount,
  LedgerSale,
  Person,
  PerpetualTotals,
  ShiftLedger,
} from "./shift-ledger.ts";

/** Minor units; a refund's figures are negative. Without gift cards sold, which are owed and not earned. */
export interface TurnoverTotals {
  readonly count: number;
  /** Gift cards sold beside it: total, this and the rounding make what was payable. */
  readonly storedValueMinor: number;
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly roundingMinor: number;
  readonly payableMinor: number;
}

export interface CashEvent {
  readonly kind: CashMovementKind;
  readonly amountMinor: number;
  readonly reason: string | null;
  readonly atMs: number;
  readonly staffId: number;
}

export interface CashierSums {
  readonly id: number;
  readonly name: string;
  readonly sales: number;
  readonly salesMinor: number;
  readonly refunds: number;
  readonly refundsMinor: number;
}

export interface CountedCash {
  readonly totalMinor: number;
  readonly pieces: readonly Pieces[] | null;
  /** Counted less expected: negative is short. */
  readonly differenceMinor: number;
}

export interface ShiftReport {
  /** null: an X. */
  readonly number: number | null;
  readonly shiftId: number;
  readonly cashierId: number | null;
  readonly storeCode: string;
  readonly tillCode: string;
  readonly currency: string;
  readonly openedAtMs: number;
  readonly openedBy: Person;
  /** When the report was made; of a Z, when the shift was closed. */
  readonly atMs: number;
  readonly by: Person;
  readonly sales: TurnoverTotals;
  readonly refunds: TurnoverTotals;
  readonly turnover: TurnoverTotals;
  readonly discounts: readonly (LedgerDiscount & { readonly count: number })[];
  readonly taxes: readonly SaleTax[];
  readonly tenders: readonly {
    readonly type: TenderType;
    readonly count: number;
    readonly amountMinor: number;
    readonly changeMinor: number;
  }[];
  readonly storedValue: {
    readonly entries: readonly {
      readonly kind: StoredValueEntryKind;
      readonly count: number;
      readonly amountMinor: number;
    }[];
    readonly owedMinor: number;
  };
  readonly floatPieces: readonly Pieces[] | null;
  readonly cash: readonly {
    readonly kind: CashMovementKind;
    readonly count: number;
    readonly amountMinor: number;
  }[];
  /** Pay-ins, pay-outs, safe drops and openings without a sale, one by one. */
  readonly cashEvents: readonly CashEvent[];
  readonly expectedMinor: number;
  readonly counted: CountedCash | null;
  /** Totals of counts that were made again. */
  readonly earlierCountsMinor: readonly number[];
  readonly voids: ShiftLedger["voids"];
  readonly receipts: { readonly first: string; readonly last: string } | null;
  readonly journal: {
    readonly first: JournalPlace;
    readonly last: JournalPlace;
    readonly headHash: string;
  };
  /** The furthest that the clock was put back during the shift; 0: never. */
  readonly clockWentBackMs: number;
  readonly perpetual: PerpetualTotals;
  readonly cashiers: readonly CashierSums[];
}

export interface ReportFrame {
  readonly number: number | null;
  readonly atMs: number;
  readonly by: Person;
  readonly storeCode: string;
  readonly tillCode: string;
  readonly currency: string;
}

export const shiftReport = (ledger: ShiftLedger, frame: ReportFrame): ShiftReport => {
  const ofKind = (kind: LedgerSale["kind"]): TurnoverTotals =>
    turnoverOf(ledger.sales.filter((sale) => sale.kind === kind));
  const sales = ofKind("sale");
  const refunds = ofKind("refund");
  const { shift, before, journal } = ledger;
  const expectedMinor = expectedCashMinor(ledger.movements);
  const counted = frame.number === null ? undefined : ledger.counts.at(-1)?.count;
  return {
    ...frame,
    shiftId: shift.id,
    cashierId: shift.cashierId,
    openedAtMs: shift.openedAtMs,
    openedBy: shift.openedBy,
    sales,
    refunds,
    turnover: turnoverOf(ledger.sales),
    discounts: discountsOf(ledger.discounts),
    taxes: taxesOf(ledger.taxes),
    tenders: tendersOf(ledger.tenders),
    storedValue: storedValueOf(ledger),
    floatPieces: shift.float.pieces,
    cash: cashOf(ledger),
    cashEvents: ledger.movements
      .filter((movement) => EVENTS.includes(movement.kind))
      .map(({ kind, amountMinor, reason, atMs, staffId }) => ({ kind, amountMinor, reason, atMs, staffId })),
    expectedMinor,
    counted: counted ? { ...counted, differenceMinor: counted.totalMinor - expectedMinor } : null,
    earlierCountsMinor:
      frame.number === null ? [] : ledger.counts.slice(0, -1).map(({ count }) => count.totalMinor),
    voids: ledger.voids,
    receipts: receiptsOf(ledger.sales),
    journal: { first: journal.first, last: journal.last, headHash: journal.headHash },
    clockWentBackMs: furthestStepBack([...journal.timesMs, frame.atMs]),
    perpetual: {
      salesMinor: assertSafe(before.salesMinor + sales.totalMinor),
      refundsMinor: assertSafe(before.refundsMinor + refunds.totalMinor),
      netMinor: assertSafe(before.netMinor + sales.totalMinor + refunds.totalMinor),
    },
    cashiers: cashiersOf(ledger.sales),
  };
};

const EVENTS: readonly CashMovementKind[] = ["payIn", "payOut", "safeDrop", "noSale"];
const KINDS: readonly CashMovementKind[] = [
  "float",
  "sale",
  "refund",
  "payIn",
  "payOut",
  "safeDrop",
  "noSale",
];

const sumOf = <T>(rows: readonly T[], pick: (row: T) => number): number =>
  assertSafe(rows.reduce((sum, row) => sum + pick(row), 0));

const turnoverOf = (sales: readonly LedgerSale[]): TurnoverTotals => ({
  count: sales.length,
  storedValueMinor: sumOf(sales, (sale) => sale.storedValueMinor),
  grossMinor: sumOf(sales, (sale) => sale.grossMinor - sale.storedValueMinor),
  discountMinor: sumOf(sales, (sale) => sale.discountMinor),
  netMinor: sumOf(sales, (sale) => sale.netMinor - sale.storedValueMinor),
  taxMinor: sumOf(sales, (sale) => sale.taxMinor),
  totalMinor: sumOf(sales, (sale) => sale.totalMinor - sale.storedValueMinor),
  roundingMinor: sumOf(sales, (sale) => sale.roundingMinor),
  payableMinor: sumOf(sales, (sale) => sale.payableMinor),
});

/** One row per campaign, coupon or tier, and one for everything that people gave; largest first. */
const discountsOf = (discounts: readonly LedgerDiscount[]): ShiftReport["discounts"] =>
  [...Map.groupBy(discounts, ({ manual, source, label }) => (manual ? "" : (source ?? label)))]
    .map(([, group]) => {
      const first = group[0] as LedgerDiscount;
      return {
        manual: first.manual,
        source: first.manual ? null : first.source,
        label: first.manual ? "" : first.label,
        count: group.length,
        amountMinor: sumOf(group, (row) => row.amountMinor),
      };
    })
    .toSorted((a, b) => b.amountMinor - a.amountMinor || (a.label < b.label ? -1 : 1));

const taxesOf = (taxes: readonly SaleTax[]): readonly SaleTax[] =>
  [...Map.groupBy(taxes, (tax) => tax.rateBp)]
    .map(([rateBp, group]) => ({
      rateBp,
      baseMinor: sumOf(group, (tax) => tax.baseMinor),
      taxMinor: sumOf(group, (tax) => tax.taxMinor),
    }))
    .toSorted((a, b) => a.rateBp - b.rateBp);

const tendersOf = (tenders: ShiftLedger["tenders"]): ShiftReport["tenders"] =>
  [...Map.groupBy(tenders, (tender) => tender.type)]
    .map(([type, group]) => ({
      type,
      count: group.length,
      amountMinor: sumOf(group, (tender) => tender.amountMinor),
      changeMinor: sumOf(group, (tender) => tender.changeMinor),
    }))
    .toSorted((a, b) => (a.type < b.type ? -1 : 1));

const storedValueOf = (ledger: ShiftLedger): ShiftReport["storedValue"] => ({
  entries: STORED_VALUE_ENTRIES.map((kind) => {
    const group = ledger.storedValue.filter((entry) => entry.kind === kind);
    return { kind, count: group.length, amountMinor: sumOf(group, (entry) => entry.amountMinor) };
  }).filter((row) => row.count > 0),
  owedMinor: ledger.storedValueOwedMinor,
});

const cashOf = ({ movements }: ShiftLedger): ShiftReport["cash"] =>
  KINDS.map((kind) => {
    const group = movements.filter((movement) => movement.kind === kind);
    return { kind, count: group.length, amountMinor: sumOf(group, (movement) => movement.amountMinor) };
  }).filter((row) => row.count > 0);

const receiptsOf = (sales: readonly LedgerSale[]): ShiftReport["receipts"] => {
  const first = sales[0];
  const last = sales.at(-1);
  return first && last ? { first: first.receiptNumber, last: last.receiptNumber } : null;
};

const cashiersOf = (sales: readonly LedgerSale[]): readonly CashierSums[] =>
  [...Map.groupBy(sales, (sale) => sale.cashierId)]
    .map(([id, group]) => {
      const sold = group.filter((sale) => sale.kind === "sale");
      const back = group.filter((sale) => sale.kind === "refund");
      return {
        id,
        name: group[0]?.cashierName ?? "",
        sales: sold.length,
        salesMinor: sumOf(sold, (sale) => sale.totalMinor - sale.storedValueMinor),
        refunds: back.length,
        refundsMinor: sumOf(back, (sale) => sale.totalMinor - sale.storedValueMinor),
      };
    })
    .toSorted((a, b) => a.id - b.id);

const furthestStepBack = (timesMs: readonly number[]): number =>
  timesMs.reduce((furthest, atMs, index) => Math.max(furthest, (timesMs[index - 1] ?? atMs) - atMs), 0);
