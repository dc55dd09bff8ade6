/**
 * Owns reading a sale or refund out of its journal entry: the other direction of what a till writes. People are named
 * by number there, so that a sale of another till names its people by till and number, and products by SKU alone.
 */
import type { OfferUse, UseGivenBack } from "../campaigns/offer-use.ts";
import type { SalePointEntry } from "../loyalty/point-entry.ts";
import type { Sale, SaleLine } from "../sale/sale.ts";

/** What the entry says of a sale, as far as a receipt needs it. */
export interface SaleBody extends Omit<
  Sale,
  | "id"
  | "cashierId"
  | "cashierName"
  | "approvedByIds"
  | "approvedByName"
  | "storeCode"
  | "tillCode"
  | "lines"
  | "offerUses"
  | "usesGivenBack"
  | "pointEntries"
  | "storedValue"
  | "memberships"
> {
  readonly saleId: string;
  readonly staffId: number;
  readonly approvedBy: readonly number[];
  readonly store: string;
  readonly till: string;
  readonly lines: readonly LineBody[];
  /** Left out where there are none. */
  readonly offerUses?: readonly OfferUse[] | undefined;
  readonly usesGivenBack?: readonly UseGivenBack[] | undefined;
  readonly pointEntries?: readonly SalePointEntry[] | undefined;
  readonly storedValue?: Sale["storedValue"] | undefined;
  readonly memberships?: Sale["memberships"] | undefined;
}

interface LineBody extends Omit<SaleLine, "productId" | "note" | "unitNets"> {
  /** [count, netMinor] */
  readonly unitNets: readonly (readonly [number, number])[];
}

export const saleOfBody = (body: SaleBody): Sale => {
  const { saleId, staffId, approvedBy, store, till, lines, ...told } = body;
  const { offerUses, usesGivenBack, pointEntries, storedValue, memberships, ...rest } = told;
  const person = (number: number): string => `${till} ${String(number)}`;
  return {
    ...rest,
    id: saleId,
    storeCode: store,
    tillCode: till,
    cashierId: staffId,
    cashierName: person(staffId),
    offerUses: offerUses ?? [],
    usesGivenBack: usesGivenBack ?? [],
    pointEntries: pointEntries ?? [],
    storedValue: storedValue ?? [],
    memberships: memberships ?? [],
    approvedByIds: approvedBy,
    approvedByName: approvedBy.length === 0 ? null : approvedBy.map(person).join(", "),
    lines: lines.map(({ unitNets, ...line }) => ({
      ...line,
      productId: null,
      note: null,
      unitNets: unitNets.map(([count, netMinor]) => ({ count, netMinor })),
    })),
  };
};
