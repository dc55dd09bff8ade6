/**
 * Owns what the parts of a sale's receipt are written from: the sale, the words of the store's language and its formats.
 * Built once per receipt; nothing in it changes while the receipt is written.
 */
import type { Sale } from "../sale/sale.ts";
import type { ReceiptFormat } from "./receipt-format.ts";
import type { ReceiptWords } from "./receipt-words.ts";

/** What every part of a sale's receipt is written from. */
export interface SaleReceiptContext {
  readonly sale: Sale;
  readonly words: ReceiptWords;
  readonly format: ReceiptFormat;
  /** What people read for a tier. */
  readonly tierName: (code: string) => string;
}
