/** The receipts that stand as golden texts and golden byte dumps: one per thing a receipt must get right. */
import type { Sale } from "../../domain/sale/sale.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import {
  campaignDiscount,
  cardTender,
  cashTender,
  istanbulStore,
  londonStore,
  madridStore,
  makeSale,
  newYorkStore,
} from "./receipt-sales.ts";

export interface ReceiptCase {
  readonly name: string;
  readonly store: StoreProfile;
  readonly sale: Sale;
  readonly copy: boolean;
  readonly columns: number;
}

const basicSale = makeSale({
  store: londonStore,
  lines: [
    { name: "Semi-skimmed milk 2 l", unitPriceMinor: 155, quantityMilli: 2000, taxRateBp: 0 },
    {
      name: "White hanging heart T-light holder, hand painted, set of three",
      unitPriceMinor: 1295,
      quantityMilli: 3000,
      discounts: [campaignDiscount("3 for 2 on candles", 1295)],
    },
    {
      name: "Sourdough loaf",
      unitPriceMinor: 340,
      taxRateBp: 0,
      discounts: [campaignDiscount("Evening bread -50 %", 170)],
    },
    { name: "Umbrella", unitPriceMinor: 900, listUnitPriceMinor: 1250, note: "Scratched handle" },
  ],
  tenders: (payableMinor) => [cashTender(payableMinor, 5000)],
});

const coupon = { ...campaignDiscount("Autumn coupon", 500), coupon: "AUTUMN5", campaign: null };
const manual = { ...campaignDiscount("", 120), campaign: null, manual: true };

const splitTender = makeSale({
  store: { ...londonStore, currency: "CHF", locale: "en-CH", timezone: "Europe/Zurich" },
  lines: [
    { name: "Raclette cheese", unitPriceMinor: 2490, taxRateBp: 260, discounts: [coupon] },
    { name: "Potatoes 2 kg", unitPriceMinor: 387, taxRateBp: 260, discounts: [manual] },
    { name: "Table grill", unitPriceMinor: 8995, taxRateBp: 810 },
  ],
  roundingMinor: -2,
  tenders: (payableMinor) => [cardTender(5000), cashTender(payableMinor - 5000, 10_000)],
});

const refund = makeSale({
  store: londonStore,
  lines: [
    {
      name: "White hanging heart T-light holder, hand painted, set of three",
      unitPriceMinor: 1295,
      quantityMilli: -2000,
      discounts: [campaignDiscount("3 for 2 on candles", -863)],
      refunds: { saleId: "sale-0", receiptNumber: "S1-T1-000017", lineNumber: 2 },
    },
  ],
  tenders: (payableMinor) => [cashTender(payableMinor)],
  overrides: {
    kind: "refund",
    receiptNumber: "S1-T2-000043",
    reason: "Arrived broken",
    approvedByName: "Maria Lopez",
    approvedByIds: [2],
  },
});

const exchange = makeSale({
  store: londonStore,
  lines: [
    {
      name: "White hanging heart T-light holder, large",
      unitPriceMinor: 1695,
      discounts: [campaignDiscount("Autumn candles", 200)],
    },
    {
      name: "White hanging heart T-light holder, hand painted, set of three",
      unitPriceMinor: 1295,
      quantityMilli: -2000,
      refunds: { saleId: "sale-0", receiptNumber: "S1-T1-000017", lineNumber: 2 },
    },
  ],
  tenders: (payableMinor) => [cashTender(payableMinor)],
  overrides: { receiptNumber: "S1-T2-000044", reason: "Wrong size" },
});

const weighed = makeSale({
  store: istanbulStore,
  lines: [
    { name: "Kaşar peyniri", unitPriceMinor: 42_000, quantityMilli: 345, unit: "weight", taxRateBp: 100 },
    { name: "Domates", unitPriceMinor: 5990, quantityMilli: 1250, unit: "weight", taxRateBp: 100 },
  ],
});

const taxExclusive = makeSale({
  store: newYorkStore,
  lines: [
    { name: "Rye bread", unitPriceMinor: 549, taxRateBp: 0 },
    { name: "Dish soap 16 oz", unitPriceMinor: 399, quantityMilli: 2000, taxRateBp: 888 },
    {
      name: "Winter jacket",
      unitPriceMinor: 129_900,
      taxRateBp: 450,
      discounts: [campaignDiscount("Black Friday 20% off", 25_980)],
    },
  ],
  tenders: (payableMinor) => [cardTender(payableMinor)],
});

const turkish = makeSale({
  store: istanbulStore,
  lines: [
    {
      name: "Çay bardağı takımı, ince belli, 6'lı",
      unitPriceMinor: 18_990,
      quantityMilli: 2000,
      discounts: [campaignDiscount("İkincisi yarı fiyatına", 9495)],
    },
    { name: "Ekmek", unitPriceMinor: 1250, quantityMilli: 3000, taxRateBp: 100 },
    {
      name: "Şişe suyu 0,5 L",
      unitPriceMinor: 787,
      taxRateBp: 1000,
      discounts: [campaignDiscount("Üye indirimi", 79)],
    },
  ],
  roundingMinor: 2,
  tenders: (payableMinor) => [cashTender(payableMinor, 40_000)],
});

const spanish = makeSale({
  store: madridStore,
  lines: [
    { name: "Jamón ibérico", unitPriceMinor: 8950, quantityMilli: 215, unit: "weight", taxRateBp: 1000 },
    {
      name: "Piñones 100 g",
      unitPriceMinor: 699,
      quantityMilli: 2000,
      taxRateBp: 1000,
      discounts: [campaignDiscount("Segunda unidad al 70 %", 489)],
    },
    { name: "Muñeca", unitPriceMinor: 1_499_00, taxRateBp: 2100 },
  ],
  tenders: (payableMinor) => [cashTender(2000), cardTender(payableMinor - 2000)],
});

export const receiptCases: readonly ReceiptCase[] = [
  { name: "sale", store: londonStore, sale: basicSale, copy: false, columns: 48 },
  { name: "sale-42", store: londonStore, sale: basicSale, copy: false, columns: 42 },
  { name: "sale-32", store: londonStore, sale: basicSale, copy: false, columns: 32 },
  { name: "copy", store: londonStore, sale: basicSale, copy: true, columns: 48 },
  { name: "refund", store: londonStore, sale: refund, copy: false, columns: 48 },
  { name: "exchange", store: londonStore, sale: exchange, copy: false, columns: 42 },
  {
    name: "split-tender-rounding",
    store: { ...londonStore, locale: "en-CH", timezone: "Europe/Zurich" },
    sale: splitTender,
    copy: false,
    columns: 48,
  },
  { name: "weighed", store: istanbulStore, sale: weighed, copy: false, columns: 42 },
  { name: "tax-exclusive", store: newYorkStore, sale: taxExclusive, copy: false, columns: 48 },
  { name: "turkish", store: istanbulStore, sale: turkish, copy: true, columns: 42 },
  { name: "spanish", store: madridStore, sale: spanish, copy: false, columns: 42 },
];
