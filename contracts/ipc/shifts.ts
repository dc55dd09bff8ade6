/**
 * Owns shifts and the drawer: opening, cash in and out, the blind count, closing, X and Z reports. What the drawer
 * should hold never crosses before a count is handed in, but in an X, which has a permission of its own.
 */
import { z } from "zod";
import type { CashEntry } from "../../domain/cash/cash-count.ts";
import type { ReceiptDocument } from "../../domain/receipt/receipt-document.ts";
import type { ShiftReport } from "../../domain/shift/shift-report.ts";
import { amountMinor, positiveAmountMinor } from "./money.ts";
import { procedure } from "./procedure.ts";

/** `shared`: one drawer, whoever sells. `perCashier`: each cashier has a drawer, and a shift, of their own. */
export type DrawerMode = "shared" | "perCashier";

export interface ShiftView {
  readonly id: number;
  /** Whose drawer; null: the till's own. */
  readonly cashierId: number | null;
  readonly openedAtMs: number;
  readonly openedByName: string;
  /** The count that somebody began and did not hand in. */
  readonly draft: CashEntry | null;
}

export interface ShiftsView {
  readonly drawerMode: DrawerMode;
  /** What the signed-in person sells in; null: nothing can be paid yet. */
  readonly current: ShiftView | null;
  /** Every open one, oldest first. */
  readonly open: readonly ShiftView[];
}

export interface CountOutcome {
  readonly countedMinor: number;
  readonly expectedMinor: number;
  /** Counted less expected: negative is short. */
  readonly differenceMinor: number;
  readonly mayRecount: boolean;
}

export interface ShiftReportView {
  readonly report: ShiftReport;
  readonly document: ReceiptDocument;
}

export interface ZReportSummary {
  readonly number: number;
  readonly openedAtMs: number;
  readonly closedAtMs: number;
  readonly closedByName: string;
  readonly netMinor: number;
  readonly differenceMinor: number;
}

export interface NoShiftOpen {
  readonly type: "NoShiftOpen";
}

export type ShiftError =
  | NoShiftOpen
  | { readonly type: "ShiftAlreadyOpen" }
  | { readonly type: "UnknownShift" }
  /** Closed by somebody else, or in another window, with this Z. */
  | { readonly type: "ShiftAlreadyClosed"; readonly zNumber: number }
  | { readonly type: "UnknownDenomination"; readonly valueMinor: number };

export type CountError = ShiftError | { readonly type: "RecountUsed" };

export type CloseError =
  | ShiftError
  | { readonly type: "NotCounted" }
  /** Cash moved after the count was handed in. */
  | { readonly type: "CountOutdated" }
  /** A payment is on the open basket: finish the sale or give the payment back first. */
  | { readonly type: "PaymentStarted" }
  | { readonly type: "TerminalBusy" };

const reason = z.string().trim().min(1).max(200);
const shiftId = z.int().min(1);
/** Pieces of each note and coin, or a total that was counted another way. */
const cashEntry = z.union([
  z.strictObject({
    pieces: z
      .array(z.strictObject({ valueMinor: z.int().min(1), pieces: z.int().min(0).max(1_000_000) }))
      .max(40)
      .readonly(),
  }),
  z.strictObject({ totalMinor: amountMinor }),
]);

export interface CashMoved {
  readonly printJobId: number | null;
}

export const shiftProcedures = {
  "shift.state": procedure<ShiftsView>()(z.strictObject({})),
  "shift.open": procedure<ShiftsView, ShiftError>()(z.strictObject({ float: cashEntry })),
  /** Keeps a count that is not finished, so that a crash does not lose it. */
  "shift.keepCount": procedure<null, ShiftError>()(z.strictObject({ shiftId, count: cashEntry })),
  /** Hands a count in and only then tells what the drawer should hold. */
  "shift.handInCount": procedure<CountOutcome, CountError>()(z.strictObject({ shiftId, count: cashEntry })),
  "shift.close": procedure<ShiftReportView, CloseError>()(z.strictObject({ shiftId })),
  "shift.setDrawerMode": procedure<ShiftsView, { readonly type: "ShiftAlreadyOpen" }>()(
    z.strictObject({ drawerMode: z.enum(["shared", "perCashier"]) }),
  ),
  "cash.payIn": procedure<CashMoved, NoShiftOpen>()(
    z.strictObject({ amountMinor: positiveAmountMinor, reason }),
  ),
  "cash.payOut": procedure<CashMoved, NoShiftOpen>()(
    z.strictObject({ amountMinor: positiveAmountMinor, reason }),
  ),
  "cash.safeDrop": procedure<CashMoved, NoShiftOpen>()(z.strictObject({ amountMinor: positiveAmountMinor })),
  "report.x": procedure<ShiftReportView, ShiftError | { readonly type: "CountOpen" }>()(
    z.strictObject({ shiftId: shiftId.nullable(), print: z.boolean() }),
  ),
  "report.zList": procedure<readonly ZReportSummary[]>()(
    z.strictObject({ beforeNumber: z.int().min(1).nullable(), limit: z.int().min(1).max(200) }),
  ),
  "report.z": procedure<ShiftReportView, { readonly type: "UnknownZReport"; readonly number: number }>()(
    z.strictObject({ number: z.int().min(1) }),
  ),
  /** Prints a stored Z again, marked COPY. */
  "report.reprintZ": procedure<
    { readonly printJobId: number | null },
    { readonly type: "UnknownZReport"; readonly number: number }
  >()(z.strictObject({ number: z.int().min(1) })),
} as const;
