/**
 * Owns who and where this till is: what prints in a receipt's header and what pricing needs of the store.
 * Read from settings at start; a change takes effect between baskets.
 */

export interface CashRounding {
  /** Smallest cash step in minor units; 1 (or 0) means no rounding. */
  readonly stepMinor: number;
  readonly mode: "nearest" | "up" | "down";
}

export interface StoreProfile {
  readonly storeCode: string;
  readonly storeName: string;
  readonly addressLines: readonly string[];
  readonly taxNumber: string | null;
  readonly tillCode: string;
  readonly currency: string;
  /** BCP 47, e.g. "tr-TR": language and number format of receipts. */
  readonly locale: string;
  /** IANA zone of the store's wall clock. */
  readonly timezone: string;
  readonly pricesIncludeTax: boolean;
  readonly cashRounding: CashRounding;
  readonly receiptFooter: readonly string[];
}
