import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildSaleReceipt } from "../../domain/receipt/build-sale-receipt.ts";
import { receiptFormatFor } from "../../domain/receipt/receipt-format.ts";
import { renderReceiptText } from "../../domain/receipt/render-text.ts";
import { displayWidth } from "../../domain/receipt/text-columns.ts";
import type { ReceiptDocument } from "../../domain/receipt/receipt-document.ts";
import { storeSale, type StoreSale } from "../support/sale-arbitrary.ts";

const widths = fc.constantFrom(16, 24, 32, 42, 48, 64);
const build = ({ store, sale }: StoreSale): ReceiptDocument => buildSaleReceipt(sale, store, { copy: true });
const figuresOf = (text: string): readonly string[] => text.split(/ {2,}|\n/).map((part) => part.trim());
/** Reads a figure back: its decimals are always written out, so its digits are its minor units. */
const toMinor = (figure: string): number => Number(figure.replace(/[^\d-]/g, ""));

describe("every receipt", () => {
  it("fits the paper", () => {
    fc.assert(
      fc.property(storeSale(), widths, (storeAndSale, columns) => {
        for (const line of renderReceiptText(build(storeAndSale), { columns }).split("\n")) {
          expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("holds no control character", () => {
    fc.assert(
      fc.property(storeSale(), (storeAndSale) => {
        expect(renderReceiptText(build(storeAndSale), { columns: 48 }).replaceAll("\n", "")).not.toMatch(
          /\p{Cc}/u,
        );
      }),
      { numRuns: 150 },
    );
  });

  it("shows every figure of totals, tenders and taxes, whole", () => {
    fc.assert(
      fc.property(storeSale(), fc.constantFrom(32, 42, 48), (storeAndSale, columns) => {
        const { sale, store } = storeAndSale;
        const { locale, timezone } = store;
        const { money } = receiptFormatFor({ locale, timezone, currency: sale.currency });
        const figures = figuresOf(renderReceiptText(build(storeAndSale), { columns }));
        const expected = [
          sale.totals.payableMinor,
          ...(sale.totals.roundingMinor === 0 ? [] : [sale.totals.totalMinor, sale.totals.roundingMinor]),
          ...sale.tenders.map((tender) => tender.amountMinor),
          ...sale.tenders.flatMap((tender) =>
            tender.changeMinor === 0 ? [] : [tender.tenderedMinor, tender.changeMinor],
          ),
          ...sale.taxes.flatMap((tax) => [tax.baseMinor, tax.taxMinor, tax.baseMinor + tax.taxMinor]),
        ];
        for (const amountMinor of expected) {
          const shown = money(amountMinor);
          expect(figures.some((figure) => figure === shown || figure.endsWith(` ${shown}`))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("adds up: printed lines, tax on top and rounding make the amount to pay", () => {
    fc.assert(
      fc.property(storeSale(), (storeAndSale) => {
        const { sale } = storeAndSale;
        const document = build(storeAndSale);
        const text = renderReceiptText(document, { columns: 48 });
        const printed = document.blocks.flatMap((block) =>
          block.kind === "item"
            ? [block.amount, ...block.adjustments.map((adjustment) => adjustment.amount)]
            : [],
        );
        for (const figure of printed) {
          expect(text).toContain(figure);
        }
        const linesMinor = printed.reduce((sum, figure) => sum + toMinor(figure), 0);
        const taxOnTopMinor = sale.pricesIncludeTax ? 0 : sale.totals.taxMinor;
        expect(linesMinor + taxOnTopMinor + sale.totals.roundingMinor).toBe(sale.totals.payableMinor);
      }),
      { numRuns: 300 },
    );
  });
});
