/**
 * Owns a receipt as plain text: for a preview, a log, an email, and the tests that say what a receipt looks like.
 * Every line is at most `columns` wide; bold and tall text look like plain text, a cut like a dashed line.
 */
import type { LaidOutCell, LaidOutText } from "./layout-columns.ts";
import { layoutReceipt, type LaidOutLine, type LayoutOptions } from "./layout-receipt.ts";
import type { ReceiptDocument } from "./receipt-document.ts";
import { displayWidth, wrapText } from "./text-columns.ts";

/** Lines joined by "\n", with one at the end. Spaces at the end of a line are dropped. */
export const renderReceiptText = (document: ReceiptDocument, options: LayoutOptions): string => {
  const lines = layoutReceipt(document, options).flatMap((line) => renderLine(line, options.columns));
  return `${lines.join("\n")}\n`;
};

/** Where the shop's picture stands. */
const LOGO = "[logo]";

const renderLine = (line: LaidOutLine, columns: number): readonly string[] => {
  switch (line.kind) {
    case "text":
      return [
        lineText({
          ...line,
          cells: line.cells.map((cell) => (line.size === "big" ? spreadBig(cell) : cell)),
        }),
      ];
    case "barcode":
      return renderCode(line.value, { frame: "|||", columns });
    case "qr":
      return renderCode(line.value, { frame: "[#]", columns });
    case "logo":
      return [`${" ".repeat(Math.floor((columns - LOGO.length) / 2))}${LOGO}`];
    case "feed":
      return Array.from({ length: line.lines }, () => "");
    case "cut":
      return ["- ".repeat(Math.floor(columns / 2)).trimEnd()];
  }
};

/** The line's cells joined by spaces, without spaces at its end. */
export const lineText = (line: LaidOutText): string => {
  let text = "";
  for (const cell of line.cells) {
    text += " ".repeat(Math.max(0, cell.startColumn - displayWidth(text))) + cell.text;
  }
  return text.trimEnd();
};

/** Big letters cover two columns each; as plain text they stand in the middle, or at the edge, of what they covered. */
const spreadBig = (cell: LaidOutCell): LaidOutCell => {
  const width = displayWidth(cell.text);
  const shift = { left: 0, center: Math.floor(width / 2), right: width }[cell.align];
  return { ...cell, startColumn: cell.startColumn * 2 + shift };
};

const renderCode = (
  value: string,
  { frame, columns }: { readonly frame: string; readonly columns: number },
): readonly string[] => {
  const framed = `${frame} ${value} ${frame}`;
  const lines = displayWidth(framed) <= columns ? [framed] : wrapText(value, columns);
  return lines.map((text) => " ".repeat(Math.floor((columns - displayWidth(text)) / 2)) + text);
};
