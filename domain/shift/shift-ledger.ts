/**
 * Owns the rows that a shift's report is made from, as they are stored: sales, their taxes, discounts and tenders, the
 * drawer's movements, counts, voids and the journal's place. Amounts in minor units with the sign that they have in
 * storage (refunds negative), times in epoch ms, everything in the order in which it was written.
 */
import type { CashCount } from "../cash/cash-count.ts";
import type { CashMovement } from "../cash/cash-movement.ts";
import type { StoredValueEntryKind } from "../stored-value/stored-value.ts";
import type { SaleKind, SaleTax, SaleTotals, TenderType } from "../sale/sale.ts";

export interface Person {
  readonly id: number;
  readonly name: string;
}

export interface LedgerSale extends SaleTotals {
  /** What of it sold gift cards: part of its total, and no turnover. */
  readonly storedValueMinor: number;
  readonly kind: SaleKind;
  readonly receiptNumber: string;
  readonly cashierId: number;
  readonly cashierName: string;
}

export interface LedgerDiscount {
  /** Of a sale's line; refunds carry none of their own. */
  readonly label: string;
  readonly source: string | null;
  readonly manual: boolean;
  readonly amountMinor: number;
}

export interface LedgerTender {
  readonly type: TenderType;
  readonly amountMinor: number;
  readonly changeMinor: number;
}

/** An entry in the ledger of gift cards and store credit that one of the sales made. */
export interface LedgerStoredValue {
  readonly kind: StoredValueEntryKind;
  readonly amountMinor: number;
}

export interface LedgerCount {
  readonly atMs: number;
  readonly by: Person;
  readonly count: CashCount;
  readonly expectedMinor: number;
}

export interface JournalPlace {
  readonly epoch: number;
  readonly seq: number;
}

/** What every Z so far, this one included, adds up to. Tax is inside the net figure where prices include it. */
export interface PerpetualTotals {
  readonly salesMinor: number;
  /** Negative. */
  readonly refundsMinor: number;
  readonly netMinor: number;
}

export interface ShiftLedger {
  readonly shift: {
    readonly id: number;
    /** Whose drawer; null: the till's own. */
    readonly cashierId: number | null;
    readonly openedAtMs: number;
    readonly openedBy: Person;
    readonly float: CashCount;
  };
  readonly sales: readonly LedgerSale[];
  readonly taxes: readonly SaleTax[];
  readonly discounts: readonly LedgerDiscount[];
  readonly tenders: readonly LedgerTender[];
  readonly storedValue: readonly LedgerStoredValue[];
  /** What all gift cards and credits hold when the rows are read: what the shop owes. */
  readonly storedValueOwedMinor: number;
  readonly movements: readonly CashMovement[];
  readonly counts: readonly LedgerCount[];
  readonly voids: {
    readonly baskets: number;
    readonly basketsMinor: number;
    readonly lines: number;
    readonly reprints: number;
  };
  readonly journal: {
    readonly first: JournalPlace;
    readonly last: JournalPlace;
    readonly headHash: string;
    /** When each entry of the shift was written, in their order. */
    readonly timesMs: readonly number[];
  };
  /** Of the Z before; all zero before the first. */
  readonly before: PerpetualTotals;
}
