/** The papers of a drawer that stand as golden texts and byte dumps: reports and slips, in each language. */
import { buildCashSlip } from "../../domain/receipt/build-cash-slip.ts";
import { buildShiftReport } from "../../domain/receipt/build-shift-report.ts";
import type { ReceiptDocument } from "../../domain/receipt/receipt-document.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import type { ShiftReport } from "../../domain/shift/shift-report.ts";
import { istanbulStore, londonStore, madridStore, saleTimeMs } from "./receipt-sales.ts";

export interface ShiftPaper {
  readonly name: string;
  readonly locale: string;
  readonly columns: number;
  readonly document: ReceiptDocument;
}

type TotalName = "count" | "grossMinor" | "discountMinor" | "taxMinor";

const totals = ({ count, grossMinor, discountMinor, taxMinor }: Readonly<Record<TotalName, number>>) => ({
  count,
  storedValueMinor: 0,
  grossMinor,
  discountMinor,
  netMinor: grossMinor - discountMinor,
  taxMinor,
  totalMinor: grossMinor - discountMinor,
  roundingMinor: count > 2 ? 2 : 0,
  payableMinor: grossMinor - discountMinor + (count > 2 ? 2 : 0),
});

const report = (store: StoreProfile, number: number | null): ShiftReport => ({
  number,
  shiftId: 12,
  cashierId: null,
  storeCode: store.storeCode,
  tillCode: store.tillCode,
  currency: store.currency,
  openedAtMs: saleTimeMs - 8 * 3_600_000,
  openedBy: { id: 1, name: "Ayla Demir" },
  atMs: saleTimeMs,
  by: { id: 2, name: "Mert Aydin" },
  sales: totals({ count: 148, grossMinor: 1_284_350, discountMinor: 61_200, taxMinor: 101_925 }),
  refunds: totals({ count: 2, grossMinor: -4300, discountMinor: 0, taxMinor: -341 }),
  turnover: totals({ count: 150, grossMinor: 1_280_050, discountMinor: 61_200, taxMinor: 101_584 }),
  discounts: [
    { label: "3 for 2 on candles", source: "THREE", manual: false, count: 41, amountMinor: 53_100 },
    { label: "", source: null, manual: true, count: 6, amountMinor: 8100 },
  ],
  taxes: [
    { rateBp: 100, baseMinor: 210_400, taxMinor: 2104 },
    { rateBp: 2000, baseMinor: 906_866, taxMinor: 99_480 },
  ],
  tenders: [
    { type: "CARD", count: 90, amountMinor: 800_000, changeMinor: 0 },
    { type: "CASH", count: 60, amountMinor: 418_852, changeMinor: 92_148 },
  ],
  storedValue: {
    entries: [
      { kind: "ISSUED", count: 2, amountMinor: 7500 },
      { kind: "REDEEMED", count: 1, amountMinor: -2000 },
    ],
    owedMinor: 31_250,
  },
  floatPieces: null,
  cash: [
    { kind: "float", count: 1, amountMinor: 50_000 },
    { kind: "sale", count: 58, amountMinor: 423_152 },
    { kind: "refund", count: 2, amountMinor: -4300 },
    { kind: "payOut", count: 1, amountMinor: -1250 },
    { kind: "safeDrop", count: 1, amountMinor: -300_000 },
    { kind: "noSale", count: 1, amountMinor: 0 },
  ],
  cashEvents: [
    { kind: "payOut", amountMinor: -1250, reason: "Milk for the staff", atMs: saleTimeMs, staffId: 1 },
    { kind: "safeDrop", amountMinor: -300_000, reason: null, atMs: saleTimeMs, staffId: 2 },
    { kind: "noSale", amountMinor: 0, reason: "Change money", atMs: saleTimeMs, staffId: 1 },
  ],
  expectedMinor: 167_602,
  counted:
    number === null
      ? null
      : {
          totalMinor: 167_102,
          pieces: [
            { valueMinor: 5000, pieces: 33 },
            { valueMinor: 100, pieces: 21 },
          ],
          differenceMinor: -500,
        },
  earlierCountsMinor: number === null ? [] : [166_602],
  voids: { baskets: 3, basketsMinor: 12_950, lines: 9, reprints: 1 },
  receipts: { first: "S1-T1-004101", last: "S1-T1-004250" },
  journal: { first: { epoch: 1, seq: 8120 }, last: { epoch: 1, seq: 8301 }, headHash: "9f3c".repeat(16) },
  clockWentBackMs: number === null ? 0 : 3_600_000,
  perpetual: { salesMinor: 98_765_432, refundsMinor: -123_456, netMinor: 98_641_976 },
  cashiers: [
    { id: 1, name: "Ayla Demir", sales: 100, salesMinor: 900_000, refunds: 1, refundsMinor: -2000 },
    { id: 2, name: "Mert Aydin", sales: 48, salesMinor: 323_150, refunds: 1, refundsMinor: -2300 },
  ],
});

const slip = { atMs: saleTimeMs, staffName: "Ayla Demir", approvedByName: null, pieces: null, reason: null };

const paper = (
  name: string,
  { store, columns }: { readonly store: StoreProfile; readonly columns: number },
  build: (store: StoreProfile) => ReceiptDocument,
): ShiftPaper => ({ name, locale: store.locale, columns, document: build(store) });

const london = { store: londonStore, columns: 42 };
const istanbul = { store: istanbulStore, columns: 48 };
const madrid = { store: madridStore, columns: 32 };

export const shiftPapers: readonly ShiftPaper[] = [
  paper("z-report", london, (store) => buildShiftReport(report(store, 117), store, { copy: false })),
  paper("z-report-copy-turkish", istanbul, (store) =>
    buildShiftReport(report(store, 117), store, { copy: true }),
  ),
  paper("z-report-spanish", madrid, (store) => buildShiftReport(report(store, 117), store, { copy: false })),
  paper("x-report", london, (store) => buildShiftReport(report(store, null), store, { copy: false })),
  paper("slip-float", london, (store) =>
    buildCashSlip(
      { ...slip, kind: "float", amountMinor: 10_000, pieces: [{ valueMinor: 1000, pieces: 10 }] },
      store,
    ),
  ),
  paper("slip-pay-out-turkish", istanbul, (store) =>
    buildCashSlip(
      { ...slip, kind: "payOut", amountMinor: 1250, reason: "Süt", approvedByName: "Mert Aydin" },
      store,
    ),
  ),
  paper("slip-safe-drop-spanish", madrid, (store) =>
    buildCashSlip({ ...slip, kind: "safeDrop", amountMinor: 300_000 }, store),
  ),
  paper("slip-no-sale", london, (store) =>
    buildCashSlip({ ...slip, kind: "noSale", amountMinor: 0, reason: "Change money" }, store),
  ),
];
