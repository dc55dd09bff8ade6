/**
 * Owns the page that a person prints to set a printer up: does the ruler fit on one line, are the letters right, does
 * the bar code scan, does the drawer open. It carries no figure of any sale.
 */
import {
  barcodeBlock,
  columnsBlock,
  cutBlock,
  logoBlock,
  ruleBlock,
  spacerBlock,
  textBlock,
  type ColumnsBlock,
  type ReceiptDocument,
} from "./receipt-document.ts";
import { receiptWordsFor } from "./receipt-words.ts";

export interface TestPageOptions {
  readonly locale: string;
  readonly printerName: string;
  readonly columns: number;
  /** As the printer's manual names it, e.g. "CP858". */
  readonly codePage: string;
  readonly opensDrawer: boolean;
  /** Default: none. */
  readonly logo?: boolean;
}

/** Letters that a wrong code page turns into something else: English, Turkish and Spanish prices and names. */
const LETTERS =
  "\u20ac \u00a3 \u00f1 \u00d1 \u00e1 \u00e9 \u00ed \u00f3 \u00fa \u00bf \u00a1 \u00e7 \u00c7 \u011f \u011e \u0131 \u0130 \u00f6 \u00d6 \u015f \u015e \u00fc \u00dc";

/** A page with a ruler as wide as the paper, the telling letters, every text size and a bar code. */
export const buildTestPage = (options: TestPageOptions): ReceiptDocument => {
  const words = receiptWordsFor(options.locale);
  return {
    locale: options.locale,
    blocks: [
      ...(options.logo === true ? [logoBlock, spacerBlock()] : []),
      textBlock(words.testPage, { align: "center", bold: true, size: "big" }),
      spacerBlock(),
      row(words.testPrinter, options.printerName),
      row(words.testCodePage, options.codePage),
      row(words.testColumns, String(options.columns)),
      textBlock(ruler(options.columns)),
      ruleBlock(),
      textBlock(`${words.testLetters}:`),
      textBlock(LETTERS),
      spacerBlock(),
      columnsBlock({ left: words.total, right: "1234567890.00" }, { bold: true, size: "tall" }),
      ruleBlock("double"),
      textBlock(words.testAdvice),
      spacerBlock(),
      textBlock(options.opensDrawer ? words.testDrawerOpens : words.testDrawerStays),
      spacerBlock(),
      barcodeBlock("TEST-1-000001"),
      cutBlock,
    ],
  };
};

const row = (left: string, right: string): ColumnsBlock => columnsBlock({ left, right });

/** "1234567890123..." exactly as wide as the paper should be. */
const ruler = (columns: number): string =>
  Array.from({ length: columns }, (_, index) => String((index + 1) % 10)).join("");
