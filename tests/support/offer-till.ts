/**
 * Owns a test till whose offers lie in its database, as in a shop: the campaigns and coupons of the test and no others.
 */
import type { OfferKind } from "../../db/repositories/offers.ts";
import { openTestTill, signIn, type TestTill } from "./test-till.ts";

export type OfferDefinitions = Partial<
  Record<OfferKind, readonly (Readonly<Record<string, unknown>> & { readonly code: string })[]>
>;

export const openOfferTill = async (
  definitions: OfferDefinitions,
  dataDir = ":memory:",
): Promise<TestTill> => {
  const test = openTestTill({ dataDir, offers: "demo", printsReceipts: false });
  putOffers(test, definitions);
  await signIn(test, "manager");
  return test;
};

const putOffers = ({ till }: TestTill, definitions: OfferDefinitions): void => {
  for (const table of ["campaign", "coupon", "discount_rule"]) {
    till.db.sqlite.exec(`UPDATE ${table} SET deleted_at_ms = 1`);
  }
  for (const kind of ["rules", "campaigns", "couponDefinitions"] as const) {
    for (const definition of definitions[kind] ?? []) {
      till.offerRepository.put(kind, { code: definition.code, definition }, null);
    }
  }
  till.offers.refresh();
};

/** How much of each offer is used, as limits see it. */
export const useTotals = ({ till }: TestTill): Readonly<Record<string, readonly [number, number]>> =>
  Object.fromEntries(
    till.db.sqlite
      .prepare<[], { readonly code: string; readonly uses: number; readonly spent: number }>(
        "SELECT kind || ' ' || code AS code, uses, spent_minor AS spent FROM offer_use_total ORDER BY 1",
      )
      .all()
      .map(({ code, uses, spent }) => [code, [uses, spent]]),
  );
