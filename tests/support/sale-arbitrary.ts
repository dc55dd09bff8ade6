/** Random sales whose figures are consistent, with names that nobody would choose. */
import fc from "fast-check";
import type { Sale, Tender } from "../../domain/sale/sale.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import { mulDivRound } from "../../domain/money/ratio.ts";
import {
  campaignDiscount,
  cardTender,
  cashTender,
  istanbulStore,
  londonStore,
  madridStore,
  makeSale,
  newYorkStore,
  type LineDraft,
} from "./receipt-sales.ts";

export interface StoreSale {
  readonly store: StoreProfile;
  readonly sale: Sale;
}

const names = fc.oneof(
  fc.string({ maxLength: 80, unit: "grapheme" }),
  fc.string({ maxLength: 40, unit: "binary" }),
  fc.lorem({ maxCount: 8 }),
  fc.constantFrom(
    "\u001b@\u001bp\u0000",
    "漢字ラーメン 大盛り 辛味噌チャーシュー麺",
    "قهوة عربية",
    "👨‍👩‍👧‍👦 family pack",
    "x".repeat(120),
  ),
);

const lineDraft = (sign: 1 | -1): fc.Arbitrary<LineDraft> =>
  fc
    .record({
      name: names,
      label: names,
      unitPriceMinor: fc.oneof(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 10_000_000_000 }),
      ),
      units: fc.integer({ min: 1, max: 500 }),
      grams: fc.integer({ min: 1, max: 99_999 }),
      weighed: fc.boolean(),
      taxRateBp: fc.constantFrom(0, 100, 888, 1000, 2000),
      discountShare: fc.integer({ min: 0, max: 100 }),
      changed: fc.boolean(),
      note: fc.option(names),
    })
    .map((raw): LineDraft => {
      const quantityMilli = sign * (raw.weighed ? raw.grams : raw.units * 1000);
      const grossMinor = mulDivRound(raw.unitPriceMinor, quantityMilli, 1000);
      const discountMinor = mulDivRound(grossMinor, raw.discountShare, 100);
      return {
        name: raw.name,
        unitPriceMinor: raw.unitPriceMinor,
        quantityMilli,
        unit: raw.weighed ? "weight" : "each",
        taxRateBp: raw.taxRateBp,
        ...(raw.changed ? { listUnitPriceMinor: raw.unitPriceMinor + 100 } : {}),
        ...(discountMinor === 0 ? {} : { discounts: [campaignDiscount(raw.label, discountMinor)] }),
        ...(raw.note === null ? {} : { note: raw.note }),
      };
    });

const splitTenders = (payableMinor: number, cardShare: number): readonly Tender[] => {
  const cardMinor = mulDivRound(payableMinor, cardShare, 100);
  const cashMinor = payableMinor - cardMinor;
  return [cardTender(cardMinor), cashTender(cashMinor, cashMinor > 0 ? cashMinor + 137 : cashMinor)];
};

/** A store and one of its sales or refunds. */
export const storeSale = (): fc.Arbitrary<StoreSale> =>
  fc
    .record({
      store: fc.constantFrom(londonStore, istanbulStore, madridStore, newYorkStore),
      currency: fc.constantFrom("EUR", "TRY", "JPY", "KWD"),
      kind: fc.constantFrom("sale" as const, "refund" as const),
      roundingMinor: fc.integer({ min: -2, max: 2 }),
      cardShare: fc.integer({ min: 0, max: 100 }),
      storeName: names,
      cashierName: names,
    })
    .chain((raw) => {
      const lines = fc.array(lineDraft(raw.kind === "sale" ? 1 : -1), { minLength: 1, maxLength: 12 });
      return lines.map((drafts): StoreSale => {
        const store = { ...raw.store, currency: raw.currency, storeName: raw.storeName };
        const sale = makeSale({
          store,
          lines: drafts,
          roundingMinor: raw.roundingMinor,
          tenders: (payableMinor) => splitTenders(payableMinor, raw.cardShare),
          overrides: { kind: raw.kind, cashierName: raw.cashierName },
        });
        return { store, sale };
      });
    });
