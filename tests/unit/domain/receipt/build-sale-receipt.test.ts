import { describe, expect, it } from "vitest";
import { buildSaleReceipt } from "../../../../domain/receipt/build-sale-receipt.ts";
import { renderReceiptText } from "../../../../domain/receipt/render-text.ts";
import type { Sale } from "../../../../domain/sale/sale.ts";
import { cardTender, londonStore, makeSale, newYorkStore } from "../../../support/receipt-sales.ts";

const print = (sale: Sale, store = londonStore, copy = false): string =>
  renderReceiptText(buildSaleReceipt(sale, store, { copy }), { columns: 48 });
const oneLine = { store: londonStore, lines: [{ name: "Tea", unitPriceMinor: 250 }] };

describe("a sale's receipt", () => {
  it("says COPY twice on a reprint and never on the original", () => {
    const sale = makeSale(oneLine);
    expect(print(sale).match(/COPY/g)).toBeNull();
    expect(print(sale, londonStore, true).match(/COPY/g)).toHaveLength(2);
  });

  it("writes the time of the store, not of the machine", () => {
    expect(print(makeSale({ ...oneLine, store: newYorkStore }), newYorkStore)).toContain("9:05 AM");
  });

  it("falls back to English words for a language without a translation, with that locale's figures", () => {
    const store = { ...londonStore, locale: "de-DE" };
    expect(print(makeSale({ store, lines: [{ name: "Tee", unitPriceMinor: 123_456 }] }), store)).toMatch(
      /TOTAL GBP +1\.234,56/,
    );
  });

  it("shows no more than four digits of a card, whatever the record holds", () => {
    const tender = cardTender(250);
    const card = { brand: "VISA", last4: "4111 1111 1111 1111", authCode: "", terminalId: "", reference: "" };
    const text = print(makeSale({ ...oneLine, tenders: () => [{ ...tender, card }] }));
    expect(text).toContain("****1111");
    expect(text.replaceAll(/\s/g, "")).not.toContain("41111111");
  });

  it("does not print the customer's reference", () => {
    expect(print(makeSale({ ...oneLine, overrides: { customerRef: "c-5f2a" } }))).not.toContain("c-5f2a");
  });

  it("counts whole units each and a weighed line once", () => {
    const lines = [
      { name: "Tea", unitPriceMinor: 250, quantityMilli: 3000 },
      { name: "Cheese", unitPriceMinor: 1990, quantityMilli: 345, unit: "weight" as const },
    ];
    expect(print(makeSale({ store: londonStore, lines }))).toMatch(/Items +4\n/);
  });

  it("writes a currency's own decimals", () => {
    const store = { ...londonStore, currency: "JPY" };
    expect(print(makeSale({ store, lines: [{ name: "Tea", unitPriceMinor: 1250 }] }), store)).toMatch(
      /TOTAL JPY +1,250\n/,
    );
  });
});
