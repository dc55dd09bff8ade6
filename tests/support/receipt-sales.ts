/** Sales and stores that the receipt tests print. Every figure is consistent: lines, taxes and tenders add up. */
import { mulDivRound } from "../../domain/money/ratio.ts";
import type { Sale, SaleLine, SaleLineDiscount, SaleTax, Tender } from "../../domain/sale/sale.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";

export const londonStore: StoreProfile = {
  storeCode: "S1",
  storeName: "Corner & Co.",
  addressLines: ["12 Long Acre", "London WC2E 9LH"],
  taxNumber: "GB 123 4567 89",
  tillCode: "T2",
  currency: "GBP",
  locale: "en-GB",
  timezone: "Europe/London",
  pricesIncludeTax: true,
  cashRounding: { stepMinor: 1, mode: "nearest" },
  receiptFooter: ["Thank you for shopping with us.", "Goods can be returned within 30 days."],
};

export const istanbulStore: StoreProfile = {
  ...londonStore,
  storeCode: "K1",
  storeName: "Köşe Bakkalı",
  addressLines: ["Bağdat Caddesi No: 42", "34710 Kadıköy / İstanbul"],
  taxNumber: "123 456 7890",
  tillCode: "K2",
  currency: "TRY",
  locale: "tr-TR",
  timezone: "Europe/Istanbul",
  cashRounding: { stepMinor: 5, mode: "nearest" },
  receiptFooter: ["Bizi tercih ettiğiniz için teşekkür ederiz."],
};

export const madridStore: StoreProfile = {
  ...londonStore,
  storeCode: "M1",
  storeName: "Ultramarinos Ibáñez",
  addressLines: ["Calle Mayor, 7", "28013 Madrid"],
  taxNumber: "B-12345678",
  currency: "EUR",
  locale: "es-ES",
  timezone: "Europe/Madrid",
  receiptFooter: ["¡Gracias por su compra!"],
};

export const newYorkStore: StoreProfile = {
  ...londonStore,
  storeCode: "NY1",
  storeName: "Hudson Market",
  addressLines: ["240 W 35th Street", "New York, NY 10001"],
  taxNumber: null,
  currency: "USD",
  locale: "en-US",
  timezone: "America/New_York",
  pricesIncludeTax: false,
  receiptFooter: ["Thank you!"],
};

/** 2026-11-20 14:05 UTC. */
export const saleTimeMs = 1_795_183_500_000;

export interface LineDraft {
  readonly name: string;
  readonly unitPriceMinor: number;
  readonly quantityMilli?: number;
  readonly unit?: SaleLine["unit"];
  readonly taxRateBp?: number;
  readonly listUnitPriceMinor?: number;
  readonly discounts?: readonly SaleLineDiscount[];
  readonly note?: string;
  readonly refunds?: SaleLine["refunds"];
}

export const campaignDiscount = (label: string, amountMinor: number): SaleLineDiscount => ({
  campaign: label,
  coupon: null,
  tier: null,
  manual: false,
  label,
  amountMinor,
});

const toLine = (draft: LineDraft, lineNumber: number, pricesIncludeTax: boolean): SaleLine => {
  const quantityMilli = draft.quantityMilli ?? 1000;
  const taxRateBp = draft.taxRateBp ?? 2000;
  const discounts = draft.discounts ?? [];
  const grossMinor = mulDivRound(draft.unitPriceMinor, quantityMilli, 1000);
  const discountMinor = discounts.reduce((sum, discount) => sum + discount.amountMinor, 0);
  const netMinor = grossMinor - discountMinor;
  const taxMinor = pricesIncludeTax
    ? netMinor - mulDivRound(netMinor, 10_000, 10_000 + taxRateBp)
    : mulDivRound(netMinor, taxRateBp, 10_000);
  return {
    lineNumber,
    productId: lineNumber,
    sku: `SKU${lineNumber}`,
    barcode: null,
    name: draft.name,
    kind: "goods",
    unit: draft.unit ?? "each",
    quantityMilli,
    unitPriceMinor: draft.unitPriceMinor,
    listUnitPriceMinor: draft.listUnitPriceMinor ?? null,
    grossMinor,
    discountMinor,
    netMinor,
    taxRateBp,
    taxMinor,
    totalMinor: pricesIncludeTax ? netMinor : netMinor + taxMinor,
    unitNets: [],
    discounts,
    note: draft.note ?? null,
    refunds: draft.refunds ?? null,
    depositOfLineNumber: null,
  };
};

const sumTaxes = (lines: readonly SaleLine[], pricesIncludeTax: boolean): readonly SaleTax[] =>
  [...new Set(lines.map((line) => line.taxRateBp))]
    .toSorted((a, b) => a - b)
    .map((rateBp) => {
      const ofRate = lines.filter((line) => line.taxRateBp === rateBp);
      const taxMinor = ofRate.reduce((sum, line) => sum + line.taxMinor, 0);
      const netMinor = ofRate.reduce((sum, line) => sum + line.netMinor, 0);
      return { rateBp, taxMinor, baseMinor: pricesIncludeTax ? netMinor - taxMinor : netMinor };
    });

export interface SaleDraft {
  readonly store: StoreProfile;
  readonly lines: readonly LineDraft[];
  readonly roundingMinor?: number;
  readonly tenders?: (payableMinor: number) => readonly Tender[];
  readonly overrides?: Partial<Sale>;
}

export const cashTender = (amountMinor: number, tenderedMinor = amountMinor): Tender => ({
  id: "cash",
  type: "CASH",
  amountMinor,
  tenderedMinor,
  changeMinor: tenderedMinor - amountMinor,
  card: null,
});

export const cardTender = (amountMinor: number): Tender => ({
  id: "card",
  type: "CARD",
  amountMinor,
  tenderedMinor: amountMinor,
  changeMinor: 0,
  card: { brand: "VISA", last4: "4242", authCode: "083412", terminalId: "TERM1", reference: "R-1" },
});

export const makeSale = (draft: SaleDraft): Sale => {
  const { store } = draft;
  const lines = draft.lines.map((line, index) => toLine(line, index + 1, store.pricesIncludeTax));
  const sum = (pick: (line: SaleLine) => number): number =>
    lines.reduce((total, line) => total + pick(line), 0);
  const totalMinor = sum((line) => line.totalMinor);
  const roundingMinor = draft.roundingMinor ?? 0;
  const payableMinor = totalMinor + roundingMinor;
  return {
    id: "sale-1",
    kind: "sale",
    receiptNumber: `${store.storeCode}-${store.tillCode}-000042`,
    storeCode: store.storeCode,
    tillCode: store.tillCode,
    shiftId: 1,
    cashierName: "Ayla Demir",
    cashierId: 1,
    approvedByName: null,
    approvedByIds: [],
    customerRef: null,
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    atMs: saleTimeMs,
    lines,
    taxes: sumTaxes(lines, store.pricesIncludeTax),
    totals: {
      grossMinor: sum((line) => line.grossMinor),
      discountMinor: sum((line) => line.discountMinor),
      netMinor: sum((line) => line.netMinor),
      taxMinor: sum((line) => line.taxMinor),
      totalMinor,
      roundingMinor,
      payableMinor,
    },
    tenders: draft.tenders?.(payableMinor) ?? [cashTender(payableMinor)],
    reason: null,
    taxExemption: null,
    offerUses: [],
    usesGivenBack: [],
    pointEntries: [],
    storedValue: [],
    memberships: [],
    ...draft.overrides,
  };
};
