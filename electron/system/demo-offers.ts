/**
 * Owns the sample campaigns of the demo store, in the form of a pricing case: a welcome coupon, an amount off large
 * baskets, a happy hour on weekdays, buy two get one free, and a club that customers join.
 */
import type { OfferKind } from "../../db/repositories/offers.ts";

export interface DemoOffer {
  readonly kind: OfferKind;
  readonly code: string;
  readonly definition: unknown;
}

export const demoOffers: readonly DemoOffer[] = [
  {
    kind: "campaigns",
    code: "WELCOME10",
    definition: {
      code: "WELCOME10",
      name: "Hoş geldin: ilk alışverişe %10",
      activation: "coupon",
      conditions: { firstPurchase: true },
      rules: [{ benefit: { type: "percentage", percent: "10", per: "basket" } }],
    },
  },
  {
    kind: "couponDefinitions",
    code: "WELCOME10",
    definition: { code: "WELCOME10", type: "multiUse", campaign: "WELCOME10", usesPerCustomer: 1 },
  },
  {
    kind: "campaigns",
    code: "BASKET100",
    definition: {
      code: "BASKET100",
      name: "100 TL ve üzeri 10 TL indirim",
      priority: 10,
      conditions: { minSpend: "100.00" },
      rules: [{ benefit: { type: "fixedAmount", amount: "10.00" } }],
    },
  },
  {
    kind: "campaigns",
    code: "HAPPYHOUR",
    definition: {
      code: "HAPPYHOUR",
      name: "Mutlu saatler: çay ve kahve %20",
      priority: 20,
      conditions: {
        daysOfWeek: ["MON", "TUE", "WED", "THU", "FRI"],
        hours: { from: "15:00", until: "18:00" },
      },
      rules: [
        {
          benefit: { type: "percentage", percent: "20" },
          target: { include: [{ field: "category", values: ["HOT-DRINKS"] }], excludeOnSale: true },
        },
      ],
    },
  },
  {
    kind: "campaigns",
    code: "TEACLUB",
    definition: {
      code: "TEACLUB",
      name: "Çay kulübü: katılana bir kez 25 TL",
      activation: "participation",
      conditions: { minSpend: "75.00" },
      rules: [{ benefit: { type: "fixedAmount", amount: "25.00" } }],
    },
  },
  {
    kind: "campaigns",
    code: "BUY2GET1",
    definition: {
      code: "BUY2GET1",
      name: "Atıştırmalıkta 2 al 1 bedava",
      priority: 30,
      rules: [
        {
          benefit: { type: "cheapestFree", of: 3, free: 1 },
          target: { include: [{ field: "department", values: ["SNACKS"] }], excludeOnSale: true },
        },
      ],
    },
  },
];
