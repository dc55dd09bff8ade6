/**
 * Owns the contract between renderer and main: every procedure with payload, success and error, and every pushed
 * event. Main checks each payload with its schema; the renderer's client is made from this table by types alone.
 */
import { approvalProcedures } from "./ipc/approval.ts";
import { backupProcedures, type BooksProgress } from "./ipc/backups.ts";
import { barcodeProcedures } from "./ipc/barcodes.ts";
import { basketProcedures, type BasketView } from "./ipc/basket.ts";
import { bookProcedures } from "./ipc/books.ts";
import { campaignProcedures } from "./ipc/campaigns.ts";
import { catalogueProcedures } from "./ipc/catalogue.ts";
import { customerProcedures } from "./ipc/customers.ts";
import { couponProcedures, type CouponPrinting, type CouponProgress } from "./ipc/coupons.ts";
import { displayProcedures } from "./ipc/display.ts";
import { deviceProcedures, type DevicesView } from "./ipc/devices.ts";
import { jobProcedures } from "./ipc/jobs.ts";
import { loyaltyProcedures } from "./ipc/loyalty.ts";
import { participationProcedures } from "./ipc/participation.ts";
import { membershipProcedures } from "./ipc/memberships.ts";
import { paymentProcedures } from "./ipc/payment.ts";
import { exchangeProcedures } from "./ipc/exchange.ts";
import { serialProcedures, type ReceivedScan, type ScaleReading } from "./ipc/serial-devices.ts";
import type { ErrorOf, PayloadOf, SuccessOf } from "./ipc/procedure.ts";
import { referralProcedures } from "./ipc/referrals.ts";
import { receiptLogoProcedures } from "./ipc/receipt-logo.ts";
import { receiptProcedures } from "./ipc/receipts.ts";
import { shiftProcedures, type ShiftsView } from "./ipc/shifts.ts";
import { saleRuleProcedures } from "./ipc/sale-rules.ts";
import { segmentProcedures } from "./ipc/segments.ts";
import { signedCouponProcedures } from "./ipc/signed-coupons.ts";
import { sessionProcedures, type StaffView } from "./ipc/session.ts";
import { storedValueProcedures } from "./ipc/stored-value.ts";
import { staffProcedures } from "./ipc/staff.ts";

export const procedures = {
  ...sessionProcedures,
  ...approvalProcedures,
  ...basketProcedures,
  ...saleRuleProcedures,
  ...customerProcedures,
  ...catalogueProcedures,
  ...barcodeProcedures,
  ...campaignProcedures,
  ...couponProcedures,
  ...signedCouponProcedures,
  ...participationProcedures,
  ...segmentProcedures,
  ...paymentProcedures,
  ...storedValueProcedures,
  ...receiptProcedures,
  ...receiptLogoProcedures,
  ...exchangeProcedures,
  ...deviceProcedures,
  ...serialProcedures,
  ...bookProcedures,
  ...shiftProcedures,
  ...staffProcedures,
  ...backupProcedures,
  ...jobProcedures,
  ...loyaltyProcedures,
  ...membershipProcedures,
  ...referralProcedures,
  ...displayProcedures,
} as const;

export type ProcedureName = keyof typeof procedures;
export type Payload<N extends ProcedureName> = PayloadOf<(typeof procedures)[N]>;
export type Success<N extends ProcedureName> = SuccessOf<(typeof procedures)[N]>;
export type ProcedureError<N extends ProcedureName> = ErrorOf<(typeof procedures)[N]>;

/** What main pushes without being asked. */
export interface PushedEvents {
  readonly "basket.changed": { readonly basket: BasketView | null; readonly parkedCount: number };
  readonly "devices.changed": DevicesView;
  readonly "session.changed": { readonly staff: StaffView | null; readonly lockedName: string | null };
  readonly "shift.changed": { readonly shifts: ShiftsView | null };
  /** How far long work on the books is; null: it ended. */
  readonly "books.progress": BooksProgress | null;
  /** How far a batch of coupons is; null: none is being made. */
  readonly "coupons.progress": CouponProgress | null;
  readonly "coupons.printing": CouponPrinting | null;
  /** Another database is open: every screen reads its state again. */
  readonly "till.reopened": null;
  /** A code from a scanner on a port: it waits in main until `scan.done`. */
  readonly "scan.received": ReceivedScan;
  readonly "scale.reading": ScaleReading | null;
  /** The customer display has something new to read. */
  readonly "customerScreen.changed": null;
  readonly "print.changed": { readonly jobId: number };
}

export type EventName = keyof PushedEvents;
