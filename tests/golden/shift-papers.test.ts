/** Reports and slips of a drawer: as text, and as the bytes that print exactly that text. */
import { describe, expect, it } from "vitest";
import { renderReceiptText } from "../../domain/receipt/render-text.ts";
import {
  codePageForLocale,
  printerProfiles,
  type PrinterProfile,
} from "../../drivers/printer/printer-profile.ts";
import { encodeReceipt } from "../../drivers/printer/escpos-encoder.ts";
import { readEscpos } from "../../drivers/printer/read-escpos.ts";
import { expectGolden } from "../support/golden-file.ts";
import { shiftPapers } from "../support/shift-papers.ts";

const profileFor = (columns: number, locale: string): PrinterProfile => {
  const base = Object.values(printerProfiles).find((profile) => profile.columns === columns);
  if (base === undefined) {
    throw new Error(`No profile has ${String(columns)} columns`);
  }
  return { ...base, codePage: codePageForLocale(locale) };
};

describe("the papers of a drawer", () => {
  it.each(shiftPapers)("$name as text", ({ name, document, columns }) => {
    expectGolden(`shift-papers/${name}.txt`, renderReceiptText(document, { columns }));
  });

  it.each(shiftPapers)("$name as bytes prints that text, and nothing unknown", (paper) => {
    const { document, columns, locale } = paper;
    const profile = profileFor(columns, locale);
    const bytes = encodeReceipt({ document, profile, openDrawer: false, rasterizeLine: null });
    const read = readEscpos(bytes, profile);
    const printed = read.lines.map((line) => line.trim()).filter((line) => line !== "");
    const expected = renderReceiptText(document, { columns })
      .split("\n")
      .map((line) => line.trim());
    expect(printed).toEqual(expected.filter((line) => line !== "" && !line.startsWith("- - ")));
    expect(read.actions.filter((action) => action.kind === "unknown")).toEqual([]);
  });
});
