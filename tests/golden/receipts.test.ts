import { describe, expect, it } from "vitest";
import { buildSaleReceipt } from "../../domain/receipt/build-sale-receipt.ts";
import { buildTestPage } from "../../domain/receipt/build-test-page.ts";
import { renderReceiptText } from "../../domain/receipt/render-text.ts";
import { expectGolden } from "../support/golden-file.ts";
import { receiptCases } from "../support/receipt-cases.ts";

describe("receipts as text", () => {
  it.each(receiptCases)("$name", ({ name, store, sale, copy, columns }) => {
    const text = renderReceiptText(buildSaleReceipt(sale, store, { copy }), { columns });
    expectGolden(`receipts/${name}.txt`, text);
  });

  it("builds fixtures whose tenders pay the sale", () => {
    for (const { sale } of receiptCases) {
      expect(sale.tenders.reduce((sum, tender) => sum + tender.amountMinor, 0)).toBe(sale.totals.payableMinor);
    }
  });

  it.each(["en-GB", "tr-TR", "es-ES"])("test page in %s", (locale) => {
    const page = buildTestPage({ locale, printerName: "Counter", columns: 42, codePage: "CP858", opensDrawer: true });
    expectGolden(`receipts/test-page-${locale}.txt`, renderReceiptText(page, { columns: 42 }));
  });
});
