/**
 * Owns what an X or Z report looks like on paper and on screen, and in which order. Every figure is copied from the
 * report, none is computed anew.
 */
import type { StoreProfile } from "../sale/store-profile.ts";
import type { ShiftReport, TurnoverTotals } from "../shift/shift-report.ts";
import { pieceRows } from "./build-cash-slip.ts";
import { markedCopy } from "./marked-copy.ts";
import {
  columnsBlock,
  cutBlock,
  ruleBlock,
  spacerBlock,
  textBlock,
  type ReceiptBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";
import { receiptFormatFor, type ReceiptFormat } from "./receipt-format.ts";
import { shiftWordsFor, type ShiftWords } from "./shift-words.ts";

interface ReportContext {
  readonly report: ShiftReport;
  readonly words: ShiftWords;
  readonly format: ReceiptFormat;
  readonly profile: StoreProfile;
}

export const buildShiftReport = (
  report: ShiftReport,
  profile: StoreProfile,
  { copy }: { readonly copy: boolean },
): ReceiptDocument => {
  const words = shiftWordsFor(profile.locale);
  const { currency } = report;
  const { locale, timezone } = profile;
  const context = { report, words, profile, format: receiptFormatFor({ locale, timezone, currency }) };
  const document: ReceiptDocument = {
    locale,
    blocks: [
      ...header(context),
      ...turnover(context),
      ...taxes(context),
      ...payments(context),
      ...storedValue(context),
      ...drawer(context),
      ...counts(context),
      ...cashiers(context),
      ...perpetual(context),
      spacerBlock(),
      cutBlock,
    ],
  };
  return copy ? markedCopy(document) : document;
};

const row = (left: string, right: string, indent = 0): ReceiptBlock =>
  columnsBlock({ left, right }, { indent });
const strong = (left: string, right: string): ReceiptBlock => columnsBlock({ left, right }, { bold: true });

const header = ({ report, words, format, profile }: ReportContext): readonly ReceiptBlock[] => [
  textBlock(profile.storeName, { align: "center", bold: true, size: "big" }),
  textBlock(report.number === null ? words.xReport : `${words.zReport} ${String(report.number)}`, {
    align: "center",
    bold: true,
    size: "tall",
  }),
  spacerBlock(),
  row(words.till, `${report.storeCode}-${report.tillCode}`),
  row(words.opened, format.dateTime(report.openedAtMs)),
  row(words.by, report.openedBy.name, 2),
  row(report.number === null ? words.printed : words.closed, format.dateTime(report.atMs)),
  row(words.by, report.by.name, 2),
  ...(report.clockWentBackMs === 0
    ? []
    : [
        textBlock(
          `${words.clockWentBack} ${String(Math.ceil(report.clockWentBackMs / MINUTE_MS))} ${words.minutes}.`,
          { bold: true },
        ),
      ]),
];

const MINUTE_MS = 60_000;

const turnover = (context: ReportContext): readonly ReceiptBlock[] => {
  const { report, words, format } = context;
  return [
    ruleBlock(),
    ...totalsRows(words.sales, report.sales, context),
    ...discounts(context),
    ...(report.refunds.count === 0 ? [] : totalsRows(words.refunds, report.refunds, context)),
    columnsBlock(
      { left: `${words.turnover} ${report.currency}`, right: format.money(report.turnover.totalMinor) },
      { bold: true, size: "tall" },
    ),
  ];
};

const totalsRows = (
  label: string,
  totals: TurnoverTotals,
  { words, format }: ReportContext,
): readonly ReceiptBlock[] => [
  strong(`${label} (${String(totals.count)})`, format.money(totals.totalMinor)),
  row(words.gross, format.money(totals.grossMinor), 2),
  row(words.discounts, format.money(-totals.discountMinor), 2),
  row(words.tax, format.money(totals.taxMinor), 2),
  ...(totals.roundingMinor === 0 ? [] : [row(words.rounding, format.money(totals.roundingMinor), 2)]),
];

const discounts = ({ report, words, format }: ReportContext): readonly ReceiptBlock[] =>
  report.discounts.length === 0
    ? []
    : [
        row(words.discounts, ""),
        ...report.discounts.map((discount) =>
          row(
            `${String(discount.count)} x ${discount.manual ? words.manualDiscounts : discount.label}`,
            format.money(-discount.amountMinor),
            2,
          ),
        ),
      ];

const taxes = ({ report, words, format }: ReportContext): readonly ReceiptBlock[] =>
  report.taxes.length === 0
    ? []
    : [
        ruleBlock(),
        {
          kind: "table",
          header: [words.taxRate, words.taxBase, words.tax, words.taxGross],
          rows: report.taxes.map(({ rateBp, baseMinor, taxMinor }) => [
            format.rate(rateBp),
            format.money(baseMinor),
            format.money(taxMinor),
            format.money(baseMinor + taxMinor),
          ]),
        },
      ];

const payments = ({ report, words, format }: ReportContext): readonly ReceiptBlock[] =>
  report.tenders.length === 0
    ? []
    : [
        ruleBlock(),
        row(words.payments, ""),
        ...report.tenders.flatMap((tender) => [
          row(`${words.tenders[tender.type]} (${String(tender.count)})`, format.money(tender.amountMinor), 2),
          ...(tender.changeMinor === 0 ? [] : [row(words.change, format.money(tender.changeMinor), 4)]),
        ]),
      ];

/** What the shop owes to whoever holds a card: not earned, and not in the drawer's figures. */
const storedValue = ({ report, words, format }: ReportContext): readonly ReceiptBlock[] => {
  const { entries, owedMinor } = report.storedValue;
  if (entries.length === 0 && owedMinor === 0) {
    return [];
  }
  return [
    ruleBlock(),
    row(words.storedValue, ""),
    ...entries.map(({ kind, count, amountMinor }) =>
      row(`${words.storedValueEntries[kind]} (${String(count)})`, format.money(amountMinor), 2),
    ),
    strong(words.storedValueOwed, format.money(owedMinor)),
  ];
};

const drawer = ({ report, words, format }: ReportContext): readonly ReceiptBlock[] => [
  ruleBlock(),
  row(words.drawer, ""),
  ...report.cash
    .filter(({ kind }) => kind !== "noSale")
    .map(({ kind, count, amountMinor }) =>
      row(`${words.kinds[kind]} (${String(count)})`, format.money(amountMinor), 2),
    ),
  ...reasons(report, words, format),
  strong(words.expected, format.money(report.expectedMinor)),
  ...countedRows(report, words, format),
];

/** Why cash went in or out, or the drawer was opened: inside the movements that they explain. */
const reasons = (report: ShiftReport, words: ShiftWords, format: ReceiptFormat): readonly ReceiptBlock[] =>
  report.cashEvents
    .filter(({ reason }) => reason !== null)
    .map(({ kind, amountMinor, reason }) =>
      row(`${words.kinds[kind]}: ${reason ?? ""}`, kind === "noSale" ? "" : format.money(amountMinor), 4),
    );

const countedRows = (
  { counted, earlierCountsMinor }: ShiftReport,
  words: ShiftWords,
  format: ReceiptFormat,
): readonly ReceiptBlock[] => {
  if (counted === null) {
    return [];
  }
  const { differenceMinor } = counted;
  const verdict = differenceMinor === 0 ? words.exact : differenceMinor > 0 ? words.over : words.short;
  return [
    ...pieceRows(counted.pieces, format),
    strong(words.counted, format.money(counted.totalMinor)),
    columnsBlock({ left: verdict, right: format.money(differenceMinor) }, { bold: true, size: "tall" }),
    ...earlierCountsMinor.map((earlierMinor) => row(words.earlierCount, format.money(earlierMinor), 2)),
  ];
};

const counts = ({ report, words, format }: ReportContext): readonly ReceiptBlock[] => {
  const noSales = report.cash.find(({ kind }) => kind === "noSale")?.count ?? 0;
  const { baskets, basketsMinor, lines, reprints } = report.voids;
  return [
    ruleBlock(),
    row(`${words.voidedBaskets} (${String(baskets)})`, format.money(basketsMinor)),
    row(words.voidedLines, String(lines)),
    row(words.noSales, String(noSales)),
    row(words.reprints, String(reprints)),
    ...(report.receipts ? [row(words.receipts, report.receipts.first), row("", report.receipts.last)] : []),
  ];
};

const cashiers = ({ report, words, format }: ReportContext): readonly ReceiptBlock[] =>
  report.cashiers.length === 0
    ? []
    : [
        ruleBlock(),
        row(words.cashiers, ""),
        ...report.cashiers.map((cashier) =>
          row(
            `${cashier.name} (${String(cashier.sales)} / ${String(cashier.refunds)})`,
            format.money(cashier.salesMinor + cashier.refundsMinor),
            2,
          ),
        ),
      ];

/** The first letters of the head's hash are enough to hold a paper against the journal. */
const HASH_LETTERS = 16;

const perpetual = ({ report, words, format }: ReportContext): readonly ReceiptBlock[] => {
  const { first, last, headHash } = report.journal;
  const place = ({ epoch, seq }: typeof first): string => `${String(epoch)}/${String(seq)}`;
  const totals = report.perpetual;
  return [
    ...(report.number === null
      ? []
      : [
          ruleBlock(),
          row(words.perpetual, ""),
          row(words.perpetualSales, format.money(totals.salesMinor), 2),
          row(words.perpetualRefunds, format.money(totals.refundsMinor), 2),
          columnsBlock(
            { left: words.perpetualNet, right: format.money(totals.netMinor) },
            { indent: 2, bold: true },
          ),
        ]),
    ruleBlock(),
    row(words.journal, `${place(first)} - ${place(last)}`),
    row("", headHash.slice(0, HASH_LETTERS)),
  ];
};
