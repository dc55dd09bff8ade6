/** Owns what a customer's display of two lines says at each moment of a sale, in the store's words. */
import type { ReceiptFormat } from "../receipt/receipt-format.ts";
import type { ReceiptWords } from "../receipt/receipt-words.ts";
import type { DisplayPicture, DisplayRow } from "./display-lines.ts";

export type CustomerMoment =
  | { readonly kind: "welcome"; readonly upper: string; readonly lower: string }
  /** What was rung up last, and what the basket comes to. */
  | {
      readonly kind: "item";
      readonly name: string;
      readonly quantityMilli: number;
      readonly amountMinor: number;
      readonly totalMinor: number;
    }
  /** Below zero the customer gets money. */
  | { readonly kind: "total"; readonly totalMinor: number }
  | { readonly kind: "due"; readonly totalMinor: number; readonly dueMinor: number }
  | { readonly kind: "done"; readonly totalMinor: number; readonly changeMinor: number };

const ONE_MILLI = 1000;
const BLANK: DisplayRow = { text: "", figure: null };

export const customerPicture = (
  moment: CustomerMoment,
  words: ReceiptWords,
  format: ReceiptFormat,
): DisplayPicture => {
  const row = (text: string, amountMinor: number): DisplayRow => ({
    text,
    figure: format.money(amountMinor),
  });
  const total = (amountMinor: number): DisplayRow =>
    amountMinor < 0 ? row(words.toPayBack, -amountMinor) : row(words.total, amountMinor);
  switch (moment.kind) {
    case "welcome":
      return [
        { text: moment.upper, figure: null },
        { text: moment.lower, figure: null },
      ];
    case "item": {
      const count = moment.quantityMilli === ONE_MILLI ? "" : `${format.quantity(moment.quantityMilli)} x `;
      return [row(count + moment.name, moment.amountMinor), total(moment.totalMinor)];
    }
    case "total":
      return [total(moment.totalMinor), BLANK];
    case "due":
      return [total(moment.totalMinor), row(words.toPay, moment.dueMinor)];
    case "done":
      return [
        total(moment.totalMinor),
        moment.changeMinor > 0 ? row(words.change, moment.changeMinor) : BLANK,
      ];
  }
};
