import { describe, expect, it } from "vitest";
import { buildSaleReceipt } from "../../domain/receipt/build-sale-receipt.ts";
import { buildTestPage } from "../../domain/receipt/build-test-page.ts";
import type { ReceiptDocument } from "../../domain/receipt/receipt-document.ts";
import { renderReceiptText } from "../../domain/receipt/render-text.ts";
import { codePageForLocale, printerProfiles, type PrinterProfile } from "../../drivers/printer/printer-profile.ts";
import { encodeReceipt } from "../../drivers/printer/escpos-encoder.ts";
import { readEscpos } from "../../drivers/printer/read-escpos.ts";
import { readLogo } from "../../drivers/printer/logo-image.ts";
import { expectGolden } from "../support/golden-file.ts";
import { hexDump } from "../support/hex-dump.ts";
import { LOGO_PNG } from "../support/logo-file.ts";
import { receiptCases } from "../support/receipt-cases.ts";

const profileFor = (columns: number, locale: string): PrinterProfile => {
  const base = Object.values(printerProfiles).find((profile) => profile.columns === columns);
  if (base === undefined) {
    throw new Error(`No profile has ${columns} columns`);
  }
  return { ...base, codePage: codePageForLocale(locale) };
};
const encode = (document: ReceiptDocument, profile: PrinterProfile, openDrawer: boolean): Uint8Array =>
  encodeReceipt({ document, profile, openDrawer, rasterizeLine: null });

describe("receipts as bytes", () => {
  it.each(receiptCases)("$name", ({ name, store, sale, copy, columns }) => {
    const profile = profileFor(columns, store.locale);
    const opensDrawer = !copy && sale.tenders.some((tender) => tender.type === "CASH");
    const bytes = encode(buildSaleReceipt(sale, store, { copy }), profile, opensDrawer);
    expectGolden(`escpos/${name}.hex`, hexDump(bytes));
  });

  it.each(receiptCases)("$name, read back, shows the text of the receipt", ({ store, sale, copy, columns }) => {
    const document = buildSaleReceipt(sale, store, { copy });
    const read = readEscpos(encode(document, profileFor(columns, store.locale), false), profileFor(columns, store.locale));
    const printed = read.lines.map((line) => line.trim()).filter((line) => line !== "");
    const expected = renderReceiptText(document, { columns }).split("\n").map((line) => line.trim());
    // Big text stands in half as many columns, and a cut is no line: everything else is the same.
    expect(printed).toEqual(expected.filter((line) => line !== "" && !line.startsWith("- - ")));
    expect(read.actions.filter((action) => action.kind === "unknown")).toEqual([]);
  });

  it("a receipt with the shop's logo", async () => {
    const [found] = receiptCases;
    const logo = await readLogo(LOGO_PNG);
    if (found === undefined || !logo.ok) throw new Error("No receipt, or no logo");
    const document = buildSaleReceipt(found.sale, found.store, { copy: false, logo: true });
    const bytes = encodeReceipt({
      document,
      profile: profileFor(48, found.store.locale),
      openDrawer: true,
      rasterizeLine: null,
      logo: () => logo.value.bitmaps[0] ?? null,
    });
    expectGolden("escpos/logo.hex", hexDump(bytes));
    expectGolden("receipts/logo.txt", renderReceiptText(document, { columns: 48 }));
  });

  it.each([
    ["epson-80mm", "en-GB"],
    ["generic-80mm", "es-ES"],
    ["generic-80mm-42", "tr-TR"],
    ["generic-58mm", "tr-TR"],
  ] as const)("test page on %s in %s", (profileName, locale) => {
    const profile = { ...printerProfiles[profileName], codePage: codePageForLocale(locale) };
    const { columns, codePage } = profile;
    const page = buildTestPage({ locale, printerName: profile.name, columns, codePage, opensDrawer: true });
    expectGolden(`escpos/test-page-${profileName}.hex`, hexDump(encode(page, profile, true)));
  });
});
