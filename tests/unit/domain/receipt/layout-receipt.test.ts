import { describe, expect, it } from "vitest";
import { columnsBlock, textBlock, type ReceiptBlock } from "../../../../domain/receipt/receipt-document.ts";
import { renderReceiptText } from "../../../../domain/receipt/render-text.ts";

const render = (block: ReceiptBlock, columns: number): readonly string[] =>
  renderReceiptText({ locale: "en-GB", blocks: [block] }, { columns })
    .trimEnd()
    .split("\n");

describe("layout of blocks", () => {
  it("puts the figure beside the last line of a wrapped label", () => {
    expect(render(columnsBlock({ left: "A rather long label of a line", right: "12.50" }), 20)).toEqual([
      "A rather long",
      "label of a",
      "line           12.50",
    ]);
  });

  it("moves a figure to its own line when the label would be unreadable", () => {
    expect(render(columnsBlock({ left: "Grand total", right: "1,234,567.89" }), 20)).toEqual([
      "Grand total",
      "        1,234,567.89",
    ]);
  });

  it("wraps big text at half the columns and centres it", () => {
    expect(render(textBlock("Corner Shop", { size: "big", align: "center" }), 16)).toEqual([
      "     Corner",
      "      Shop",
    ]);
  });

  it("stacks a table that is wider than the paper", () => {
    const table = {
      kind: "table",
      header: ["Rate", "Net", "Gross"],
      rows: [["20%", "1,000,000.00", "1,200,000.00"]],
    } as const;
    expect(render(table, 24)).toEqual([
      "Rate                 20%",
      "  Net       1,000,000.00",
      "  Gross     1,200,000.00",
    ]);
  });

  it("refuses paper narrower than 16 columns", () => {
    expect(() => render(textBlock("x"), 15)).toThrow(RangeError);
  });
});
