/**
 * Owns reading the rows that a shift's report is made from. Queries only, in the order in which rows were written; no
 * sum is made here, so that a report has one place where it is computed.
 */
import type { SaleTax } from "../../domain/sale/sale.ts";
import type {
  LedgerDiscount,
  LedgerSale,
  LedgerStoredValue,
  LedgerTender,
  PerpetualTotals,
  ShiftLedger,
} from "../../domain/shift/shift-ledger.ts";
import type { TillDatabase } from "../open-database.ts";
import type { CashMovementRepository } from "./cash-movements.ts";
import { isLineOf } from "./lines-of-sale.ts";
import { positionOf } from "./journal.ts";
import type { Shift, ShiftRepository } from "./shifts.ts";
import type { ZReportRepository } from "./z-reports.ts";

export interface ShiftLedgerRepository {
  readonly read: (shift: Shift) => ShiftLedger;
}

interface Parts {
  readonly shifts: Pick<ShiftRepository, "counts">;
  readonly cashMovements: Pick<CashMovementRepository, "ofShift">;
  readonly zReports: Pick<ZReportRepository, "newest">;
}

export const createShiftLedgerRepository = (db: TillDatabase, parts: Parts): ShiftLedgerRepository => {
  const queries = prepareQueries(db);
  return {
    read: (shift) => {
      const entries = queries.journal.all(positionOf(shift.journal.epoch, shift.journal.seq));
      const head = entries.at(-1);
      return {
        shift,
        sales: queries.sales.all(shift.id),
        taxes: queries.taxes.all(shift.id),
        discounts: queries.discounts
          .all(shift.id)
          .map((discount) => ({ ...discount, manual: discount.manual === 1 })),
        tenders: queries.tenders.all(shift.id),
        storedValue: queries.storedValue.all(shift.id),
        storedValueOwedMinor: queries.storedValueOwed.get() ?? 0,
        movements: parts.cashMovements.ofShift(shift.id),
        counts: parts.shifts.counts(shift.id),
        voids: queries.voids.get({ after: shift.auditId, cashier: shift.cashierId }) ?? NO_VOIDS,
        journal: {
          first: shift.journal,
          last: head ? { epoch: head.epoch, seq: head.seq } : shift.journal,
          headHash: head?.hash ?? "",
          timesMs: entries.map((entry) => entry.atMs),
        },
        before: parts.zReports.newest()?.perpetual ?? NOTHING,
      };
    },
  };
};

const NO_VOIDS = { baskets: 0, basketsMinor: 0, lines: 0, reprints: 0 };
const NOTHING: PerpetualTotals = { salesMinor: 0, refundsMinor: 0, netMinor: 0 };

interface EntryRow {
  readonly epoch: number;
  readonly seq: number;
  readonly atMs: number;
  readonly hash: string;
}

/** From the shift's first sale on: several drawers may be selling, so each row says whose it is. */
const SALES_OF_SHIFT = "shift CROSS JOIN sale ON sale.seq > shift.sale_seq AND sale.shift_id = shift.id";

const prepareQueries = ({ sqlite }: TillDatabase) => ({
  sales: sqlite.prepare<[number], LedgerSale>(
    `SELECT kind, receipt_number AS receiptNumber, staff_id AS cashierId, staff_name AS cashierName,
      gross_minor AS grossMinor, discount_minor AS discountMinor, net_minor AS netMinor, tax_minor AS taxMinor,
      total_minor AS totalMinor, rounding_minor AS roundingMinor, payable_minor AS payableMinor,
      (SELECT coalesce(sum(line.total_minor), 0) FROM sale_line AS line
        WHERE ${isLineOf("line.position", "sale.seq")} AND line.kind = 'giftCard') AS storedValueMinor
    FROM ${SALES_OF_SHIFT} WHERE shift.id = ? ORDER BY seq`,
  ),
  taxes: sqlite.prepare<[number], SaleTax>(
    `SELECT rate_bp AS rateBp, base_minor AS baseMinor, sale_tax.tax_minor AS taxMinor
    FROM ${SALES_OF_SHIFT} JOIN sale_tax ON sale_tax.sale_seq = sale.seq WHERE shift.id = ? ORDER BY seq, rate_bp`,
  ),
  discounts: sqlite.prepare<[number], Omit<LedgerDiscount, "manual"> & { readonly manual: number }>(
    `SELECT label, coalesce(campaign, coupon, tier) AS source, manual, amount_minor AS amountMinor
    FROM ${SALES_OF_SHIFT} CROSS JOIN sale_line_discount AS discount ON ${isLineOf("discount.line_position", "sale.seq")}
    WHERE shift.id = ?
    ORDER BY seq, line_number, discount.position`,
  ),
  tenders: sqlite.prepare<[number], LedgerTender>(
    `SELECT type, amount_minor AS amountMinor, change_minor AS changeMinor
    FROM ${SALES_OF_SHIFT} JOIN tender ON tender.sale_seq = sale.seq WHERE shift.id = ? ORDER BY seq, position`,
  ),
  storedValue: sqlite.prepare<[number], LedgerStoredValue>(
    `SELECT entry.kind AS kind, entry.amount_minor AS amountMinor
    FROM ${SALES_OF_SHIFT} JOIN gift_card_transaction AS entry ON entry.sale_seq = sale.seq WHERE shift.id = ?
    ORDER BY entry.id`,
  ),
  storedValueOwed: sqlite
    .prepare<[], number>("SELECT coalesce(sum(balance_minor), 0) FROM gift_card")
    .pluck(),
  // A cashier's own drawer answers for what that cashier voided, the till's own for everybody.
  voids: sqlite.prepare<[{ readonly after: number; readonly cashier: number | null }], ShiftLedger["voids"]>(
    `SELECT count(*) FILTER (WHERE action = 'basket.void') AS baskets,
      coalesce(sum(json_extract(before_json, '$.totalMinor')) FILTER (WHERE action = 'basket.void'), 0) AS basketsMinor,
      count(*) FILTER (WHERE action IN ('line.void', 'line.remove')) AS lines,
      count(*) FILTER (WHERE action = 'receipt.reprint') AS reprints
    FROM audit_log WHERE id > @after AND (@cashier IS NULL OR staff_id = @cashier)`,
  ),
  journal: sqlite.prepare<[number], EntryRow>(
    "SELECT epoch, seq, at_ms AS atMs, hash FROM journal WHERE position >= ? ORDER BY position",
  ),
});
