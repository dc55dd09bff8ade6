/**
 * Owns what the data does not say and a replay with the sample program needs: which items are snacks and hot drinks, who hands
 * in the welcome coupon, who pays with points, and the sample campaigns themselves. Rules of ours, like the tax rates.
 */
import type { TillDatabase } from "../../db/open-database.ts";
import { createOfferRepository } from "../../db/repositories/offers.ts";
import type { Actor } from "../../electron/services/deps.ts";
import { setProgram } from "../../electron/services/loyalty/set-program.ts";
import type { Till } from "../../electron/services/till.ts";
import { demoProgram } from "../../electron/system/demo-loyalty.ts";
import { demoOffers } from "../../electron/system/demo-offers.ts";

export const COUPON = "WELCOME10";

/** Wholesale orders of thousands of pieces would get thousands free. */
export const MOST_GROUPS = 10;

export const isSnack = (sku: string): boolean => sku.startsWith("21");

export const isHotDrink = (sku: string): boolean => sku.startsWith("22");

export const groupsOf = (
  sku: string,
): { readonly department: string | null; readonly categories: readonly string[] } => ({
  department: isSnack(sku) ? "SNACKS" : null,
  categories: isHotDrink(sku) ? ["HOT-DRINKS"] : [],
});

/** Also customers who have bought before try it: then it must give nothing. */
export const handsInCoupon = (invoiceNumber: string): boolean => /[024]$/.test(invoiceNumber);

export const paysWithPoints = (invoiceNumber: string): boolean => /[37]$/.test(invoiceNumber);

export const installProgram = (till: Till, db: TillDatabase, actor: Actor): void => {
  const set = setProgram(till, actor, demoProgram);
  if (!set.ok) {
    throw new Error(`The sample program is not sound: ${JSON.stringify(set.error)}`);
  }
  const offers = createOfferRepository(db);
  for (const { kind, code, definition } of demoOffers) {
    offers.put(kind, { code, definition: code === "BUY2GET1" ? withMost(definition) : definition }, null);
  }
  till.offers.refresh();
};

const withMost = (definition: unknown): unknown => {
  const campaign = definition as { readonly rules: readonly { readonly benefit: object }[] };
  return {
    ...campaign,
    rules: campaign.rules.map((rule) => ({ ...rule, benefit: { ...rule.benefit, maxTimes: MOST_GROUPS } })),
  };
};
